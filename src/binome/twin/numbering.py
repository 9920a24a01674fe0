"""What each number in the tables means."""

from dataclasses import dataclass
from typing import NamedTuple

from binome.twin.days import DayOfRun, days_of, hours_on, planned_on
from binome.twin.delegations import holders
from binome.twin.follows import kept_kind, longest_lead, rooms_of
from binome.twin.forms import Stretch
from binome.twin.laws import NO_MINUTES, Law
from binome.twin.model import OWN, Scenario, Step

Stretches = tuple[Stretch, ...]


class KindOfDay(NamedTuple):
    """What days have in common: the hours and planned hours of each person, those of the doors."""

    people: tuple[tuple[Stretches, Stretches], ...]
    doors: Stretches


@dataclass(frozen=True, slots=True)
class Numbering:
    """Every list in the order in which the tables number it. Queues and room queues are sets of numbers."""

    persons: tuple[str, ...]
    professionals: tuple[str, ...]
    rooms: tuple[str, ...]
    visits: tuple[str, ...]
    requests: tuple[str, ...]
    tasks: tuple[str, ...]
    slot_kinds: tuple[str, ...]
    queues: tuple[frozenset[int], ...]
    room_queues: tuple[frozenset[int], ...]
    laws: list[Law]
    days: list[DayOfRun]
    kinds_of_day: list[KindOfDay]
    kind_of: list[int]

    def law(self, law: Law | None) -> int:
        """The number of a law; equal laws have one number."""
        wanted = NO_MINUTES if law is None else law
        if wanted not in self.laws:
            self.laws.append(wanted)
        return self.laws.index(wanted)

    def bits(self, codes: "tuple[str, ...] | list[str]", among: tuple[str, ...]) -> int:
        return sum(1 << among.index(code) for code in set(codes))


def numbered(scenario: Scenario) -> Numbering:
    """In the order of the file; queues in the order in which the steps name them, own queues last."""
    persons = tuple(scenario.members)
    days = days_of(scenario, scenario.run.days + longest_lead(scenario) + 1)
    kinds: dict[KindOfDay, int] = {}
    kind_of = [kinds.setdefault(kind_of_day(scenario, day), len(kinds)) for day in days[: scenario.run.days]]
    slot_kinds = (kind for it in scenario.agendas.values() for one in it.sessions for kind in one.kinds)
    return Numbering(
        persons=persons,
        professionals=tuple(it.code for it in scenario.professionals),
        rooms=tuple(scenario.rooms),
        visits=tuple(scenario.visits),
        requests=tuple(scenario.requests),
        tasks=tuple(scenario.tasks),
        slot_kinds=tuple(dict.fromkeys(slot_kinds)),
        queues=_queues(scenario, persons),
        room_queues=_room_queues(scenario),
        laws=[NO_MINUTES],
        days=days,
        kinds_of_day=list(kinds),
        kind_of=kind_of,
    )


def _queues(scenario: Scenario, persons: tuple[str, ...]) -> tuple[frozenset[int], ...]:
    steps = (step for it in scenario.pathways.values() for step in it.steps if OWN not in step.by)
    sets = [queue_of(scenario, step) for step in steps]
    own = [frozenset({persons.index(it.code)}) for it in scenario.professionals]
    return tuple(dict.fromkeys([*sets, *own]))


def queue_of(scenario: Scenario, step: Step) -> frozenset[int]:
    """The persons who may hold the step, by number."""
    persons = list(scenario.members)
    return frozenset(persons.index(it.code) for it in holders(scenario, step))


def _room_queues(scenario: Scenario) -> tuple[frozenset[int], ...]:
    kinds = dict.fromkeys(step.room for it in scenario.pathways.values() for step in it.steps if step.room)
    kept = kept_kind(scenario)
    open_ = [rooms_of(scenario, kind, None) for kind in kinds if kind != kept]
    own = [rooms_of(scenario, kept, it.code) for it in scenario.professionals] if kept in kinds else []
    return tuple(dict.fromkeys([*open_, *own]))


def kind_of_day(scenario: Scenario, day: DayOfRun) -> KindOfDay:
    people = ((hours_on(it, day), planned_on(it, day)) for it in scenario.members.values())
    return KindOfDay(tuple(people), scenario.doors[day.weekday] if day.open else ())
