"""A task is a value: what happens to it makes another task, or is refused."""

from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest

from binome.practice.task import Declined, Task, TaskState
from binome.practice.words import Moment, Role
from tests.journal.task_walks import DUE, asked, then, told
from tests.journal.walks import NINE
from tests.practice.refused import refused

HELD = then(asked(), (Moment.CLAIMED, "bob", {}))


def test_what_happens_makes_another_task() -> None:
    """The one before is as it was."""
    task = asked()
    claimed = task.after(told(task, Moment.CLAIMED))
    assert (task.state, task.holder) == (TaskState.ASKED, None)
    assert (claimed.state, claimed.holder, claimed.since) == (TaskState.CLAIMED, "bob", claimed.at)
    with pytest.raises(FrozenInstanceError):
        task.holder = "bob"  # type: ignore[misc]


def test_a_task_remembers_who_asked_for_what() -> None:
    """Of whom, about whom, by when, how pressing."""
    task = asked(to="bob", reason="weekly")
    assert (task.asked_by, task.asked_role, task.asked_at) == ("sophie", Role.SECRETARY, task.at)
    assert (task.kind, task.level, task.patient, task.due) == ("call_back", "normal", "p1", DUE)
    assert (task.role, task.person, task.repeats, task.tries) == (Role.ASSISTANT, "bob", "weekly", 0)
    assert task.its_kind.code == "call_back"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"kind": "gardening"}, "task.unknown_kind"),
        ({"kind": None}, "task.unknown_kind"),
        ({"level": "now"}, "task.unknown_level"),
        ({"level": None}, "task.unknown_level"),
        ({"to_role": None}, "task.to_whom_and_when"),
        ({"due": None}, "task.to_whom_and_when"),
        ({"reason": "sometimes"}, "task.unknown_rule"),
        ({"reason": "every_0_days"}, "task.unknown_rule"),
        ({"reason": "every_367_days"}, "task.unknown_rule"),
        ({"reason": "every_٣_days"}, "task.unknown_rule"),
    ],
)
def test_what_is_asked_is_whole(words: dict[str, object], code: str) -> None:
    """A kind, a level of that kind, somebody, a time, and a rule that can be counted."""
    with refused(code):
        asked(**words)


@pytest.mark.parametrize("rule", ["weekly", "monthly", "every_1_days", "every_366_days"])
def test_a_task_may_come_back(rule: str) -> None:
    """By the rules there are."""
    assert asked(reason=rule).repeats == rule


def test_who_declines_is_remembered_with_the_reason() -> None:
    """The task goes back to the role, without a name."""
    task = then(asked(to="bob"), (Moment.DECLINED, "bob", {"reason": "absent"}))
    assert (task.state, task.role, task.person) == (TaskState.ASKED, Role.ASSISTANT, None)
    assert task.declined == (Declined("bob", "absent", NINE + timedelta(minutes=2)),)


def test_only_who_was_asked_by_name_declines() -> None:
    """A task before a role waits for whoever has time."""
    with refused("task.not_asked_of_you"):
        then(asked(to="bob"), (Moment.DECLINED, "sophie", {"reason": "absent"}))
    with refused("task.not_asked_of_you"):
        then(asked(), (Moment.DECLINED, "bob", {"reason": "absent"}))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment.DECLINED, {}),
        (Moment.POSTPONED, {"due": DUE}),
        (Moment.ENDED, {}),
    ],
)
def test_some_gestures_need_a_reason(moment: Moment, words: dict[str, object]) -> None:
    """It is what the next one reads."""
    with refused("task.needs_reason"):
        then(asked(to="bob"), (moment, "bob", words))


def test_what_is_handed_back_is_before_its_role_again() -> None:
    """Not before the person it was asked of first."""
    task = then(asked(to="bob"), (Moment.CLAIMED, "bob", {}), (Moment.HANDED_BACK, "bob", {}))
    assert (task.state, task.role, task.person, task.holder) == (TaskState.ASKED, Role.ASSISTANT, None, None)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (Moment.HANDED_BACK, {}),
        (Moment.PASSED_ON, {"to_role": Role.SECRETARY}),
        (Moment.POSTPONED, {"due": DUE, "reason": "absent"}),
        (Moment.ENDED, {"reason": "done"}),
        (Moment.ENDED, {"reason": "done", "to": "martin"}),
    ],
)
def test_a_task_is_not_taken_out_of_a_colleague_s_hands(moment: Moment, words: dict[str, object]) -> None:
    """The refusal says who has it, since when."""
    with refused("task.held_by_another", holder="bob", since=HELD.since):
        then(HELD, (moment, "sophie", words))


def test_it_is_when_one_says_so() -> None:
    """Ended in the colleague's name, or passed on with a reason."""
    ended = then(HELD, (Moment.ENDED, "sophie", {"reason": "done", "to": "bob"}))
    assert (ended.state, ended.holder, ended.ended_by, ended.ended_as) == (TaskState.ENDED, None, "sophie", "done")
    passed = then(HELD, (Moment.PASSED_ON, "sophie", {"to_role": Role.SECRETARY, "reason": "absent"}))
    assert (passed.state, passed.role, passed.holder) == (TaskState.ASKED, Role.SECRETARY, None)


def test_it_is_passed_on_to_somebody_else() -> None:
    """Not to whom it is already before; back to one's own role, once held, is somebody else."""
    for words in ({}, {"to_role": Role.ASSISTANT}):
        with refused("task.to_whom_else"):
            then(asked(), (Moment.PASSED_ON, "sophie", words))
    named = then(asked(), (Moment.PASSED_ON, "sophie", {"to_role": Role.ASSISTANT, "to": "bob"}))
    assert named.person == "bob"
    assert then(HELD, (Moment.PASSED_ON, "bob", {"to_role": Role.ASSISTANT})).holder is None


def test_what_was_prepared_stays_to_be_signed() -> None:
    """Whoever it is passed on to afterwards."""
    task = then(
        asked(),
        (Moment.PASSED_ON, "bob", {"to_role": Role.PHYSICIAN, "to_sign": True}),
        (Moment.PASSED_ON, "martin", {"to_role": Role.PHYSICIAN, "to": "martin"}),
    )
    assert task.to_sign
    assert not asked().to_sign


def test_it_is_postponed_to_a_time_to_come() -> None:
    """The new time counts, and nobody else is shown it any more."""
    late = then(asked(), (Moment.ESCALATED, "bob", {"to_role": Role.SECRETARY}))
    later = DUE + timedelta(days=1)
    task = then(late, (Moment.POSTPONED, "bob", {"due": later, "reason": "absent"}))
    assert (task.due, task.escalated, task.tries) == (later, (), 0)
    assert late.at is not None
    for due in (None, late.at, late.at + timedelta(minutes=1)):
        with refused("task.due_has_passed"):
            then(late, (Moment.POSTPONED, "bob", {"due": due, "reason": "absent"}))


def test_a_call_nobody_answered_counts_as_a_try() -> None:
    """Any other reason does not."""
    task = then(asked(), *[(Moment.POSTPONED, "bob", {"due": DUE, "reason": "not_reached"})] * 2)
    assert task.tries == 2
    assert then(task, (Moment.POSTPONED, "bob", {"due": DUE, "reason": "absent"})).tries == 2


def test_it_is_shown_to_one_role_at_a_time() -> None:
    """Those of its chain, in order, each once, and never its own."""
    task = asked()
    assert task.next_to_tell() is Role.SECRETARY
    task = then(task, (Moment.ESCALATED, "bob", {"to_role": Role.SECRETARY}))
    assert (task.escalated, task.next_to_tell()) == ((Role.SECRETARY,), Role.PHYSICIAN)
    task = then(task, (Moment.ESCALATED, "bob", {"to_role": Role.PHYSICIAN}))
    assert (task.escalated, task.next_to_tell()) == ((Role.SECRETARY, Role.PHYSICIAN), None)
    for role in (None, Role.ASSISTANT, Role.SECRETARY):
        with refused("task.to_whom_else"):
            then(task, (Moment.ESCALATED, "bob", {"to_role": role}))


def test_what_is_over_is_shown_to_nobody_more() -> None:
    """Nor is it late."""
    over = then(asked(), (Moment.ENDED, "bob", {"reason": "done"}))
    assert over.next_to_tell() is None
    assert not over.late(DUE + timedelta(days=9))


def test_it_is_late_once_its_time_has_passed() -> None:
    """At the very moment it is not."""
    assert not asked().late(DUE)
    assert asked().late(DUE + timedelta(seconds=1))
    assert HELD.late(DUE + timedelta(seconds=1))


def test_what_was_ended_may_be_taken_up_again() -> None:
    """Before its role, at its time or at a new one."""
    over = then(asked(to="bob"), (Moment.ENDED, "bob", {"reason": "done"}))
    again = then(over, (Moment.RESUMED, "sophie", {"reason": "mistake"}))
    assert (again.state, again.role, again.person, again.due) == (TaskState.ASKED, Role.ASSISTANT, None, DUE)
    assert (again.ended_by, again.ended_as) == (None, None)
    later = DUE + timedelta(days=2)
    assert then(over, (Moment.RESUMED, "sophie", {"reason": "mistake", "due": later})).due == later
    with refused("task.needs_reason"):
        then(over, (Moment.RESUMED, "sophie", {}))


def test_an_undo_gives_back_the_task_before_the_last_gesture() -> None:
    """Its own number and time go on; what only the clock did does not stand in the way."""
    shown = then(HELD, (Moment.ESCALATED, "bob", {"to_role": Role.SECRETARY}))
    undone = then(shown, (Moment.WITHDRAWN, "bob", {"withdraws": 2, "reason": "mistake"}))
    assert (undone.state, undone.holder, undone.number, undone.standing) == (TaskState.ASKED, None, 4, 1)
    assert undone.at == NINE + timedelta(minutes=4)
    for words in ({"withdraws": 1, "reason": "mistake"}, {"reason": "mistake"}):
        with refused("task.only_the_last_can_be_withdrawn"):
            then(shown, (Moment.WITHDRAWN, "bob", words))
    with refused("task.needs_reason"):
        then(shown, (Moment.WITHDRAWN, "bob", {"withdraws": 2}))


def test_a_story_is_told_in_order() -> None:
    """One story, one number after the other, never back in time."""
    task = asked()
    with refused("story.gap"):
        task.after(told(task, Moment.CLAIMED, number=3))
    with refused("story.another"):
        task.after(told(task, Moment.CLAIMED, story="task-2"))
    with refused("story.backwards"):
        task.after(told(task, Moment.CLAIMED, wait_min=-1))
    assert task.after(told(task, Moment.CLAIMED, wait_min=0)).number == 2


def test_what_cannot_be_now_says_how_the_task_stands() -> None:
    """Who has it, or who ended it, and since when."""
    with refused("task.claimed_not_now", state=TaskState.CLAIMED, holder="bob", since=HELD.since):
        then(HELD, (Moment.CLAIMED, "sophie", {}))
    over = then(HELD, (Moment.ENDED, "bob", {"reason": "done"}))
    with refused("task.claimed_not_now", state=TaskState.ENDED, holder="bob", since=over.since):
        then(over, (Moment.CLAIMED, "sophie", {}))


def test_a_task_never_asked_is_before_nobody() -> None:
    """And says so."""
    with refused("task.unknown"):
        _ = Task("task-1").address
