"""Which words of a scenario a visit of the journal speaks of.

A journal knows a visit's pathway, its doctor and how it was asked for; a scenario may tell more kinds apart than
that. What the journal does not tell apart is learned together.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from binome.practice.words import Step as Word
from binome.twin.calibrate.learned import Place
from binome.twin.calibrate.seen import AT_THE_DOOR, URGENT, SeenStep, SeenVisit
from binome.twin.delegations import seen_as
from binome.twin.model import Scenario, Step
from binome.twin.retell_ways import Untellable, Way, Ways

Meant = tuple[tuple[str, str], ...]
"""Requests with the kind of visit each becomes."""


@dataclass
class Kinds:
    """Those of one scenario."""

    scenario: Scenario
    _ways: dict[str, Way] = field(init=False)
    _known: dict[tuple[str, str, str], Meant] = field(default_factory=dict)
    _steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ways = Ways(self.scenario)
        self._ways = {}
        for kind in self.scenario.visits:
            try:
                self._ways[kind] = ways.of(kind)
            except Untellable:
                continue
        self._seen_as = {code: seen_as(self.scenario, code) for code in self.scenario.requests}

    def meant(self, visit: SeenVisit) -> Meant:
        """The requests it may have been, each with its kind of visit; nothing when the scenario has no such visit."""
        asked = (visit.doctor, visit.pathway, visit.way)
        if asked not in self._known:
            self._known[asked] = tuple(self._meant(visit))
        return self._known[asked]

    def kinds(self, visit: SeenVisit) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kind for _, kind in self.meant(visit)))

    def requests(self, visit: SeenVisit) -> tuple[str, ...]:
        return tuple(dict.fromkeys(request for request, _ in self.meant(visit)))

    def step(self, kind: str, word: Word) -> Step | None:
        """That step of that kind of visit."""
        steps = self._ways[kind].steps
        return next((it for it in self.steps(kind) if steps.get(it.code) is word), None)

    def steps(self, kind: str) -> tuple[Step, ...]:
        """Those of that kind of visit, put together once."""
        if kind not in self._steps:
            self._steps[kind] = tuple(self.scenario.steps(kind))
        return self._steps[kind]

    def law_place(self, kind: str, step: Step) -> Place:
        """Where the scenario says how long it takes."""
        visit = self.scenario.visits[kind]
        if step.code in visit.minutes:
            return ("visits", kind, "minutes", step.code)
        codes = [it.code for it in self.scenario.pathways[visit.pathway].steps]
        return ("pathways", visit.pathway, "steps", str(codes.index(step.code)), "minutes")

    def member(self, step: SeenStep) -> str | None:
        """Who of the scenario held it: a person is one member for each post with hours of its own."""
        members = self.scenario.members
        post = f"{step.by}_as_{step.role}"
        return post if post in members else step.by if step.by in members else None

    def _meant(self, visit: SeenVisit) -> Iterable[tuple[str, str]]:
        known = {it.code for it in self.scenario.professionals}
        doctors = [visit.doctor] if visit.doctor in known else sorted(known)
        door = visit.way in AT_THE_DOOR
        found = [
            (request.code, self._seen_as[request.code][who])
            for request in self.scenario.requests.values()
            for who in doctors
            if (bool(request.open_per_hour) if door else bool(request.search)) and who in self._seen_as[request.code]
        ]
        fitting = [it for it in found if it[1] in self._ways and self._ways[it[1]].pathway.code == visit.pathway]
        nearer = [it for it in fitting if door and self._ways[it[1]].urgent == (visit.way == URGENT)]
        return dict.fromkeys(nearer or fitting)


def together(seen: Iterable[Iterable[Hashable]]) -> dict[Hashable, frozenset[Hashable]]:
    """For each thing, all those it was ever seen with, directly or through others."""
    groups: dict[Hashable, set[Hashable]] = {}
    for things in {frozenset(it) for it in seen}:
        merged = set(things).union(*(groups[it] for it in things if it in groups))
        groups.update(dict.fromkeys(merged, merged))
    return {thing: frozenset(group) for thing, group in groups.items()}
