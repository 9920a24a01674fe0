"""Rules of control charts: which points are no luck of every day. Two families, and which one is always said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple


class Family(StrEnum):
    """`nhs`: Making Data Count, as its R package NHSRplotthedots counts. `western_electric`: the handbook of 1956."""

    NHS = "nhs"
    WESTERN_ELECTRIC = "western_electric"


class Placed(NamedTuple):
    """A point as the rules see it. `zone`: beyond how many of the three limits, below zero on the low side."""

    value: float
    side: int
    zone: int


class Run(NamedTuple):
    """A rule that held: its code, the first and the last point concerned, and the side (1 high, -1 low)."""

    rule: str
    first: int
    last: int
    side: int


Rule = Callable[[Sequence[Placed]], int]
"""On a window of points: the side on which it holds, 0 when it does not."""


def _beyond(zone: int, wanted: int) -> Rule:
    """So many of the window beyond that limit, on one side, the last of them included."""

    def holds(window: Sequence[Placed]) -> int:
        side = 1 if window[-1].zone > 0 else -1
        there = [side * it.zone >= zone for it in window]
        return side if there[-1] and sum(there) >= wanted else 0

    return holds


def _one_side(window: Sequence[Placed]) -> int:
    side = window[0].side
    return side if side and all(it.side == side for it in window) else 0


def _one_way(window: Sequence[Placed]) -> int:
    values = [it.value for it in window]
    if all(one < two for one, two in pairwise(values)):
        return 1
    return -1 if all(one > two for one, two in pairwise(values)) else 0


RULES: Mapping[Family, Mapping[str, tuple[int, Rule]]] = MappingProxyType(
    {
        Family.NHS: {
            "outside": (1, _beyond(3, 1)),
            "shift_7": (7, _one_side),
            "trend_7": (7, _one_way),
            "two_of_three": (3, _beyond(2, 2)),
        },
        Family.WESTERN_ELECTRIC: {
            "outside": (1, _beyond(3, 1)),
            "two_of_three": (3, _beyond(2, 2)),
            "four_of_five": (5, _beyond(1, 4)),
            "shift_8": (8, _one_side),
        },
    }
)
"""By family: each rule, on how many points it looks, and how."""


def runs(points: Sequence[Placed], family: Family) -> tuple[Run, ...]:
    """Every rule that holds; windows that touch are told as one run."""
    return tuple(run for rule, (width, holds) in RULES[family].items() for run in _runs(points, rule, width, holds))


def _runs(points: Sequence[Placed], rule: str, width: int, holds: Rule) -> Iterator[Run]:
    open_run: Run | None = None
    for last in range(width - 1, len(points)):
        first = last - width + 1
        side = holds(points[first : last + 1])
        if open_run is not None and side == open_run.side and first <= open_run.last + 1:
            open_run = open_run._replace(last=last)
        else:
            if open_run is not None:
                yield open_run
            open_run = Run(rule, first, last, side) if side else None
    if open_run is not None:
        yield open_run
