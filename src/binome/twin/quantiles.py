"""Laws as their quantiles: what one uniform becomes, with nothing but a table, an addition and a product.

The edges are rounded to 2^-40 minute, so that two machines whose exponentials differ in the last bit agree.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from statistics import NormalDist

import numpy as np

from binome.twin.chance import CELLS
from binome.twin.laws import Law
from binome.twin.tables import Floats

GRAIN = 2.0**40
FURTHEST = 2.0**-22
"""Where a table that has no bound ends: half a cell of the tail."""
HALVINGS = 80

Quantile = Callable[..., Floats]


def edges_of(laws: Sequence[Law]) -> Floats:
    """[law, 3, 1025]: lower tail, body, upper tail; the mean of the table is the mean of the law."""
    return np.array([_law_edges(law) for law in laws]).reshape(len(laws), 3, CELLS + 1)


def table_mean(edges: Floats) -> float:
    """The mean of what a table gives."""
    middle = (edges[:, :-1] + edges[:, 1:]) / 2
    tails = math.fsum(middle[0]) / CELLS**2 + math.fsum(middle[2]) / CELLS**2
    return math.fsum(middle[1, 1:-1]) / CELLS + tails


@cache
def _law_edges(law: Law) -> Floats:
    if law.family == "constant":
        return np.full((3, CELLS + 1), law.mean_min)
    told = _plain(law)
    if law.mirrored:
        told = -told[::-1, ::-1]
    told = told + law.shift_min
    wrong = law.mean_min - table_mean(told)
    told = told * (law.mean_min / (law.mean_min - wrong)) if law.least_min == 0.0 else told + wrong
    told = np.round(told * GRAIN) / GRAIN
    told.flags.writeable = False
    return np.asarray(told, np.float64)


def _plain(law: Law) -> Floats:
    if law.family == "mixture":
        return _mixed(law)
    if law.family == "empirical":
        return np.quantile(np.array(law.values_min), _places())
    return QUANTILES[law.family](_places(), **law.named)


@cache
def _places() -> Floats:
    steps = np.arange(CELLS + 1) / CELLS
    return np.array([steps / CELLS, steps, (CELLS - 1 + steps) / CELLS])


@cache
def _normal() -> Floats:
    """The standard normal at the places, cut where the tables end."""
    plain = NormalDist()
    inside = np.clip(_places(), FURTHEST, 1 - FURTHEST)
    return np.array([[plain.inv_cdf(float(u)) for u in row] for row in inside])


def _lognormal(u: Floats, mean_min: float, cv: float) -> Floats:
    variance = math.log1p(cv * cv)
    return np.exp(math.log(mean_min) - variance / 2 + math.sqrt(variance) * _normal())


def _exponential(u: Floats, mean_min: float) -> Floats:
    return -mean_min * np.log1p(-np.minimum(u, 1 - FURTHEST))


def _uniform(u: Floats, low_min: float, high_min: float) -> Floats:
    return low_min + (high_min - low_min) * u


def _triangular(u: Floats, low_min: float, mode_min: float, high_min: float) -> Floats:
    width, left, right = high_min - low_min, mode_min - low_min, high_min - mode_min
    return np.where(u * width < left, low_min + np.sqrt(u * width * left), high_min - np.sqrt((1 - u) * width * right))


def _gamma(u: Floats, mean_min: float, cv: float) -> Floats:
    shape = 1 / (cv * cv)
    furthest = shape + 20 * math.sqrt(shape) + 40
    return mean_min / shape * _inverse(lambda x: _gamma_share(shape, x), np.minimum(u, 1 - FURTHEST), 0.0, furthest)


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


def _mixed(law: Law) -> Floats:
    """Where the shares of the parts below x add up to u."""
    tables = [(part.share, _law_edges(part.law)) for part in law.parts]
    points = [(share, *_steps(edges)) for share, edges in tables]
    low = min(float(xs[0]) for _, xs, _ in points)
    high = max(float(xs[-1]) for _, xs, _ in points)

    def share_below(x: Floats) -> Floats:
        return sum((share * np.interp(x, xs, us, left=0.0, right=1.0) for share, xs, us in points), np.zeros(x.shape))

    return _inverse(share_below, _places(), low, high)


def _steps(edges: Floats) -> tuple[Floats, Floats]:
    """A table as one rising line: values and the shares below them."""
    values = np.concatenate([edges[0][:-1], edges[1][1:-1], edges[2][1:]])
    shares = np.concatenate([_places()[0][:-1], _places()[1][1:-1], _places()[2][1:]])
    return values, shares


def _inverse(share_below: Callable[[Floats], Floats], u: Floats, low: float, high: float) -> Floats:
    """The value below which a share u lies, by halving."""
    lows, highs = np.full(u.shape, low), np.full(u.shape, high)
    for _ in range(HALVINGS):
        middle = (lows + highs) / 2
        below = share_below(middle) < u
        lows, highs = np.where(below, middle, lows), np.where(below, highs, middle)
    return (lows + highs) / 2


def _standard(u: Floats, mean_min: float, sd_min: float) -> Floats:
    return mean_min + sd_min * _normal()


QUANTILES: Mapping[str, Quantile] = {
    "lognormal": _lognormal,
    "gamma": _gamma,
    "exponential": _exponential,
    "normal": _standard,
    "uniform": _uniform,
    "triangular": _triangular,
}
