"""How well a forecast did: the logarithm of what it gave to what happened, how often its range held, how far it was."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from binome.twin.calibrate.moments import points_of
from binome.twin.calibrate.shrink import Floats
from binome.twin.laws import Law

RANGE = 0.80
FLOOR = 1e-3
"""Every forecast is heard with this much doubt, spread evenly: one impossible minute does not decide alone."""
SPREAD_OVER = 1_000.0
CLEAR = 2.0
"""Standard errors, by days, after which one forecast is called better than the other."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """One thing that happened on a day, beside one forecast of it. `held` is None for what has no range."""

    day: date
    log_score: float
    held: bool | None
    off: float


@dataclass(frozen=True, slots=True)
class Score:
    """Over all of them. `coverage`: the share that the 80 % range held."""

    log_score: float
    coverage: float | None
    off: float

    def as_json(self) -> dict[str, Any]:
        return {"log_score": self.log_score, "coverage_80": self.coverage, "mean_absolute_error": self.off}


def score_of(told: Sequence[Foretold]) -> Score:
    held = [it.held for it in told if it.held is not None]
    return Score(
        float(np.mean([it.log_score for it in told])),
        float(np.mean(held)) if held else None,
        float(np.mean([it.off for it in told])),
    )


def gain(before: Sequence[Foretold], after: Sequence[Foretold]) -> tuple[float, float]:
    """Mean gain in log score of the second forecast, and its standard error between days."""
    by_day: dict[date, list[float]] = {}
    for one, other in zip(before, after, strict=True):
        by_day.setdefault(one.day, []).append(other.log_score - one.log_score)
    sums = np.array([sum(it) for it in by_day.values()])
    count = sum(map(len, by_day.values()))
    mean = float(sums.sum()) / count
    many = np.array([len(it) for it in by_day.values()])
    if len(sums) < 2:
        return mean, math.inf
    error = math.sqrt(float(np.square(sums - mean * many).sum()) * len(sums) / (len(sums) - 1)) / count
    return mean, error


def of_minutes(law: Law, times: float = 1.0, grain: float = 1.0) -> Callable[[date, float], Foretold]:
    """A forecast of minutes, `times` as long as the law says, heard to the `grain`."""
    shares, points = points_of(law)
    low, middle, high = (float(np.interp(it, shares, points)) for it in ((1 - RANGE) / 2, 0.5, (1 + RANGE) / 2))

    def foretold(day: date, minutes: float) -> Foretold:
        plain = minutes / times
        half = grain / 2 / times
        mass = _below(points, shares, plain + half) - _below(points, shares, plain - half)
        held = bool(low - 1e-9 <= plain <= high + 1e-9)
        return Foretold(day, _heard(mass, grain / SPREAD_OVER), held, abs(minutes - middle * times))

    return foretold


def of_share(share: float, day: date, yes: bool) -> Foretold:
    """A forecast of yes or no."""
    return Foretold(day, _heard(share if yes else 1 - share, 0.5), None, abs(yes - share))


def of_count(mean: float, day: date, count: int) -> Foretold:
    """A forecast of how many: Poisson's law."""
    masses = poisson_masses(mean, count)
    below = np.cumsum(masses)
    low = int(np.searchsorted(below, (1 - RANGE) / 2))
    high = int(np.searchsorted(below, (1 + RANGE) / 2))
    middle = int(np.searchsorted(below, 0.5))
    return Foretold(day, _heard(float(masses[count]), 1 / SPREAD_OVER), low <= count <= high, abs(count - middle))


def poisson_masses(mean: float, at_least: int) -> Floats:
    """The probabilities of 0, 1, 2…, as far as matters."""
    last = max(at_least, int(mean + 10 * math.sqrt(mean) + 10))
    numbers = np.arange(last + 1)
    factorials = np.array([math.lgamma(it + 1) for it in numbers])
    return np.asarray(np.exp(numbers * math.log(max(mean, 1e-12)) - mean - factorials))


def _below(points: Floats, shares: Floats, value: float) -> float:
    """The share of the law at or under a value; a value that many share counts whole."""
    place = int(np.searchsorted(points, value, "right"))
    if place == 0:
        return 0.0
    if place == len(points):
        return 1.0
    low, high = points[place - 1], points[place]
    part = (value - low) / (high - low) if high > low else 1.0
    return float(shares[place - 1] + part * (shares[place] - shares[place - 1]))


def _heard(mass: float, evenly: float) -> float:
    return math.log((1 - FLOOR) * max(mass, 0.0) + FLOOR * evenly)
