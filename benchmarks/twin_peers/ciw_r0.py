"""R0 in Ciw: a network of nodes. Reception, preparation, one node for each doctor, closing; three priority classes."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf

import ciw

from benchmarks.twin_peers.given import Team, Visit, Waits, team

CLASSES = ("urgent", "scheduled", "walk-in")
RECEPTION, PREPARATION, FIRST_DOCTOR = 1, 2, 3
FIRST_STEP = Visit._fields.index("reception")


class Given(ciw.dists.Distribution):
    """The minutes that the individual brought along. Ciw copies its laws deeply: a function costs nothing to copy."""

    def __init__(self, step: int, visit_of: Callable[[ciw.Individual], Visit]) -> None:
        self.field, self.visit_of = FIRST_STEP + step, visit_of

    def sample(self, t: float | None = None, ind: ciw.Individual = None) -> float:
        return self.visit_of(ind)[self.field]


def day(visits: Sequence[Visit], scale: int = 1) -> list[Waits]:
    """What each visit waited, in the order of their numbers."""
    order = sorted(range(len(visits)), key=lambda n: (visits[n].arrival, n))
    simulation = ciw.Simulation(network([visits[n] for n in order], team(scale)))
    simulation.simulate_until_max_customers(len(visits), method="Finish")
    waits: list[Waits] = [Waits(inf, inf, inf)] * len(visits)
    for individual in simulation.nodes[-1].all_individuals:
        waits[order[individual.id_number - 1]] = _waits(individual)
    return waits


def network(in_order: Sequence[Visit], staff: Team) -> ciw.network.Network:
    closing = FIRST_DOCTOR + staff.doctors
    steps = (0, 1, *(2 for _ in range(staff.doctors)), 3)

    def visit_of(individual: ciw.Individual) -> Visit:
        return in_order[individual.id_number - 1]

    def route(individual: ciw.Individual, simulation: ciw.Simulation) -> list[int]:
        return [PREPARATION, FIRST_DOCTOR + visit_of(individual).doctor, closing]

    return ciw.create_network(
        arrival_distributions={
            name: [_between(in_order, kind), *(None for _ in steps[1:])] for kind, name in enumerate(CLASSES)
        },
        service_distributions={name: [Given(step, visit_of) for step in steps] for name in CLASSES},
        number_of_servers=[staff.receptionists, staff.assistants, *(1 for _ in range(staff.doctors)), staff.assistants],
        priority_classes={name: kind for kind, name in enumerate(CLASSES)},
        routing={name: ciw.routing.ProcessBased(route) for name in CLASSES},
    )


def _between(in_order: Sequence[Visit], kind: int) -> ciw.dists.Distribution:
    """The times between the arrivals of a class."""
    arrivals = [0.0, *(visit.arrival for visit in in_order if visit.kind == kind)]
    return ciw.dists.Sequential([*(b - a for a, b in pairwise(arrivals)), inf])


def _waits(individual: ciw.Individual) -> Waits:
    first, preparation, doctor, last = individual.data_records
    return Waits(
        preparation.service_start_date - first.arrival_date, doctor.waiting_time, last.exit_date - first.arrival_date
    )
