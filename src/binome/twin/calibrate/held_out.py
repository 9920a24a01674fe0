"""Days it has not seen: learn from the first ones, foretell the last ones, say who did better."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from binome.twin.calibrate.attendance import PUNCTUAL_GRAIN, came, cancelled, free_to_come, late_min, missed, settled
from binome.twin.calibrate.calibration import calibrate_on
from binome.twin.calibrate.demand import Asked, door_hours
from binome.twin.calibrate.durations import law_places
from binome.twin.calibrate.held import Held, minutes_in
from binome.twin.calibrate.kinds import Kinds
from binome.twin.calibrate.moments import points_of, without_zero
from binome.twin.calibrate.relived import foretell_days
from binome.twin.calibrate.scores import CLEAR, Foretold, Score, gain, of_count, of_minutes, of_share, score_of
from binome.twin.calibrate.seen import Seen
from binome.twin.demand import rate_of
from binome.twin.laws import Law
from binome.twin.model import OWN, Scenario
from binome.twin.quantiles import PLACES

LAST_SHARE = 0.25
LEAST_DAYS = 8
LEAST_SEEN = 5
BETTER, WORSE, AS_GOOD = "better", "worse", "as_good"

Foretelling = Callable[[Scenario, Seen], list[Foretold]]


@dataclass(frozen=True, slots=True)
class Compared:
    """One quantity: the values to start from and the learned ones, on days that neither has seen."""

    what: str
    count: int
    before: Score
    after: Score
    gain: float
    error: float

    @property
    def verdict(self) -> str:
        if abs(self.gain) <= CLEAR * self.error:
            return AS_GOOD
        return BETTER if self.gain > 0 else WORSE

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "count": self.count,
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "gain": self.gain,
            "standard_error": self.error,
            "verdict": self.verdict,
        }


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The days learned from, the days foretold, and what came of it. No days: too few for a test."""

    learned_from: tuple[date, ...]
    foretold: tuple[date, ...]
    compared: tuple[Compared, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "learned_from_days": len(self.learned_from),
            "foretold_days": len(self.foretold),
            "first_foretold": str(self.foretold[0]) if self.foretold else None,
            "compared": [it.as_json() for it in self.compared],
        }


def held_out(scenario: Scenario, seen: Seen, last_share: float = LAST_SHARE) -> HeldOut:
    """The last share of the days, foretold from the others."""
    days = seen.days
    if len(days) < LEAST_DAYS:
        return HeldOut((), (), ())
    cut = min(len(days) - 1, max(1, round(len(days) * (1 - last_share))))
    first = seen.between(days[0], days[cut - 1])
    last = seen.between(days[cut], days[-1])
    before = _beginning(scenario, days[cut])
    told = tuple(compared(before, calibrate_on(before, first).after, last))
    return HeldOut(days[:cut], days[cut:], told)


def _beginning(scenario: Scenario, day: date) -> Scenario:
    """The scenario as of that day, which is when its beginners begin or still have something to learn."""
    if scenario.calendar.first_day is None:
        return scenario
    run = replace(scenario.run, law_on=scenario.run.law_on or scenario.calendar.first_day)
    return replace(scenario, run=run, calendar=replace(scenario.calendar, first_day=day))


def compared(before: Scenario, after: Scenario, last: Seen) -> Iterator[Compared]:
    """Two scenarios before the same days, one quantity after the other."""
    told, other = _foretold(before, last), _foretold(after, last)
    for what in (it for it in told if it in other):
        one, two = told[what], other[what]
        if len(one) == len(two) >= LEAST_SEEN and any(it.off > 0 for it in (*one, *two)):
            mean, error = gain(one, two)
            yield Compared(what, len(one), score_of(one), score_of(two), mean, error)


def _foretold(scenario: Scenario, last: Seen) -> dict[str, list[Foretold]]:
    plain = {what: foretell(scenario, last) for what, foretell in FORETOLD.items()}
    return plain | foretell_days(scenario, last)


def _minutes(scenario: Scenario, last: Seen, own: bool) -> list[Foretold]:
    laws = law_places(scenario)
    told = []
    forecasts: dict[tuple[Any, ...], Callable[[date, float], Foretold]] = {}
    for it in minutes_in(scenario, last).held:
        if it.minutes <= 0 or any(_is_own(scenario, place) for place in it.places) != own:
            continue
        known = (it.places, _pace(scenario, it, (it.day - last.days[0]).days))
        if known not in forecasts:
            forecasts[known] = of_minutes(_any_of([laws[place] for place in it.places]), known[1])
        told.append(forecasts[known](it.day, it.minutes))
    return told


def _is_own(scenario: Scenario, place: Sequence[str]) -> bool:
    """Is it the professional's own step?"""
    pathway = scenario.visits[place[1]].pathway if place[0] == "visits" else place[1]
    steps = scenario.pathways[pathway].steps
    step = steps[int(place[3])] if place[0] == "pathways" else next(it for it in steps if it.code == place[3])
    return OWN in step.by


def _pace(scenario: Scenario, it: Held, passed: int) -> float:
    """What the twin makes of whoever holds it, so many days after it begins."""
    if it.member is None:
        return 1.0
    member = scenario.members[it.member]
    left = math.exp(-passed / member.learning_days) if member.learning_days else 0.0
    return member.pace * (1 + member.learning_extra_share * left)


def _any_of(laws: list[Law]) -> Law:
    """Those the journal does not tell apart, each as likely."""
    if len(laws) == 1:
        return without_zero(laws[0])
    values: list[float] = []
    for law in laws:
        values += [float(it) for it in np.interp(PLACES[1, 2:-2:4], *points_of(without_zero(law)))]
    return Law("empirical", values_min=tuple(values))


def _own_minutes(scenario: Scenario, last: Seen) -> list[Foretold]:
    return _minutes(scenario, last, own=True)


def _other_minutes(scenario: Scenario, last: Seen) -> list[Foretold]:
    return _minutes(scenario, last, own=False)


def _no_show(scenario: Scenario, last: Seen) -> list[Foretold]:
    kinds, told = Kinds(scenario), []
    for it in (it for it in last.visits if it.booked and (came(it) or missed(it))):
        curves = [scenario.attendance_for(code).no_show for code in kinds.requests(it)]
        if curves:
            share = sum(curve.at(it.lead) if curve else 0.0 for curve in curves) / len(curves)
            told.append(of_share(share, it.day, missed(it)))
    return told


def _cancels(scenario: Scenario, last: Seen) -> list[Foretold]:
    kinds, told = Kinds(scenario), []
    for it in (it for it in last.visits if it.booked and settled(it)):
        ways = [scenario.attendance_for(code) for code in kinds.requests(it)]
        if ways and it.lead >= min(way.cancels_from_days or 0 for way in ways):
            share = sum(way.cancels_share or 0.0 for way in ways) / len(ways)
            told.append(of_share(share, it.day, cancelled(it)))
    return told


def _punctuality(scenario: Scenario, last: Seen) -> list[Foretold]:
    kinds, told = Kinds(scenario), []
    forecasts: dict[tuple[str, ...], Callable[[date, float], Foretold]] = {}
    for it in (it for it in last.visits if it.booked and came(it) and free_to_come(scenario, it)):
        asked = kinds.requests(it)
        laws = [law for code in asked if (law := scenario.attendance_for(code).punctuality) is not None]
        if laws:
            if asked not in forecasts:
                forecasts[asked] = of_minutes(laws[0], grain=PUNCTUAL_GRAIN)
            told.append(forecasts[asked](it.day, late_min(it)))
    return told


def _door(scenario: Scenario, last: Seen) -> list[Foretold]:
    """People at the door, day by day."""
    asked, told = Asked(scenario, last), []
    for day in last.days:
        mean = 0.0
        present = {it.doctor for it in last.visits if it.day == day}
        for request in scenario.requests.values():
            rates = sum(per for who, per in request.open_per_hour.items() if not who or who in present)
            mean += rates * door_hours(asked, [day], request.season)
        count = sum(it.day == day and not it.booked for it in last.visits)
        if mean > 0 or count:
            told.append(of_count(mean, day, count))
    return told


def _bookings(scenario: Scenario, last: Seen) -> list[Foretold]:
    """Appointments given, day by day, when the journal holds them all: those for later days too."""
    asked = Asked(scenario, last)
    if not asked.bookings:
        return []
    given = len(asked.bookings) / sum(asked.requests(it) for it in asked.bookings)
    told = []
    for day in asked.days:
        mean = sum(
            rate_of(scenario, code, member) * asked.expected([day], request.season)
            for code, request in scenario.requests.items()
            for member in scenario.professionals
        )
        told.append(of_count(mean * given, day, sum(it.asked == day for it in asked.bookings)))
    return told


FORETOLD: dict[str, Foretelling] = {
    "own_minutes": _own_minutes,
    "other_minutes": _other_minutes,
    "no_show": _no_show,
    "cancels": _cancels,
    "punctuality": _punctuality,
    "door": _door,
    "bookings": _bookings,
}
