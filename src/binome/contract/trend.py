"""The pace of dated readings, and where it leads, with a range that does not promise more than the readings know.

Two readings of the same points, the wider one kept. A straight line by least squares, with the points scattered around
it: right when each count errs by itself. Steps that add up, each with its own chance: right when what was gained stays
gained, as in a list of patients. The steps are never taken for steadier than arrivals one by one (Poisson) would be. A
range begins with the third point. It speaks of the pace as it was: not of what will be done about it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binome.contract import student
from binome.contract.projected import TREND, Outlook

Point = tuple[date, int]
FEWEST = 3
WEEK = 7


@dataclass(frozen=True, slots=True)
class Pace:
    """Patients a day. `low`, `high`: its 95 % range, None with fewer than three points."""

    per_day: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """What the points say: their least-squares line, and how much chance there is around it and in each step."""

    points: tuple[Point, ...]
    mean_day: float
    mean_count: float
    slope: float
    spread: float
    scatter: float
    step: float

    @property
    def freedom(self) -> int:
        return len(self.points) - 2

    @property
    def days(self) -> float:
        return (self.points[-1][0] - self.points[0][0]).days

    def at(self, day: date) -> float:
        return self.mean_count + self.slope * (day.toordinal() - self.mean_day)


def line_through(points: Sequence[Point]) -> Line | None:
    """None with fewer than two days. The points are in order, one a day."""
    if len(points) < 2:
        return None
    days, counts = [it.toordinal() for it, _ in points], [count for _, count in points]
    mean_day, mean_count = sum(days) / len(days), sum(counts) / len(counts)
    spread = sum((day - mean_day) ** 2 for day in days)
    slope = sum((day - mean_day) * (count - mean_count) for day, count in zip(days, counts, strict=True)) / spread
    around = [count - mean_count - slope * (day - mean_day) for day, count in zip(days, counts, strict=True)]
    freedom = len(points) - 2
    scatter = sum(it * it for it in around) / freedom if freedom else 0.0
    return Line(tuple(points), mean_day, mean_count, slope, spread, scatter, _step(days, counts))


def pace(line: Line) -> Pace:
    """With its range, when there are points enough."""
    if line.freedom < 1:
        return Pace(line.slope, None, None)
    far = student.bound(0.95, line.freedom)
    steps = _drift(line)
    by_line, by_steps = far * math.sqrt(line.scatter / line.spread), far * math.sqrt(line.step / line.days)
    return Pace(line.slope, min(line.slope - by_line, steps - by_steps), max(line.slope + by_line, steps + by_steps))


def outlook(line: Line, day: date) -> Outlook:
    """Where the pace leads on that day."""
    middle, points = max(0.0, line.at(day)), len(line.points)
    if line.freedom < 1:
        return Outlook(day, middle, method=TREND, points=points)
    low_80, high_80 = _range(line, day, 0.80)
    low_95, high_95 = _range(line, day, 0.95)
    return Outlook(day, middle, low_80, high_80, low_95, high_95, TREND, points=points)


def _range(line: Line, day: date, chance: float) -> tuple[float, float]:
    far = student.bound(chance, line.freedom)
    off = day.toordinal() - line.mean_day
    by_line = far * math.sqrt(line.scatter * (1 + 1 / len(line.points) + off * off / line.spread))
    last_day, last = line.points[-1]
    ahead = max(0, (day - last_day).days)
    by_steps = far * math.sqrt(line.step * (ahead + ahead * ahead / line.days))
    straight, stepped = line.at(day), last + _drift(line) * (day - last_day).days
    return max(0.0, min(straight - by_line, stepped - by_steps)), max(0.0, straight + by_line, stepped + by_steps)


def _drift(line: Line) -> float:
    return (line.points[-1][1] - line.points[0][1]) / line.days


def _step(days: Sequence[int], counts: Sequence[int]) -> float:
    """How much chance a day adds, as a variance: what the steps show, or arrivals one by one, if that is more."""
    lasted, gained = days[-1] - days[0], counts[-1] - counts[0]
    one_by_one = (abs(gained) + 1) / lasted
    if len(days) < FEWEST:
        return one_by_one
    steps = zip(days, days[1:], counts, counts[1:], strict=False)
    seen = sum((c1 - c0 - gained / lasted * (d1 - d0)) ** 2 / (d1 - d0) for d0, d1, c0, c1 in steps) / (len(days) - 2)
    return max(seen, one_by_one)
