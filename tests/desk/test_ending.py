"""How a visit ends before its end: missed, left, put off."""

from datetime import timedelta

from binome.desk import bookings, visits
from binome.practice.words import State, Status, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import TODAY, arrived, at, booked, by, settled
from tests.practice.refused import refused

TOMORROW = TODAY + timedelta(days=1)


def test_a_patient_who_did_not_come_is_marked_absent(hall: MemoryHall) -> None:
    """The visit waits for nobody, and its time is free."""
    booked(hall, "v1")
    visit = visits.miss(hall, by("sophie", "9:20"))
    assert (visit.state, visit.awaits()) == (State.MISSED, None)
    assert booked(hall, "v2").state is State.EXPECTED


def test_a_patient_who_came_did_not_miss_the_visit(hall: MemoryHall) -> None:
    """They may have left it."""
    arrived(hall)
    with refused("visit.missed_not_now", state=State.PRESENT):
        visits.miss(hall, by("sophie", "9:20"))


def test_nobody_comes_or_fails_to_come_before_the_day(hall: MemoryHall) -> None:
    """A patient who comes a day early is first moved to today."""
    booked(hall, day=TOMORROW)
    for deed in (visits.arrive, visits.miss):
        with refused("visit.before_its_day", day=TOMORROW, today=TODAY):
            deed(hall, by("sophie", "9:00"))
    bookings.move(hall, by("sophie", "9:01"), due=at("9:15"))
    assert visits.arrive(hall, by("sophie", "9:02")).state is State.PRESENT


def test_what_was_forgotten_yesterday_may_be_recorded_today(hall: MemoryHall) -> None:
    """Late is not early: the time on the line is the time of the click."""
    booked(hall)
    visit = visits.miss(hall, by("sophie", "8:30", day=TOMORROW))
    assert (visit.state, visit.at) == (State.MISSED, at("8:30", TOMORROW))


def test_a_patient_arrives_once(hall: MemoryHall) -> None:
    """The second click is told where the visit stands."""
    arrived(hall)
    with refused("visit.arrived_not_now", state=State.PRESENT):
        visits.arrive(hall, by("ana", "9:01"))


def test_a_patient_may_leave_without_being_seen(hall: MemoryHall) -> None:
    """With a reason; whoever was with them is free."""
    settled(hall)
    visit = visits.leave(hall, by("sophie", "9:40"), reason="too_long")
    assert (visit.state, visit.holder, visit.room) == (State.LEFT, None, None)
    assert visit.progress[Step.PREPARATION].status is Status.PAUSED
    assert hall.of_story("v1")[-1].reason == "too_long"


def test_who_is_not_there_cannot_leave(hall: MemoryHall) -> None:
    """Nor be put off: an expected visit is moved, cancelled or missed."""
    booked(hall)
    with refused("visit.left_not_now", state=State.EXPECTED):
        visits.leave(hall, by("sophie", "9:40"), reason="too_long")
    with refused("visit.deferred_not_now", state=State.EXPECTED):
        visits.defer(hall, by("sophie", "18:00"), to="martin", reason="no_time")


def test_what_cannot_be_finished_today_gets_an_owner_and_a_reason(hall: MemoryHall) -> None:
    """It waits for nobody on the board any more; its owner is known."""
    settled(hall)
    visit = visits.defer(hall, by("ana", "18:00"), to="martin", reason="no_time")
    assert (visit.state, visit.owner, visit.awaits(), visit.room) == (State.DEFERRED, "martin", None, None)


def test_an_owner_is_somebody_of_the_practice(hall: MemoryHall) -> None:
    """Nothing is put off to a stranger."""
    settled(hall)
    with refused("member.unknown", member="later"):
        visits.defer(hall, by("ana", "18:00"), to="later", reason="no_time")


def test_what_is_over_does_not_go_on(hall: MemoryHall) -> None:
    """Left, missed or cancelled: no step starts again, but by undoing."""
    settled(hall)
    visits.leave(hall, by("sophie", "9:40"), reason="too_long")
    with refused("visit.started_not_now", state=State.LEFT):
        visits.start(hall, by("bob", "9:41"), step=Step.PREPARATION, room="A")
