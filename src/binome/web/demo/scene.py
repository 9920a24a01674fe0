"""The run of the twin that the demonstration is lived from: its scenario, dated; its luck; its days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from random import Random
from typing import TYPE_CHECKING

from binome.twin.chance import Key
from binome.twin.model import Scenario
from binome.twin.scenario import read

if TYPE_CHECKING:
    from binome.twin.traced import TracedDay

FILE = "kermorwen.toml"
SEED = 20261122
WEEKS_BEFORE = timedelta(weeks=31)
"""From the first day of the run to the Monday of the week that is shown first."""
AFTER = 40
"""Days that the run goes on for after one that is looked at: nobody books further ahead."""


def scenario_text() -> str:
    """As the file says it."""
    return resources.files("binome.web.demo").joinpath("data", FILE).read_text("utf-8")


@cache
def scenario() -> Scenario:
    """The same, understood."""
    return read(scenario_text())


def first_day(founded: date) -> date:
    """Always a Monday, so that the weeks away fall on weeks."""
    return founded - timedelta(days=founded.weekday()) - WEEKS_BEFORE


@lru_cache(maxsize=4)
def dated(founded: date, until: date) -> Scenario:
    """The scenario on the calendar of a practice founded that day, long enough to look at that other day."""
    told, first = scenario(), first_day(founded)
    days = max(told.run.days, (until - first).days + AFTER)
    return replace(told, run=replace(told.run, days=days), calendar=replace(told.calendar, first_day=first))


def luck(practice: str) -> Key:
    """Practices of a load test live other days than the one that is shown: their names end in a number."""
    number = practice.rpartition("-")[2]
    return Key.of(SEED, int(number) if number.isdigit() else 0, 0)


def dice(practice: str, on: date, *name: object) -> Random:
    """A stream of chance of its own: what is drawn here moves nothing elsewhere."""
    return Random("/".join(map(str, (SEED, practice, on, *name))))  # noqa: S311  a play, not a secret


def days_drawn(practice: str, founded: date, since: date, until: date) -> "Iterator[TracedDay]":
    """The days from `since` to `until`, both included; of the last one, what is booked beyond it too."""
    from binome.twin.traced import traced_days  # the compiled days: a second that nobody waits for before it is needed

    first, told = first_day(founded), dated(founded, until)
    for day in traced_days(told, luck(practice), ahead=since == until, since=(since - first).days):
        yield day
        if day.on is not None and day.on >= until:
            return


@lru_cache(maxsize=4)
def day_drawn(practice: str, founded: date, day: date) -> "TracedDay":
    """One day, and what is booked beyond it."""
    return next(days_drawn(practice, founded, day, day))
