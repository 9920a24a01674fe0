"""When somebody is there, and what of it is free."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.desk.free import Span, at_work, first_free, free_places, gaps, instant, merged, off_duty, without
from binome.practice.refusal import MoveRefused
from binome.practice.team import Absence, Hours, Practice
from tests.desk.small_practice import PRACTICE, TODAY, at, wish
from tests.desk.test_bookings_coupled import COUPLED, slot

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days when the clock is put forward, then back: both Sundays."""

SUNDAYS = replace(
    PRACTICE, members={"martin": replace(PRACTICE.member("martin"), posts=())}, opening=(Hours(6, time(0), time(12)),)
)


def clocks(practice: Practice, spans: tuple[Span, ...]) -> list[str]:
    return [f"{practice.local(s.since):%H:%M}-{practice.local(s.until):%H:%M}" for s in spans]


def test_hours_are_those_of_all_the_roles_together() -> None:
    """Ana is an assistant until noon and a secretary from one o'clock."""
    assert clocks(PRACTICE, at_work(PRACTICE, PRACTICE.member("ana"), TODAY)) == ["08:00-12:00", "13:00-18:00"]


def test_an_absence_takes_a_whole_day_or_its_hours_of_every_week() -> None:
    tuesday = Absence("martin", date(2026, 1, 1), date(2027, 1, 1), Hours(1, time(12), time(19)))
    away = replace(PRACTICE, absences=(tuesday, Absence("leroy", TODAY, TODAY + timedelta(days=1))))
    assert clocks(away, at_work(away, away.member("martin"), TODAY)) == ["08:00-12:00"]
    assert clocks(away, at_work(away, away.member("martin"), TODAY + timedelta(days=1))) == ["08:00-19:00"]
    assert at_work(away, away.member("leroy"), TODAY) == ()


def test_nobody_works_on_a_holiday() -> None:
    closed = replace(PRACTICE, holidays=frozenset({TODAY}))
    assert at_work(closed, closed.member("martin"), TODAY) == ()
    assert off_duty(closed, wish("9:00")) == "holiday"


def test_why_somebody_is_not_there() -> None:
    away = replace(PRACTICE, absences=(Absence("martin", TODAY, TODAY + timedelta(days=1)),))
    assert off_duty(PRACTICE, wish("9:00")) is None
    assert off_duty(PRACTICE, wish("18:50")) == "hours"
    assert off_duty(away, wish("9:00")) == "away"


def test_what_is_free_lies_between_the_bookings_and_is_cut_into_places() -> None:
    booked = [slot("v1", "8:30"), slot("v2", "9:00", minutes=600)]
    found = gaps(PRACTICE, PRACTICE.member("martin"), TODAY, booked)
    assert clocks(PRACTICE, found) == ["08:00-08:30", "08:45-09:00"]
    assert clocks(PRACTICE, tuple(free_places(found[0], 20))) == ["08:00-08:20", "08:20-08:30"]


def test_the_first_free_time_is_the_doctors_and_the_preparation_fits_before_it() -> None:
    """At eight nobody has prepared anybody: with ten minutes of preparation the doctor begins at ten past."""
    first, second = islice(first_free(COUPLED, wish("8:00"), {}, days=[TODAY]), 2)
    assert (COUPLED.local(first.since), COUPLED.local(second.since)) == (at("8:10"), at("8:25"))
    alone = next(first_free(PRACTICE, wish("8:00"), {}, days=[TODAY]))
    assert PRACTICE.local(alone.since) == at("8:00")


def test_the_first_free_time_skips_what_is_booked_and_goes_on_to_the_next_day() -> None:
    full = (slot("v1", "8:00", minutes=660),)
    found = next(first_free(PRACTICE, wish("8:00"), {TODAY: full}, days=[TODAY, TODAY + timedelta(days=1)]))
    assert PRACTICE.local(found.since) == at("8:00", TODAY + timedelta(days=1))


def test_an_hour_that_the_clock_skips_cannot_be_booked() -> None:
    with pytest.raises(MoveRefused, match="no_such_time"):
        instant(PRACTICE, SPRING, time(2, 30))
    assert instant(PRACTICE, AUTUMN, time(2, 30)) < instant(PRACTICE, AUTUMN, time(3, 0)) - timedelta(hours=1)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 11), (AUTUMN, 13), (SPRING + timedelta(days=7), 12)])
def test_a_day_of_a_clock_change_has_its_real_length(day: date, hours: int) -> None:
    (there,) = at_work(SUNDAYS, SUNDAYS.member("martin"), day)
    assert there.minutes == hours * 60


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_the_day_after_a_clock_change_opens_at_the_same_time_on_the_wall(day: date) -> None:
    monday = day + timedelta(days=1)
    (first, *_) = at_work(PRACTICE, PRACTICE.member("martin"), monday)
    assert PRACTICE.local(first.since).time() == time(8)


minute = st.integers(0, 600)
spans = st.lists(st.builds(lambda a, b: Span(_after(a), _after(a + b)), minute, minute))


def _after(minutes: int) -> datetime:
    return at("8:00") + timedelta(minutes=minutes)


@given(spans, spans)
@pytest.mark.random_cases
def test_what_is_left_and_what_was_taken_never_overlap_and_lose_nothing(there: list[Span], gone: list[Span]) -> None:
    """Minute by minute, in a picture of the same thing that is slow and plain."""
    left = without(merged(there), merged(gone))
    expected = _minutes(there) - _minutes(gone)
    assert _minutes(list(left)) == expected
    assert sum(span.minutes for span in left) == len(expected)


def _minutes(spans: list[Span]) -> set[int]:
    each = timedelta(minutes=1)
    return {m for s in spans for m in range((s.since - _after(0)) // each, (s.until - _after(0)) // each)}


@given(st.integers(0, 24 * 60 - 1), st.sampled_from([SPRING, AUTUMN, TODAY]))
@pytest.mark.random_cases
def test_a_time_that_exists_is_the_time_that_is_shown(minutes: int, day: date) -> None:
    clock = time(minutes // 60, minutes % 60)
    try:
        assert PRACTICE.local(instant(PRACTICE, day, clock)).time() == clock
    except MoveRefused:
        assert (day, clock.hour) == (SPRING, 2)
