"""A visit is a value: what happens to it makes another visit, or is refused."""

from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.journal.event import Event
from binome.journal.replay import visit_from
from binome.practice.visit import Awaited, Visit
from binome.practice.words import OPEN_STATES, Moment, Role, State, Status, Step
from tests.journal.walks import NINE, line, possible, story, told_stories
from tests.practice.refused import refused

BOOKED = (Moment.BOOKED, {"pathway": "twin_rooms", "due": NINE, "minutes": 15, "to": "martin", "patient": "p1"})
ARRIVED = (Moment.ARRIVED, {})
PREPARED = [
    (Moment.STARTED, {"step": Step.PREPARATION, "room": "A"}),
    (Moment.FINISHED, {"step": Step.PREPARATION}),
]
CONSULTED_BY_TRAINEE = [
    (Moment.STARTED, {"by": "ines", "step": Step.CONSULTATION, "to_sign": True}),
    (Moment.FINISHED, {"by": "ines", "step": Step.CONSULTATION}),
]
CLOSED = [(Moment.STARTED, {"step": Step.CLOSING}), (Moment.FINISHED, {"step": Step.CLOSING})]
STARTED = story(BOOKED, ARRIVED, PREPARED[0])


def test_what_happens_makes_another_visit() -> None:
    """The one before is as it was."""
    expected = story(BOOKED)
    present = expected.after(line(expected, Moment.ARRIVED))
    assert (expected.state, present.state) == (State.EXPECTED, State.PRESENT)
    with pytest.raises(FrozenInstanceError):
        expected.state = State.DONE  # type: ignore[misc]


@pytest.mark.parametrize(
    ("lines", "awaited"),
    [
        ([], None),
        ([BOOKED], Awaited(Step.PREPARATION)),
        ([BOOKED, ARRIVED], Awaited(Step.PREPARATION)),
        ([BOOKED, ARRIVED, PREPARED[0]], None),
        ([BOOKED, ARRIVED, PREPARED[0], (Moment.PAUSED, {"step": Step.PREPARATION})], Awaited(Step.PREPARATION)),
        ([BOOKED, ARRIVED, *PREPARED], Awaited(Step.CONSULTATION)),
        ([BOOKED, ARRIVED, *PREPARED, *CONSULTED_BY_TRAINEE], Awaited(Step.CLOSING)),
        ([BOOKED, ARRIVED, *PREPARED, *CONSULTED_BY_TRAINEE, *CLOSED], Awaited(Step.CONSULTATION, signature=True)),
        ([BOOKED, (Moment.MISSED, {})], None),
        ([BOOKED, ARRIVED, (Moment.LEFT, {"reason": "too_long"})], None),
        ([BOOKED, ARRIVED, (Moment.DEFERRED, {"reason": "no_time", "to": "martin"})], None),
    ],
)
def test_a_visit_says_what_it_waits_for(lines: list[tuple[Moment, dict[str, object]]], awaited: Awaited | None) -> None:
    """The next step, then the signature; nothing while somebody is with the patient or when it is over."""
    assert story(*lines).awaits() == awaited


@pytest.mark.random_cases
@given(told_stories())
def test_an_open_visit_is_held_or_waits_and_a_closed_one_does_neither(told: tuple[Event, ...]) -> None:
    """There is always somebody to look for."""
    visit = visit_from("v1", told)
    assert (visit.under_way() is not None or visit.awaits() is not None) is (visit.state in OPEN_STATES)


@pytest.mark.random_cases
@given(told_stories(), st.data())
def test_what_is_awaited_can_be_done(told: tuple[Event, ...], data: st.DataObject) -> None:
    """A patient who is there never waits for something that would be refused."""
    visit = visit_from("v1", told)
    awaited = visit.awaits()
    if awaited is not None and visit.state is not State.EXPECTED:
        moment = Moment.SIGNED if awaited.signature else Moment.STARTED
        assert any((event.moment, event.step) == (moment, awaited.step) for event in possible(visit))


@pytest.mark.random_cases
@given(told_stories())
def test_one_step_at_most_is_under_way(told: tuple[Event, ...]) -> None:
    """A patient is with one person at a time."""
    visit = visit_from("v1", told)
    assert [s.status for s in visit.progress.values()].count(Status.UNDER_WAY) <= 1


@pytest.mark.random_cases
@given(told_stories())
def test_no_stretch_began_after_the_visit_s_last_line(told: tuple[Event, ...]) -> None:
    """No timer is ever negative."""
    visit = visit_from("v1", told)
    starts = [stretch.since for stretch in visit.progress.values()]
    assert all(since <= visit.at for since in [*starts, visit.since or visit.at, visit.arrived_at or visit.at])


def test_a_finished_step_is_over_since_its_end() -> None:
    """Waiting for the next one is counted from there."""
    visit = story(BOOKED, ARRIVED, *PREPARED)
    assert visit.since == visit.progress[Step.PREPARATION].since == NINE + timedelta(minutes=4)


def test_what_may_be_skipped_before_a_step_is_what_nobody_touched() -> None:
    """A paused preparation is not passed over."""
    paused = STARTED.after(line(STARTED, Moment.PAUSED, step=Step.PREPARATION))
    assert story(BOOKED, ARRIVED).skippable_before(Step.CONSULTATION) == (Step.PREPARATION,)
    assert paused.skippable_before(Step.CONSULTATION) == ()


@pytest.mark.parametrize("missing", ["pathway", "due", "minutes", "to"])
def test_a_booking_says_everything(missing: str) -> None:
    """On which pathway, when, how long, with whom."""
    with refused("visit.booking_incomplete"):
        Visit("v1").after(line(Visit("v1"), Moment.BOOKED, **{**BOOKED[1], missing: None}))


@pytest.mark.parametrize(
    ("moment", "words", "code"),
    [
        (Moment.FINISHED, {}, "visit.which_step"),
        (Moment.FINISHED, {"step": Step.CLOSING}, "visit.not_under_way"),
        (Moment.FINISHED, {"step": Step.PREPARATION, "by": "martin"}, "visit.held_by_another"),
        (Moment.HANDED_OVER, {"step": Step.PREPARATION}, "visit.hand_over_to_whom"),
        (Moment.HANDED_OVER, {"step": Step.PREPARATION, "to": "martin"}, "visit.hand_over_to_whom"),
        (
            Moment.HANDED_OVER,
            {"step": Step.PREPARATION, "to": "bob", "to_role": Role.ASSISTANT},
            "visit.hand_over_to_whom",
        ),
        (Moment.SIGNED, {"step": Step.PREPARATION}, "visit.nothing_to_sign"),
        (Moment.DEFERRED, {"to": "martin"}, "visit.defer_needs_owner_and_reason"),
        (Moment.DEFERRED, {"reason": "no_time"}, "visit.defer_needs_owner_and_reason"),
        (Moment.WITHDRAWN, {"withdraws": 3}, "visit.withdraw_needs_reason"),
        (Moment.WITHDRAWN, {"withdraws": 2, "reason": "mistake"}, "visit.only_the_last_can_be_withdrawn"),
        (Moment.WITHDRAWN, {"reason": "mistake"}, "visit.only_the_last_can_be_withdrawn"),
        (Moment.MOVED, {"minutes": 20}, "visit.under_way"),
        (Moment.CANCELLED, {}, "visit.cancelled_not_now"),
        (Moment.CLOSED, {}, "visit.closed_not_now"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(moment: Moment, words: dict[str, object], code: str) -> None:
    """While bob is preparing the patient."""
    with refused(code):
        STARTED.after(line(STARTED, moment, **words))


def test_a_move_has_a_length() -> None:
    """Or says none."""
    expected = story(BOOKED)
    with refused("booking.no_length", minutes=0):
        expected.after(line(expected, Moment.MOVED, minutes=0))
    assert expected.after(line(expected, Moment.MOVED, to="leroy")).minutes == 15


def test_a_visit_that_was_never_booked_has_no_plan() -> None:
    """Nothing to start, nothing to skip."""
    with refused("visit.unknown", story="v1"):
        Visit("v1").plan_of(Step.PREPARATION)
    assert Visit("v1").plan() == ()


def test_how_it_came_about_is_no_part_of_what_a_visit_is() -> None:
    """Two visits that stand at the same point are equal."""
    assert replace(STARTED, before=None) == STARTED
