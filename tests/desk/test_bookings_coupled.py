"""A booking takes the assistant's room first, then the doctor's."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.desk import bookings
from binome.desk.bookings import Overlap, clashes
from binome.desk.hall import Slot
from binome.desk.stretches import Stretch, arranged, before_main, lacks, outline
from binome.practice.refusal import MoveRefused
from binome.practice.team import Absence
from binome.practice.words import Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE, TODAY, at, by, wish

COUPLED = replace(
    PRACTICE,
    step_minutes={
        "twin_rooms": {Step.PREPARATION: 10, Step.CLOSING: 5},
        "shared_assistant": {Step.WELCOME: 5, Step.PREPARATION: 10},
    },
)
"""The small practice, where ana (mornings) and bob prepare."""


@pytest.fixture
def coupled() -> MemoryHall:
    return MemoryHall(COUPLED)


def slot(story: str, clock: str, **words: object) -> Slot:
    return wish(clock, **{"patient": f"patient-{story}", **words}).as_slot(story)  # type: ignore[arg-type]


def told(parts: tuple[Stretch, ...]) -> list[str]:
    local = COUPLED.local
    return [f"{p.step} {local(p.since):%H:%M}-{local(p.until):%H:%M} {p.who} {p.room}" for p in parts]


def test_the_assistant_has_the_patient_first_then_the_doctor_then_the_assistant_again() -> None:
    """Both stretches stand in the agenda, in the one room where the patient stays."""
    assert told(arranged(COUPLED, [slot("v1", "9:00")])) == [
        "preparation 09:00-09:10 ana A",
        "consultation 09:10-09:25 martin A",
        "closing 09:25-09:30 ana A",
    ]


def test_the_next_patient_is_prepared_in_the_twin_room_meanwhile() -> None:
    parts = arranged(COUPLED, [slot("v1", "9:00"), slot("v2", "9:15")])
    assert "preparation 09:15-09:25 ana B" in told(parts)
    assert "consultation 09:25-09:40 martin B" in told(parts)
    assert not lacks(COUPLED, parts)


def test_with_a_shared_assistant_the_patient_changes_rooms() -> None:
    """The preparation office, then the doctor's room; the welcome needs none."""
    assert told(arranged(COUPLED, [slot("v1", "9:00", pathway="shared_assistant")])) == [
        "welcome 09:00-09:05 ana None",
        "preparation 09:05-09:15 ana office",
        "consultation 09:15-09:30 martin A",
    ]


def test_a_practice_that_said_nothing_of_its_steps_books_the_doctor_alone() -> None:
    (only,) = outline(PRACTICE, slot("v1", "9:00"))
    assert (only.step, only.until - only.since) == (Step.CONSULTATION, timedelta(minutes=15))


def test_the_patient_is_to_come_before_the_doctors_time() -> None:
    assert before_main(COUPLED, "twin_rooms") == timedelta(minutes=10)
    assert before_main(COUPLED, "shared_assistant") == timedelta(minutes=15)
    assert before_main(COUPLED, "single_room") == timedelta(0)


def test_two_visits_may_overlap_as_long_as_no_doctor_assistant_or_room_is_shared(coupled: MemoryHall) -> None:
    """The point of twin rooms: the second patient comes while the doctor is with the first."""
    bookings.book(coupled, by("sophie", "8:00", "v1"), wish("9:00", patient="p1"))
    bookings.book(coupled, by("sophie", "8:00", "v2"), wish("9:15", patient="p2"))
    with pytest.raises(MoveRefused, match=r"booking\.clash"):
        bookings.book(coupled, by("sophie", "8:00", "v3"), wish("9:10", patient="p3"))


def test_a_clash_names_the_doctors_own_time_not_the_preparation() -> None:
    (found,) = clashes(COUPLED, (slot("v1", "9:00"),), "v2", wish("9:10", patient="p2"))
    assert (found.over, found.story, COUPLED.local(found.since)) == ("doctor", "v1", at("9:10"))


def test_no_assistant_is_left_when_both_prepare_for_others() -> None:
    """Three doctors, two assistants: the third preparation of the same minute clashes with the two others."""
    booked = (slot("v1", "9:00"), slot("v2", "9:00", doctor="leroy"))
    found = clashes(COUPLED, booked, "v3", wish("9:00", doctor="ines", patient="p3"))
    assert {(clash.over, clash.story) for clash in found if clash.over == "assistant"} == {
        ("assistant", "v1"),
        ("assistant", "v2"),
    }


def test_no_assistant_is_left_when_none_is_on_duty() -> None:
    """Ana is a secretary in the afternoon, and bob is away: the clash is with nobody."""
    away = replace(COUPLED, absences=(Absence("bob", TODAY, TODAY + timedelta(days=1)),))
    found = clashes(away, (), "v1", wish("14:00"))
    assert {(clash.over, clash.story) for clash in found} == {("assistant", "")}
    assert not clashes(away, (), "v1", wish("9:00"))


def test_no_room_is_left_when_the_doctors_own_and_the_shared_one_are_taken() -> None:
    """Leroy has C, and D belongs to nobody: a third patient at once finds no room."""
    overlapping = (slot("v1", "9:00", doctor="leroy", minutes=30), slot("v2", "9:00", doctor="ines", minutes=30))
    found = clashes(COUPLED, overlapping, "v3", wish("9:30", doctor="leroy", patient="p3"))
    assert {(clash.over, clash.story) for clash in found} == {("room", "v1"), ("room", "v2")}


def test_the_same_patient_is_not_prepared_twice_at_once() -> None:
    found = clashes(COUPLED, (slot("v1", "9:00", patient="p1"),), "v2", wish("9:25", doctor="leroy", patient="p1"))
    assert [(clash.over, clash.story) for clash in found] == [("patient", "v1")]


def test_a_move_looks_at_every_stretch(coupled: MemoryHall) -> None:
    bookings.book(coupled, by("sophie", "8:00", "v1"), wish("9:00", patient="p1"))
    bookings.book(coupled, by("sophie", "8:00", "v2"), wish("10:00", patient="p2"))
    with pytest.raises(MoveRefused, match=r"booking\.clash_warning"):
        bookings.move(coupled, by("sophie", "8:00", "v2"), due=at("9:05"), overlap=Overlap.WARN)
    bookings.move(coupled, by("sophie", "8:00", "v2"), due=at("9:15"), overlap=Overlap.WARN)
    bookings.move(coupled, by("sophie", "8:00", "v2"), due=at("9:05"), overlap=Overlap.WARN, seen=True)


wishes = st.builds(
    wish,
    st.builds("{}:{:02}".format, st.integers(8, 17), st.sampled_from(range(0, 60, 5))),
    doctor=st.sampled_from(["martin", "leroy", "ines", "paul"]),
    minutes=st.sampled_from([5, 10, 15, 30]),
    pathway=st.sampled_from(["twin_rooms", "shared_assistant", "single_room", "supervised_trainee", "nurse_visit"]),
    patient=st.sampled_from([f"p{n}" for n in range(8)]),
)


@given(st.lists(wishes, max_size=25))
@pytest.mark.random_cases
def test_nobody_and_no_room_is_in_two_stretches_at_once(wanted: list[bookings.Wish]) -> None:
    """However the day was booked, overlaps and all."""
    parts = arranged(COUPLED, [w.as_slot(f"v{n}") for n, w in enumerate(wanted)])
    for one, other in combinations([p for p in parts if not p.main and p.who], 2):
        assert one.who != other.who or not one.meets(other)
    for one, other in combinations([p for p in parts if p.room], 2):
        assert one.story == other.story or one.room != other.room or not one.meets(other)


@given(st.lists(wishes, max_size=25))
@pytest.mark.random_cases
def test_what_was_booked_without_a_clash_lacks_nothing(wanted: list[bookings.Wish]) -> None:
    """A day where every booking was asked for and found free has an assistant and a room for each stretch."""
    way = [replace(w, pathway="twin_rooms") for w in wanted]
    taken: tuple[Slot, ...] = ()
    for number, one in enumerate(way):
        if not clashes(COUPLED, taken, f"v{number}", one):
            taken = (*taken, one.as_slot(f"v{number}"))
    parts = arranged(COUPLED, taken)
    assert not lacks(COUPLED, parts)
    for one, other in combinations([p for p in parts if p.main], 2):
        assert one.who != other.who or not one.meets(other)


@given(st.lists(wishes, max_size=15))
@pytest.mark.random_cases
def test_a_booking_keeps_its_length_and_its_order(wanted: list[bookings.Wish]) -> None:
    """The stretches follow each other from the moment the patient comes, and the doctor's is as long as was asked."""
    for number, one in enumerate(wanted):
        parts = outline(COUPLED, one.as_slot(f"v{number}"))
        assert parts[0].since == one.due
        assert all(a.until == b.since for a, b in pairwise(parts))
        (main,) = [p for p in parts if p.main]
        assert main.until - main.since == timedelta(minutes=one.minutes)
        assert main.since - parts[0].since == before_main(COUPLED, one.pathway)
