"""What a difference between two periods is made of: how much came, who it was, and how it went with each.

Arithmetic, no cause: the parts add up to the difference. A ratio moves because the groups weigh otherwise (mix) or
because it moved within them (rate); a total moves, besides, because there was more of everything (volume). Each step is
taken at the middle of both periods, so that no rest is left over and the order does not matter.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from binome.measures.change.values import Unusable

Sums = Mapping[str, tuple[float, float]]
"""By group (a doctor, a pathway): what stands above the line, and what below."""


@dataclass(frozen=True, slots=True)
class Part:
    """One group's share in the difference."""

    group: str
    rate: float
    mix: float

    @property
    def whole(self) -> float:
        return self.rate + self.mix


@dataclass(frozen=True, slots=True)
class Explained:
    """Before, after, and the parts: volume + rate + mix = after - before."""

    before: float
    after: float
    volume: float
    rate: float
    mix: float
    parts: tuple[Part, ...]

    @property
    def difference(self) -> float:
        return self.after - self.before


def ratio_explained(before: Sums, after: Sums) -> Explained:
    """Of a ratio, such as minutes a visit. A group seen in one period only weighs: it has no rate to compare."""
    weights = _weights(before), _weights(after)
    ratios = _ratio(before), _ratio(after)
    middle = (ratios[0] + ratios[1]) / 2
    groups = sorted(set(before) | set(after))
    parts = tuple(_part(group, before, after, weights, middle) for group in groups)
    return _summed(*ratios, 0.0, parts)


def total_explained(before: Sums, after: Sums) -> Explained:
    """Of what stands above the line, such as minutes in all: so many visits, of whom, so long each."""
    ratio = ratio_explained(before, after)
    counts = _below(before), _below(after)
    half = (counts[0] + counts[1]) / 2
    volume = (counts[1] - counts[0]) * (ratio.before + ratio.after) / 2
    parts = tuple(Part(it.group, it.rate * half, it.mix * half) for it in ratio.parts)
    return _summed(ratio.before * counts[0], ratio.after * counts[1], volume, parts)


def gathered(sums: Sums, others: Sums, minimum: float, name: str) -> tuple[dict[str, tuple[float, float]], ...]:
    """Both periods, with the groups that are too small in one of them told together under that name: and with the
    smallest of the others, as long as they are too small together. What is left of a whole would tell them.
    """
    both = (sums, others)
    by_size = sorted({*sums, *others}, key=lambda it: (sum(_below_of(period, {it}) for period in both), it))
    small = {it for it in by_size if _few(both, {it}, minimum)}
    for group in (it for it in by_size if it not in small):
        if not _few(both, small, minimum):
            break
        small.add(group)
    return tuple(_together(period, small, name) for period in both)


def _few(periods: tuple[Sums, ...], groups: set[str], minimum: float) -> bool:
    return any(0 < _below_of(period, groups) < minimum for period in periods)


def _below_of(sums: Sums, groups: set[str]) -> float:
    return math.fsum(sums[it][1] for it in groups if it in sums)


def _together(sums: Sums, small: set[str], name: str) -> dict[str, tuple[float, float]]:
    kept = {group: it for group, it in sums.items() if group not in small}
    held = [sums[group] for group in small if group in sums]
    if held:
        kept[name] = (math.fsum(it[0] for it in held), math.fsum(it[1] for it in held))
    return kept


def _part(group: str, before: Sums, after: Sums, weights: tuple[dict[str, float], ...], middle: float) -> Part:
    was, now = _of(before, group), _of(after, group)
    one, two = weights[0].get(group, 0.0), weights[1].get(group, 0.0)
    usual = now if was is None else was if now is None else (was + now) / 2
    assert usual is not None, "a group stands in one period at least"
    moved = 0.0 if was is None or now is None else now - was
    return Part(group, (one + two) / 2 * moved, (two - one) * (usual - middle))


def _summed(before: float, after: float, volume: float, parts: tuple[Part, ...]) -> Explained:
    rate, mix = math.fsum(it.rate for it in parts), math.fsum(it.mix for it in parts)
    return Explained(before, after, volume, rate, mix, parts)


def _of(sums: Sums, group: str) -> float | None:
    above, below = sums.get(group, (0.0, 0.0))
    return above / below if below else None


def _below(sums: Sums) -> float:
    for group, (above, below) in sums.items():
        if not (math.isfinite(above) and math.isfinite(below) and below > 0):
            raise Unusable("group_empty", group=group)
    return math.fsum(below for _, below in sums.values())


def _weights(sums: Sums) -> dict[str, float]:
    total = _below(sums)
    if not total:
        raise Unusable("no_points")
    return {group: below / total for group, (_, below) in sums.items()}


def _ratio(sums: Sums) -> float:
    return math.fsum(above for above, _ in sums.values()) / _below(sums)
