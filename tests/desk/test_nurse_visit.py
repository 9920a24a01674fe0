"""A visit booked with a nurse by the practice is entrusted to her."""

from dataclasses import replace

import pytest

from binome.desk import visits
from binome.practice.words import Role, State, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE, arrived, by
from tests.practice.refused import refused


@pytest.mark.parametrize("who", ["paul", "nora", "elise"])
def test_a_nurse_conducts_the_visit_booked_with_her(hall: MemoryHall, who: str) -> None:
    """An advanced nurse because the patient was entrusted, a nurse in her own right."""
    arrived(hall, pathway="nurse_visit", doctor=who)
    visit = visits.start(hall, by(who, "9:00"), step=Step.CONSULTATION, room="D")
    assert (visit.holder, visit.progress[Step.CONSULTATION].to_sign) == (who, False)


def test_an_assistant_does_not(hall: MemoryHall) -> None:
    """Whether one who holds a nurse's diploma might, no text that was read settles."""
    arrived(hall, pathway="nurse_visit", doctor="nora")
    with refused("delegation.unsettled", role=Role.ASSISTANT, activity="conduct_nurse_follow_up"):
        visits.start(hall, by("bob", "9:00"), step=Step.CONSULTATION, room="D")


def test_its_education_may_be_skipped(hall: MemoryHall) -> None:
    """The visit is then done."""
    arrived(hall, pathway="nurse_visit", doctor="nora")
    visits.start(hall, by("nora", "9:00"), step=Step.CONSULTATION, room="D")
    visits.finish(hall, by("nora", "9:30"), step=Step.CONSULTATION)
    assert visits.skip(hall, by("nora", "9:30"), step=Step.EDUCATION, reason="not_needed").state is State.DONE


def test_education_is_for_who_signed_the_protocol(hall: MemoryHall) -> None:
    """Elise has; a colleague of the same trade who has not is told what is missing."""
    arrived(hall, pathway="education_visit", doctor="elise")
    new = replace(PRACTICE.member("elise"), code="eve", holds=frozenset())
    deed = replace(by("elise", "9:00"), by=new)
    with refused("delegation.condition", missing=("signed_protocol",)):
        visits.start(hall, deed, step=Step.EDUCATION)
    assert visits.start(hall, by("elise", "9:01"), step=Step.EDUCATION).room == "school"


def test_an_ordinary_nurse_does_not_conduct_education(hall: MemoryHall) -> None:
    """Nothing that was read settles it: until a text does, the answer is no."""
    arrived(hall, pathway="education_visit", doctor="elise")
    with refused("delegation.unsettled", role=Role.NURSE, activity="conduct_education_session"):
        visits.start(hall, by("nora", "9:00"), step=Step.EDUCATION)
