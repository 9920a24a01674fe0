"""The journal has three verbs: append, of_story, between."""

from datetime import timedelta

import pytest
from hypothesis import given

from binome.journal.event import Event
from binome.journal.port import MemoryJournal
from binome.practice.refusal import NumberTaken
from binome.practice.words import Moment, Role, Step
from tests.journal.walks import NINE, told_stories


def told(story: str, number: int, minute: int = 0, **words: object) -> Event:
    at = NINE + timedelta(minutes=minute)
    return Event(
        **{
            "story": story,
            "number": number,
            "moment": Moment.ARRIVED,
            "at": at,
            "by": "bob",
            "role": Role.ASSISTANT,
            **words,
        }
    )


def journal_of(*events: Event) -> MemoryJournal:
    journal = MemoryJournal()
    for event in events:
        journal.append(event)
    return journal


@pytest.mark.random_cases
@given(told_stories())
def test_a_story_comes_back_as_it_was_written(lines: tuple[Event, ...]) -> None:
    """Every line, in its order, and nothing else."""
    journal = journal_of(*lines, told("another", 1))
    assert journal.of_story("v1") == lines
    assert journal.of_story("unheard of") == ()


def test_a_line_is_written_once() -> None:
    """Who comes second for a number learns who wrote it, what, where and when; the first line stays."""
    taken = told("v1", 1, moment=Moment.STARTED, step=Step.PREPARATION, room="B")
    journal = journal_of(taken)
    with pytest.raises(NumberTaken) as refused:
        journal.append(told("v1", 1, 5, by="sophie"))
    said = {"moment": Moment.STARTED, "step": Step.PREPARATION, "at": NINE, "by": "bob", "role": Role.ASSISTANT}
    assert refused.value.facts == {**said, "room": "B"}
    assert journal.of_story("v1") == (taken,)


def test_a_stretch_of_time_comes_back_in_its_order() -> None:
    """By time, then by story and number; the end is not included."""
    late, early, same = told("v1", 2, 10), told("v1", 1, 0), told("v2", 1, 0)
    journal = journal_of(early, late, same, told("v3", 1, 30))
    assert list(journal.between(NINE, NINE + timedelta(minutes=30))) == [early, same, late]
    assert list(journal.between(NINE + timedelta(minutes=11), NINE + timedelta(minutes=30))) == []


def test_the_journal_knows_its_stories() -> None:
    """In the order in which they began."""
    assert journal_of(told("v2", 1), told("v1", 1), told("v2", 2)).stories() == ("v2", "v1")
