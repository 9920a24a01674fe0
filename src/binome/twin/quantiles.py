"""Laws as tables of quantiles: what `chance.quantile` reads, [3, 1025] edges of linear cells (see `Laws`).

The mean of a table is the mean of its law. Edges are rounded to a millionth of a minute, so that two machines whose
logarithms differ in the last bit draw from the same table.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from binome.twin.chance import CELLS
from binome.twin.tables import Floats

GRAIN = 2.0**20
LEAST = 2.0**-22
"""Where a law without an end is cut, below and above: the middle half of its last cell."""
STEPS = np.arange(CELLS + 1) / CELLS
PLACES: Floats = np.array([STEPS / CELLS, STEPS, (CELLS - 1 + STEPS) / CELLS])
"""The share of the law below each edge."""
OPEN_PLACES: Floats = np.clip(PLACES, LEAST, 1 - LEAST)
DEVIATES: Floats = np.vectorize(NormalDist().inv_cdf)(OPEN_PLACES)


def constant(value_min: float) -> Floats:
    return _settled(np.full(PLACES.shape, value_min), value_min)


def uniform(low_min: float, high_min: float) -> Floats:
    return _settled(low_min + (high_min - low_min) * PLACES, (low_min + high_min) / 2)


def triangular(low_min: float, mode_min: float, high_min: float) -> Floats:
    width, left, right = high_min - low_min, mode_min - low_min, high_min - mode_min
    if width == 0:
        return constant(low_min)
    rising = low_min + np.sqrt(PLACES * width * left)
    falling = high_min - np.sqrt((1 - PLACES) * width * right)
    return _settled(np.where(PLACES * width <= left, rising, falling), (low_min + mode_min + high_min) / 3)


def exponential(mean_min: float) -> Floats:
    edges = -mean_min * np.log1p(-OPEN_PLACES)
    edges[0, 0] = edges[1, 0] = 0.0
    return _settled(edges, mean_min)


def normal(mean_min: float, sd_min: float) -> Floats:
    return _settled(mean_min + sd_min * DEVIATES, mean_min)


def lognormal(mean_min: float, cv: float) -> Floats:
    """By its own mean and coefficient of variation, not those of its logarithm."""
    if mean_min <= 0:
        return constant(mean_min)
    variance = math.log1p(cv * cv)
    return _settled(np.exp(math.log(mean_min) - variance / 2 + math.sqrt(variance) * DEVIATES), mean_min)


def gamma(mean_min: float, cv: float) -> Floats:
    """By its mean and coefficient of variation; a coefficient of 1 is the exponential law."""
    if mean_min <= 0 or cv <= 0:
        return constant(mean_min)
    shape = 1 / (cv * cv)
    return _settled(mean_min / shape * _gamma_quantiles(shape, OPEN_PLACES), mean_min)


def empirical(values_min: Sequence[float]) -> Floats:
    """Each value as often as it is in the sample."""
    ordered = np.sort(np.asarray(values_min, np.float64))
    ranks = np.clip(np.ceil(PLACES * len(ordered)).astype(np.int64) - 1, 0, len(ordered) - 1)
    return _settled(ordered[ranks], math.fsum(values_min) / len(ordered))


def mixture(parts: Sequence[tuple[float, Floats]]) -> Floats:
    """Tables by their shares, which may add up to any sum."""
    whole = math.fsum(share for share, _ in parts)
    values = np.unique(np.concatenate([edges.ravel() for _, edges in parts]))
    below = sum(share / whole * _share_below(edges, values, "left") for share, edges in parts)
    within = sum(share / whole * _share_below(edges, values, "right") for share, edges in parts)
    shares, points = np.column_stack([below, within]).ravel(), np.repeat(values, 2)
    mean = math.fsum(share / whole * mean_of(edges) for share, edges in parts)
    return _settled(np.interp(PLACES, np.maximum.accumulate(shares), points), mean)


def mirrored(edges: Floats) -> Floats:
    """Late becomes early."""
    return -edges[::-1, ::-1]


def shifted(edges: Floats, minutes: float) -> Floats:
    return _rounded(edges + minutes)


def mean_of(edges: Floats) -> float:
    """The mean of what a table gives."""
    middles = (edges[:, 1:] + edges[:, :-1]) / 2
    body = math.fsum(middles[1, 1:-1]) / CELLS
    return body + (math.fsum(middles[0]) + math.fsum(middles[2])) / (CELLS * CELLS)


def _settled(edges: Floats, mean: float) -> Floats:
    """Straight cells bulge a little: a law of positive values is stretched to its mean, another one moved."""
    so_far = mean_of(edges)
    if edges.min() >= 0 and so_far > 0:
        return _rounded(edges * (mean / so_far))
    return _rounded(edges + (mean - so_far))


def _rounded(edges: Floats) -> Floats:
    return np.round(edges * GRAIN) / GRAIN


def _share_below(edges: Floats, values: Floats, side: str) -> Floats:
    """The share of the law under each value; with "right", the value itself included."""
    shares = np.concatenate([PLACES[0], PLACES[1, 2:-2], PLACES[2]])
    points = np.concatenate([edges[0], edges[1, 2:-2], edges[2]])
    after = np.searchsorted(points, values, "left" if side == "left" else "right")
    high = np.clip(after, 1, len(points) - 1)
    low = high - 1
    width = points[high] - points[low]
    part = np.where(width > 0, (values - points[low]) / np.where(width > 0, width, 1.0), 0.0)
    inside = shares[low] + part * (shares[high] - shares[low])
    return np.where(after == 0, 0.0, np.where(after == len(points), 1.0, inside))


def _gamma_quantiles(shape: float, shares: Floats) -> Floats:
    """Halley's steps from Wilson and Hilferty's guess (Numerical Recipes, 3rd edition, 6.2.1)."""
    x = _first_guess(shape, shares)
    log_scale = math.lgamma(shape)
    for _ in range(16):
        density = np.exp((shape - 1) * np.log(x) - x - log_scale)
        off = (_gamma_share(shape, x) - shares) / np.maximum(density, 1e-300)
        step = off / (1 - 0.5 * np.minimum(1.0, off * ((shape - 1) / x - 1)))
        x = np.where(step < x, x - step, x / 2)
    return x


def _first_guess(shape: float, shares: Floats) -> Floats:
    if shape > 1:
        root = 1 - 1 / (9 * shape) + DEVIATES / (3 * math.sqrt(shape))
        return np.maximum(1e-3, shape * root**3)
    turn = 1 - shape * (0.253 + shape * 0.12)
    low = (np.minimum(shares, turn) / turn) ** (1 / shape)
    high = 1 - np.log1p(-np.maximum(shares - turn, 0.0) / (1 - turn))
    return np.maximum(np.where(shares < turn, low, high), 1e-300)


def _gamma_share(shape: float, x: Floats) -> Floats:
    """The regularised incomplete gamma function: a series on the left, a continued fraction on the right."""
    front = np.exp(shape * np.log(x) - x - math.lgamma(shape))
    left = x < shape + 1
    series = _series(shape, np.where(left, x, 1e-300))
    fraction = _fraction(shape, np.where(left, shape + 2, x))
    return np.where(left, front * series, 1 - front * fraction)


def _series(shape: float, x: Floats) -> Floats:
    term = sum_ = np.full(x.shape, 1 / shape)
    n = shape
    while (term > sum_ * 1e-16).any():
        n += 1
        term = term * x / n
        sum_ = sum_ + term
    return sum_


def _fraction(shape: float, x: Floats) -> Floats:
    """Lentz's way."""
    b = x + 1 - shape
    c = np.full(x.shape, 1e300)
    d = 1 / b
    value = d
    for n in range(1, 10_000):
        a = -n * (n - shape)
        b = b + 2
        d = 1 / (a * d + b)
        c = b + a / c
        value = value * c * d
        if (np.abs(c * d - 1) < 1e-15).all():
            break
    return value
