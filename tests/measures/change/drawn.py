"""Series whose truth is known: weeks that remember each other, with a shift and a bend at a known week."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

MONDAY = date(2024, 1, 1)
WARMING = 80
Floats = NDArray[np.float64]


def weeks(count: int, first: date = MONDAY) -> list[date]:
    return [first + timedelta(weeks=number) for number in range(count)]


def remembering(luck: np.random.Generator, count: int, memory: float, series: int = 1) -> Floats:
    """Errors by week and series, of spread one: each week keeps that share of the one before."""
    drawn = luck.standard_normal((count + WARMING, series))
    told = np.empty_like(drawn)
    told[0] = drawn[0]
    for week in range(1, count + WARMING):
        told[week] = memory * told[week - 1] + np.sqrt(1 - memory**2) * drawn[week]
    return told[WARMING:]


def changed(
    luck: np.random.Generator, before: int, after: int, *, memory: float, level: float = 0.0, slope: float = 0.0
) -> list[float]:
    """One series that rises a little anyway, shifted and bent after so many weeks."""
    time = np.arange(before + after) - before
    since = (time >= 0).astype(float)
    told = 20 + 0.02 * time + level * since + slope * since * time
    return list(told + remembering(luck, before + after, memory)[:, 0])


def held(shares: Floats) -> float:
    """How often the 95 % interval holds the truth, from where the truth falls in it."""
    return float(np.mean((shares >= 0.025) & (shares <= 0.975)))


def flat(values: Sequence[float]) -> list[float]:
    return [float(it) for it in values]
