"""The minutes that a journal gives to learn from: one for each step that somebody held to its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from binome.twin.calibrate.kinds import Kinds
from binome.twin.calibrate.learned import Place
from binome.twin.calibrate.seen import Seen, SeenStep, SeenVisit
from binome.twin.model import OWN, Scenario, Step

LEAST_MIN, MOST_MIN = 0.1, 240.0
"""Shorter is a slip of the finger, longer was not stopped in time."""


@dataclass(frozen=True, slots=True)
class Held:
    """`places`: the laws it may come from; none of them when `minutes` is 0: it was not needed."""

    places: tuple[Place, ...]
    member: str | None
    minutes: float
    day: date


@dataclass(frozen=True)
class Minutes:
    """`unbelievable`: how many steps were too short or too long to be true; `unknown`: visits no kind stands for."""

    held: tuple[Held, ...]
    unbelievable: int
    unknown: int


def minutes_in(scenario: Scenario, seen: Seen) -> Minutes:
    """In the scenario's own minutes: what an interruption or a walk adds there is taken out here."""
    kinds, walks = Kinds(scenario), _walks(scenario, seen)
    held: list[Held] = []
    unbelievable = unknown = 0
    for visit in seen.visits:
        unknown += bool(visit.steps) and not kinds.kinds(visit)
        for step in visit.steps:
            plain = step.minutes - walks.get(id(step), 0.0)
            if not LEAST_MIN <= plain <= MOST_MIN:
                unbelievable += 1
                continue
            held += _held(scenario, kinds, visit, step, plain)
        held += _not_needed(kinds, visit)
    return Minutes(tuple(held), unbelievable, unknown)


def _held(scenario: Scenario, kinds: Kinds, visit: SeenVisit, step: SeenStep, minutes: float) -> Iterator[Held]:
    told = [(kind, it) for kind in kinds.kinds(visit) if (it := kinds.step(kind, step.step)) is not None]
    if not told or any(_takes_over(kinds, visit, kind, it) for kind, it in told):
        return
    places = tuple(dict.fromkeys(kinds.law_place(kind, it) for kind, it in told))
    plain = minutes / _interrupted(scenario, told[0][1])
    yield Held(places, kinds.member(step) if step.whole else None, plain, visit.day)


def _not_needed(kinds: Kinds, visit: SeenVisit) -> Iterator[Held]:
    """The professional's own step that was passed over."""
    for word in visit.skipped if visit.steps else ():
        told = [(kind, it) for kind in kinds.kinds(visit) if (it := kinds.step(kind, word)) and OWN in it.by]
        if told:
            yield Held(tuple(dict.fromkeys(kinds.law_place(kind, it) for kind, it in told)), None, 0.0, visit.day)


def _takes_over(kinds: Kinds, visit: SeenVisit, kind: str, step: Step) -> bool:
    """Does it hold minutes of a step that nobody was there to do?"""
    if OWN not in step.by or not visit.skipped:
        return False
    adding = [it for it in kinds.steps(kind) if it.adds_share > 0]
    return any(kinds.step(kind, word) in adding for word in visit.skipped)


def _interrupted(scenario: Scenario, step: Step) -> float:
    """How much longer interruptions make it, on average."""
    told = scenario.interruptions
    if told is None or not step.interrupted:
        return 1.0
    return 1.0 + told.per_hour / 60 * (told.minutes.mean_min + told.restart_min)


def _walks(scenario: Scenario, seen: Seen) -> dict[int, float]:
    """In a simulated day a step begins with the walk to its room; in a lived one people press when they are there."""
    last: dict[tuple[str, date], str] = {}
    walks = {}
    for _, day, who, room, step in sorted(_moves(seen), key=lambda it: it[0]):
        member = scenario.members.get(who)
        if member and step is not None and last.get((who, day)) != room:
            walks[id(step)] = member.move_min
        last[who, day] = room
    return walks


def _moves(seen: Seen) -> Iterator[tuple[datetime, date, str, str, SeenStep | None]]:
    """Who came into which room, and for which step; none for a signature."""
    for visit in (it for it in seen.visits if it.simulated):
        yield from ((it.start, visit.day, it.by, it.room, it) for it in visit.steps if it.room)
        rooms = [it.room for it in visit.steps if it.room]
        yield from ((at, visit.day, by, rooms[-1], None) for at, by in visit.signed if rooms)
