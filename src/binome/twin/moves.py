"""What a move would change: the rest of the same day as it is and otherwise, under the same luck, pair by pair."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.twin.forecast import ENOUGH, HIGH, LOW, MIDDLE, REPLICATIONS, foreseen, is_awaited, of_day, outlook_of
from binome.twin.from_practice import NO_FIGURES, Offer, member_of
from binome.twin.kernel.foresight import Foreseen
from binome.twin.outlook import Outlook
from binome.twin.present import Present, present
from binome.twin.tables import NEVER, Floats

SURE = 1.29
"""By how much, over the root of their number, draws of one sign must outweigh the others: chance does in 1 of 100."""


@dataclass(frozen=True, slots=True)
class Move:
    """Some visits otherwise (another room, another doctor, another hour), or those who wait taken `first`.

    `of` is the story that it is about: its patient is not among the others.
    """

    of: str = ""
    moved: Mapping[str, Visit] = field(default_factory=dict)
    first: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a move would change, in minutes: earlier is below zero. Middle, and the range of four in five.

    `noise`: it might as well be nothing, or its contrary.
    """

    low_min: float
    middle_min: float
    high_min: float
    noise: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """By member whose day ends otherwise, by story whose patient is seen otherwise; `others` wait so much, together."""

    ends: Mapping[str, Change]
    patients: Mapping[str, Change]
    others: Change | None


def what_moves_change(
    practice: Practice,
    visits: Mapping[str, Visit],
    now: datetime,
    moves: Sequence[Move],
    *,
    offers: Sequence[Offer] = (),
    figures: Mapping[str, Any] = NO_FIGURES,
    replications: int = REPLICATIONS,
    seed: int = 1,
) -> Iterator[Moved]:
    """Each move by itself, beside the day as it is."""
    everybody = [*visits.values(), *(visit for move in moves for visit in move.moved.values())]
    around = outlook_of(practice, everybody, now, offers, figures)
    before = present(around, of_day(practice, visits.values(), now), now)
    told = foreseen(around, before, replications, seed)
    for move in moves:
        other = {**visits, **move.moved}.values()
        after = present(around, of_day(practice, other, now), now, move.first)
        yield _difference(around, before, after, told, foreseen(around, after, replications, seed), move.of)


def _difference(around: Outlook, before: Present, after: Present, told: Foreseen, other: Foreseen, about: str) -> Moved:
    ends = {
        member_of(code): _change(told.ends[:, j], other.ends[:, j])
        for j, code in enumerate(around.numbering.professionals)
    }
    there = {visit.story: p for p, visit in enumerate(after.visits)}
    pairs = {
        visit.story: (told.seen[:, p], other.seen[:, there[visit.story]])
        for p, visit in enumerate(before.visits)
        if visit.story in there and is_awaited(around, before, p)
    }
    patients = {story: _change(*pair) for story, pair in pairs.items()}
    return Moved(_that_change(ends), _that_change(patients), _together([pairs[it] for it in pairs if it != about]))


def _together(pairs: Sequence[tuple[Floats, Floats]]) -> Change | None:
    """Replication by replication, the minutes of all of them; who does not come in one waits no minute there."""
    if not pairs:
        return None
    later = [np.where((before < NEVER) & (after < NEVER), after - before, 0.0) for before, after in pairs]
    return _ranged(np.sum(later, axis=0))


def _that_change(found: Mapping[str, Change | None]) -> dict[str, Change]:
    return {name: it for name, it in found.items() if it and (it.low_min or it.middle_min or it.high_min)}


def _change(before: Floats, after: Floats) -> Change | None:
    """Pair by pair; only where it happens both times."""
    both = (before < NEVER) & (after < NEVER)
    return _ranged(after[both] - before[both]) if both.sum() >= min(ENOUGH, len(both)) else None


def _ranged(minutes: Floats) -> Change:
    near = SURE / np.sqrt(len(minutes))
    shares = (LOW, max(0.0, MIDDLE - near), MIDDLE, min(1.0, MIDDLE + near), HIGH)
    low, less, middle, more, high = (float(it) for it in np.quantile(minutes, shares))
    return Change(low, middle, high, noise=less <= 0.0 <= more)
