"""How a member's agenda really is, from what was booked lately: when it begins and ends, how long, how full."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median

from binome.twin.forms import Stretch

FEWEST = 60
"""Visits, before which a habit is not told from chance."""
NOON = 13 * 60
EDGE = 0.03
"""Of the visits, so many may begin before a session begins, or after its last place: exceptions are no habit."""
SHORTEST, LONGEST = 5, 90
FULL = 0.97


@dataclass(frozen=True, slots=True)
class Habit:
    """Lately: from one place to the next, and the share of the places that were taken."""

    slot_min: float
    sessions: tuple[Stretch, ...]
    filled_share: float


def habits_of(booked: Sequence[tuple[str, datetime]]) -> dict[str, Habit]:
    """By member, from (member, local moment); those of whom enough is known."""
    members = {member for member, _due in booked}
    told = {it: _habit([due for member, due in booked if member == it]) for it in members}
    return {member: habit for member, habit in told.items() if habit}


def _habit(booked: list[datetime]) -> Habit | None:
    days: dict[date, list[int]] = {}
    for due in booked:
        days.setdefault(due.date(), []).append(due.hour * 60 + due.minute)
    gaps = [later - one for day in days.values() for one, later in pairwise(sorted(set(day))) if later - one <= LONGEST]
    if len(booked) < FEWEST or not gaps:
        return None
    slot = float(max(SHORTEST, median(gaps)))
    minutes = sorted(minute for day in days.values() for minute in day)
    halves = [[it for it in minutes if it < NOON], [it for it in minutes if it >= NOON]]
    sessions = tuple(_session(half, slot) for half in halves if len(half) > len(minutes) * EDGE)
    places = sum(int((until - since) / slot) for since, until in sessions) * len(days)
    return Habit(slot, sessions, min(FULL, len(booked) / max(1, places)))


def _session(minutes: list[int], slot: float) -> Stretch:
    """Whole places from the first to the last, exceptions left out."""
    edge = int(len(minutes) * EDGE)
    since, last = minutes[edge] // 5 * 5, minutes[-1 - edge]
    return float(since), since + (int((last - since) / slot) + 1) * slot
