"""Repeated visits, spelled out inside the window and never further."""

import pytest

from binome.interop.ical import read_ical
from binome.interop.ical_series import MOST_OCCURRENCES
from binome.interop.reading import Standing
from tests.interop.agendas import AUTUMN, PARIS, calendar, event, read, starts, whys

WEEKLY = "RRULE:FREQ=WEEKLY"
NINE = "DTSTART;TZID=Europe/Paris:20261012T090000"


def test_a_weekly_visit_stays_at_nine_across_the_change_of_clocks() -> None:
    assert starts(read(event("RRULE:FREQ=WEEKLY;COUNT=3", start=NINE))) == ["12/10 09:00", "19/10 09:00", "26/10 09:00"]


def test_each_occurrence_has_a_name_of_its_own() -> None:
    visits = read(event("RRULE:FREQ=WEEKLY;COUNT=3", start=NINE)).visits
    assert [visit.recurrence_id for visit in visits] == ["20261012T070000Z", "20261019T070000Z", "20261026T080000Z"]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY;UNTIL=20261016", 4),
        ("FREQ=DAILY;UNTIL=20261016T235959Z", 5),
        ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5", 5),
        ("FREQ=DAILY;BYDAY=MO, TU, WE, TH, FR ;COUNT=7;INTERVAL=1", 7),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4", 4),
        ("FREQ=MONTHLY;BYDAY=2MO;COUNT=3", 3),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", 3),
        ("FREQ=YEARLY", 1),
    ],
)
def test_rules_are_followed_as_other_agendas_write_them(rule: str, count: int) -> None:
    """Where the first date does not fall under its own rule, it counts as a visit beside those of the rule."""
    reading = read(event(f"RRULE:{rule}", start=NINE))
    assert len(reading.visits) == count
    assert reading.not_understood == ()


def test_dates_added_and_dates_removed() -> None:
    reading = read(
        event(
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "EXDATE;TZID=Europe/Paris:20261019T090000",
            "RDATE;TZID=Europe/Paris:20261021T140000,20261022T140000",
            start=NINE,
        )
    )
    assert starts(reading) == ["12/10 09:00", "21/10 14:00", "22/10 14:00", "26/10 09:00"]


def test_one_occurrence_moved_and_one_cancelled() -> None:
    moved = event("RECURRENCE-ID;TZID=Europe/Paris:20261019T090000", start="DTSTART;TZID=Europe/Paris:20261020T110000")
    gone = event("RECURRENCE-ID:20261026T080000Z", "STATUS:CANCELLED", start="DTSTART:20261026T080000Z")
    reading = read(event("RRULE:FREQ=WEEKLY;COUNT=3", start=NINE), moved, gone)
    assert starts(reading) == ["12/10 09:00", "20/10 11:00", "26/10 09:00"]
    assert [visit.recurrence_id for visit in reading.visits] == [
        "20261012T070000Z",
        "20261019T070000Z",
        "20261026T080000Z",
    ]
    assert [visit.standing for visit in reading.visits] == [Standing.BOOKED, Standing.BOOKED, Standing.CANCELLED]


def test_this_and_the_following_moved() -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261019T090000",
        start="DTSTART;TZID=Europe/Paris:20261019T100000",
    )
    reading = read(event("RRULE:FREQ=WEEKLY;COUNT=3", start=NINE), later)
    assert starts(reading) == ["12/10 09:00", "19/10 10:00", "26/10 10:00"]


def test_an_exception_alone_is_a_visit() -> None:
    reading = read(event("RECURRENCE-ID:20261019T070000Z", start="DTSTART:20261020T090000Z"))
    assert [visit.recurrence_id for visit in reading.visits] == ["20261019T070000Z"]


def test_a_series_without_an_end_stops_where_the_window_does_and_that_is_counted() -> None:
    reading = read(event(WEEKLY, start=NINE))
    assert starts(reading)[-1] == "28/12 09:00"
    assert reading.beyond == 1


def test_without_a_window_a_year_around_the_last_event_is_read() -> None:
    reading = read_ical(calendar(event(WEEKLY, start=NINE)), PARIS)
    assert len(reading.visits) == 53


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_nobody_is_seen_every_second(frequency: str) -> None:
    reading = read(event(f"RRULE:FREQ={frequency}", start=NINE))
    assert starts(reading) == ["12/10 09:00"]
    assert whys(reading.not_understood) == [(3, "recurrence.too_frequent")]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
        "FREQ=WEEKLY;BYSETPOS=99",
    ],
)
@pytest.mark.timeout(30)
def test_a_rule_that_never_falls_is_noticed_at_once(rule: str) -> None:
    reading = read(event(f"RRULE:{rule}", start=NINE))
    assert starts(reading) == ["12/10 09:00"]
    assert whys(reading.not_understood) == [(3, "recurrence.never")]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=FORTNIGHTLY",
        "INTERVAL=2",
        "",
        "FREQ=DAILY;X=;",
        "FREQ=YEARLY;BYEASTER=1",
    ],
)
def test_a_rule_that_is_not_understood_leaves_its_first_visit(rule: str) -> None:
    reading = read(event(f"RRULE:{rule}", start=NINE))
    assert starts(reading) == ["12/10 09:00"]
    assert whys(reading.not_understood) == [(3, "recurrence.not_followed")]


@pytest.mark.timeout(60)
def test_a_flood_of_series_is_stopped_and_said() -> None:
    flood = [event("RRULE:FREQ=DAILY", uid=str(number), start=NINE) for number in range(150)]
    reading = read_ical(calendar(*flood), PARIS, AUTUMN)
    assert 5_000 < len(reading.visits) <= MOST_OCCURRENCES
    assert {one.why for one in reading.not_understood} == {"recurrence.too_many"}


def test_a_rule_hidden_in_an_exception_is_not_followed() -> None:
    hidden = event(
        "RECURRENCE-ID;TZID=Europe/Paris:20261019T090000", "RRULE:FREQ=SECONDLY", start=NINE.replace("12T", "19T")
    )
    assert len(read(event("RRULE:FREQ=WEEKLY;COUNT=3", start=NINE), hidden).visits) == 3
