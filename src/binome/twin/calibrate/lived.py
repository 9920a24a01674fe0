"""How the days of a journal really went, in figures of the twin: same names, same definitions, so that what a scenario
makes of a practice stands beside what happened there.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from statistics import fmean

from binome.practice.words import Step
from binome.twin.calibrate.attendance import cancelled, missed
from binome.twin.calibrate.seen import Seen, SeenVisit

FEWEST = 20
LONG_MIN = 30.0
Told = Callable[[Seen], list[float]]


def lived_figures(seen: Seen) -> Mapping[str, float]:
    """By code, as a mean; what was seen too seldom is left out."""
    told = {code: of(seen) for code, of in LIVED.items()}
    return {code: fmean(values) for code, values in told.items() if len(values) >= FEWEST}


def _served(seen: Seen) -> list[SeenVisit]:
    return [it for it in seen.visits if it.arrived is not None and it.steps]


def _to_room(visit: SeenVisit) -> float:
    """To the first step in a room; without a room, to the first."""
    first = min([it.start for it in visit.steps if it.room] or [it.start for it in visit.steps])
    assert visit.arrived is not None
    return (first - visit.arrived).total_seconds() / 60


def _stay(visit: SeenVisit) -> float:
    assert visit.arrived is not None
    signed = [
        at for at, by in visit.signed if by != visit.doctor and (at - _end(visit)).total_seconds() < LONG_MIN * 60
    ]
    return (max([_end(visit), *signed]) - visit.arrived).total_seconds() / 60


def _end(visit: SeenVisit) -> datetime:
    return max(it.end for it in visit.steps)


def _alone(visit: SeenVisit) -> float:
    return max(0.0, _stay(visit) - sum(it.minutes for it in visit.steps))


def _by_doctor_day(seen: Seen) -> list[float]:
    days: dict[tuple[object, str], int] = {}
    for it in _served(seen):
        days[it.day, it.doctor] = days.get((it.day, it.doctor), 0) + 1
    return [float(many) for many in days.values()]


def _kept(seen: Seen) -> list[SeenVisit]:
    return [it for it in seen.visits if it.booked and not cancelled(it) and (missed(it) or it.arrived is not None)]


LIVED: dict[str, Told] = {
    "visits_per_doctor_day": _by_doctor_day,
    "wait_to_room_min": lambda seen: [_to_room(it) for it in _served(seen)],
    "wait_over_30_share": lambda seen: [float(_alone(it) >= LONG_MIN) for it in _served(seen)],
    "in_practice_min": lambda seen: [_stay(it) for it in _served(seen)],
    "consultation_min": lambda seen: [
        step.minutes for it in _served(seen) for step in it.steps if step.step is Step.CONSULTATION
    ],
    "lead_days": lambda seen: [float(it.lead) for it in seen.visits if it.booked],
    "same_day_share": lambda seen: [float(it.lead == 0) for it in seen.visits if it.booked],
    "no_show_share": lambda seen: [float(missed(it)) for it in _kept(seen)],
}
