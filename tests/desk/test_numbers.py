"""Two people at one visit: one writes the line, the other learns who did."""

import pytest

from binome.desk import visits
from binome.practice.words import Moment, Role, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import arrived, at, by, settled
from tests.practice.refused import refused


def test_the_second_to_act_learns_who_was_first(hall: MemoryHall) -> None:
    """Who, in which role, what, where, when: enough for a sentence."""
    arrived(hall)
    visits.start(hall, by("bob", "9:01", number=3), step=Step.PREPARATION, room="B")
    taken = {"moment": Moment.STARTED, "step": Step.PREPARATION, "room": "B", "at": at("9:01")}
    with refused("story.number_taken", by="bob", role=Role.ASSISTANT, **taken):
        visits.start(hall, by("ana", "9:02", number=3), step=Step.PREPARATION, room="A")


def test_a_screen_that_is_far_behind_learns_what_took_its_line(hall: MemoryHall) -> None:
    """Not the last thing that happened: the first it had not seen."""
    settled(hall)
    with refused("story.number_taken", moment=Moment.ARRIVED, by="sophie"):
        visits.leave(hall, by("ana", "9:10", number=2), reason="too_long")


@pytest.mark.parametrize("number", [-1, 0, 5])
def test_a_line_that_cannot_be_next_is_refused(hall: MemoryHall, number: int) -> None:
    """Ahead of the story, or before its beginning."""
    settled(hall)
    with refused("story.gap", expected=4, found=number):
        visits.finish(hall, by("bob", "9:10", number=number), step=Step.PREPARATION)


def test_who_gives_no_number_writes_the_next_line(hall: MemoryHall) -> None:
    """Whatever it is."""
    settled(hall)
    assert visits.finish(hall, by("bob", "9:10"), step=Step.PREPARATION).number == 4


def test_the_loser_changes_nothing(hall: MemoryHall) -> None:
    """Twenty clicks on one line write one line."""
    arrived(hall)
    visits.start(hall, by("bob", "9:01", number=3), step=Step.PREPARATION)
    for _ in range(19):
        with refused("story.number_taken", by="bob"):
            visits.start(hall, by("ana", "9:01", number=3), step=Step.PREPARATION)
    assert len(hall.of_story("v1")) == 3


def test_a_clock_that_is_behind_does_not_take_the_story_back(hall: MemoryHall) -> None:
    """The line bears the moment of the one before it: no stretch is ever shorter than nothing."""
    settled(hall, clock="9:00")
    visit = visits.finish(hall, by("bob", "8:58"), step=Step.PREPARATION)
    assert (visit.at, visit.progress[Step.PREPARATION].since) == (at("9:00"), at("9:00"))


def test_every_deed_is_told_once(hall: MemoryHall) -> None:
    """What is written is what every screen hears, in the same order."""
    settled(hall)
    assert tuple(hall.told) == hall.of_story("v1")
