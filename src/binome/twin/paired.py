"""Two scenarios under the same luck: each replication of one is taken away from the same one of the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from binome.twin.guardrails import GUARDRAILS, Guardrail, Kept
from binome.twin.intervals import CERTAINTY, Floats, Mean, mean_of
from binome.twin.outcome import Outcome
from binome.twin.provenance import command_of

FREED, COULD_TAKE = "freed_min_per_week", "patients_could_take"
"""Figures that need both sides; their words stand beside those of the others."""


@dataclass(frozen=True)
class Paired:
    """`after` less `before`, replication by replication. `precision`: of a difference, as it was asked for."""

    before: Outcome
    after: Outcome
    guardrails: tuple[Guardrail, ...] = GUARDRAILS
    certainty: float = CERTAINTY
    precision: str = ""

    @property
    def command(self) -> str:
        """What makes it again, to the last byte."""
        one, other = self.before.provenance, self.after.provenance
        options = {"replications": self.replications, "seed": one.seed, "precision": self.precision or None}
        return command_of("compare", one.file, other.file, **options)

    @property
    def replications(self) -> int:
        return min(self.before.replications, self.after.replications)

    @property
    def complete(self) -> bool:
        return self.before.complete and self.after.complete

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The figures that have a meaning on both sides."""
        return tuple(code for code in self.before.known if code in self.after.known)

    def difference(self, code: str) -> Mean:
        return mean_of(self._of(self.after, code) - self._of(self.before, code), self.certainty)

    def variance_ratio(self, code: str) -> float | None:
        """How many times more replications two runs of different luck would have taken."""
        one, other = self._of(self.before, code), self._of(self.after, code)
        apart = np.nanvar(one) + np.nanvar(other)
        together = np.nanvar(other - one)
        return float(apart / together) if together > 0 else None

    def freed(self) -> Mean:
        """Physician minutes a week: what these visits would have taken, less what they take, plus tasks saved."""
        return mean_of(self._freed(), self.certainty)

    def could_take(self) -> Mean:
        """How many more patients the time freed would serve, each as it is now. Without a panel, unknown."""
        after = self.after
        week = self._of(after, "medical_min_per_visit") * self._of(after, "visits_per_week")
        week = week + self._of(after, "medical_task_min_per_week")
        return mean_of(self._freed() / (week / self._of(after, "panel_patients")), self.certainty)

    def verdicts(self) -> Mapping[str, Kept]:
        return {
            it.figure: it.verdict(self.before.figure(it.figure), self.difference(it.figure))
            for it in self.guardrails
            if it.figure in self.known
        }

    def as_json(self) -> dict[str, Any]:
        return {
            "before": self.before.name,
            "after": self.after.name,
            "replications": self.replications,
            "seed": self.before.provenance.seed,
            "complete": self.complete,
            "certainty": self.certainty,
            "figures": {code: self._figure_json(code) for code in self.known} | dict(self._together_json()),
            "guardrails": {code: str(it) for code, it in self.verdicts().items()},
            "still_growing": {
                "before": [it.as_json() for it in self.before.still_growing],
                "after": [it.as_json() for it in self.after.still_growing],
            },
            "command": self.command,
            "provenance": {"before": self.before.provenance.as_json(), "after": self.after.provenance.as_json()},
        }

    def _of(self, outcome: Outcome, code: str) -> Floats:
        return outcome.values(code)[: self.replications]

    def _freed(self) -> Floats:
        before, after = self.before, self.after
        per_visit = self._of(before, "medical_min_per_visit") - self._of(after, "medical_min_per_visit")
        tasks = self._of(before, "medical_task_min_per_week") - self._of(after, "medical_task_min_per_week")
        return per_visit * self._of(after, "visits_per_week") + tasks

    def _figure_json(self, code: str) -> dict[str, Any]:
        before, after = (mean_of(self._of(it, code), self.certainty).as_json() for it in (self.before, self.after))
        difference = self.difference(code).as_json()
        return {
            "before": before,
            "after": after,
            "difference": difference,
            "variance_ratio": self.variance_ratio(code),
        }

    def _together_json(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for code, mean in ((FREED, self.freed()), (COULD_TAKE, self.could_take())):
            if mean.count:
                yield code, {"difference": mean.as_json()}


def disagreeing(one: Outcome, other: Outcome, material: float = 0.05) -> Iterable[str]:
    """The figures in which two runs of one scenario differ for certain, and by more than a share of their value."""
    pair = Paired(one, other, certainty=0.99)
    for code in pair.known:
        change = pair.difference(code)
        size = max(abs(one.figure(code).mean), abs(other.figure(code).mean))
        if change.low * change.high > 0 and abs(change.mean) > material * size:
            yield code
