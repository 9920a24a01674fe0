"""What is prepared for a doctor waits for a doctor's signature, whatever happens meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from binome.desk import days, visits
from binome.practice.team import Absence
from binome.practice.words import Role, State, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE, TODAY, at, by, consulting, prepared_by_trainee, ready
from tests.practice.refused import refused


def test_what_a_trainee_did_waits_for_a_doctor(hall: MemoryHall) -> None:
    """The visit is over for the patient, not for the practice."""
    visit = prepared_by_trainee(hall)
    assert (visit.state, visit.unsigned(), visit.room) == (State.UNSIGNED, (Step.CONSULTATION,), None)
    assert (visit.awaits().step, visit.awaits().signature) == (Step.CONSULTATION, True)


def test_a_doctor_signs_and_the_visit_is_done(hall: MemoryHall) -> None:
    """The line says who signed and under which text."""
    prepared_by_trainee(hall)
    visit = visits.sign(hall, by("martin", "9:40"), step=Step.CONSULTATION)
    assert (visit.state, visit.awaits()) == (State.DONE, None)
    assert hall.of_story("v1")[-1].delegation == "physician:sign_care@csp_l4161_1"


@pytest.mark.parametrize("who", ["ines", "bob", "paul", "elise", "nora", "sophie"])
def test_nobody_else_signs(hall: MemoryHall, who: str) -> None:
    """Whoever they are; the refusal names those who may."""
    prepared_by_trainee(hall)
    with refused("delegation.no", activity="sign_care", who=(Role.PHYSICIAN,)):
        visits.sign(hall, by(who, "9:40"), step=Step.CONSULTATION)


def test_what_a_doctor_did_needs_no_signature(hall: MemoryHall) -> None:
    """Nor does what was signed already."""
    consulting(hall)
    visits.finish(hall, by("martin", "9:20"), step=Step.CONSULTATION)
    with refused("visit.nothing_to_sign", step=Step.CONSULTATION):
        visits.sign(hall, by("martin", "9:21"), step=Step.CONSULTATION)


def test_a_doctor_may_sign_before_the_patient_leaves(hall: MemoryHall) -> None:
    """While the closing is still to come."""
    consulting(hall, who="ines", pathway="supervised_trainee", doctor="ines", room="D")
    visits.finish(hall, by("ines", "9:20"), step=Step.CONSULTATION)
    visit = visits.sign(hall, by("leroy", "9:21"), step=Step.CONSULTATION)
    assert (visit.state, visit.awaits().step) == (State.PRESENT, Step.CLOSING)


def test_what_is_still_under_way_is_not_signed(hall: MemoryHall) -> None:
    """A doctor signs what was done."""
    consulting(hall, who="ines", pathway="supervised_trainee", doctor="ines", room="D")
    with refused("visit.nothing_to_sign"):
        visits.sign(hall, by("martin", "9:05"), step=Step.CONSULTATION)


def test_taking_over_does_not_sign(hall: MemoryHall) -> None:
    """A doctor who ends what a trainee began, handed over or paused, still signs it."""
    consulting(hall, "v1", who="ines", pathway="supervised_trainee", doctor="ines", room="D")
    visits.hand_over(hall, by("ines", "9:05", "v1"), step=Step.CONSULTATION, to="martin")
    visits.finish(hall, by("martin", "9:10", "v1"), step=Step.CONSULTATION)
    consulting(hall, "v2", "9:30", who="ines", pathway="supervised_trainee", doctor="ines", room="C")
    visits.pause(hall, by("ines", "9:35", "v2"), step=Step.CONSULTATION)
    visits.start(hall, by("leroy", "9:40", "v2"), step=Step.CONSULTATION)
    visits.finish(hall, by("leroy", "9:45", "v2"), step=Step.CONSULTATION)
    assert [hall.visits[story].unsigned() for story in ("v1", "v2")] == [(Step.CONSULTATION,)] * 2


def test_what_a_doctor_hands_to_a_trainee_must_be_signed(hall: MemoryHall) -> None:
    """Prepared is prepared, whoever began."""
    consulting(hall)
    visits.hand_over(hall, by("martin", "9:05"), step=Step.CONSULTATION, to="ines")
    assert visits.finish(hall, by("ines", "9:10"), step=Step.CONSULTATION).unsigned() == (Step.CONSULTATION,)


def test_a_patient_who_leaves_does_not_take_the_signature_along(hall: MemoryHall) -> None:
    """What the trainee had done is still to be signed; then the visit is one that the patient left."""
    consulting(hall, who="ines", pathway="supervised_trainee", doctor="ines", room="D")
    visit = visits.leave(hall, by("sophie", "9:10"), reason="too_long")
    assert (visit.state, visit.awaits().signature) == (State.UNSIGNED, True)
    assert visits.sign(hall, by("martin", "9:40"), step=Step.CONSULTATION).state is State.LEFT


def test_an_unsigned_visit_keeps_the_day_open(hall: MemoryHall) -> None:
    """Until it is signed, or put off with an owner and a reason."""
    prepared_by_trainee(hall)
    with refused("day.visits_open", stories=("v1",), count=1):
        days.close_day(hall, TODAY, hall.of_day(TODAY), by=by("ana", "18:00").by, at=at("18:00"))
    visits.defer(hall, by("ana", "18:01"), to="martin", reason="doctor_gone")
    assert days.close_day(hall, TODAY, hall.of_day(TODAY), by=by("ana", "18:02").by, at=at("18:02")).closed


def test_a_visit_put_off_for_its_signature_is_done_once_signed(hall: MemoryHall) -> None:
    """Even when its day is closed: a signature takes no room and nobody's time."""
    prepared_by_trainee(hall)
    visits.defer(hall, by("ana", "18:01"), to="martin", reason="doctor_gone")
    days.close_day(hall, TODAY, hall.of_day(TODAY), by=by("ana", "18:02").by, at=at("18:02"))
    deed = by("martin", "8:00", day=TODAY + timedelta(days=1))
    assert visits.sign(hall, deed, step=Step.CONSULTATION).state is State.DONE


def test_a_visit_put_off_with_steps_left_stays_with_its_owner(hall: MemoryHall) -> None:
    """A signature ends what it was asked for, and no more."""
    consulting(hall, who="ines", pathway="supervised_trainee", doctor="ines", room="D")
    visits.finish(hall, by("ines", "9:20"), step=Step.CONSULTATION)
    visits.defer(hall, by("ana", "18:01"), to="martin", reason="doctor_gone")
    visit = visits.sign(hall, by("martin", "18:30"), step=Step.CONSULTATION)
    assert (visit.state, visit.owner) == (State.DEFERRED, "martin")


def test_a_trainee_consults_only_while_a_doctor_is_within_reach() -> None:
    """When every doctor is away, nobody supervises; the refusal says what is missing."""
    away = tuple(Absence(who, TODAY, TODAY + timedelta(days=1)) for who in ("martin", "leroy"))
    hall = MemoryHall(replace(PRACTICE, absences=away))
    ready(hall, pathway="supervised_trainee", doctor="ines", room="D")
    with refused("delegation.condition", missing=("physician_within_reach",), who=(Role.PHYSICIAN, Role.TRAINEE)):
        visits.start(hall, by("ines", "9:05"), step=Step.CONSULTATION)
    one_left = MemoryHall(replace(PRACTICE, absences=away[:1]))
    ready(one_left, pathway="supervised_trainee", doctor="ines", room="D")
    assert visits.start(one_left, by("ines", "9:05"), step=Step.CONSULTATION).holder == "ines"
