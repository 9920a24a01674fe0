"""A replication of a practice, told as a journal, and its figures as the twin itself counts them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from binome.journal.columns import columns
from binome.journal.event import Event
from binome.measures.told import Ground
from binome.twin.chance import Key
from binome.twin.figures import FIGURES
from binome.twin.from_practice import member_of
from binome.twin.model import Scenario
from binome.twin.replicate import ready, replicate
from binome.twin.retell import Telling, all_events
from binome.twin.scenario import read
from binome.twin.templates import template_text
from binome.twin.traced import TracedDay, traced_days
from tests.twin.scenarios import small

PARIS = ZoneInfo("Europe/Paris")
SEED, RUN, DAYS = 5, "twin-5-0-0", 15


class Simulated(NamedTuple):
    """The same replication twice: as lines and planned hours, and as the figures of the one nobody traced."""

    journal: pl.DataFrame
    ground: Ground
    figures: dict[str, float]
    first: date
    last: date
    weeks: float


@cache
def simulated(template: str) -> Simulated:
    """Three weeks of a template, or of the small practice of the twin's own tests ("small")."""
    scenario = read(small(("days = 5", f"days = {DAYS}")) if template == "small" else _shortened(template))
    lived = list(traced_days(scenario, Key.of(SEED, 0, 0), ahead=True))
    told = [*all_events(lived, RUN, zone=PARIS, practice="twin"), *_still_to_come(lived[-1])]
    untraced = replicate(ready(scenario), SEED, 0, 1).rows[0]
    figures = dict(zip(FIGURES, (float(it) for it in untraced), strict=True))
    first, last = (Telling(day, RUN, PARIS).date(day.number) for day in (lived[0], lived[-1]))
    weeks = DAYS / (5 if scenario.calendar.first_day is None else 7)
    return Simulated(columns(told), Ground(hours=_hours(scenario, lived)), figures, first, last, weeks)


def _shortened(template: str) -> str:
    text = re.sub(r"(?m)^days = .*", f"days = {DAYS}", template_text(template, "en"))
    return re.sub(r"(?m)^warm_up.*", "", text)


def _still_to_come(last: TracedDay) -> Iterator[Event]:
    """The bookings made for days after the run, those freed meanwhile too: a journal would have their first line."""
    telling = Telling(last, RUN, PARIS)
    for number, booking in enumerate((*last.ahead, *last.freed)):
        way = telling.ways.asked(booking)
        deed = telling._booked(booking, f"{RUN}-{last.number}-a{number}", way, before=booking.at)
        words = next(iter(telling.desk.lines(deed)))
        yield Event(story=deed.story, number=1, at=deed.at, origin=RUN, **words)


def _hours(scenario: Scenario, lived: list[TracedDay]) -> pl.DataFrame:
    """The planned hours of everybody, on the days that had patients: the others were closed."""
    rows = []
    for day in (it for it in lived if it.visits):
        telling = Telling(day, RUN, PARIS)
        for member in scenario.members.values():
            for since, until in member.hours[day.weekday]:
                span = {"since": telling.at(day.number, since), "until": telling.at(day.number, until)}
                rows.append({"practice": "", "by": member_of(member.code), "role": member.role, **span})
    times = {"since": pl.Datetime("us", "UTC"), "until": pl.Datetime("us", "UTC")}
    return pl.DataFrame(rows, schema_overrides=times)
