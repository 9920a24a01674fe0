"""The floor: who serves which queue, what each step asks for, who is there when."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from binome.twin.delegations import seen_as
from binome.twin.follows import choosing, kept_kind, rooms_of
from binome.twin.forms import Stretch
from binome.twin.model import OWN, STEP_WORDS, Scenario, Step
from binome.twin.numbering import Numbering, queue_of
from binome.twin.tables import (
    NEVER,
    NO_ROOM,
    NOBODY,
    OWN_QUEUE,
    OWN_ROOMS,
    STEPS,
    Floats,
    Floor,
    Ints,
    Mark,
    Otherwise,
    Sets,
)

OTHERWISE = {
    "waits": Otherwise.WAITS,
    "skipped": Otherwise.SKIPPED,
    "professional": Otherwise.BY_PROFESSIONAL,
}
assert STEPS == STEP_WORDS


def spell_floor(scenario: Scenario, numbering: Numbering) -> Floor:
    asked = scenario.interruptions
    return Floor(
        **_kinds_of_visit(scenario, numbering),
        **_steps(scenario, numbering),
        **_people(scenario, numbering),
        **_rooms(scenario, numbering),
        **_professionals(scenario, numbering),
        interruption_law=numbering.law(asked.minutes if asked else None),
        restart_min=asked.restart_min if asked else 0.0,
    )


def _kinds_of_visit(scenario: Scenario, numbering: Numbering) -> dict[str, Any]:
    counts = [len(scenario.steps(visit)) for visit in numbering.visits]
    return {
        "first": ints(sum(counts[:n]) for n in range(len(counts))),
        "count": ints(counts),
        "may_choose": sets(_may_choose(scenario, numbering, visit) for visit in numbering.visits),
    }


def _steps(scenario: Scenario, numbering: Numbering) -> dict[str, Any]:
    """The steps of all kinds of visit, one after the other."""
    pathways = [(visit, scenario.steps(visit)) for visit in numbering.visits]
    rows = [(visit, steps, n) for visit, steps in pathways for n in range(len(steps))]
    every = [steps[n] for _, steps, n in rows]
    often = scenario.interruptions.per_hour / 60 if scenario.interruptions else 0.0
    return {
        "queue": ints(_queue(scenario, numbering, step) for step in every),
        "room": ints(_room(scenario, numbering, steps, n) for _, steps, n in rows),
        "marks": ints(_marks(scenario, steps, n) for _, steps, n in rows),
        "priority": ints(_priority(scenario, visit, steps[n]) for visit, steps, n in rows),
        "room_priority": ints(_room_priority(scenario, visit, steps[n]) for visit, steps, n in rows),
        "otherwise": ints(OTHERWISE[step.otherwise] for step in every),
        "adds": floats(step.adds_share for step in every),
        "trade": ints(STEPS.index(step.step) for step in every),
        "step_law": ints(numbering.law(step.minutes) for step in every),
        "interrupted_per_min": floats(often if step.interrupted else 0.0 for step in every),
    }


def _people(scenario: Scenario, numbering: Numbering) -> dict[str, Any]:
    people = list(scenario.members.values())
    return {
        "persons_of": sets(_bits(queue) for queue in numbering.queues),
        "serves": _served_by(numbering.queues, len(people)),
        "until_done": np.array([it.until_done for it in people], np.bool_),
        "moves_min": floats(it.move_min for it in people),
        "pace": floats(it.pace for it in people),
        "pace_extra": floats(it.learning_extra_share for it in people),
        "pace_days": floats(it.learning_days for it in people),
        "pace_from": ints(_first_day(numbering, number) for number in range(len(people))),
        "hours": _hours([[hours for hours, _ in kind.people] for kind in numbering.kinds_of_day]),
        "planned": _hours([[planned for _, planned in kind.people] for kind in numbering.kinds_of_day]),
    }


def _first_day(numbering: Numbering, person: int) -> int:
    """On which she has hours: who joins later learns from then on."""
    there = (day for day, kind in enumerate(numbering.kind_of) if numbering.kinds_of_day[kind].people[person][0])
    return next(there, 0)


def _rooms(scenario: Scenario, numbering: Numbering) -> dict[str, Any]:
    return {
        "rooms_of": sets(_bits(queue) for queue in numbering.room_queues),
        "room_serves": _served_by(numbering.room_queues, len(numbering.rooms)),
        "turnover_min": floats(it.turnover_min for it in scenario.rooms.values()),
    }


def _professionals(scenario: Scenario, numbering: Numbering) -> dict[str, Any]:
    return {
        "person_of": ints(numbering.persons.index(it) for it in numbering.professionals),
        "own_queue": ints(_own_queue(numbering, it) for it in numbering.professionals),
        "own_rooms": ints(_own_rooms(scenario, numbering, it) for it in numbering.professionals),
    }


def _queue(scenario: Scenario, numbering: Numbering, step: Step) -> int:
    return OWN_QUEUE if OWN in step.by else numbering.queues.index(queue_of(scenario, step))


def _own_queue(numbering: Numbering, professional: str) -> int:
    return numbering.queues.index(frozenset({numbering.persons.index(professional)}))


def _room(scenario: Scenario, numbering: Numbering, steps: tuple[Step, ...], number: int) -> int:
    step = steps[number]
    kept_on = number > 0 and steps[number - 1].room == step.room
    if not step.room or kept_on:
        return NO_ROOM
    if step.room == kept_kind(scenario):
        return OWN_ROOMS
    return numbering.room_queues.index(rooms_of(scenario, step.room, None))


def _own_rooms(scenario: Scenario, numbering: Numbering, professional: str) -> int:
    own = rooms_of(scenario, kept_kind(scenario), professional)
    return numbering.room_queues.index(own) if own in numbering.room_queues else NO_ROOM


def _marks(scenario: Scenario, steps: tuple[Step, ...], number: int) -> Mark:
    """What is particular about the step: said by it, or by the steps beside it."""
    step = steps[number]
    after = steps[number + 1].room if number + 1 < len(steps) else ""
    walks = any(it.move_min for it in (scenario.professionals if OWN in step.by else scenario.named(step.by)))
    marks = {
        Mark.GATED: step.not_before_session,
        Mark.CHOOSES: number == choosing(steps),
        Mark.OWN: number == owning(steps),
        Mark.MOVES: walks and bool(step.room),
        Mark.FREES_ROOM: bool(step.room) and after != step.room,
        Mark.KEEPS_PERSON: step.keeps_person,
        Mark.JOINT: step.joint,
    }
    found = Mark(0)
    for mark, holds in marks.items():
        found |= mark if holds else Mark(0)
    return found


def owning(steps: tuple[Step, ...]) -> int:
    """The step for which the professional is needed: the last that is her own; none is -1."""
    return max((number for number, step in enumerate(steps) if OWN in step.by), default=-1)


def _priority(scenario: Scenario, visit: str, step: Step) -> int:
    kind = scenario.visits[visit]
    own = kind.priorities.get(step.code)
    return own if own is not None else kind.priority if step.priority is None else step.priority


def _room_priority(scenario: Scenario, visit: str, step: Step) -> int:
    return scenario.visits[visit].priority if step.room_priority is None else step.room_priority


def _may_choose(scenario: Scenario, numbering: Numbering, visit: str) -> int:
    """The professionals by whom some request is seen as this kind of visit."""
    seen = (it for request in numbering.requests for it in seen_as(scenario, request).items())
    return numbering.bits([code for code, kind in seen if kind == visit], numbering.professionals)


def _served_by(queues: tuple[frozenset[int], ...], servers: int) -> Ints:
    """By server the queues she serves, then NOBODY."""
    rows = [[n for n, queue in enumerate(queues) if server in queue] for server in range(servers)]
    width = 1 + max(map(len, rows), default=0)
    padded = [row + [NOBODY] * (width - len(row)) for row in rows]
    return np.array(padded, np.int32).reshape(servers, width)


def _hours(kinds: list[list[tuple[Stretch, ...]]]) -> Floats:
    """[kind of day, person, from, to, …], NEVER after the last."""
    most = max((len(stretches) for kind in kinds for stretches in kind), default=0)
    told = np.full((len(kinds), len(kinds[0]) if kinds else 0, 2 * max(most, 1)), NEVER)
    for w, kind in enumerate(kinds):
        for s, stretches in enumerate(kind):
            for h, (since, until) in enumerate(stretches):
                told[w, s, 2 * h] = since
                told[w, s, 2 * h + 1] = until if math.isfinite(until) else NEVER
    return told


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def ints(values: Iterable[int]) -> Ints:
    return np.array([int(it) for it in values], np.int32)


def floats(values: Iterable[float]) -> Floats:
    return np.array([float(it) for it in values], np.float64)


def sets(values: Iterable[int]) -> Sets:
    return np.array(list(values), np.uint64)
