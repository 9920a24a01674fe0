"""How long a room takes between two visits: seen when somebody already waited, and whoever took them was free."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

import numpy as np

from binome.twin.calibrate.learned import Learned
from binome.twin.calibrate.seen import Seen, SeenVisit
from binome.twin.calibrate.shrink import middle
from binome.twin.calibrate.weights import weights
from binome.twin.model import Scenario

LEAST_CHANGES = 5
MOST_MIN = 30.0
"""A longer gap is a pause, a call or an errand."""


def learn_turnover(scenario: Scenario, seen: Seen) -> Iterator[Learned]:
    """Room by room."""
    gaps = _gaps(seen)
    for code, room in scenario.rooms.items():
        own = gaps.get(code, [])
        if len(own) < LEAST_CHANGES:
            continue
        told = middle(room.turnover_min, weights()["turnover"].weight, np.array(own))
        value, place = float(f"{told.value:.3g}"), ("rooms", code, "turnover_min")
        mine = float(np.median(own))
        yield Learned(place, "turnover", "min", value, room.turnover_min, told, len(own), "changes", own=mine)


def _gaps(seen: Seen) -> dict[str, list[float]]:
    """By room, the minutes between a visit's last step there and the next one's first."""
    free_since = held_times(seen)
    by_room: dict[str, list[tuple[datetime, datetime, str, SeenVisit]]] = {}
    for visit in seen.visits:
        for room, begins, ends, by in _stays(visit):
            by_room.setdefault(room, []).append((begins, ends, by, visit))
    gaps: dict[str, list[float]] = {}
    for room, stays in by_room.items():
        stays.sort(key=lambda it: it[:2])
        for (_, left, _, _), (begins, _, by, visit) in pairwise(stays):
            waited = visit.arrived is not None and max(_ready(visit, begins), visit.arrived) <= left
            minutes = (begins - left).total_seconds() / 60
            if waited and 0 <= minutes <= MOST_MIN and _was_free(free_since.get(by, []), left, begins):
                gaps.setdefault(room, []).append(minutes)
    return gaps


def _stays(visit: SeenVisit) -> Iterator[tuple[str, datetime, datetime, str]]:
    """Each room with the times of its first and last step, and who began there. What a doctor signs beside the patient
    keeps the last room until it is signed; what is signed in the evening says nothing of the room.
    """
    told: dict[str, tuple[datetime, datetime, str]] = {}
    room: str | None = None
    for step in sorted(visit.steps, key=lambda it: it.start):
        room = step.room or room
        if room:
            begins, _, by = told.get(room, (step.start, step.end, step.by))
            told[room] = (begins, step.end, by)
    if room and visit.signed:
        begins, ends, by = told[room]
        told[room] = (begins, max(ends, visit.signed[-1][0]), by)
    for code, (begins, ends, by) in told.items():
        yield code, begins, ends, by


def _ready(visit: SeenVisit, begins: datetime) -> datetime:
    """When the steps before that one had ended."""
    before = [it.end for it in visit.steps if it.end <= begins]
    return max(before, default=visit.arrived or begins)


def held_times(seen: Seen) -> dict[str, list[tuple[datetime, datetime]]]:
    """By person, from when to when they had a step, in order."""
    held: dict[str, list[tuple[datetime, datetime]]] = {}
    for step in (it for visit in seen.visits for it in visit.steps):
        held.setdefault(step.by, []).append((step.start, step.end))
    return {who: sorted(told) for who, told in held.items()}


def _was_free(held: list[tuple[datetime, datetime]], since: datetime, until: datetime) -> bool:
    """Nobody else had them between the two."""
    place = bisect_left(held, (until,))
    return all(end <= since for _, end in held[max(0, place - 3) : place])
