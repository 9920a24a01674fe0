"""The kernel and its slow double on the same practice with the same luck: where do they part?"""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from binome.twin import reference
from binome.twin.chance import Key
from binome.twin.kernel import run as kernel
from binome.twin.kernel.agenda import Agenda, empty_agenda
from binome.twin.kernel.state import State, working_state
from binome.twin.kernel.tally import DemandColumn, Tally, empty_tallies
from binome.twin.reference.visit import Stamps, Visit
from binome.twin.tables import NEVER, NOBODY, Tables

CLOSE = 1e-9
MOST_VISITS = 1_000
COUNTED = (DemandColumn.ASKED, DemandColumn.LOST, DemandColumn.CANCELLED, DemandColumn.MISSED, DemandColumn.SERVED)

Facts = dict[str, Any]


def first_difference(tables: Tables, key: Key, compiled: Any = kernel) -> str | None:
    """None when they agree on every fact of every day. `compiled`: the `run` of a kernel, maybe a faulty one."""
    lived = reference.run(tables, key)
    both = zip(_days_of_reference(tables, lived), _days_of_kernel(tables, key, compiled), strict=True)
    for day, (wanted, found) in enumerate(both):
        for fact in wanted:
            if not _same(wanted[fact], found[fact]):
                return f"day {day}, {fact}: the paper {wanted[fact]}, the kernel {found[fact]}"
    return None


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float):
        return math.isclose(one, other, rel_tol=0, abs_tol=CLOSE)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


# --- what the slow double tells ---------------------------------------------------------------------


def _days_of_reference(tables: Tables, lived: list[reference.Day]) -> Iterator[Facts]:
    so_far: Counter[tuple[int, int]] = Counter()
    for day in lived:
        so_far.update(_counted(day))
        facts: Facts = {
            "third next available": day.morning.third_next,
            "bookings": sorted((*spot, *booking) for spot, booking in day.bookings.items()),
            "number of visits": len(day.visits),
        }
        for visit in day.visits:
            facts |= _visit_of_reference(visit)
        persons = range(len(day.persons))
        yield facts | {
            "requests": _table(so_far, len(tables.book.stages)),
            "tasks done": day.tasks.done_min,
            "tasks in overtime": day.tasks.overtime,
            "tasks left": [math.fsum(day.undone[person]) for person in persons],
            "panel": day.panel,
            "registration": day.registration,
        }


def _counted(day: reference.Day) -> Iterator[tuple[int, int]]:
    for made in day.morning.made:
        yield made.request, DemandColumn.ASKED
    for lost in day.morning.lost:
        yield lost.request, DemandColumn.ASKED
        yield lost.request, DemandColumn.LOST
    for _, booking in day.morning.freed:
        yield booking.request, DemandColumn.CANCELLED
    for missed in day.missed:
        yield missed.request, DemandColumn.MISSED
    for visit in day.visits:
        if visit.served:
            yield visit.request, DemandColumn.SERVED


def _table(counted: Counter[tuple[int, int]], kinds: int) -> list[list[int]]:
    return [[counted[kind, column] for column in COUNTED] for kind in range(kinds)]


def _visit_of_reference(visit: Visit) -> Facts:
    told = [stamps for stamps in visit.steps if stamps.end < NEVER]
    name = f"visit {visit.number}"
    return {
        f"{name} comes": [visit.arrival, visit.gate, visit.kind, visit.request, visit.entity, visit.minutes],
        f"{name} steps": [_step_of_reference(stamps) for stamps in told],
        f"{name} leaves": [visit.professional, min(visit.left, NEVER)],
    }


def _step_of_reference(stamps: Stamps) -> list[Any]:
    skipped = stamps.person == NOBODY
    return [
        stamps.person,
        NOBODY if stamps.room is None else stamps.room,
        min(stamps.entered, NEVER),
        stamps.asked,
        stamps.end if skipped else stamps.start,
        stamps.end,
        # Never let go, or nobody to let go.
        stamps.end if skipped else min(stamps.released, NEVER),
    ]


# --- what the kernel tells --------------------------------------------------------------------------


def _days_of_kernel(tables: Tables, key: Key, compiled: Any) -> Iterator[Facts]:
    state = working_state(tables.floor, MOST_VISITS)
    agenda, tally = empty_agenda(tables, MOST_VISITS), compiled.tally_of(empty_tallies(tables, 1), 0)
    words = np.array(key, np.uint64)
    compiled.begin_replication(tables, words, state, agenda)
    for day in range(len(tables.book.day_kind)):
        n_visits = compiled.run_days(tables, words, day, day + 1, state, agenda, tally)
        yield _day_of_kernel(tables, day, n_visits, state, agenda, tally)


def _day_of_kernel(tables: Tables, day: int, n_visits: int, state: State, agenda: Agenda, tally: Tally) -> Facts:
    facts: Facts = {
        "third next available": agenda.desk["third_next"][0, : len(tables.book.panel)].tolist(),
        "bookings": _bookings_of_kernel(tables, day, agenda),
        "number of visits": n_visits,
    }
    for p in range(n_visits):
        facts |= _visit_of_kernel(tables, p, state)
    return facts | {
        "requests": tally.demand.sum(axis=0)[:, COUNTED].astype(int).tolist(),
        "tasks done": state.task_done.tolist(),
        "tasks in overtime": state.task_over.tolist(),
        "tasks left": state.task_left.tolist(),
        "panel": agenda.desk["panel"][0, : len(tables.book.panel)].tolist(),
        "registration": agenda.desk["registration"][0, : len(tables.book.panel)].tolist(),
    }


def _bookings_of_kernel(tables: Tables, day: int, agenda: Agenda) -> list[tuple[int, ...]]:
    book, ring = tables.book, len(agenda.free)
    found = []
    for ahead in range(day + 1, day + book.booked_before.shape[1]):
        for j, template in enumerate(book.template[ahead]):
            for slot in range(int(book.slots[template]) if template != NOBODY else 0):
                if not int(agenda.free[ahead % ring, j]) >> slot & 1:
                    place = ahead % ring, j, slot
                    found.append(
                        (ahead, j, slot, int(agenda.booked[place]["kind"]), int(agenda.booked[place]["booked_on"]))
                    )
    return found


def _visit_of_kernel(tables: Tables, p: int, state: State) -> Facts:
    name, count = f"visit {p}", int(tables.floor.count[state.kind[p]])
    comes = [state.arrival[p], state.gate[p], state.kind[p], state.request[p], state.entity[p]]
    told = ("person", "room", "entered", "asked", "start", "end", "released")
    return {
        f"{name} comes": [each.item() for each in comes] + [state.minutes[p, :count].tolist()],
        f"{name} steps": [[getattr(state, what)[p, n].item() for what in told] for n in range(state.steps_done[p])],
        f"{name} leaves": [state.professional[p].item(), state.left[p].item()],
    }
