"""Days that the twin lived, foreseen at several of their moments as if they were live: how often was it right?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from binome.journal.replay import visits_from
from binome.practice.team import Practice
from binome.twin.chance import Key
from binome.twin.forecast import Forecast, Range, forecast
from binome.twin.from_practice import Offer, scenario_of
from binome.twin.retell import events
from binome.twin.traced import TracedDay, TracedVisit, traced_days
from tests.twin.small_practice import MONDAY, SHORT_STEPS, offers, practice

MOMENTS = (time(9, 5), time(11, 0), time(14, 30), time(16, 45))
RUN = "run-0"


@dataclass
class Counted:
    """Ranges that were said, and of these the ones that held."""

    said: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, said: Range, lived: datetime) -> None:
        self.said[kind] += 1
        self.held[kind] += said.low <= lived <= said.high

    def share(self, kind: str) -> float:
        return self.held[kind] / self.said[kind]


PRACTICE, OFFERS = practice(), offers()


def counted(
    days: int, *, first: int = 0, practice: Practice = PRACTICE, offers: Sequence[Offer] = tuple(OFFERS)
) -> Counted:
    """That many simulated days of the small practice, or of another, each looked at in the course of it."""
    told = Counted()
    scenario = scenario_of(practice, offers, on=MONDAY, figures=SHORT_STEPS)
    for number in range(first, first + days):
        day = next(traced_days(scenario, Key.of(11, 0, number)))
        lived = events(day, RUN, zone=practice.zone)
        for moment in MOMENTS:
            now = datetime.combine(MONDAY, moment, practice.zone).astimezone(UTC)
            known = visits_from(it for it in lived if it.at <= now)
            said = forecast(practice, known, now, offers=offers, figures=SHORT_STEPS, seed=number)
            _compare(told, said, day, now)
    return told


def _compare(told: Counted, said: Forecast, day: TracedDay, now: datetime) -> None:
    for visit in day.visits:
        story = f"{RUN}-0-{visit.entity}"
        if story in said.patients and (seen := _seen(visit)) is not None:
            told.note("patients", said.patients[story].seen, _at(seen))
    for member, range_ in said.ends.items():
        ends = [step.end for visit in day.visits for step in visit.steps if step.person == member]
        if ends and _at(max(ends)) > now:
            told.note("ends", range_, _at(max(ends)))


def _seen(visit: TracedVisit) -> float | None:
    return next((it.start for it in visit.steps if it.person == visit.professional), None)


def _at(minute: float) -> datetime:
    local = datetime.combine(MONDAY, time()) + timedelta(minutes=minute)
    return local.replace(tzinfo=PRACTICE.zone).astimezone(UTC)
