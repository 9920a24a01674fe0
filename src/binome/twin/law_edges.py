"""The tables of the laws that a scenario names."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from binome.twin import quantiles
from binome.twin.chance import CELLS
from binome.twin.laws import Law
from binome.twin.tables import Floats

PLAIN: Mapping[str, Callable[..., Floats]] = {
    "constant": quantiles.constant,
    "lognormal": quantiles.lognormal,
    "gamma": quantiles.gamma,
    "exponential": quantiles.exponential,
    "normal": quantiles.normal,
    "uniform": quantiles.uniform,
    "triangular": quantiles.triangular,
}


def edges_of(laws: Sequence[Law]) -> Floats:
    """[law, 3, 1025]: lower tail, body, upper tail."""
    return np.array([_edges(law) for law in laws]).reshape(len(laws), 3, CELLS + 1)


def _edges(law: Law) -> Floats:
    told = _plain(law)
    if law.mirrored:
        told = quantiles.mirrored(told)
    return quantiles.shifted(told, law.shift_min) if law.shift_min else told


def _plain(law: Law) -> Floats:
    if law.family == "mixture":
        return quantiles.mixture([(part.share, _edges(part.law)) for part in law.parts])
    if law.family == "empirical":
        return quantiles.empirical(law.values_min)
    return PLAIN[law.family](*law.numbers)
