"""Control charts: is it the luck of every week, or something else? XmR for values, p for shares, u for counts.

The limits are computed from a declared baseline and drawn for all points; at each day of `phases` they begin anew from
the points since. Of shares and counts they are those of the binomial and the Poisson law themselves, so that small
weeks keep their promise, made wider when the weeks differ by more than chance (Laney).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from binome.measures.change.rules import Family, Placed, runs
from binome.measures.change.values import Sentence, Unusable
from binome.measures.change.weekly import Weekly

Floats = NDArray[np.float64]
FEWEST = 12
"""Points of a baseline: limits from fewer are not drawn."""
ENOUGH = 20
"""Points of a baseline: limits from fewer are said to be provisional."""
RARE = 1.0
"""Events expected in a usual point: with fewer, look at longer periods."""
TO_SPREAD = 1.128
"""The mean moving range of two points, in standard deviations."""
WILD_RANGE = 3.27
"""A moving range beyond so many mean ones is one jump, no measure of the usual spread."""


class Baseline(NamedTuple):
    """From which points the limits are computed: both days included, None for no end."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


ALL = Baseline()


@dataclass(frozen=True, slots=True)
class Point:
    """One week on the chart. A limit is None where no value could lie beyond it."""

    on: date
    value: float
    centre: float
    low: float | None
    high: float | None
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that held, from one week to another, on the high or the low side."""

    rule: str
    since: date
    until: date
    side: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The points with their limits, what the rules see, and how much this can be leaned on."""

    kind: str
    family: Family
    centre: float
    baseline: int
    wider: float
    """How much wider than chance alone the limits are (p and u charts)."""
    points: tuple[Point, ...]
    signals: tuple[Signal, ...]
    cautions: tuple[Sentence, ...] = ()

    def since(self, day: date) -> tuple[Signal, ...]:
        """The signals that show on that day or later."""
        return tuple(it for it in self.signals if it.until >= day)


class _Bounds(NamedTuple):
    """Of one point: between what it lies on no side, and the values beyond which each of its zones begins."""

    middle: tuple[float, float]
    zones: Sequence[tuple[float, float]]


class _Law(NamedTuple):
    """What the baseline taught; `bounds` of points by what stands below their line."""

    kind: str
    centre: float
    wider: float
    bounds: Callable[[Sequence[float]], Sequence[_Bounds]]
    rare: bool = False


STEPS = (1, 2, 3)


def xmr(series: Weekly, baseline: Baseline = ALL, family: Family = Family.NHS, phases: Sequence[date] = ()) -> Chart:
    """Of values: limits from the moving ranges between neighbours."""
    return _chart(series, baseline, family, phases, _of_values)


def p(series: Weekly, baseline: Baseline = ALL, family: Family = Family.NHS, phases: Sequence[date] = ()) -> Chart:
    """Of shares: how many of how many."""
    for over, under in zip(series.above, series.below, strict=True):
        if not (float(over).is_integer() and float(under).is_integer() and 0 <= over <= under):
            raise Unusable("not_a_share", above=over, below=under)
    return _chart(series, baseline, family, phases, _of_shares)


def u(series: Weekly, baseline: Baseline = ALL, family: Family = Family.NHS, phases: Sequence[date] = ()) -> Chart:
    """Of counts, each on the ground it was counted on (days, visits)."""
    for over in series.above:
        if not (float(over).is_integer() and over >= 0):
            raise Unusable("not_a_count", above=over)
    return _chart(series, baseline, family, phases, _of_counts)


def _chart(
    series: Weekly, baseline: Baseline, family: Family, phases: Sequence[date], learn: Callable[[Weekly], _Law]
) -> Chart:
    began = sorted(set(phases))
    parts = [_between(series, one, two) for one, two in pairwise([date.min, *began, date.max])]
    charts = [
        _phase(part, baseline if number == 0 else ALL, family, learn) for number, part in enumerate(parts) if part
    ]
    if not charts:
        raise Unusable("no_points")
    last = charts[-1]
    points = tuple(point for chart in charts for point in chart.points)
    signals = tuple(signal for chart in charts for signal in chart.signals)
    cautions = tuple({it.code: it for chart in charts for it in chart.cautions}.values())
    return Chart(last.kind, family, last.centre, last.baseline, last.wider, points, signals, cautions)


def _between(series: Weekly, since: date, until: date) -> Weekly:
    return series.where(lambda week: since <= week < until)


def _phase(series: Weekly, baseline: Baseline, family: Family, learn: Callable[[Weekly], _Law]) -> Chart:
    ground = series.where(baseline.holds)
    if len(ground) < FEWEST:
        raise Unusable("baseline_short", points=len(ground), least=FEWEST)
    law = learn(ground)
    bounds = law.bounds(series.below)
    placed = [_placed(value, it) for value, it in zip(series.values, bounds, strict=True)]
    found = runs(placed, family)
    sides = {1: "high", -1: "low"}
    signals = tuple(Signal(it.rule, series.weeks[it.first], series.weeks[it.last], sides[it.side]) for it in found)
    points = tuple(
        Point(week, value, law.centre, *_drawn(law.kind, it.zones[-1]), _at(week, signals))
        for week, value, it in zip(series.weeks, series.values, bounds, strict=True)
    )
    return Chart(law.kind, family, law.centre, len(ground), law.wider, points, signals, _cautions(ground, law))


def _placed(value: float, bounds: _Bounds) -> Placed:
    zone = sum(value > high for _, high in bounds.zones) - sum(value < low for low, _ in bounds.zones)
    return Placed(value, (value > bounds.middle[1]) - (value < bounds.middle[0]), zone)


def _drawn(kind: str, outer: tuple[float, float]) -> tuple[float | None, float | None]:
    low, high = outer
    if kind == "xmr":
        return low, high
    return (low if low > 0 else None), (high if kind == "u" or high < 1 else None)


def _at(week: date, signals: Sequence[Signal]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(it.rule for it in signals if it.since <= week <= it.until))


def _of_values(ground: Weekly) -> _Law:
    centre = math.fsum(ground.values) / len(ground)
    spread = _spread(ground.values)
    if spread == 0:
        raise Unusable("constant", value=centre)
    bounds = _Bounds((centre, centre), [(centre - step * spread, centre + step * spread) for step in STEPS])
    return _Law("xmr", centre, 1.0, lambda below: [bounds] * len(below))


def _spread(values: Sequence[float]) -> float:
    """From the moving ranges, the wild ones left out once."""
    ranges = [abs(two - one) for one, two in pairwise(values)]
    mean = math.fsum(ranges) / len(ranges)
    tame = [it for it in ranges if it <= WILD_RANGE * mean]
    return math.fsum(tame) / len(tame) / TO_SPREAD


def _of_shares(ground: Weekly) -> _Law:
    from scipy.stats import binom

    centre = _ratio_between(ground, 1.0)
    wider = _wider(ground, centre, lambda below: math.sqrt(centre * (1 - centre) / below))
    quantiles = _Quantiles(lambda tail, below: binom.ppf(tail, below, centre), lambda t, b: binom.isf(t, b, centre))
    return _of_law(ground, "p", centre, wider, quantiles, highest=1.0)


def _of_counts(ground: Weekly) -> _Law:
    from scipy.stats import poisson

    centre = _ratio_between(ground, math.inf)
    wider = _wider(ground, centre, lambda below: math.sqrt(centre / below))
    quantiles = _Quantiles(
        lambda tail, below: poisson.ppf(tail, below * centre), lambda t, b: poisson.isf(t, b * centre)
    )
    return _of_law(ground, "u", centre, wider, quantiles, highest=math.inf)


def _ratio_between(ground: Weekly, highest: float) -> float:
    """Never nothing and never all: such a baseline says nothing of how the weeks differ."""
    centre = ground.ratio
    assert centre is not None, "a baseline has weeks, and each has something below"
    if centre in (0.0, highest):
        raise Unusable("constant", value=centre)
    return centre


def _wider(ground: Weekly, centre: float, chance: Callable[[float], float]) -> float:
    """How the weeks differ, in what chance alone would do; never less than chance."""
    scores = [(value - centre) / chance(below) for value, below in zip(ground.values, ground.below, strict=True)]
    return max(1.0, _spread(scores))


class _Quantiles(NamedTuple):
    """Of a law of counts: the count with no more than that tail below it, and the one with no more above."""

    low: Callable[[float, Floats], Floats]
    high: Callable[[float, Floats], Floats]


def _of_law(ground: Weekly, kind: str, centre: float, wider: float, law: _Quantiles, *, highest: float) -> _Law:
    """The middle of a lopsided law is its median, its centre line the mean: on a side is what is beyond both."""

    def bounds(below: Sequence[float]) -> list[_Bounds]:
        sizes = np.asarray(below, float)
        median = law.low(0.5, sizes) / sizes
        lows = [np.maximum(0.0, centre - wider * (centre - law.low(tail, sizes) / sizes)) for tail in _TAILS]
        highs = [np.minimum(highest, centre + wider * (law.high(tail, sizes) / sizes - centre)) for tail in _TAILS]
        zones = np.stack([lows, highs]).transpose(2, 1, 0).tolist()
        middles = zip(np.minimum(median, centre), np.maximum(median, centre), strict=True)
        return [_Bounds((float(one), float(two)), it) for (one, two), it in zip(middles, zones, strict=True)]

    usual = sorted(ground.below)[len(ground) // 2]
    return _Law(kind, centre, wider, bounds, rare=usual * min(centre, highest - centre) < RARE)


_TAILS = tuple(math.erfc(step / math.sqrt(2)) / 2 for step in STEPS)
"""How much of a normal law lies beyond one, two and three standard deviations, on one side."""


def _cautions(ground: Weekly, law: _Law) -> tuple[Sentence, ...]:
    found = [Sentence("spc_provisional", {"points": len(ground), "enough": ENOUGH})] if len(ground) < ENOUGH else []
    found += [Sentence("spc_rare")] if law.rare else []
    memory = _memory(ground.values)
    found += [Sentence("spc_memory")] if memory > 2 / math.sqrt(len(ground)) else []
    return tuple(found)


def _memory(values: Sequence[float]) -> float:
    """How much a point tells of the next: the rules count on nothing."""
    mean = math.fsum(values) / len(values)
    largest = max(abs(value - mean) for value in values) or 1.0
    left = [(value - mean) / largest for value in values]  # else the squares of huge values are infinite
    square = math.fsum(it * it for it in left)
    return math.fsum(one * two for one, two in pairwise(left)) / square if square else 0.0
