"""Preparing a visit: what was done, and what was left out, each under a text and in somebody's name."""

import pytest

from binome.desk import bookings, days, sheets, visits
from binome.journal.sheets import sheet_story
from binome.practice.words import Moment, Role, State, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import TODAY, arrived, at, booked, by, consulting, prepared_by_trainee, settled
from tests.practice.refused import refused


def test_what_was_done_is_noted_under_its_text(hall: MemoryHall) -> None:
    """In the sheet's own story: the visit's numbers do not move."""
    arrived(hall)
    sheets.note(hall, by("bob", "9:01"), "measure_weight")
    (line,) = hall.of_story(sheet_story("v1"))
    assert (line.moment, line.activity, line.by) == (Moment.NOTED, "measure_weight", "bob")
    assert line.delegation == "assistant:measure_weight@ameli_missions"
    assert hall.visits["v1"].number == 2


def test_what_was_left_out_says_why(hall: MemoryHall) -> None:
    """As plainly as what was done."""
    arrived(hall)
    sheet = sheets.omit(hall, by("bob", "9:01"), "measure_height", reason="patient_declined")
    assert [(event.activity, event.reason) for event in sheet.omitted()] == [("measure_height", "patient_declined")]


def test_who_may_not_do_it_may_not_note_it(hall: MemoryHall) -> None:
    """A secretary does not weigh; glucose by an assistant is unsettled."""
    arrived(hall)
    with refused("delegation.no", role=Role.SECRETARY, activity="measure_weight"):
        sheets.note(hall, by("sophie", "9:01"), "measure_weight")
    with refused("delegation.unsettled", role=Role.ASSISTANT, activity="measure_capillary_glucose"):
        sheets.note(hall, by("bob", "9:01"), "measure_capillary_glucose")
    assert hall.of_story(sheet_story("v1")) == ()


@pytest.mark.parametrize("deed", [sheets.note, lambda *words: sheets.omit(*words, reason="no_time")])
def test_only_known_activities_are_noted(hall: MemoryHall, deed: object) -> None:
    """A slip of the pen is no activity."""
    arrived(hall)
    with refused("activity.unknown", activity="fly"):
        deed(hall, by("bob", "9:01"), "fly")


def test_a_visit_may_be_prepared_before_the_patient_comes(hall: MemoryHall) -> None:
    """Vaccinations are checked the day before."""
    booked(hall)
    assert sheets.note(hall, by("bob", "8:30"), "check_vaccinations").number == 1


def test_there_is_nothing_to_prepare_for_nobody(hall: MemoryHall) -> None:
    """Unknown, cancelled, missed."""
    with refused("sheet.no_visit_to_prepare", state=State.UNBORN):
        sheets.note(hall, by("bob", "8:30"), "measure_weight")
    booked(hall)
    bookings.cancel(hall, by("sophie", "8:31"), reason="patient_asked")
    with refused("sheet.no_visit_to_prepare", state=State.CANCELLED):
        sheets.note(hall, by("bob", "8:32"), "measure_weight")


def test_a_closed_day_is_prepared_no_more(hall: MemoryHall) -> None:
    """Its sheets stand still like its visits."""
    prepared_by_trainee(hall)
    visits.defer(hall, by("ana", "17:59"), to="martin", reason="no_time")
    days.close_day(hall, TODAY, hall.of_day(TODAY), by=by("ana", "18:00").by, at=at("18:00"))
    with refused("day.closed", day=TODAY):
        sheets.note(hall, by("bob", "18:01"), "measure_weight")


def test_two_people_prepare_one_visit_without_hindering_each_other(hall: MemoryHall) -> None:
    """Neither needs the other's number, and no clock takes the sheet back."""
    arrived(hall)
    sheets.note(hall, by("bob", "9:05"), "measure_weight")
    sheet = sheets.note(hall, by("nora", "9:04"), "measure_temperature")
    assert [(event.by, event.at) for event in sheet.done()] == [("bob", at("9:05")), ("nora", at("9:05"))]


def test_a_line_about_one_item_says_nothing_of_the_others(hall: MemoryHall) -> None:
    """Two items of a list may stand for the same activity."""
    arrived(hall)
    sheet = sheets.note(hall, by("bob", "9:01"), "collect_history", item="medicines")
    assert sheet.on("medicines", "collect_history", follows=True)
    assert sheet.on("history", "collect_history", follows=True) is None
    sheet = sheets.note(hall, by("bob", "9:02"), "collect_history")
    assert sheet.on("history", "collect_history", follows=True)
    assert sheet.on("history", "collect_history", follows=False) is None


def test_who_refuses_the_assistant_goes_on_with_the_doctor_alone(hall: MemoryHall) -> None:
    """What the assistant had begun ends there; the visit waits for the doctor, in the same room."""
    settled(hall)
    sheets.consent(hall, by("bob", "9:02"), sheets.REFUSED)
    visit = hall.visits["v1"]
    assert (visit.pathway.code, visit.under_way(), visit.room) == ("single_room", None, "A")
    assert visit.awaits().step is Step.CONSULTATION
    assert [(str(e.moment), e.kind, e.reason) for e in hall.of_story(sheet_story("v1"))] == [
        ("noted", "consent", "refused")
    ]


def test_who_agrees_may_be_accompanied(hall: MemoryHall) -> None:
    """A text asks for that consent; taken back, it no longer holds."""
    arrived(hall)
    with refused("delegation.condition", missing=("consent_to_presence",)):
        sheets.note(hall, by("bob", "9:01"), "accompany_patient")
    sheets.consent(hall, by("bob", "9:02"), sheets.GIVEN)
    assert sheets.note(hall, by("bob", "9:03"), "accompany_patient").number == 2
    sheets.consent(hall, by("bob", "9:04"), sheets.REFUSED)
    with refused("delegation.condition", missing=("consent_to_presence",)):
        sheets.note(hall, by("bob", "9:05"), "accompany_patient")


def test_a_visit_that_is_still_to_come_is_put_on_its_way_too(hall: MemoryHall) -> None:
    """Said on the telephone; and taken back: the way it was booked for is taken again."""
    booked(hall, pathway="shared_assistant")
    sheets.consent(hall, by("sophie", "8:30"), sheets.REFUSED)
    assert hall.visits["v1"].pathway.code == "single_room"
    sheets.consent(hall, by("sophie", "8:31"), sheets.GIVEN)
    assert hall.visits["v1"].pathway.code == "shared_assistant"


def test_a_consent_given_or_not_asked_moves_nothing(hall: MemoryHall) -> None:
    arrived(hall)
    sheets.consent(hall, by("bob", "9:01"), sheets.GIVEN)
    sheets.consent(hall, by("bob", "9:01"), sheets.NOT_ASKED)
    assert hall.visits["v1"].number == 2
    with refused("consent.unknown", answer="perhaps"):
        sheets.consent(hall, by("bob", "9:02"), "perhaps")


def test_a_refusal_heard_by_a_colleague_ends_the_preparation_too(hall: MemoryHall) -> None:
    """Whoever hears it says it: the assistant's step ends with its reason."""
    settled(hall)
    sheets.consent(hall, by("sophie", "9:01"), sheets.REFUSED)
    assert hall.visits["v1"].under_way() is None
    assert "wants_doctor_alone" in [event.reason for event in hall.of_story("v1")]


def test_a_refusal_does_not_disturb_the_doctor_who_has_begun(hall: MemoryHall) -> None:
    consulting(hall)
    sheets.consent(hall, by("bob", "9:05"), sheets.REFUSED)
    assert hall.visits["v1"].under_way() is Step.CONSULTATION
