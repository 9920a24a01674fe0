"""Which of the product's pathways a kind of visit of the twin is told as."""

from collections.abc import Mapping
from dataclasses import dataclass

from binome.practice.pathway import Pathway, pathways
from binome.practice.words import Step
from binome.twin.delegations import seen_as
from binome.twin.model import OWN, Scenario
from binome.twin.practice_steps import URGENT
from binome.twin.traced import Booking

SUPERVISION = "supervision"
USUAL_MIN = 15


class Untellable(Exception):
    """No pathway of the product goes through these steps in this order."""

    def __init__(self, visit: str, steps: tuple[str, ...]) -> None:
        super().__init__(f"The visit {visit!r} takes the steps {', '.join(steps)}: no pathway of the product does.")


@dataclass(frozen=True, slots=True)
class Way:
    """A pathway, and the step that each step of the twin's is there; supervision is a signature, and none."""

    pathway: Pathway
    steps: Mapping[str, Step]
    urgent: bool


class Ways:
    """Those of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._known: dict[str, Way] = {}
        self._seen: dict[str, dict[str, str]] = {}

    def of(self, visit: str) -> Way:
        if visit not in self._known:
            self._known[visit] = _way(self._scenario, visit)
        return self._known[visit]

    def asked(self, booking: Booking) -> Way:
        """The way that a booking would have taken."""
        if booking.request not in self._seen:
            self._seen[booking.request] = seen_as(self._scenario, booking.request)
        return self.of(self._seen[booking.request][booking.professional])

    def minutes(self, professional: str) -> int:
        """How long a visit nobody booked stands in the agenda: one slot."""
        member = self._scenario.members[professional]
        agendas = [self._scenario.agendas[code] for code in member.agenda if code]
        lengths = [it.slot_min for agenda in agendas for it in agenda.sessions if it.slot_min]
        return max(1, round(lengths[0])) if lengths else USUAL_MIN


def _way(scenario: Scenario, visit: str) -> Way:
    """Of those that fit: the one the scenario's own is named after, then the one with the fewest steps left out."""
    kind = scenario.visits[visit]
    steps = [it for it in scenario.pathways[kind.pathway].steps if it.step != SUPERVISION]
    asked = [(it.code, it.step, it.activity if OWN in it.by else "") for it in steps]
    fitting = [it for it in pathways().values() if _fits(it, [(step, activity) for _, step, activity in asked])]
    if not fitting:
        raise Untellable(visit, tuple(step for _, step, _ in asked))
    best = min(fitting, key=lambda it: (not kind.pathway.endswith(it.code), len(it.steps)))
    return Way(best, {code: Step(step) for code, step, _ in asked}, visit.endswith(URGENT))


def _fits(pathway: Pathway, asked: list[tuple[str, str]]) -> bool:
    """In order, each once; what the pathway has besides may be skipped."""
    left = list(asked)
    for planned in pathway.steps:
        if left and left[0][0] == planned.step and left[0][1] in ("", planned.activity):
            left.pop(0)
        elif not planned.may_skip:
            return False
    return not left
