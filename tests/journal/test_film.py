"""A film shows at any moment what a replay of the journal up to that moment would."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.journal.event import Event
from binome.journal.film import film_of
from binome.journal.replay import visits_from
from binome.practice.refusal import MoveRefused
from binome.practice.words import Moment, Role
from tests.journal.walks import NINE, told_stories


@given(told_stories(name="v1"), told_stories(name="v2"), st.integers(-1, 12))
def test_a_film_shows_what_replay_retells(one: tuple[Event, ...], other: tuple[Event, ...], minutes: int) -> None:
    told = [*one, *other]
    moment = NINE + timedelta(minutes=minutes)

    film = film_of(told)

    assert film.at(moment) == visits_from(event for event in told if event.at <= moment)
    assert film.between(NINE, moment) == tuple(e for e in film.events if NINE < e.at <= moment)
    assert len(film.events) == len(told)


def test_a_story_that_could_not_have_happened_has_no_film() -> None:
    gone = Event(story="v1", number=1, moment=Moment.LEFT, at=NINE, by="bob", role=Role.ASSISTANT)

    with pytest.raises(MoveRefused):
        film_of([gone])


def test_the_day_itself_is_told_and_does_not_stand() -> None:
    opened = Event(story="day-brehan-2026-03-10", number=1, moment=Moment.OPENED, at=NINE, by="bob", role=Role.NURSE)

    film = film_of([opened])

    assert film.events == (opened,)
    assert film.at(NINE) == {}
