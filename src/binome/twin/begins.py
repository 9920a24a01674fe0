"""The same scenario from an empty and from a full book: does it forget where it began?"""

from dataclasses import dataclass
from typing import Any

from binome.twin.experiment import run
from binome.twin.model import Scenario
from binome.twin.outcome import Outcome
from binome.twin.paired import disagreeing
from binome.twin.provenance import EMPTY, FULL


@dataclass(frozen=True)
class Beginnings:
    """`disagree`: the figures that still know how the book was on the first day.

    Then the warming up is too short, or the practice has two regimes of its own, and stays in the one it is put in.
    """

    empty: Outcome
    full: Outcome
    disagree: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return self.empty.complete and self.full.complete

    def as_json(self) -> dict[str, Any]:
        return {"empty": self.empty.as_json(), "full": self.full.as_json(), "disagree": list(self.disagree)}


def run_both(scenario: Scenario, **asked: Any) -> Beginnings:
    """What `run` says from each beginning, under the same luck."""
    empty, full = (run(scenario, begins=begins, **asked) for begins in (EMPTY, FULL))
    return Beginnings(empty, full, tuple(disagreeing(empty, full)))
