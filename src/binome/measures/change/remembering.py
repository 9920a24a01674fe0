"""Regression on weeks that remember the week before.

The errors follow a first-order autoregression. Its strength is never estimated and then believed: each value that it
may have is weighed by how well it tells the series (restricted likelihood, Jeffreys' prior), and an interval is that of
all of them together, each a Student law. That is what keeps its promise on short series, where a single estimate of the
autocorrelation is too low and the intervals too narrow. A gap of some weeks forgets as much as it is long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from binome.measures.change.values import CERTAINTY, Effect, Unusable
from binome.measures.change.weekly import WEEK

Floats = NDArray[np.float64]
STRENGTHS: Floats = np.tanh(np.linspace(np.arctanh(-0.9), np.arctanh(0.985), 61))
_WIDTHS: Floats = 1 - STRENGTHS**2
"""How much of the line each strength stands for: they are evenly spaced in Fisher's scale."""
_PRIOR: Floats = -0.5 * np.log(1 - STRENGTHS**2)
_HALVINGS = 60
_NOTHING_LEFT = 1e-20


@dataclass(frozen=True, slots=True)
class Regressed:
    """One design, one or many series: by strength of memory [k], coefficient [p], series [m]."""

    coefficients: Floats = field(repr=False)  # k, p, m
    unscaled: Floats = field(repr=False)  # k, p, p
    variance: Floats = field(repr=False)  # k, m
    weights: Floats = field(repr=False)  # k, m
    freedom: int

    @property
    def memory(self) -> Floats:
        """The mean strength of the autocorrelation, by series."""
        found: Floats = STRENGTHS @ self.weights
        return found

    def effect(self, contrast: ArrayLike, series: int = 0) -> Effect:
        """That combination of the coefficients, of one series."""
        told, spread = self._laws(contrast)
        mean = float(self.weights[:, series] @ told[:, series])
        low, high = (self._quantile(told, spread, share)[series] for share in _TAILS)
        below = float(self._share_below(told, spread, np.zeros(told.shape[1]))[series])
        return Effect(mean, float(low), float(high), 2 * min(below, 1 - below))

    def share_below(self, contrast: ArrayLike, truth: float) -> Floats:
        """Where the truth falls in what is believed of each series: between 0.025 and 0.975, the interval holds it."""
        told, spread = self._laws(contrast)
        return self._share_below(told, spread, np.full(told.shape[1], truth))

    def _laws(self, contrast: ArrayLike) -> tuple[Floats, Floats]:
        wanted = np.asarray(contrast, float)
        told = np.einsum("p,kpm->km", wanted, self.coefficients)
        return told, np.sqrt(np.einsum("p,kpq,q->k", wanted, self.unscaled, wanted)[:, None] * self.variance)

    def _share_below(self, told: Floats, spread: Floats, value: Floats) -> Floats:
        from scipy.special import stdtr

        found: Floats = (self.weights * stdtr(self.freedom, (value - told) / spread)).sum(0)
        return found

    def _quantile(self, told: Floats, spread: Floats, share: float) -> Floats:
        low, high = (told - 1e3 * spread).min(0), (told + 1e3 * spread).max(0)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            under = self._share_below(told, spread, middle) < share
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        found: Floats = (low + high) / 2
        return found


_TAILS = ((1 - CERTAINTY) / 2, (1 + CERTAINTY) / 2)


def regress(design: Floats, values: ArrayLike, weeks: Sequence[date]) -> Regressed:
    """`values` by week, or by week and series: many series of one design cost hardly more than one."""
    seen = np.asarray(values, float)
    columns = seen[:, None] if seen.ndim == 1 else seen
    count, width = design.shape
    forgetting = STRENGTHS[:, None] ** _steps(weeks)[None, :]
    left, right = _apart(design, forgetting), _apart(columns, forgetting)
    unscaled: Floats = np.linalg.inv(np.swapaxes(left, 1, 2) @ left).astype(np.float64)
    coefficients: Floats = unscaled @ (np.swapaxes(left, 1, 2) @ right)
    rest = ((right - left @ coefficients) ** 2).sum(1)
    if np.any(rest <= _NOTHING_LEFT * (1 + (columns**2).sum(0))):
        raise Unusable("no_spread")
    known = -0.5 * np.log(1 - forgetting**2).sum(1) + 0.5 * np.linalg.slogdet(unscaled)[1]
    score = (known + _PRIOR + np.log(_WIDTHS))[:, None] - (count - width) / 2 * np.log(rest)
    weights = np.exp(score - score.max(0))
    believed: Floats = weights / weights.sum(0)
    variance: Floats = rest / (count - width)
    return Regressed(coefficients, unscaled, variance, believed, count - width)


def _steps(weeks: Sequence[date]) -> NDArray[np.int64]:
    return np.array([(after - before) // WEEK for before, after in pairwise(weeks)], dtype=np.int64)


def _apart(columns: Floats, forgetting: Floats) -> Floats:
    """Each row less what it remembers of the row before, brought to one spread."""
    told = np.empty((len(forgetting), *columns.shape))
    told[:, 0] = columns[0]
    kept = forgetting[:, :, None]
    told[:, 1:] = (columns[None, 1:] - kept * columns[None, :-1]) / np.sqrt(1 - kept**2)
    return told
