"""Retelling a story gives where things stand, and refuses any story that could not have happened."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from binome.journal.event import Event
from binome.journal.port import MemoryJournal
from binome.journal.replay import day_from, visit_from, visits_from
from binome.practice.refusal import MoveRefused
from binome.practice.visit import Visit
from binome.practice.words import Moment, Role, State, Step
from tests.journal.walks import NINE, accepts, candidates, line, told_stories
from tests.practice.refused import refused

pytestmark = pytest.mark.random_cases


def told_one_by_one(told: tuple[Event, ...]) -> Visit:
    visit = Visit(told[0].story)
    for event in told:
        visit = visit.after(event)
    return visit


def undo(visit: Visit) -> Event:
    return line(visit, Moment.WITHDRAWN, wait_min=0, withdraws=visit.standing, reason="mistake")


def refusal_of(told: tuple[Event, ...]) -> str:
    with pytest.raises(MoveRefused) as refused:
        visit_from("v1", told)
    return refused.value.code


@given(told_stories())
def test_a_story_that_happened_is_retold_as_it_was_lived(told: tuple[Event, ...]) -> None:
    """Retelling gives the visit that its lines made one by one."""
    assert visit_from("v1", told) == told_one_by_one(told)


@given(told_stories(shortest=2), st.data())
def test_a_line_may_not_be_missing(told: tuple[Event, ...], data: st.DataObject) -> None:
    """Any line but the last that is taken out leaves a gap."""
    at = data.draw(st.integers(0, max(0, len(told) - 2)))
    assume(len(told) > 1)
    assert refusal_of(told[:at] + told[at + 1 :]) == "story.gap"


@given(told_stories(), st.data())
def test_a_line_may_not_be_told_twice(told: tuple[Event, ...], data: st.DataObject) -> None:
    """A line repeated is refused."""
    at = data.draw(st.integers(0, len(told) - 1))
    assert refusal_of((*told[: at + 1], *told[at:])) == "story.gap"


@given(told_stories(shortest=2), st.data())
def test_lines_may_not_change_places(told: tuple[Event, ...], data: st.DataObject) -> None:
    """Two neighbours in the wrong order are refused."""
    assume(len(told) > 1)
    at = data.draw(st.integers(0, len(told) - 2))
    assert refusal_of((*told[:at], told[at + 1], told[at], *told[at + 2 :])) == "story.gap"


@given(told_stories(shortest=2), st.data())
def test_time_may_not_run_backwards(told: tuple[Event, ...], data: st.DataObject) -> None:
    """A line earlier than the one before it is refused."""
    assume(len(told) > 1)
    at = data.draw(st.integers(1, len(told) - 1))
    early = replace(told[at], at=told[at - 1].at - timedelta(seconds=1))
    assert refusal_of((*told[:at], early, *told[at + 1 :])) == "story.backwards"


@given(told_stories())
def test_two_lines_may_bear_the_same_moment(told: tuple[Event, ...]) -> None:
    """A clock that stands still is no contradiction."""
    assert visit_from("v1", [replace(event, at=NINE) for event in told]).number == len(told)


@given(told_stories(), st.data())
def test_a_line_of_another_story_is_refused(told: tuple[Event, ...], data: st.DataObject) -> None:
    """Stories do not mix, even when the numbers fit."""
    at = data.draw(st.integers(0, len(told) - 1))
    stranger = replace(told[at], story="v2")
    assert refusal_of((*told[:at], stranger, *told[at + 1 :])) == "story.another"


@given(told_stories(), st.data())
def test_an_impossible_move_is_refused_wherever_it_stands(told: tuple[Event, ...], data: st.DataObject) -> None:
    """A story is refused from the first line that its visit would not accept."""
    visit = visit_from("v1", told)
    impossible = [event for event in candidates(visit) if not accepts(visit, event)]
    event = data.draw(st.sampled_from(impossible))
    with pytest.raises(MoveRefused):
        visit_from("v1", (*told, event))


@given(told_stories())
def test_withdrawing_gives_back_what_stood_before(told: tuple[Event, ...]) -> None:
    """After an undo the visit is as it was, but for the number and the time of its last line."""
    visit = visit_from("v1", told)
    assume(visit.before is not None)
    undone = visit.after(undo(visit))
    assert undone == replace(visit.before, number=visit.number + 1, at=visit.at)


@given(told_stories())
def test_everything_can_be_undone_one_line_at_a_time(told: tuple[Event, ...]) -> None:
    """Withdrawing again and again leads back to a visit that was never booked."""
    visit = visit_from("v1", told)
    while visit.standing:
        visit = visit.after(undo(visit))
    assert visit == Visit("v1", number=visit.number, at=visit.at)


@given(told_stories(name="v1"), told_stories(name="v2"))
def test_stories_that_cross_are_told_apart(one: tuple[Event, ...], other: tuple[Event, ...]) -> None:
    """A day's journal, in the order it was written, gives each of its visits."""
    journal = MemoryJournal()
    for event in (*one, *other):
        journal.append(event)
    together = visits_from(journal.between(NINE, NINE + timedelta(days=1)))
    assert together == {"v1": told_one_by_one(one), "v2": told_one_by_one(other)}


def of_day(number: int, moment: Moment) -> Event:
    return Event(story="day-tilleuls-2026-03-10", number=number, moment=moment, at=NINE, by="bob", role=Role.ASSISTANT)


def test_a_day_opens_closes_and_opens_again() -> None:
    """The day's own story says whether it is closed."""
    moments = [Moment.OPENED, Moment.CLOSED, Moment.REOPENED, Moment.CLOSED]
    told = [of_day(number, moment) for number, moment in enumerate(moments, 1)]
    closed = [day_from(told[0].story, told[:upto]).closed for upto in range(len(told) + 1)]
    assert closed == [False, False, True, False, True]


@pytest.mark.parametrize(
    ("moments", "code"),
    [
        ([Moment.CLOSED], "day.closed_not_now"),
        ([Moment.OPENED, Moment.OPENED], "day.opened_not_now"),
        ([Moment.OPENED, Moment.REOPENED], "day.reopened_not_now"),
        ([Moment.OPENED, Moment.CLOSED, Moment.CLOSED], "day.closed_not_now"),
        ([Moment.OPENED, Moment.ARRIVED], "day.arrived_not_now"),
    ],
)
def test_a_day_refuses_what_it_is_not_ready_for(moments: list[Moment], code: str) -> None:
    """A day that is not open cannot close, and the other way round."""
    with refused(code):
        day_from("day-tilleuls-2026-03-10", [of_day(number, moment) for number, moment in enumerate(moments, 1)])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"number": 3}, "story.gap"),
        ({"at": NINE - timedelta(seconds=1)}, "story.backwards"),
        ({"story": "day-tilleuls-2026-03-11"}, "story.another"),
    ],
)
def test_a_day_is_a_story_like_another(words: dict[str, object], code: str) -> None:
    """No gap, no step back in time, no line of another day."""
    told = [of_day(1, Moment.OPENED), replace(of_day(2, Moment.CLOSED), **words)]
    with refused(code):
        day_from("day-tilleuls-2026-03-10", told)


def test_a_day_is_no_visit() -> None:
    """The stories of days are left out of the visits."""
    assert visits_from([of_day(1, Moment.OPENED)]) == {}


def test_what_a_day_tells_means_nothing_to_a_visit() -> None:
    """A visit is neither opened nor closed."""
    with refused("visit.opened_not_now"):
        Visit("v1").after(replace(of_day(1, Moment.OPENED), story="v1"))


def test_a_story_that_stops_in_the_middle_is_a_visit_in_the_middle() -> None:
    """Nothing has to be over for a story to be true."""
    booking = next(candidates(Visit("v1")))
    assert visit_from("v1", [booking]).state is State.EXPECTED
    assert visit_from("v1", [booking]).awaits().step is Step.PREPARATION
