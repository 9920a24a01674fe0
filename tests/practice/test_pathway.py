"""The ways a visit may take."""

import pytest

from binome.practice.activities import activities
from binome.practice.delegation import who_may
from binome.practice.pathway import pathway, pathways
from binome.practice.rooms import ROOM_KINDS
from binome.practice.words import Step
from tests.desk.small_practice import TODAY
from tests.practice.refused import refused


@pytest.mark.parametrize("code", list(pathways()))
def test_every_step_is_led_by_an_activity_that_somebody_may_do(code: str) -> None:
    """Or the visit would wait for ever."""
    for planned in pathways()[code].steps:
        assert planned.activity in activities()
        assert who_may(planned.activity, on=TODAY)


@pytest.mark.parametrize("code", list(pathways()))
def test_every_step_takes_place_in_a_kind_of_room_that_exists(code: str) -> None:
    """Or in none."""
    assert {planned.room_kind for planned in pathways()[code].steps} <= {"", *ROOM_KINDS}


@pytest.mark.parametrize("code", list(pathways()))
def test_no_step_comes_twice(code: str) -> None:
    """A step is named once, so that its name says which it is."""
    steps = [planned.step for planned in pathways()[code].steps]
    assert len(steps) == len(set(steps))


@pytest.mark.parametrize("code", list(pathways()))
def test_no_pathway_can_be_skipped_whole(code: str) -> None:
    """Something is always done."""
    assert any(not planned.may_skip for planned in pathways()[code].steps)


@pytest.mark.parametrize("code", list(pathways()))
def test_every_pathway_has_its_name_in_both_languages(code: str) -> None:
    """French and English."""
    assert all(pathways()[code].labels[language] for language in ("fr", "en"))


def test_an_unknown_pathway_is_refused() -> None:
    """By its code."""
    with refused("pathway.unknown", pathway="by_boat"):
        pathway("by_boat")


def test_a_step_that_is_not_on_the_pathway_is_refused() -> None:
    """A visit with one room and one doctor has no closing."""
    with refused("visit.not_on_pathway", step=Step.CLOSING, pathway="single_room"):
        pathway("single_room").plan(Step.CLOSING)
