"""Laws of minutes and curves by lead time, as a scenario says them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "constant": ("value_min",),
    "lognormal": ("mean_min", "cv"),
    "gamma": ("mean_min", "cv"),
    "exponential": ("mean_min",),
    "normal": ("mean_min", "sd_min"),
    "uniform": ("low_min", "high_min"),
    "triangular": ("low_min", "mode_min", "high_min"),
    "empirical": (),
    "mixture": (),
}
"""Every family of law, with the numbers it needs; the last two have values, or parts."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law of minutes. `mirrored` turns its sign, then `shift_min` is added: a patient may be early."""

    family: str
    numbers: tuple[float, ...] = ()
    values_min: tuple[float, ...] = ()
    parts: "tuple[Part, ...]" = ()
    mirrored: bool = False
    shift_min: float = 0.0

    @property
    def named(self) -> Mapping[str, float]:
        return dict(zip(FAMILIES[self.family], self.numbers, strict=True))

    @property
    def mean_min(self) -> float:
        return self.shift_min + (-1.0 if self.mirrored else 1.0) * self._plain_mean()

    @property
    def least_min(self) -> float:
        """The smallest value it can give."""
        if self.mirrored:
            return -math.inf
        said = self.named
        if self.family == "empirical":
            return self.shift_min + min(self.values_min)
        if self.family == "mixture":
            return self.shift_min + min(part.law.least_min for part in self.parts)
        if self.family == "normal":
            return -math.inf if said["sd_min"] > 0 else self.shift_min + said["mean_min"]
        return self.shift_min + said.get("low_min", said.get("value_min", 0.0))

    def _plain_mean(self) -> float:
        said = self.named
        if self.family == "empirical":
            return math.fsum(self.values_min) / len(self.values_min)
        if self.family == "mixture":
            return math.fsum(part.share * part.law.mean_min for part in self.parts)
        if self.family in ("uniform", "triangular"):
            return math.fsum(self.numbers) / len(self.numbers)
        return said.get("mean_min", said.get("value_min", 0.0))


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a mixture."""

    share: float
    law: Law


NO_MINUTES = Law("constant", (0.0,))


@dataclass(frozen=True, slots=True)
class Curve:
    """A share by lead time in days: points joined by lines or as stairs, or an approach to a limit."""

    points: tuple[tuple[float, float], ...] = ()
    stairs: bool = False
    from_share: float = 0.0
    to_share: float = 0.0
    days: float = 0.0

    def at(self, lead: int) -> float:
        """The share at that lead; before the first point as at the first, after the last as at the last."""
        if not self.points:
            return self.to_share - (self.to_share - self.from_share) * math.exp(-lead / self.days)
        if self.stairs:
            return next((share for day, share in reversed(self.points) if day <= lead), self.points[0][1])
        for (day, share), (next_day, next_share) in pairwise(self.points):
            if day <= lead < next_day:
                return share + (next_share - share) * (lead - day) / (next_day - day)
        return self.points[-1][1] if lead >= self.points[-1][0] else self.points[0][1]


def flat(share: float) -> Curve:
    """The same share at every lead."""
    return Curve(points=((0.0, share),))
