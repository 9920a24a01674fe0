"""How long from now is counted in open time or in open days, on the practice's own clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from binome.practice.delay import delay, next_time
from binome.practice.team import Hours
from tests.desk.small_practice import PRACTICE, at

BROKEN = replace(
    PRACTICE, opening=tuple(Hours(d, *h) for d in range(5) for h in ((time(8), time(12)), (time(14), time(18))))
)
"""Closed at noon: eight to twelve, two to six, on working days. The tenth of March is a Tuesday."""


@pytest.mark.parametrize(
    ("said", "asked", "over"),
    [
        ("45 minutes", "9:00", "9:45"),
        ("2 hours", "10:00", "12:00"),
        ("2 hours", "10:30", "14:30"),
        ("10 minutes", "12:30", "14:10"),
        ("10 minutes", "6:00", "8:10"),
        ("0 days", "9:00", "18:00"),
        ("0 days", "15:00", "18:00"),
    ],
)
def test_a_delay_counts_while_the_practice_is_open(said: str, asked: str, over: str) -> None:
    """ "0 days" is until it closes today."""
    assert delay(said).after(at(asked), BROKEN) == at(over)


@pytest.mark.parametrize(
    ("said", "asked", "day", "over"),
    [
        ("60 minutes", "17:30", date(2026, 3, 11), "8:30"),
        ("0 days", "18:00", date(2026, 3, 11), "18:00"),
        ("1 days", "9:00", date(2026, 3, 11), "18:00"),
        ("3 days", "9:00", date(2026, 3, 13), "18:00"),
        ("4 days", "9:00", date(2026, 3, 16), "18:00"),
        ("1 days", "21:00", date(2026, 3, 12), "18:00"),
    ],
)
def test_what_is_not_over_today_goes_on_the_next_open_day(said: str, asked: str, day: date, over: str) -> None:
    """A weekend counts for nothing."""
    assert delay(said).after(at(asked), BROKEN) == at(over, day)


def test_a_holiday_counts_for_nothing() -> None:
    """Wednesday is one."""
    practice = replace(BROKEN, holidays=frozenset({date(2026, 3, 11)}))
    assert delay("1 days").after(at("9:00"), practice) == at("18:00", date(2026, 3, 12))
    assert delay("60 minutes").after(at("17:30"), practice) == at("8:30", date(2026, 3, 12))


def test_a_practice_without_hours_counts_as_the_clock_does() -> None:
    """Days are then twenty-four hours."""
    practice = replace(PRACTICE, opening=())
    assert delay("1 days").after(at("9:00"), practice) == at("9:00") + timedelta(days=1)
    assert delay("45 minutes").after(at("23:30"), practice) == at("23:30") + timedelta(minutes=45)


def test_a_practice_that_never_opens_again_still_answers() -> None:
    """It counts as the clock does."""
    practice = replace(BROKEN, holidays=frozenset(date(2026, 3, 10) + timedelta(days=n) for n in range(500)))
    assert delay("45 minutes").after(at("9:00"), practice) == at("9:45")
    assert delay("2 days").after(at("9:00"), practice) == at("9:00") + timedelta(days=2)


@pytest.mark.parametrize(
    ("rule", "due", "after", "expected"),
    [
        ("weekly", date(2026, 3, 10), date(2026, 3, 10), date(2026, 3, 17)),
        ("weekly", date(2026, 3, 10), date(2026, 3, 30), date(2026, 3, 31)),
        ("every_3_days", date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 13)),
        ("monthly", date(2026, 3, 10), date(2026, 3, 12), date(2026, 4, 10)),
        ("monthly", date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28)),
        ("monthly", date(2026, 1, 31), date(2026, 3, 1), date(2026, 3, 31)),
        ("monthly", date(2026, 12, 15), date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_the_next_time_is_to_come(rule: str, due: date, after: date, expected: date) -> None:
    """Times that have passed are not asked again; the hour stays, over both clock changes."""
    then = next_time(rule, _noon(due), _noon(after), PRACTICE)
    assert then == _noon(expected)
    assert then.utcoffset() == timedelta(0)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), PRACTICE.zone).astimezone(UTC)
