"""Regression on weeks that remember the week before.

What is left of a week beside the line is a slow movement (an autoregression of the first order) and the luck of that
week alone. How strong the one is and how large the other is never estimated and then believed: each pair that may be
is weighed by how well it tells the series (restricted likelihood), and an interval is that of all of them together,
each a Student law. That is what keeps its promise: a single estimate of the memory is too low on short series, and one
without a luck of its own too low on any practice that drifts slowly under noisy weeks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from binome.measures.change.values import CERTAINTY, Effect, Unusable
from binome.measures.change.weekly import WEEK

Floats = NDArray[np.float64]


class Memories(NamedTuple):
    """What the weeks may be like: the strength of the memory, the share that is luck of one week, and how likely."""

    strength: Floats
    luck: Floats
    prior: Floats


def _memories() -> Memories:
    """Half of the belief is in weeks that only remember (Jeffreys' prior), half in slow ones under luck."""
    alone, under = np.tanh(np.linspace(-1.47, 2.44, 21)), np.tanh(np.linspace(0.55, 2.65, 7))
    believed = np.sqrt(1 - alone**2)
    lucks = (0.3, 0.55, 0.8)
    strength = np.concatenate([alone, *[under for _ in lucks]])
    luck = np.concatenate([np.zeros(len(alone)), np.repeat(lucks, len(under))])
    flat = np.full(len(lucks) * len(under), 1 / (len(lucks) * len(under)))
    return Memories(strength, luck, np.concatenate([believed / believed.sum(), flat]) / 2)


MEMORIES = _memories()
_HALVINGS = 44
_NOTHING_LEFT = 1e-20
_TAILS = ((1 - CERTAINTY) / 2, (1 + CERTAINTY) / 2)


@dataclass(frozen=True, slots=True)
class Regressed:
    """One design, one or many series: by memory [k], coefficient [p], series [m]."""

    coefficients: Floats = field(repr=False)  # k, p, m
    unscaled: Floats = field(repr=False)  # k, p, p
    variance: Floats = field(repr=False)  # k, m
    weights: Floats = field(repr=False)  # k, m
    freedom: int

    @property
    def memory(self) -> Floats:
        """How much a week tells of the next, on average of what is believed, by series."""
        found: Floats = (MEMORIES.strength * (1 - MEMORIES.luck)) @ self.weights
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


def regress(design: Floats, values: ArrayLike, weeks: Sequence[date]) -> Regressed:
    """`values` by week, or by week and series: many series of one design cost hardly more than one."""
    seen = np.asarray(values, float)
    columns = seen[:, None] if seen.ndim == 1 else seen
    size = np.maximum(np.abs(columns).max(0), np.finfo(float).tiny)
    columns = columns / size
    count, width = design.shape
    told, spread = _apart(np.column_stack([design, columns]), weeks)
    left, right = told[:, :, :width], told[:, :, width:]
    across = np.swapaxes(left, 1, 2)
    unscaled: Floats = np.linalg.inv(across @ left).astype(np.float64)
    coefficients: Floats = unscaled @ (across @ right)
    rest = ((right - left @ coefficients) ** 2).sum(1)
    if np.any(rest <= _NOTHING_LEFT * count):
        raise Unusable("no_spread")
    known = 0.5 * np.linalg.slogdet(unscaled)[1] + np.log(MEMORIES.prior) - spread
    score = known[:, None] - (count - width) / 2 * np.log(rest)
    weights = np.exp(score - score.max(0))
    believed: Floats = weights / weights.sum(0)
    variance: Floats = rest / (count - width) * size**2
    return Regressed(coefficients * size, unscaled, variance, believed, count - width)


def _apart(columns: Floats, weeks: Sequence[date]) -> tuple[Floats, Floats]:
    """By memory, each row less what the rows before let expect of it, brought to one spread (Kalman's filter); and
    the logarithm of how much that spread was in all.
    """
    strength, luck = MEMORIES.strength[:, None], MEMORIES.luck[:, None]
    told = np.empty((len(strength), *columns.shape))
    expected, unsure = np.zeros((len(strength), columns.shape[1])), 1 - luck
    spread = np.zeros(len(strength))
    for row, (gap, seen) in enumerate(zip(_gaps(weeks), columns, strict=True)):
        kept = strength**gap
        expected, unsure = kept * expected, kept**2 * unsure + (1 - luck) * (1 - kept**2)
        whole = unsure + luck
        surprise = seen - expected
        told[:, row] = surprise / np.sqrt(whole)
        spread += 0.5 * np.log(whole[:, 0])
        expected, unsure = expected + unsure / whole * surprise, unsure * luck / whole
    return told, spread


def _gaps(weeks: Sequence[date]) -> Iterator[int]:
    """From one to the next; before the first, nothing is known."""
    yield 1
    for before, after in pairwise(weeks):
        yield (after - before) // WEEK
