"""Laws as their quantiles: what one uniform becomes, with nothing but a table, an addition and a product.

The edges are rounded to 2^-40 minute, so that two machines whose exponentials differ in the last bit agree.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache
from statistics import NormalDist

import numpy as np

from binome.twin.chance import CELLS
from binome.twin.tables import Floats

GRAIN = 2.0**40
FURTHEST = 2.0**-22
"""Where a table that has no bound ends: half a cell of the tail."""
HALVINGS = 80


def constant(value_min: float) -> Floats:
    return np.full((3, CELLS + 1), round(value_min * GRAIN) / GRAIN)


def uniform(low_min: float, high_min: float) -> Floats:
    return _settled(low_min + (high_min - low_min) * places(), (low_min + high_min) / 2)


def triangular(low_min: float, mode_min: float, high_min: float) -> Floats:
    width, left, right = high_min - low_min, mode_min - low_min, high_min - mode_min
    u = places()
    rising = low_min + np.sqrt(u * width * left)
    falling = high_min - np.sqrt((1 - u) * width * right)
    return _settled(np.where(u * width < left, rising, falling), (low_min + mode_min + high_min) / 3)


def exponential(mean_min: float) -> Floats:
    return _settled(-mean_min * np.log1p(-np.minimum(places(), 1 - FURTHEST)), mean_min)


def normal(mean_min: float, sd_min: float) -> Floats:
    return _settled(mean_min + sd_min * _standard_normal(), mean_min)


def lognormal(mean_min: float, cv: float) -> Floats:
    """By its own mean and coefficient of variation, not those of its logarithm."""
    if mean_min <= 0 or cv <= 0:
        return constant(mean_min)
    variance = math.log1p(cv * cv)
    return _settled(np.exp(math.log(mean_min) - variance / 2 + math.sqrt(variance) * _standard_normal()), mean_min)


def gamma(mean_min: float, cv: float) -> Floats:
    if mean_min <= 0 or cv <= 0:
        return constant(mean_min)
    shape = 1 / (cv * cv)
    furthest = shape + 20 * math.sqrt(shape) + 40
    below = _inverse(lambda x: _gamma_share(shape, x), np.minimum(places(), 1 - FURTHEST), 0.0, furthest)
    return _settled(mean_min / shape * below, mean_min)


def empirical(values_min: Sequence[float]) -> Floats:
    """Each value as often as it is in the sample."""
    ordered = np.sort(np.array(values_min, np.float64))
    nth = np.minimum((places() * len(ordered)).astype(np.int64), len(ordered) - 1)
    return _settled(ordered[nth], math.fsum(values_min) / len(ordered))


def mixture(parts: Sequence[tuple[float, Floats]]) -> Floats:
    """Tables by their weights: where the shares of the parts below x add up to u."""
    total = math.fsum(weight for weight, _ in parts)
    lines = [(weight / total, *_line(edges)) for weight, edges in parts]
    low = min(float(values[0]) for _, values, _ in lines)
    high = max(float(values[-1]) for _, values, _ in lines)

    def share_below(x: Floats) -> Floats:
        shares = [weight * np.interp(x, values, us, left=0.0, right=1.0) for weight, values, us in lines]
        return np.asarray(np.sum(shares, axis=0), np.float64)

    mean = math.fsum(weight * mean_of(edges) for weight, edges in parts) / total
    return _settled(_inverse(share_below, places(), low, high), mean)


def mirrored(edges: Floats) -> Floats:
    """Late becomes early."""
    return -edges[::-1, ::-1]


def shifted(edges: Floats, minutes: float) -> Floats:
    return edges + round(minutes * GRAIN) / GRAIN


def mean_of(edges: Floats) -> float:
    """The mean of what a table gives."""
    middle = (edges[:, :-1] + edges[:, 1:]) / 2
    tails = math.fsum(middle[0]) / CELLS + math.fsum(middle[2]) / CELLS
    return (math.fsum(middle[1, 1:-1]) + tails) / CELLS


@cache
def places() -> Floats:
    """The shares below each edge."""
    steps = np.arange(CELLS + 1) / CELLS
    return np.array([steps / CELLS, steps, (CELLS - 1 + steps) / CELLS])


def _settled(edges: Floats, mean: float) -> Floats:
    """With the mean of the law, and no digit that depends on the machine."""
    found = mean_of(edges)
    told = edges * (mean / found) if edges.min() >= 0 and found > 0 else edges + (mean - found)
    return np.asarray(np.round(told * GRAIN) / GRAIN, np.float64)


@cache
def _standard_normal() -> Floats:
    plain = NormalDist()
    inside = np.clip(places(), FURTHEST, 1 - FURTHEST)
    return np.array([[plain.inv_cdf(float(u)) for u in row] for row in inside])


def _gamma_share(shape: float, x: Floats) -> Floats:
    """The share of a gamma law (scale 1) below x: a series below its mean, a continued fraction above."""
    x = np.maximum(x, 1e-300)
    front = np.exp(shape * np.log(x) - x - math.lgamma(shape))
    low = x < shape + 1
    term = sum_ = np.full(x.shape, 1 / shape)
    for n in range(1, 2_000):
        term = np.where(low, term * x / (shape + n), 0.0)
        sum_ = sum_ + term
        if n > 50 and (term <= sum_ * 1e-17).all():
            break
    return np.where(low, front * sum_, 1 - front * _fraction(shape, np.where(low, shape + 1, x)))


def _fraction(shape: float, x: Floats) -> Floats:
    """Lentz's method for the upper incomplete gamma function, without its front factor."""
    b = x + 1 - shape
    c = np.full(x.shape, 1e300)
    d = 1 / b
    told = d
    for n in range(1, 2_000):
        a = -n * (n - shape)
        b = b + 2
        d = 1 / _off_zero(a * d + b)
        c = _off_zero(b + a / c)
        told = told * d * c
        if (np.abs(d * c - 1) < 1e-16).all():
            break
    return told


def _off_zero(x: Floats) -> Floats:
    return np.where(np.abs(x) < 1e-300, 1e-300, x)


def _line(edges: Floats) -> tuple[Floats, Floats]:
    """A table as one rising line: values, and the shares below them."""

    def joined(rows: Floats) -> Floats:
        return np.concatenate([rows[0][:-1], rows[1][1:-1], rows[2][1:]])

    return joined(edges), joined(places())


def _inverse(share_below: Callable[[Floats], Floats], u: Floats, low: float, high: float) -> Floats:
    """The value below which a share u lies, by halving."""
    lows, highs = np.full(u.shape, low), np.full(u.shape, high)
    for _ in range(HALVINGS):
        middle = (lows + highs) / 2
        below = share_below(middle) < u
        lows, highs = np.where(below, middle, lows), np.where(below, highs, middle)
    return (lows + highs) / 2
