"""The two nights on which the clocks change, 29 March and 25 October 2026."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from binome.desk import bookings, visits
from binome.desk.bookings import Wish
from binome.desk.hall import Deed, day_of
from binome.practice.words import State, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PARIS, PRACTICE, by
from tests.practice.refused import refused

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def paris(day: date, clock: str, *, second: bool = False) -> datetime:
    """That time in Paris; `second` for the later of the two in the autumn."""
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute), fold=int(second)), PARIS)


def on_duty(who: str, at: datetime, story: str = "v1") -> Deed:
    return Deed(PRACTICE.member(who), at, story)


def a_night_visit(hall: MemoryHall, due: datetime, story: str = "v1", minutes: int = 15) -> None:
    wanted = Wish(f"patient-{story}", "martin", due, minutes, "single_room")
    bookings.book(hall, on_duty("sophie", due - timedelta(hours=1), story), wanted)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), SPRING),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), SPRING),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), AUTUMN),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), AUTUMN),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_a_visit_belongs_to_the_practice_s_own_day(hall: MemoryHall, instant: datetime, day: date) -> None:
    """A day of twenty-three hours, a day of twenty-five: midnight is midnight in the practice."""
    a_night_visit(hall, instant)
    assert day_of(PRACTICE, hall.visits["v1"]) == day
    assert [visit.story for visit in hall.of_day(day)] == ["v1"]


def test_a_step_over_the_hour_that_comes_twice_lasts_as_long_as_it_lasts(hall: MemoryHall) -> None:
    """From 2.50 to 2.10 is twenty minutes."""
    a_night_visit(hall, paris(AUTUMN, "2:45"))
    visits.arrive(hall, on_duty("sophie", paris(AUTUMN, "2:48")))
    started = visits.start(hall, on_duty("martin", paris(AUTUMN, "2:50")), step=Step.CONSULTATION)
    done = visits.finish(hall, on_duty("martin", paris(AUTUMN, "2:10", second=True)), step=Step.CONSULTATION)
    assert (done.state, done.at - started.at) == (State.DONE, timedelta(minutes=20))


def test_a_step_over_the_hour_that_is_missing_lasts_as_long_as_it_lasts(hall: MemoryHall) -> None:
    """From 1.50 to 3.10 is twenty minutes."""
    a_night_visit(hall, paris(SPRING, "1:45"))
    visits.arrive(hall, on_duty("sophie", paris(SPRING, "1:48")))
    started = visits.start(hall, on_duty("martin", paris(SPRING, "1:50")), step=Step.CONSULTATION)
    done = visits.finish(hall, on_duty("martin", paris(SPRING, "3:10")), step=Step.CONSULTATION)
    assert done.at - started.at == timedelta(minutes=20)


def test_bookings_clash_in_real_time(hall: MemoryHall) -> None:
    """Half an hour from 1.45 ends at 3.15 in spring; the two half past twos of autumn are an hour apart."""
    a_night_visit(hall, paris(SPRING, "1:45"), "v1", minutes=30)
    with refused("booking.clash", stories=("v1",)):
        a_night_visit(hall, paris(SPRING, "3:05"), "v2")
    a_night_visit(hall, paris(SPRING, "3:15"), "v3")
    a_night_visit(hall, paris(AUTUMN, "2:30"), "v4", minutes=60)
    a_night_visit(hall, paris(AUTUMN, "2:30", second=True), "v5")
    assert hall.visits["v5"].due - hall.visits["v4"].due == timedelta(hours=1)


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 3, 30), date(2026, 10, 23), date(2026, 10, 26)])
def test_nine_o_clock_is_nine_o_clock_on_either_side(hall: MemoryHall, day: date) -> None:
    """Stored in UTC, said on the practice's clock."""
    bookings.book(hall, by("sophie", "8:00", day=day), Wish("p1", "martin", paris(day, "9:00"), 15, "single_room"))
    visit = hall.visits["v1"]
    assert PRACTICE.local(visit.due).time() == time(9)
    assert visit.due.utcoffset() == timedelta(0)
