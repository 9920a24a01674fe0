"""A figure week by week: what stands above the line, what below, and on which side of a change."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from binome.measures.change.values import Unusable

WEEK = timedelta(days=7)
THIN = 0.25
"""A week with less below the line than this share of the usual one says nothing of the practice at work."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """One figure: the Mondays of its weeks in order, and the two sums of each. A week without any is not there."""

    weeks: tuple[date, ...]
    above: tuple[float, ...]
    below: tuple[float, ...]

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(above / below for above, below in zip(self.above, self.below, strict=True))

    @property
    def ratio(self) -> float | None:
        """Of the whole time: the sum over the sum."""
        below = math.fsum(self.below)
        return math.fsum(self.above) / below if below else None

    def __len__(self) -> int:
        return len(self.weeks)

    def until(self, day: date) -> "Weekly":
        """The weeks that had ended before that day."""
        return self.where(lambda week: week + WEEK <= day)

    def since(self, day: date) -> "Weekly":
        """The weeks that began on that day or later."""
        return self.where(lambda week: week >= day)

    def nearest(self, count: int) -> "Weekly":
        """That many of the first weeks; below zero, of the last ones."""
        kept = slice(count) if count >= 0 else slice(count, None)
        return Weekly(self.weeks[kept], self.above[kept], self.below[kept])

    def then(self, later: "Weekly") -> "Weekly":
        """These weeks, then those."""
        return Weekly(self.weeks + later.weeks, self.above + later.above, self.below + later.below)

    def without(self, weeks: Iterable[date]) -> "Weekly":
        left_out = frozenset(weeks)
        return self.where(lambda week: week not in left_out)

    def where(self, wanted: Callable[[date], bool]) -> "Weekly":
        kept = [at for at, week in enumerate(self.weeks) if wanted(week)]
        columns = (self.weeks, self.above, self.below)
        return Weekly(*(tuple(column[at] for at in kept) for column in columns))  # type: ignore[arg-type]

    @property
    def thin(self) -> tuple[date, ...]:
        """The weeks when the practice was as good as closed."""
        least = THIN * median(self.below) if self.below else 0
        return tuple(week for week, below in zip(self.weeks, self.below, strict=True) if below < least)

    @property
    def gaps(self) -> int:
        """How many weeks are missing between the first and the last."""
        return sum((after - before) // WEEK - 1 for before, after in pairwise(self.weeks))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weekly(weeks: Sequence[date], above: Sequence[float], below: Sequence[float] | None = None) -> Weekly:
    """A figure known by week, any day of each; without `below`, the values themselves. In any order."""
    below = [1.0] * len(above) if below is None else below
    _refuse_shapes(weeks, above, below)
    mondays = [monday(week) for week in weeks]
    if twice := _first_twice(mondays):
        raise Unusable("week_twice", week=twice)
    rows = sorted(zip(mondays, map(float, above), map(float, below), strict=True))
    kept = [row for row in rows if row[2] > 0]
    return Weekly(*(tuple(row[column] for row in kept) for column in range(3)))  # type: ignore[arg-type]


def by_week(days: Sequence[date], above: Sequence[float], below: Sequence[float]) -> Weekly:
    """A figure known by day, summed by week."""
    _refuse_shapes(days, above, below)
    if twice := _first_twice(days):
        raise Unusable("day_twice", day=twice)
    sums: dict[date, tuple[float, float]] = {}
    for day, over, under in zip(days, above, below, strict=True):
        so_far = sums.get(monday(day), (0.0, 0.0))
        sums[monday(day)] = (so_far[0] + over, so_far[1] + under)
    return weekly(list(sums), [it[0] for it in sums.values()], [it[1] for it in sums.values()])


def _first_twice(days: Sequence[date]) -> date | None:
    return next((before for before, after in pairwise(sorted(days)) if before == after), None)


def _refuse_shapes(days: Sequence[date], above: Sequence[float], below: Sequence[float]) -> None:
    if not len(days) == len(above) == len(below):
        raise Unusable("lengths", days=len(days), above=len(above), below=len(below))
    for day, over, under in zip(days, above, below, strict=True):
        if not (_is_number(over) and _is_number(under) and _is_number(over / (under or 1.0))):
            raise Unusable("not_a_number", day=day)
        if under < 0:
            raise Unusable("below_negative", day=day)


def _is_number(value: float | None) -> bool:
    return value is not None and math.isfinite(value)
