"""Side by side: those who changed against those who did not, before and after. One line per practice or doctor.

Each is one number, its after less its before, so that weeks that resemble each other count once. With five on each side
the two means are compared as Welch does; with fewer, by asking how often the labels, dealt otherwise, would differ as
much. Where even the most lopsided deal is no rarity, no interval is told.
"""

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from binome.measures.change.values import CERTAINTY, Effect, Unusable
from binome.measures.change.weekly import Weekly

ENOUGH_FOR_WELCH = 5
MOST_DEALS = 5_000
SEED = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Side:
    """One practice or doctor, before and after."""

    unit: str
    changed: bool
    before: float
    after: float

    @property
    def moved(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Contrast:
    """How much more moved where something was changed. `effect` is None where so few cannot tell."""

    change: date
    moved_changed: float
    moved_others: float
    difference: float
    effect: Effect | None
    method: str
    least_p: float
    """The smallest p that so many could ever give."""
    sides: tuple[Side, ...]
    placebo: "Contrast | None"
    """The same within the weeks before, at their middle: it should find nothing."""


def side_by_side(units: Mapping[str, Weekly], changed: AbstractSet[str], change: date) -> Contrast:
    """Who changed, against the others, at that day. Refused when one side is empty or has no week before or after."""
    if unknown := sorted(changed - set(units)):
        raise Unusable("unit_unknown", units=unknown, known=sorted(units))
    if not changed or changed >= set(units):
        raise Unusable("one_sided", changed=len(changed), others=len(units) - len(changed))
    told = _contrast(units, changed, change)
    middle = _middle(units, change)
    if middle is None:
        return told
    earlier = {unit: series.until(change) for unit, series in units.items()}
    return replace(told, placebo=_contrast(earlier, changed, middle))


def _middle(units: Mapping[str, Weekly], change: date) -> date | None:
    """A day that leaves each of them weeks on both sides, all before the change."""
    weeks = sorted({week for series in units.values() for week in series.until(change).weeks})
    if len(weeks) < 2:
        return None
    middle = weeks[len(weeks) // 2]
    shares = [(series.until(middle), series.until(change).since(middle)) for series in units.values()]
    return middle if all(one and two for one, two in shares) else None


def _contrast(units: Mapping[str, Weekly], changed: AbstractSet[str], change: date) -> Contrast:
    sides = tuple(_side(unit, series, change, changed=unit in changed) for unit, series in sorted(units.items()))
    mine = np.array([it.moved for it in sides if it.changed])
    others = np.array([it.moved for it in sides if not it.changed])
    if min(len(mine), len(others)) >= ENOUGH_FOR_WELCH:
        least, method = 0.0, "did_welch"
        effect: Effect | None = _welch(mine, others)
    else:
        least, method = _least_p(len(mine), len(others)), "did_permutation"
        effect = _dealt(mine, others) if least <= 1 - CERTAINTY else None
    means = float(mine.mean()), float(others.mean())
    return Contrast(change, *means, means[0] - means[1], effect, method, least, sides, None)


def _side(unit: str, series: Weekly, change: date, *, changed: bool) -> Side:
    before, after = series.until(change).ratio, series.since(change).ratio
    if before is None or after is None:
        raise Unusable("unit_one_sided", unit=unit, day=change)
    return Side(unit, changed, before, after)


def _welch(mine: Floats, others: Floats) -> Effect:
    from scipy.stats import ttest_ind

    if mine.var() + others.var() == 0:
        raise Unusable("no_spread")
    found = ttest_ind(mine, others, equal_var=False)
    low, high = found.confidence_interval(CERTAINTY)
    return Effect(float(mine.mean() - others.mean()), float(low), float(high), float(found.pvalue))


def _least_p(mine: int, others: int) -> float:
    """Of all deals, the one that was dealt; and, between two sides of one size, its mirror too."""
    return (2 if mine == others else 1) / math.comb(mine + others, mine)


def _dealt(mine: Floats, others: Floats) -> Effect:
    """How far the deals differ; the interval holds every effect that, taken away, makes the deal an ordinary one."""
    moved = np.concatenate([mine, others])
    if np.ptp(moved) == 0:
        raise Unusable("no_spread")
    found = float(mine.mean() - others.mean())
    differ, kept = _deals(moved, len(mine))
    rare = np.abs(differ) >= abs(found) * (1 - 1e-12)
    low, high = _not_ruled_out(found, differ, kept)
    return Effect(found, low, high, float(rare.mean()))


def _deals(moved: Floats, count: int) -> tuple[Floats, Floats]:
    """By deal: the difference of the means, and how far it keeps the true labels (1: all, -1: turned round)."""
    dealt = _labels(len(moved), count).astype(float)
    others = len(moved) - count
    truly = np.zeros(len(moved))
    truly[:count] = 1.0
    of_mine, of_others = dealt / count, (1 - dealt) / others
    return of_mine @ moved - of_others @ moved, of_mine @ truly - of_others @ truly


def _labels(total: int, count: int) -> NDArray[np.bool_]:
    """Every deal when they can be counted; else as many by chance, always the same, the true one among them."""
    if math.comb(total, count) <= MOST_DEALS:
        chosen = np.array(list(combinations(range(total), count)))
    else:
        luck = np.random.default_rng(SEED).random((MOST_DEALS, total))
        chosen = np.argsort(luck, axis=1)[:, :count]
        chosen[0] = np.arange(count)
    dealt = np.zeros((len(chosen), total), dtype=bool)
    np.put_along_axis(dealt, chosen, values=True, axis=1)
    return dealt


def _not_ruled_out(found: float, differ: Floats, kept: Floats) -> tuple[float, float]:
    """A deal that keeps the share k of the labels differs as much as the true one for the effects between
    (found - differ) / (1 - k) and (found + differ) / (1 + k): an effect is ruled out when too few deals hold it.
    """
    always = np.abs(kept) > 1 - 1e-9
    one = (found - differ[~always]) / (1 - kept[~always])
    two = (found + differ[~always]) / (1 + kept[~always])
    lows, highs = np.sort(np.minimum(one, two)), np.sort(np.maximum(one, two))
    wanted = (1 - CERTAINTY) * len(differ) - always.sum()
    ends = np.unique(np.concatenate([lows, highs]))
    holding = np.searchsorted(lows, ends, "right") - np.searchsorted(highs, ends, "left")
    plausible = ends[holding > wanted]
    return float(plausible.min()), float(plausible.max())
