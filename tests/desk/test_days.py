"""Opening and closing a day: nothing is left open without an owner or a reason."""

from dataclasses import replace

import pytest

from binome.desk import days, visits
from binome.practice.team import Member
from binome.practice.words import Moment, Role, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE, TODAY, arrived, at, booked, by, prepared_by_trainee, settled
from tests.practice.refused import refused

ANA = PRACTICE.member("ana")


def close(hall: MemoryHall, clock: str = "18:00") -> days.Day:
    return days.close_day(hall, TODAY, hall.of_day(TODAY), by=ANA, at=at(clock))


@pytest.mark.parametrize("left_open", [booked, arrived, settled, prepared_by_trainee])
def test_a_day_closes_once_nothing_is_open(hall: MemoryHall, left_open: object) -> None:
    """Expected, present, under way, unsigned: each keeps it open, and is named."""
    left_open(hall)
    with refused("day.visits_open", stories=("v1",), count=1):
        close(hall)
    assert not hall.closed(TODAY)


def test_a_day_without_visits_closes(hall: MemoryHall) -> None:
    """Its story opens and closes in one go when nobody had opened it."""
    assert close(hall).closed
    assert [event.moment for event in hall.told] == [Moment.OPENED, Moment.CLOSED]


def test_closing_says_who_closed_and_when(hall: MemoryHall) -> None:
    """In the role of the hour: in the afternoon ana is a secretary."""
    close(hall, "17:30")
    line = hall.told[-1]
    assert (line.by, line.role, line.at) == ("ana", Role.SECRETARY, at("17:30"))


def test_a_closed_day_stands_still(hall: MemoryHall) -> None:
    """No deed on its visits, but a signature."""
    booked(hall)
    visits.miss(hall, by("sophie", "9:30"))
    close(hall)
    with refused("day.closed", day=TODAY, who=(Role.PHYSICIAN, Role.SECRETARY, Role.ASSISTANT)):
        visits.arrive(hall, by("sophie", "18:01"))


def test_a_closed_day_can_be_opened_again_with_a_reason(hall: MemoryHall) -> None:
    """And closed again."""
    close(hall)
    assert not days.reopen_day(hall, TODAY, by=ANA, at=at("18:10"), reason="forgotten").closed
    assert booked(hall).number == 1
    visits.miss(hall, by("sophie", "18:15"))
    assert close(hall, "18:20").closed


def test_a_day_opens_closes_and_reopens_in_that_order(hall: MemoryHall) -> None:
    """Twice the same thing is refused."""
    days.open_day(hall, TODAY, by=ANA, at=at("7:45"))
    with refused("day.opened_not_now", closed=False):
        days.open_day(hall, TODAY, by=ANA, at=at("7:46"))
    with refused("day.reopened_not_now", closed=False):
        days.reopen_day(hall, TODAY, by=ANA, at=at("7:47"), reason="forgotten")
    close(hall)
    with refused("day.closed_not_now", closed=True):
        close(hall, "18:01")


def test_a_day_s_story_never_goes_back(hall: MemoryHall) -> None:
    """Whoever closes on a clock that is behind closes at the moment of the line before."""
    days.open_day(hall, TODAY, by=ANA, at=at("8:00"))
    assert days.close_day(hall, TODAY, (), by=ANA, at=at("7:59")).at == at("8:00")


def test_who_holds_no_role_closes_nothing(hall: MemoryHall) -> None:
    """A member without a post is a name and nothing more."""
    nobody = Member("zoe", ())
    with refused("delegation.no_role", member="zoe"):
        days.open_day(hall, TODAY, by=nobody, at=at("8:00"))
    with refused("delegation.no_role", member="zoe"):
        visits.arrive(hall, replace(by("sophie", "9:00", story=booked(hall).story), by=nobody))


def test_a_visit_put_off_lets_the_day_close(hall: MemoryHall) -> None:
    """It has an owner now."""
    settled(hall)
    visits.pause(hall, by("bob", "9:10"), step=Step.PREPARATION)
    visits.defer(hall, by("ana", "17:50"), to="martin", reason="no_time")
    assert close(hall).closed
