"""Undoing: the last click is withdrawn, with a reason; nothing is erased."""

from datetime import timedelta

import pytest

from binome.desk import bookings, days, visits
from binome.desk.bookings import Overlap
from binome.practice.words import Moment, Role, State, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import (
    TODAY,
    arrived,
    at,
    booked,
    by,
    consulting,
    prepared_by_trainee,
    ready,
    settled,
    wish,
)
from tests.practice.refused import refused

TOMORROW = TODAY + timedelta(days=1)


def undo(hall: MemoryHall, who: str, clock: str, story: str = "v1") -> object:
    return visits.withdraw(hall, by(who, clock, story), reason="mistake")


def test_an_undo_is_a_line_of_its_own(hall: MemoryHall) -> None:
    """It says which line it withdraws, who did it and why; the withdrawn line stays."""
    settled(hall)
    undo(hall, "bob", "9:01")
    withdrawn, line = hall.of_story("v1")[-2:]
    assert (withdrawn.moment, withdrawn.step) == (Moment.STARTED, Step.PREPARATION)
    assert (line.withdraws, line.by, line.reason, line.step) == (3, "bob", "mistake", Step.PREPARATION)


def test_an_undo_gives_back_what_stood_before(hall: MemoryHall) -> None:
    """Room, holder, what is awaited."""
    before = arrived(hall)
    visits.start(hall, by("bob", "9:01"), step=Step.PREPARATION, room="B")
    after = undo(hall, "bob", "9:02")
    assert (after.room, after.holder, after.awaits(), after.since) == (None, None, before.awaits(), before.since)


def test_one_click_is_undone_in_one(hall: MemoryHall) -> None:
    """What starting directly had skipped is there again."""
    before = arrived(hall, pathway="shared_assistant")
    visits.start(hall, by("martin", "9:02"), step=Step.CONSULTATION)
    after = undo(hall, "martin", "9:03")
    assert (after.progress, after.awaits()) == ({}, before.awaits())
    assert [event.withdraws for event in hall.of_story("v1")] == [None] * 5 + [5, 4, 3]


def test_what_was_skipped_on_purpose_stays_skipped(hall: MemoryHall) -> None:
    """Another click, another undo, even at the very same moment."""
    arrived(hall)
    visits.skip(hall, by("martin", "9:02"), step=Step.PREPARATION, reason="no_time")
    visits.start(hall, by("martin", "9:02"), step=Step.CONSULTATION)
    assert undo(hall, "martin", "9:02").awaits().step is Step.CONSULTATION
    assert undo(hall, "martin", "9:02").awaits().step is Step.PREPARATION


def test_undoing_a_walk_in_undoes_its_booking(hall: MemoryHall) -> None:
    """Neither a patient who is there nor a booking is left behind."""
    bookings.walk_in(hall, by("sophie", "9:00"), wish())
    assert undo(hall, "sophie", "9:01").state is State.UNBORN
    assert hall.of_day(TODAY) == ()


def test_undoing_the_arrival_of_a_booked_patient_keeps_the_booking(hall: MemoryHall) -> None:
    """Two clicks, on two days perhaps."""
    arrived(hall)
    assert undo(hall, "sophie", "9:01").state is State.EXPECTED


def test_an_urgent_booking_made_ahead_is_a_click_of_its_own(hall: MemoryHall) -> None:
    """Whatever its reason: it was written at another moment than the arrival."""
    bookings.book(hall, by("sophie", "8:00"), wish(), reason="urgent")
    visits.arrive(hall, by("sophie", "9:00"))
    assert undo(hall, "sophie", "9:01").state is State.EXPECTED


def test_undoing_again_goes_further_back(hall: MemoryHall) -> None:
    """One click at a time, to the beginning and no further."""
    ready(hall)
    states = [undo(hall, who, "9:30").state for who in ("bob", "bob", "sophie", "sophie")]
    assert states == [State.PRESENT, State.PRESENT, State.EXPECTED, State.UNBORN]
    with refused("visit.unknown", story="v1"):
        undo(hall, "sophie", "9:31")


def test_after_an_undo_the_story_goes_on(hall: MemoryHall) -> None:
    """The numbers too."""
    settled(hall, room="A")
    undo(hall, "bob", "9:01")
    visit = visits.start(hall, by("bob", "9:02"), step=Step.PREPARATION, room="B")
    assert (visit.number, visit.room) == (5, "B")


def test_an_undone_booking_may_be_booked_again(hall: MemoryHall) -> None:
    """In the same story."""
    booked(hall)
    undo(hall, "sophie", "8:01")
    assert bookings.book(hall, by("sophie", "8:02"), wish("10:00")).due == at("10:00")


@pytest.mark.parametrize("end", ["leave", "miss", "cancel", "defer"])
def test_what_ended_too_soon_is_taken_up_again(hall: MemoryHall, end: str) -> None:
    """Exactly where it stood, whoever held it."""
    before = settled(hall) if end in ("leave", "defer") else booked(hall)
    deeds = {
        "leave": lambda: visits.leave(hall, by("sophie", "9:05"), reason="too_long"),
        "miss": lambda: visits.miss(hall, by("sophie", "9:05")),
        "cancel": lambda: bookings.cancel(hall, by("sophie", "9:05"), reason="patient_asked"),
        "defer": lambda: visits.defer(hall, by("sophie", "9:05"), to="martin", reason="no_time"),
    }
    deeds[end]()
    after = undo(hall, "sophie", "9:06")
    assert (after.state, after.holder, after.room, after.awaits()) == (
        before.state,
        before.holder,
        before.room,
        before.awaits(),
    )


def test_whoever_could_have_done_it_may_undo_it(hall: MemoryHall) -> None:
    """And nobody else: a secretary does not un-begin a consultation, a nurse does not un-book."""
    consulting(hall)
    with refused("delegation.no", activity="conduct_consultation", who=(Role.PHYSICIAN, Role.TRAINEE)):
        undo(hall, "sophie", "9:05")
    undo(hall, "leroy", "9:05")
    booked(hall, "v2", "10:00")
    with refused("delegation.no", activity="book_appointment"):
        undo(hall, "nora", "9:06", "v2")


def test_a_signature_is_withdrawn_by_a_doctor(hall: MemoryHall) -> None:
    """The visit waits for it again."""
    prepared_by_trainee(hall)
    visits.sign(hall, by("martin", "9:40"), step=Step.CONSULTATION)
    with refused("delegation.no", activity="sign_care"):
        undo(hall, "ines", "9:41")
    assert undo(hall, "leroy", "9:42").state is State.UNSIGNED


def test_an_undo_does_not_bring_two_patients_into_one_room(hall: MemoryHall) -> None:
    """The room was given away meanwhile."""
    settled(hall, "v1", room="A")
    visits.leave(hall, by("sophie", "9:05"), reason="too_long")
    arrived(hall, "v2", "9:15")
    visits.start(hall, by("ana", "9:15", "v2"), step=Step.PREPARATION, room="A")
    with refused("room.taken", room="A", story="v2"):
        undo(hall, "sophie", "9:16")


def test_an_undo_does_not_bring_somebody_into_two_visits(hall: MemoryHall) -> None:
    """Bob is with another patient by now."""
    ready(hall, "v1", room="A")
    settled(hall, "v2", "9:15", room="B")
    with refused("person.busy", member="bob", story="v2"):
        undo(hall, "bob", "9:16", "v1")


def test_an_undo_does_not_take_back_a_place_that_was_given_away(hall: MemoryHall) -> None:
    """As strictly as the practice books: where clashes are asked about, it asks."""
    booked(hall, "v1")
    bookings.cancel(hall, by("sophie", "8:05"), reason="patient_asked")
    booked(hall, "v2")
    with refused("booking.clash", stories=("v2",)):
        undo(hall, "sophie", "8:06")
    with refused("booking.clash_warning", stories=("v2",)):
        visits.withdraw(hall, by("sophie", "8:06"), reason="mistake", overlap=Overlap.WARN)
    seen = visits.withdraw(hall, by("sophie", "8:06"), reason="mistake", overlap=Overlap.WARN, seen=True)
    assert seen.state is State.EXPECTED


def test_undoing_a_move_finds_the_old_place_free_or_is_refused(hall: MemoryHall) -> None:
    """The time it had may belong to another by now."""
    booked(hall, "v1", "9:00")
    bookings.move(hall, by("sophie", "8:05", "v1"), due=at("10:00"))
    booked(hall, "v2", "9:00")
    with refused("booking.clash", stories=("v2",)):
        undo(hall, "sophie", "8:06", "v1")
    bookings.cancel(hall, by("sophie", "8:07", "v2"), reason="patient_asked")
    assert undo(hall, "sophie", "8:08", "v1").due == at("9:00")


def test_an_undo_does_not_bring_a_visit_back_to_a_closed_day(hall: MemoryHall) -> None:
    """It was moved to tomorrow, and today was closed."""
    booked(hall)
    bookings.move(hall, by("sophie", "8:05"), due=at("9:00", TOMORROW))
    days.close_day(hall, TODAY, hall.of_day(TODAY), by=by("ana", "18:00").by, at=at("18:00"))
    with refused("day.closed", day=TODAY):
        undo(hall, "sophie", "18:05")


def test_nothing_is_undone_on_a_closed_day(hall: MemoryHall) -> None:
    """Unless it is opened again."""
    booked(hall)
    visits.miss(hall, by("sophie", "9:30"))
    days.close_day(hall, TODAY, hall.of_day(TODAY), by=by("ana", "18:00").by, at=at("18:00"))
    with refused("day.closed", day=TODAY):
        undo(hall, "sophie", "18:05")
    days.reopen_day(hall, TODAY, by=by("ana", "18:06").by, at=at("18:06"), reason="forgotten")
    assert undo(hall, "sophie", "18:07").state is State.EXPECTED
