"""How dates, times and lengths are written in France and elsewhere, and what we read there."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from binome.interop.moments import (
    from_serial,
    read_birth_date,
    read_date,
    read_minutes,
    read_offset,
    read_times,
    settle,
)
from tests.interop.agendas import PARIS

DAY = date(2026, 11, 23)
wall_clock = partial(datetime, tzinfo=None)


@pytest.mark.parametrize(
    "written",
    [
        "23/11/2026",
        "23-11-2026",
        "23.11.2026",
        "23/11/26",
        "2026-11-23",
        "2026/11/23",
        "20261123",
        "23 11 2026",
        "lundi 23 novembre 2026",
        "LUN. 23 NOV. 2026",
        "23 nov 2026",
        "Nov 23, 2026",
        "November 23rd, 2026",
        "2026-11-23T09:00:00+01:00",
        "Agenda du 23/11/2026 (semaine 48)",
    ],
)
def test_a_day_in_every_way_it_is_written(written: str) -> None:
    assert read_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "day"), [("1er août 2026", (2026, 8, 1)), ("3/4/2026", (2026, 4, 3)), ("12 déc. 26", (2026, 12, 12))]
)
def test_the_day_comes_before_the_month(written: str, day: tuple[int, int, int]) -> None:
    assert read_date(written) == date(*day)


def test_unless_the_file_puts_the_month_first() -> None:
    assert read_date("3/4/2026", month_first=True) == date(2026, 3, 4)


@pytest.mark.parametrize(
    "written", ["", "demain", "31/02/2026", "06 12 34 56 78", "9h30", "12/2026", "0", "99/99/9999"]
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(("written", "year"), [("1/2/57", 1957), ("1/2/12", 2012), ("1/2/1912", 1912)])
def test_nobody_is_born_in_the_middle_of_this_century(written: str, year: int) -> None:
    assert read_birth_date(written) == date(year, 2, 1)


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("09:05", [(9, 5)]),
        ("9:05", [(9, 5)]),
        ("09:05:00", [(9, 5)]),
        ("9h05", [(9, 5)]),
        ("9 h 05", [(9, 5)]),
        ("09.05", [(9, 5)]),
        ("0905", [(9, 5)]),
        ("9h", [(9, 0)]),
        ("9 heures", [(9, 0)]),
        ("2:30 PM", [(14, 30)]),
        ("2 pm", [(14, 0)]),
        ("12:15 am", [(0, 15)]),
        ("09:00 - 09:20", [(9, 0), (9, 20)]),
        ("de 9h à 9h20", [(9, 0), (9, 20)]),
        ("9h-9h20", [(9, 0), (9, 20)]),
        ("23/11/2026 09:05", [(9, 5)]),
        ("2026-11-23T09:05:00.000Z", [(9, 5)]),
        ("20261123T090500", [(9, 5)]),
        ("23/11/2026", []),
        ("06 12 34 56 78", []),
        ("25:00", []),
        ("", []),
    ],
)
def test_the_times_of_a_text_in_their_order(written: str, times: list[tuple[int, int]]) -> None:
    assert read_times(written) == tuple(time(*each) for each in times)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("15", 15),
        ("15 min", 15),
        ("15mn", 15),
        ("15'", 15),
        ("1h", 60),
        ("1 h 15", 75),
        ("1h15min", 75),
        ("00:20", 20),
        ("0:20:00", 20),
        ("PT20M", 20),
        ("PT1H", 60),
        ("", None),
        ("0", None),
        ("00:00", None),
        ("long", None),
    ],
)
def test_a_length_in_every_way_it_is_written(written: str, minutes: int | None) -> None:
    assert read_minutes(written) == minutes


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("2026-11-23T09:00:00+01:00", 1),
        ("2026-11-23T09:00:00Z", 0),
        ("2026-11-23T09:00-0500", -5),
        ("09:00-09:30", None),
        ("23/11/2026", None),
    ],
)
def test_only_a_full_moment_carries_an_offset(written: str, hours: int | None) -> None:
    assert read_offset(written) == (None if hours is None else timedelta(hours=hours))


def test_a_spreadsheet_counts_days() -> None:
    assert from_serial(46349.375) == wall_clock(2026, 11, 23, 9)
    assert from_serial(1957) is None


@pytest.mark.parametrize(
    ("wall", "in_utc", "doubt"),
    [
        (wall_clock(2026, 3, 29, 1, 59), 0, None),
        (wall_clock(2026, 3, 29, 2, 0), None, "time.never"),
        (wall_clock(2026, 3, 29, 2, 59), None, "time.never"),
        (wall_clock(2026, 3, 29, 3, 0), 1, None),
        (wall_clock(2026, 10, 25, 2, 0), 0, "time.twice"),
        (wall_clock(2026, 10, 25, 2, 59), 0, "time.twice"),
        (wall_clock(2026, 10, 25, 3, 0), 2, None),
    ],
)
def test_both_nights_when_the_clocks_change(wall: datetime, in_utc: int | None, doubt: str | None) -> None:
    at, why = settle(wall, PARIS)
    assert (None if at is None else at.hour, why) == (in_utc, doubt)
