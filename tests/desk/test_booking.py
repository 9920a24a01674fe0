"""Booking, moving and cancelling."""

from datetime import timedelta

import pytest

from binome.desk import bookings, days, visits
from binome.desk.bookings import Overlap
from binome.desk.free import first_free
from binome.practice.words import Moment, Role, State, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import TODAY, arrived, at, booked, by, settled, wish
from tests.practice.refused import refused

TOMORROW = TODAY + timedelta(days=1)


def test_a_booking_opens_a_visit(hall: MemoryHall) -> None:
    """It says with whom, when, how long, on which pathway, for whom; nobody is there yet."""
    visit = bookings.book(hall, by("sophie", "8:00"), wish("9:00", minutes=20, patient="p7"))
    assert (visit.state, visit.doctor, visit.due, visit.minutes) == (State.EXPECTED, "martin", at("9:00"), 20)
    assert (visit.patient, visit.pathway.code, visit.arrived_at) == ("p7", "twin_rooms", None)


def test_a_booking_says_who_made_it_and_under_which_text(hall: MemoryHall) -> None:
    """Author, role and text are on the line."""
    booked(hall)
    (event,) = hall.of_story("v1")
    assert (event.by, event.role, event.moment) == ("sophie", Role.SECRETARY, Moment.BOOKED)
    assert event.delegation == "secretary:book_appointment@rome_m1609"


def test_a_nurse_does_not_book(hall: MemoryHall) -> None:
    """No text read gives her the agenda; who may is said."""
    who = (Role.PHYSICIAN, Role.ASSISTANT, Role.SECRETARY, Role.HEALTH_NURSE, Role.ADVANCED_NURSE)
    with refused("delegation.no", activity="book_appointment", who=who):
        bookings.book(hall, by("nora", "8:00"), wish())


def test_a_visit_is_booked_once(hall: MemoryHall) -> None:
    """A story cannot begin twice."""
    booked(hall)
    with refused("visit.booked_not_now", state=State.EXPECTED):
        booked(hall, clock="10:00")


@pytest.mark.parametrize("minutes", [0, -5])
def test_a_visit_has_a_length(hall: MemoryHall, minutes: int) -> None:
    """Neither nothing nor less."""
    with refused("booking.no_length", minutes=minutes):
        bookings.book(hall, by("sophie", "8:00"), wish(minutes=minutes))
    booked(hall)
    with refused("booking.no_length", minutes=minutes):
        bookings.move(hall, by("sophie", "8:05"), minutes=minutes)


def test_a_visit_is_with_somebody_of_the_practice(hall: MemoryHall) -> None:
    """On a pathway that exists."""
    with refused("member.unknown", member="house"):
        bookings.book(hall, by("sophie", "8:00"), wish(doctor="house"))
    with refused("pathway.unknown", pathway="by_boat"):
        bookings.book(hall, by("sophie", "8:00"), wish(pathway="by_boat"))


@pytest.mark.parametrize(("clock", "free"), [("8:45", True), ("8:50", False), ("9:14", False), ("9:15", True)])
def test_a_doctor_s_time_is_given_once(hall: MemoryHall, clock: str, free: bool) -> None:
    """A booking may begin when the one before ends, and not a minute earlier."""
    booked(hall, "v1", "9:00", minutes=15)
    if free:
        assert booked(hall, "v2", clock, minutes=15).state is State.EXPECTED
    else:
        with refused("booking.clash", stories=("v1",), due=at("9:00"), doctor="martin"):
            booked(hall, "v2", clock, minutes=15)


def test_a_patient_is_in_one_place_at_a_time(hall: MemoryHall) -> None:
    """The same patient is not booked with two people at once."""
    booked(hall, "v1", patient="p7", doctor="martin")
    with refused("booking.clash", stories=("v1",)):
        booked(hall, "v2", patient="p7", doctor="leroy")


def test_two_doctors_have_two_agendas(hall: MemoryHall) -> None:
    """Different doctors, different patients: no clash."""
    booked(hall, "v1", doctor="martin")
    assert booked(hall, "v2", doctor="leroy").doctor == "leroy"


def test_a_practice_may_want_to_be_asked_first(hall: MemoryHall) -> None:
    """The warning names what it runs into; who has seen it goes on."""
    booked(hall, "v1")
    with refused("booking.clash_warning", stories=("v1",)):
        bookings.book(hall, by("sophie", "8:00", "v2"), wish(patient="p2"), overlap=Overlap.WARN)
    bookings.book(hall, by("sophie", "8:01", "v2"), wish(patient="p2"), overlap=Overlap.WARN, seen=True)
    assert set(hall.visits) == {"v1", "v2"}


def test_having_seen_a_warning_opens_no_forbidden_place(hall: MemoryHall) -> None:
    """Where clashes are forbidden they are forbidden."""
    booked(hall, "v1")
    with refused("booking.clash"):
        bookings.book(hall, by("sophie", "8:00", "v2"), wish(patient="p2"), seen=True)


def test_a_practice_may_let_bookings_overlap(hall: MemoryHall) -> None:
    """Silently."""
    booked(hall, "v1")
    second = bookings.book(hall, by("sophie", "8:00", "v2"), wish(patient="p2"), overlap=Overlap.SILENT)
    assert second.state is State.EXPECTED


def test_a_cancelled_visit_gives_its_time_back(hall: MemoryHall) -> None:
    """To the next who wants it."""
    booked(hall, "v1")
    assert bookings.cancel(hall, by("sophie", "8:05"), reason="patient_asked").state is State.CANCELLED
    assert booked(hall, "v2").state is State.EXPECTED


def test_a_visit_under_way_is_not_cancelled(hall: MemoryHall) -> None:
    """Who is there has come."""
    arrived(hall)
    with refused("visit.cancelled_not_now", state=State.PRESENT):
        bookings.cancel(hall, by("sophie", "9:00"), reason="patient_asked")


def test_a_visit_moves_to_another_time_length_and_doctor(hall: MemoryHall) -> None:
    """What is not said stays."""
    booked(hall)
    bookings.move(hall, by("sophie", "8:01"), due=at("10:00"))
    bookings.move(hall, by("sophie", "8:02"), minutes=30)
    visit = bookings.move(hall, by("sophie", "8:03"), doctor="leroy")
    assert (visit.due, visit.minutes, visit.doctor, visit.pathway.code) == (at("10:00"), 30, "leroy", "twin_rooms")


def test_a_visit_does_not_run_into_itself(hall: MemoryHall) -> None:
    """Moved by five minutes it overlaps only where it was."""
    booked(hall)
    assert bookings.move(hall, by("sophie", "8:01"), due=at("9:05")).due == at("9:05")


def test_a_visit_does_not_move_onto_another(hall: MemoryHall) -> None:
    """Nor to a doctor whose time is taken."""
    booked(hall, "v1")
    booked(hall, "v2", "9:30")
    booked(hall, "v3", doctor="leroy")
    with refused("booking.clash", stories=("v2",)):
        bookings.move(hall, by("sophie", "8:01"), due=at("9:20"))
    with refused("booking.clash", stories=("v3",)):
        bookings.move(hall, by("sophie", "8:01"), doctor="leroy")


def test_an_expected_visit_moves_to_another_day(hall: MemoryHall) -> None:
    """It leaves today's page for tomorrow's."""
    booked(hall)
    bookings.move(hall, by("sophie", "8:01"), due=at("9:00", TOMORROW))
    assert [visit.story for visit in hall.of_day(TOMORROW)] == ["v1"]
    assert hall.of_day(TODAY) == ()


def test_a_patient_who_is_there_stays_on_the_day(hall: MemoryHall) -> None:
    """The time may move, the day may not."""
    arrived(hall)
    with refused("visit.present_stays_today"):
        bookings.move(hall, by("sophie", "9:01"), due=at("9:00", TOMORROW))
    assert bookings.move(hall, by("sophie", "9:02"), due=at("9:30")).due == at("9:30")


def test_a_visit_does_not_move_while_somebody_is_with_the_patient(hall: MemoryHall) -> None:
    """The refusal says who, where, since when."""
    settled(hall)
    with refused("visit.under_way", step=Step.PREPARATION, holder="bob", room="A", since=at("9:00")):
        bookings.move(hall, by("sophie", "9:02"), due=at("9:30"))


def test_nothing_is_booked_moved_or_cancelled_on_a_closed_day(hall: MemoryHall) -> None:
    """Neither from it nor to it; who may open it again is said."""
    booked(hall, "v1", "9:00", day=TOMORROW)
    days.close_day(hall, TODAY, hall.of_day(TODAY), by=by("ana", "18:00").by, at=at("18:00"))
    who = (Role.PHYSICIAN, Role.SECRETARY, Role.ASSISTANT)
    with refused("day.closed", day=TODAY, who=who):
        booked(hall, "v2")
    with refused("day.closed", day=TODAY):
        bookings.move(hall, by("sophie", "18:05"), due=at("9:00"))
    bookings.cancel(hall, by("sophie", "18:06"), reason="patient_asked")
    days.close_day(hall, TOMORROW, hall.of_day(TOMORROW), by=by("ana", "18:10").by, at=at("18:10"))
    with refused("day.closed", day=TOMORROW):
        bookings.move(hall, by("sophie", "18:11"), due=at("11:00"))
    with refused("day.closed", day=TOMORROW):
        bookings.cancel(hall, by("sophie", "18:11"), reason="patient_asked")


def test_a_walk_in_is_booked_and_there_in_one_click(hall: MemoryHall) -> None:
    """Two lines, one author, one moment; the agenda's clashes do not stop who stands at the door."""
    booked(hall, "v1")
    visit = bookings.walk_in(hall, by("sophie", "9:00", "v2", number=1), wish(patient="p2"))
    assert (visit.state, visit.number, visit.urgent, visit.arrived_at) == (State.PRESENT, 2, False, at("9:00"))
    lines = hall.of_story("v2")
    assert [event.moment for event in lines] == [Moment.BOOKED, Moment.ARRIVED]
    assert len({(event.by, event.at) for event in lines}) == 1


def test_an_urgent_walk_in_says_so(hall: MemoryHall) -> None:
    """So that it can go to the front."""
    visit = bookings.walk_in(hall, by("sophie", "9:00"), wish(), urgent=True)
    assert visit.urgent
    assert hall.of_story("v1")[0].reason == "urgent"


def test_a_booked_visit_can_become_urgent(hall: MemoryHall) -> None:
    """And stays so when it moves again."""
    booked(hall)
    assert bookings.move(hall, by("sophie", "8:01"), reason="urgent").urgent
    assert bookings.move(hall, by("sophie", "8:02"), due=at("9:30")).urgent


def test_a_walk_in_that_is_refused_leaves_no_booking_behind(hall: MemoryHall) -> None:
    """Both lines or none."""
    with refused("visit.before_its_day"):
        bookings.walk_in(hall, by("sophie", "9:00"), wish(day=TOMORROW))
    with refused("delegation.no"):
        bookings.walk_in(hall, by("nora", "9:00"), wish())
    assert hall.told == []


def test_a_walk_in_cannot_take_a_story_that_began(hall: MemoryHall) -> None:
    """Whoever wrote the first line has it."""
    booked(hall)
    with refused("story.number_taken", by="sophie", moment=Moment.BOOKED, at=at("8:00")):
        bookings.walk_in(hall, by("ana", "9:00", number=1), wish())


def test_moving_keeps_the_patient_s_arrival(hall: MemoryHall) -> None:
    """Waiting is counted from the arrival, not from the new time."""
    arrived(hall, clock="9:00")
    visit = bookings.move(hall, by("sophie", "9:05"), due=at("10:00"))
    assert (visit.arrived_at, visit.since) == (at("9:00"), at("9:00"))
    assert visits.start(hall, by("bob", "9:06"), step=Step.PREPARATION).arrived_at == at("9:00")


@pytest.mark.parametrize(
    ("doctor", "pathway", "activity", "who"),
    [
        ("bob", "twin_rooms", "conduct_consultation", (Role.PHYSICIAN, Role.TRAINEE)),
        ("sophie", "single_room", "conduct_consultation", (Role.PHYSICIAN, Role.TRAINEE)),
        ("elise", "single_room", "conduct_consultation", (Role.PHYSICIAN, Role.TRAINEE)),
        (
            "nora", "education_visit", "conduct_education_session",
            (Role.PHYSICIAN, Role.HEALTH_NURSE, Role.ADVANCED_NURSE),
        ),
    ],
)  # fmt: skip
def test_nobody_is_booked_for_what_no_text_lets_them_hold(
    hall: MemoryHall, doctor: str, pathway: str, activity: str, who: tuple[Role, ...]
) -> None:
    """Told when the appointment is given, not when the patient is there; and who may is said."""
    with refused("booking.not_theirs", doctor=doctor, activity=activity, who=who):
        bookings.book(hall, by("sophie", "8:00"), wish(doctor=doctor, pathway=pathway))
    with refused("booking.not_theirs", doctor=doctor):
        bookings.walk_in(hall, by("sophie", "9:00", "v2"), wish(doctor=doctor, pathway=pathway))


def test_a_visit_is_not_moved_to_somebody_who_may_not_hold_it(hall: MemoryHall) -> None:
    """Another doctor may; a nurse may not."""
    booked(hall)
    with refused("booking.not_theirs", doctor="elise"):
        bookings.move(hall, by("sophie", "8:05"), doctor="elise")
    assert bookings.move(hall, by("sophie", "8:06"), doctor="leroy").doctor == "leroy"


@pytest.mark.parametrize(
    ("doctor", "pathway"),
    [("ines", "supervised_trainee"), ("elise", "education_visit"), ("paul", "nurse_visit"), ("nora", "nurse_visit")],
)
def test_a_condition_is_asked_when_the_step_begins_not_when_it_is_booked(
    hall: MemoryHall, doctor: str, pathway: str
) -> None:
    """A doctor within reach, an entrusted patient: that is for the day itself."""
    visit = bookings.book(hall, by("sophie", "8:00"), wish(doctor=doctor, pathway=pathway))
    assert visit.doctor == doctor


def test_no_free_time_is_proposed_with_somebody_who_may_not(hall: MemoryHall) -> None:
    """It would be refused at the next click."""
    assert not list(first_free(hall.practice, wish(doctor="elise"), {}, days=[TODAY]))
    assert list(first_free(hall.practice, wish(doctor="elise", pathway="education_visit"), {}, days=[TODAY]))
