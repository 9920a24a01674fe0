"""The days on which the demonstration's practice is open."""

from datetime import date, timedelta

from binome.web.store.holidays import public_holidays


def working_day(today: date) -> date:
    """That day, or the last one before it on which the practice was open."""
    while today.weekday() > 4 or today in public_holidays():
        today -= timedelta(days=1)
    return today


def next_working_day(day: date) -> date:
    """The first day after it on which the practice is open."""
    day += timedelta(days=1)
    while working_day(day) != day:
        day += timedelta(days=1)
    return day
