"""Means with their ranges: Student's law, written out so that a run needs no statistics library."""

import math
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
CERTAINTY = 0.95
SMALL = 1e-300
CLOSE = 1e-15


class Mean(NamedTuple):
    """A mean over replications, the interval in which it lies with the certainty asked, and over how many."""

    mean: float
    low: float
    high: float
    sd: float
    count: int  # type: ignore[assignment]

    @property
    def half_width(self) -> float:
        return self.high - self.mean

    def as_json(self) -> dict[str, float | int | None]:
        return {name: _said(getattr(self, name)) for name in self._fields}


def mean_of(values: Floats, certainty: float = CERTAINTY) -> Mean:
    """Replications in which the figure has no meaning (nobody came) are left out."""
    told = values[~np.isnan(values)]
    return from_sums(len(told), float(told.sum()), float(np.square(told).sum()), certainty, _spread(told))


def from_sums(count: int, total: float, squares: float, certainty: float = CERTAINTY, sd: float | None = None) -> Mean:
    """The same from sums and sums of squares. One replication has a mean and no interval."""
    if not count:
        return Mean(math.nan, math.nan, math.nan, math.nan, 0)
    mean = total / count
    if count == 1:
        return Mean(mean, -math.inf, math.inf, math.nan, 1)
    spread = math.sqrt(max(0.0, squares - total * mean) / (count - 1)) if sd is None else sd
    half = student(count - 1, certainty) * spread / math.sqrt(count)
    return Mean(mean, mean - half, mean + half, spread, count)


def _spread(values: Floats) -> float:
    return float(values.std(ddof=1)) if len(values) > 1 else math.nan


@cache
def student(freedom: int, certainty: float = CERTAINTY) -> float:
    """How many standard errors on each side hold the mean with that certainty."""
    low, high = 0.0, 2.0
    while _within(high, freedom) < certainty:
        high *= 2.0
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < certainty else (low, middle)
    return high


def _within(t: float, freedom: int) -> float:
    """The probability of Student's law between −t and t: 1 − I(ν/(ν + t²); ν/2, 1/2)."""
    return 1.0 - incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized one, by its continued fraction on the side where that converges."""
    if x <= 0.0 or x >= 1.0:
        return min(1.0, max(0.0, x))
    if x > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(1 - x, b, a)
    log = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(log) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way."""
    above, below = 1.0, 1.0 / (1 - (a + b) * x / (a + 1))
    value = below
    for n in range(1, 500):
        even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n))
        odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))
        for term in (even, odd):
            below = 1.0 / ((1 + term * below) or SMALL)
            above = (1 + term / above) or SMALL
            value *= below * above
        if abs(below * above - 1) < CLOSE:
            break
    return value


def _said(value: float | int) -> float | int | None:
    """JSON has no word for what is not known."""
    return value if math.isfinite(value) else None
