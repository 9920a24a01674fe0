"""Somebody who is still learning: slower at first, then as they will be."""

import math
from dataclasses import dataclass

import numpy as np

from binome.twin.calibrate.shrink import DEVIATE, Estimate, Floats

ENOUGH_STEPS = 100
ENOUGH_DAYS = 30
DAYS_TRIED = (5.0, 10.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0)
LIKELIER = 13.8
"""Twice the gain in log-likelihood that luck alone reaches once in a thousand, for two numbers (chi-square)."""
MOST_EXTRA = 3.0


@dataclass(frozen=True, slots=True)
class Beginner:
    """`extra`: the share by which the first day is slower; it falls by 1/e in `days`."""

    extra: Estimate
    days: float
    count: int

    def factor(self, passed: Floats) -> Floats:
        """On the minutes, so many days after the first."""
        return np.asarray(1.0 + self.extra.value * np.exp(-passed / self.days))

    def left(self, passed: float) -> Estimate:
        """What is still to learn after so many days."""
        kept = math.exp(-passed / self.days)
        return Estimate(*(kept * it for it in (self.extra.value, self.extra.low, self.extra.high)))


def beginner_seen(logs: Floats, passed: Floats) -> Beginner | None:
    """A beginner, when the steps say so clearly. `logs`: how much longer than usual each step took, as a logarithm;
    `passed`: days since the person's first.
    """
    if len(logs) < ENOUGH_STEPS or float(passed.max()) < ENOUGH_DAYS:
        return None
    still = float(np.square(logs - logs.mean()).sum())
    tried = [_fitted(logs, passed, days) for days in DAYS_TRIED]
    extra, off, days = min(tried, key=lambda it: it[1])
    if extra <= 0 or len(logs) * math.log(still / max(off, 1e-12)) < LIKELIER:
        return None
    return Beginner(_range(extra, off, days, passed), days, len(logs))


def _fitted(logs: Floats, passed: Floats, days: float) -> tuple[float, float, float]:
    """The extra that leaves the smallest squares, those squares, and the days."""
    extra = 0.3
    fall = np.exp(-passed / days)
    for _ in range(12):
        told, slope = np.log1p(extra * fall), fall / (1 + extra * fall)
        centred = slope - slope.mean()
        wrong = logs - told
        step = float((centred * wrong).sum() / max(float(np.square(centred).sum()), 1e-12))
        extra = min(max(extra + step, -0.5), MOST_EXTRA)
    wrong = logs - np.log1p(extra * fall)
    return extra, float(np.square(wrong - wrong.mean()).sum()), days


def _range(extra: float, off: float, days: float, passed: Floats) -> Estimate:
    """From the curvature at the smallest squares, the days taken as known."""
    fall = np.exp(-passed / days)
    slope = fall / (1 + extra * fall)
    error = math.sqrt(off / len(passed) / max(float(np.square(slope - slope.mean()).sum()), 1e-12))
    return Estimate(extra, max(0.0, extra - DEVIATE * error), extra + DEVIATE * error)
