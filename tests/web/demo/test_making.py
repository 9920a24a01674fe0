"""The demonstration is made in the order in which it is looked at, and a day is never written twice."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError
from django.test import RequestFactory

from binome.practice.refusal import MoveRefused
from binome.web.demo import living, making, opening
from binome.web.demo.pace import set_pace
from binome.web.demo.working_days import working_day
from binome.web.store import clock
from binome.web.store.accounts import demo_personas
from binome.web.store.checking import checked
from binome.web.store.orders import standing_orders
from binome.web.store.practice import House, house
from binome.web.store.seeding import days_written
from binome.web.store.tables.practice import PatientRow, PracticeRow
from tests.web.demo.playing import FOUNDED, FRIDAY

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (SUNDAY, FRIDAY),
        (FRIDAY, FRIDAY),
        (date(2026, 11, 11), date(2026, 11, 10)),
        (date(2026, 12, 25), date(2026, 12, 24)),
    ],
)
def test_the_day_shown_is_a_day_on_which_the_practice_is_open(asked: date, shown: date) -> None:
    """That day, or the last one before it: never a Sunday, never a public holiday."""
    assert working_day(asked) == shown


def test_the_coming_days_first_then_the_past_newest_first() -> None:
    """What somebody is likely to look at is there first."""
    listed = making.days_round(FRIDAY)
    ahead = [day for day in listed if day > FRIDAY]
    behind = listed[len(ahead) :]
    assert listed[: len(ahead)] == sorted(ahead)
    assert behind == sorted(behind, reverse=True)
    assert behind[0] == FRIDAY - timedelta(days=1)
    assert behind[-1] < FRIDAY - timedelta(days=180)
    assert FRIDAY not in listed


def test_everything_is_marked_as_a_demonstration(place: House) -> None:
    """The practice itself says so, and its people are personas."""
    assert PracticeRow.objects.get(code="kermorwen").is_demo
    assert demo_personas()[0].name == "Dr Anne Kerbrat"
    assert PatientRow.objects.filter(practice_id=place.id).count() == making.PANEL


def test_a_doctor_ordered_something_for_one_patient(place: House) -> None:
    """The page of orders has one to look at, of somebody whose age it fits."""
    (order,) = standing_orders(place, FOUNDED)
    assert (order.activity, order.physician) == ("sample_blood", "m1")
    assert order.who


def test_the_salaried_people_have_the_hours_of_an_ordinary_week(place: House) -> None:
    """From 35 to 39 a week, their two posts together."""
    for code in ("m5", "m6", "m7"):
        posts = place.practice.member(code).posts
        minutes = sum(_minutes(hours.until) - _minutes(hours.since) for post in posts for hours in post.hours)
        assert 35 * 60 <= minutes <= 39 * 60, code


def _minutes(clock_time: time) -> int:
    return clock_time.hour * 60 + clock_time.minute


@pytest.mark.both_databases
def test_a_day_written_round_the_present_one_checks_out(place: House) -> None:
    """A past day, a coming one; and neither is written a second time."""
    making.begin_day(place, FRIDAY, pace=0)
    for day in (date(2026, 11, 23), date(2026, 11, 19)):
        making.write_day(place, day)
    assert checked(place).differences == ()
    assert days_written(place.id) == {FRIDAY, date(2026, 11, 23), date(2026, 11, 19)}
    assert making.written_part(place) in range(1, 3)
    with pytest.raises(IntegrityError):
        making.write_day(place, date(2026, 11, 19))


def test_a_day_that_could_not_have_happened_is_not_kept(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every story is told again before a line is written."""
    from dataclasses import replace

    from binome.web.demo.past import whole_day
    from binome.web.store.seeding import keep_day

    true = whole_day(place.practice, making.the_plan(place, FRIDAY))
    gone = next(e for e in true.events if e.number == 2)
    with pytest.raises(MoveRefused):
        keep_day(place, replace(true, events=tuple(e for e in true.events if e is not gone)))
    changed = dict(true.visits)
    changed.popitem()
    with pytest.raises(MoveRefused, match="not_as_told"):
        keep_day(place, replace(true, visits=changed))
    assert days_written(place.id) == frozenset()


def test_opening_again_goes_on_where_it_was_left(transactional_db: None, demo_mode: None) -> None:
    """The second start makes nothing, and the clock never goes back behind what happened."""
    opening.make(SUNDAY, pace=0)
    first = house("kermorwen")
    assert first is not None
    left = clock.now() + timedelta(minutes=50)
    clock.run_clock(left, 0)
    clock._course = None
    opening.make(SUNDAY, pace=0)
    assert clock.now() >= left
    assert days_written(first.id) == {FRIDAY}


def test_another_week_begins_another_day(transactional_db: None, demo_mode: None) -> None:
    """A demonstration opened on a later day shows that day, whose early bookings were there already."""
    opening.make(SUNDAY, pace=0)
    place = house("kermorwen")
    assert place is not None
    tuesday = date(2026, 11, 24)
    making.write_day(place, tuesday)
    opening.make(tuesday, pace=0)
    assert place.practice.local(clock.now()).strftime("%d %H:%M") == "24 10:40"
    assert checked(place).differences == ()


@pytest.mark.both_databases
def test_practices_for_a_load_test(transactional_db: None, demo_mode: None) -> None:
    """As many practices, visits and accounts as asked; asking again changes nothing."""
    codes = opening.make_many(SUNDAY, practices=2, visits=15, accounts=11)
    assert codes == ["kermorwen", "kermorwen-2"] == opening.make_many(SUNDAY, practices=2, visits=15, accounts=11)
    assert [p.practice for p in demo_personas()].count("kermorwen-2") == 11
    for code in codes:
        place = house(code)
        assert place is not None
        found = checked(place)
        assert found.differences == ()
        assert found.stories >= 15


def test_the_hand_on_the_clock(place: House) -> None:
    """Three paces and the next day; anything else is refused."""
    making.begin_day(place, FRIDAY, pace=1)
    ask = RequestFactory()
    assert set_pace(ask.post("/demo/pace", {"pace": "20", "next": "/p/kermorwen/board/"})).url == "/p/kermorwen/board/"
    assert clock.pace() == 20
    assert set_pace(ask.post("/demo/pace", {"pace": "0", "next": "https://elsewhere.example/"})).url == "/demo/"
    assert clock.pace() == 0
    with pytest.raises(MoveRefused):
        set_pace(ask.post("/demo/pace", {"pace": "3"}))
    set_pace(ask.post("/demo/pace", {"pace": "next"}))
    assert living._next_day.is_set()
    living._next_day.clear()
