"""What an experiment has found so far: complete in itself at every moment, whoever stops it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from binome.twin.growing import WATCHED, Growing, growing
from binome.twin.intervals import CERTAINTY, Mean, from_sums, mean_of
from binome.twin.provenance import Provenance

Floats = NDArray[np.float64]
USUAL = (0.1, 0.9)
"""Eight replications in ten lie between these."""


@dataclass
class Sums:
    """Of many replications, of which none is kept: count, sum and sum of squares of every cell that is known."""

    count: Floats
    total: Floats
    squares: Floats

    @classmethod
    def nothing(cls, shape: tuple[int, ...]) -> "Sums":
        return cls(np.zeros(shape), np.zeros(shape), np.zeros(shape))

    def copy(self) -> "Sums":
        return Sums(self.count.copy(), self.total.copy(), self.squares.copy())

    def add(self, one: Floats) -> None:
        """One replication. Always one by one, so that how they were dealt out cannot be seen in the last bit."""
        known = ~np.isnan(one)
        value = np.where(known, one, 0.0)
        self.count += known
        self.total += value
        self.squares += value * value

    def mean(self, *cell: int) -> Mean:
        return from_sums(int(self.count[cell]), float(self.total[cell]), float(self.squares[cell]))


@dataclass(frozen=True)
class Outcome:
    """The replications lived, and where they come from. `complete`: as many as were wanted."""

    name: str
    provenance: Provenance
    codes: tuple[str, ...]
    loads_codes: tuple[str, ...]
    people: tuple[str, ...]
    rows: Floats = field(repr=False)  # [R, figure]
    periods: Sums = field(repr=False)  # [P, figure]
    loads: Sums = field(repr=False)  # [S, load]
    complete: bool

    @property
    def replications(self) -> int:
        return len(self.rows)

    def values(self, code: str) -> Floats:
        """A figure in each replication, in their order."""
        return self.rows[:, self.codes.index(code)]

    def figure(self, code: str, certainty: float = CERTAINTY) -> Mean:
        return mean_of(self.values(code), certainty)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The figures that have a meaning in this scenario."""
        return tuple(code for code in self.codes if not np.isnan(self.values(code)).all())

    def usual(self, code: str) -> tuple[float, float]:
        """Between which values eight replications in ten lie: how much luck alone may change."""
        low, high = np.nanquantile(self.values(code), USUAL)
        return float(low), float(high)

    @cached_property
    def still_growing(self) -> tuple[Growing, ...]:
        """What piles up until the end: no mean of it is one of the long run."""
        watched = [(code, self.codes.index(code)) for code in WATCHED if code in self.known]
        told = (growing(code, self._by_period(column)) for code, column in watched)
        return tuple(it for it in told if it is not None)

    def _by_period(self, column: int) -> list[Mean]:
        return [self.periods.mean(period, column) for period in range(len(self.periods.total))]

    def as_json(self) -> dict[str, Any]:
        return {
            "scenario": self.name,
            "replications": self.replications,
            "seed": self.provenance.seed,
            "complete": self.complete,
            "certainty": CERTAINTY,
            "figures": {code: self._figure_json(code) for code in self.known},
            "persons": dict(self._persons_json()),
            "periods": list(self._periods_json()),
            "still_growing": [it.as_json() for it in self.still_growing],
            "provenance": self.provenance.as_json(),
        }

    def _figure_json(self, code: str) -> dict[str, Any]:
        p10, p90 = self.usual(code)
        return {**self.figure(code).as_json(), "p10": p10, "p90": p90}

    def _persons_json(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for s, person in enumerate(self.people):
            means = {code: self.loads.mean(s, n) for n, code in enumerate(self.loads_codes)}
            yield person, {code: mean.as_json() for code, mean in means.items() if mean.count}

    def _periods_json(self) -> Iterator[dict[str, Any]]:
        for period in range(len(self.periods.total)):
            means = {code: self.periods.mean(period, self.codes.index(code)) for code in self.known}
            yield {"period": period, "figures": {code: it.as_json() for code, it in means.items() if it.count}}
