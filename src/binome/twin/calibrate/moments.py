"""What a law of minutes is worth as a value to start from: its mean, its spread, and the share that takes no time."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from binome.twin.law_edges import edges_of
from binome.twin.laws import Law
from binome.twin.quantiles import PLACES

Floats = NDArray[np.float64]
UNSAID_CV = 0.35
"""Of a law that is one number: nobody believes that every visit takes exactly so long."""


def zero_share(law: Law) -> float:
    """How often the step takes no time at all: it is not needed."""
    return math.fsum(it.share for it in law.parts if it.law.mean_min == 0.0)


def without_zero(law: Law) -> Law:
    """The law of the times when it is needed."""
    left = [it for it in law.parts if it.law.mean_min != 0.0]
    if not law.parts or len(left) == len(law.parts) or not left:
        return law
    if len(left) == 1:
        return left[0].law
    whole = math.fsum(it.share for it in left)
    return Law("mixture", parts=tuple(type(it)(it.share / whole, it.law) for it in left))


def moments(laws: Sequence[Law], weights: Sequence[float]) -> tuple[float, float]:
    """Mean and coefficient of variation of the laws together, each as often as its weight says."""
    whole = math.fsum(weights)
    told = [_mean_and_square(it) for it in laws]
    mean = math.fsum(w * it[0] for w, it in zip(weights, told, strict=True)) / whole
    square = math.fsum(w * it[1] for w, it in zip(weights, told, strict=True)) / whole
    variance = max(0.0, square - mean * mean)
    return mean, math.sqrt(variance) / mean if variance > 1e-12 and mean > 0 else UNSAID_CV


def points_of(law: Law) -> tuple[Floats, Floats]:
    """Shares and the values below which they lie, both rising."""
    edges = edges_of([law])[0]
    shares = np.concatenate([PLACES[0], PLACES[1, 2:-2], PLACES[2]])
    return shares, np.maximum.accumulate(np.concatenate([edges[0], edges[1, 2:-2], edges[2]]))


def _mean_and_square(law: Law) -> tuple[float, float]:
    shares, points = points_of(law)
    width, low, high = np.diff(shares), points[:-1], points[1:]
    mean = float((width * (low + high) / 2).sum())
    square = float((width * (low * low + low * high + high * high) / 3).sum())
    return mean, square
