"""A scenario and a journal make a scenario that has learned."""

from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any

import polars as pl

from binome.twin.calibrate.attendance import learn_attendance
from binome.twin.calibrate.demand import learn_demand
from binome.twin.calibrate.durations import law_places, learn_durations
from binome.twin.calibrate.held import Minutes, minutes_in
from binome.twin.calibrate.learned import Learned, with_learned
from binome.twin.calibrate.seen import Seen, seen_in
from binome.twin.calibrate.supervision import learn_supervision
from binome.twin.calibrate.turnover import learn_turnover
from binome.twin.forms import write_table
from binome.twin.model import Scenario
from binome.twin.scenario import read
from binome.twin.toml import dumps


@dataclass(frozen=True)
class Calibration:
    """What was learned, and the scenario that holds it. `kept`: laws of which the journal says nothing."""

    before: Scenario = field(repr=False)
    after: Scenario = field(repr=False)
    seen: Seen = field(repr=False)
    learned: tuple[Learned, ...]
    kept: tuple[str, ...]
    left_out: dict[str, int]

    @property
    def until(self) -> date | None:
        return self.seen.days[-1] if self.seen.visits else None

    def as_json(self) -> dict[str, Any]:
        days = self.seen.days
        return {
            "scenario": self.before.name,
            "days": len(days),
            "first_day": str(days[0]) if days else None,
            "last_day": str(days[-1]) if days else None,
            "visits": len(self.seen.visits),
            "simulated_visits": self.seen.simulated,
            "left_out": self.left_out,
            "learned": [it.as_json() for it in self.learned if it.is_learned],
            "prior_only": list(self.kept),
        }


def calibrate(scenario: Scenario, journal: pl.DataFrame, zone: tzinfo, *, simulated: bool = False) -> Calibration:
    """Learn from the days that are over. With `simulated`, from runs of the twin as well."""
    return calibrate_on(scenario, seen_in(journal, zone, simulated=simulated))


def calibrate_on(scenario: Scenario, seen: Seen) -> Calibration:
    """The same from what has been seen."""
    minutes = minutes_in(scenario, seen)
    learned = _learned(scenario, seen, minutes) if seen.visits else ()
    places = {it.dotted for it in learned}
    kept = tuple(name for place in law_places(scenario) if (name := ".".join(place)) not in places)
    left_out = dict(seen.left_out) | {"unbelievable": minutes.unbelievable, "unknown": minutes.unknown}
    return Calibration(
        before=scenario,
        after=_after(scenario, learned, seen),
        seen=seen,
        learned=learned,
        kept=kept,
        left_out={why: count for why, count in left_out.items() if count},
    )


def _learned(scenario: Scenario, seen: Seen, minutes: Minutes) -> tuple[Learned, ...]:
    told = (
        *learn_durations(scenario, minutes),
        *learn_supervision(scenario, seen),
        *learn_attendance(scenario, seen),
        *learn_demand(scenario, seen),
        *learn_turnover(scenario, seen),
    )
    return tuple(it for it in told if it.is_learned)


def _after(scenario: Scenario, learned: tuple[Learned, ...], seen: Seen) -> Scenario:
    """Through its text, so that what was learned always reads back."""
    if not learned:
        return scenario
    written = write_table(scenario.priors, (), scenario)
    return read(dumps(with_learned(written, learned, seen.days[-1])))
