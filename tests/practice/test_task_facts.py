"""What each gesture leaves on a task, field by field, and what each refusal says of it."""

from dataclasses import fields
from datetime import timedelta

import pytest

from binome.practice.task import Task, TaskState
from binome.practice.words import Moment, Role
from tests.journal.task_walks import DUE, asked, then, told
from tests.journal.walks import NINE
from tests.practice.refused import refused

LATER = DUE + timedelta(days=1)
TIMES = {"number", "at", "since", "standing", "before"}
SECOND = NINE + timedelta(minutes=2)

CLAIM = (Moment.CLAIMED, "bob", {})
ESCALATE = (Moment.ESCALATED, "bob", {"to_role": Role.SECRETARY})
END = (Moment.ENDED, "bob", {"reason": "done"})


def changed(before: Task, after: Task) -> dict[str, object]:
    """The fields that differ, those of time apart."""
    names = [it.name for it in fields(Task) if it.name not in TIMES]
    return {name: getattr(after, name) for name in names if getattr(before, name) != getattr(after, name)}


@pytest.mark.parametrize(
    ("first", "gesture", "left"),
    [
        ([], CLAIM, {"state": TaskState.CLAIMED, "holder": "bob"}),
        ([CLAIM], (Moment.HANDED_BACK, "bob", {}), {"state": TaskState.ASKED, "holder": None, "person": None}),
        ([CLAIM], (Moment.PASSED_ON, "bob", {"to_role": Role.PHYSICIAN, "to": "martin"}),
         {"state": TaskState.ASKED, "holder": None, "role": Role.PHYSICIAN, "person": "martin"}),
        ([ESCALATE], (Moment.PASSED_ON, "bob", {"to_role": Role.PHYSICIAN, "to_sign": True}),
         {"role": Role.PHYSICIAN, "person": None, "to_sign": True, "escalated": ()}),
        ([ESCALATE], (Moment.POSTPONED, "bob", {"due": LATER, "reason": "absent"}), {"due": LATER, "escalated": ()}),
        ([], (Moment.POSTPONED, "bob", {"due": LATER, "reason": "not_reached"}), {"due": LATER, "tries": 1}),
        ([], ESCALATE, {"escalated": (Role.SECRETARY,)}),
        ([CLAIM], END, {"state": TaskState.ENDED, "holder": None, "ended_by": "bob", "ended_as": "done"}),
        ([ESCALATE, END], (Moment.RESUMED, "sophie", {"reason": "mistake"}),
         {"state": TaskState.ASKED, "ended_by": None, "ended_as": None, "person": None, "escalated": ()}),
    ],
)  # fmt: skip
def test_a_gesture_changes_what_it_is_about(first: list, gesture: tuple, left: dict[str, object]) -> None:
    """Nothing else; and it is since then, unless the clock alone spoke."""
    before = then(asked(to="bob"), *first)
    after = then(before, gesture)
    found = changed(before, after)
    assert {name: getattr(after, name) for name in left} == left
    assert set(found) <= set(left)
    assert after.since == (before.since if gesture is ESCALATE else after.at)
    assert (after.number, after.at) == (before.number + 1, before.at + timedelta(minutes=1))
    assert (after.standing, after.before) == (
        (before.standing, before.before) if gesture is ESCALATE else (after.number, before)
    )


def test_who_declines_leaves_it_before_the_role() -> None:
    """Since then."""
    task = then(asked(to="bob"), (Moment.DECLINED, "bob", {"reason": "absent"}))
    assert (task.person, task.since, len(task.declined)) == (None, task.at, 1)


def test_a_task_asked_for_once_does_not_come_back() -> None:
    """No rule was given."""
    task = asked()
    assert (task.repeats, task.since, task.standing, task.before) == ("", task.at, 1, Task("task-1"))


def test_an_undo_goes_back_gesture_by_gesture() -> None:
    """To the beginning."""
    task = then(asked(), CLAIM, (Moment.HANDED_BACK, "bob", {}))
    once = then(task, (Moment.WITHDRAWN, "bob", {"withdraws": 3, "reason": "mistake"}))
    assert (once.state, once.holder, once.standing, once.number) == (TaskState.CLAIMED, "bob", 2, 4)
    twice = then(once, (Moment.WITHDRAWN, "bob", {"withdraws": 2, "reason": "mistake"}))
    assert (twice.state, twice.holder, twice.standing, twice.number) == (TaskState.ASKED, None, 1, 5)
    assert twice.before is not None


@pytest.mark.parametrize(
    ("lines", "code", "facts"),
    [
        ([(Moment.DECLINED, "sophie", {"reason": "absent"})], "task.not_asked_of_you", {"person": "bob"}),
        ([(Moment.DECLINED, "bob", {})], "task.needs_reason", {"moment": Moment.DECLINED}),
        ([(Moment.POSTPONED, "bob", {"due": NINE, "reason": "absent"})], "task.due_has_passed", {"due": NINE}),
        ([(Moment.WITHDRAWN, "bob", {"withdraws": 9, "reason": "mistake"})],
         "task.only_the_last_can_be_withdrawn", {"last": 1}),
        ([CLAIM, (Moment.HANDED_BACK, "sophie", {})], "task.held_by_another", {"holder": "bob"}),
        ([CLAIM, (Moment.CLAIMED, "sophie", {})], "task.claimed_not_now",
         {"state": TaskState.CLAIMED, "holder": "bob", "since": SECOND}),
    ],
)  # fmt: skip
def test_a_refusal_tells_what_its_sentence_needs(lines: list, code: str, facts: dict[str, object]) -> None:
    """Who, when, which."""
    with refused(code, **facts):
        then(asked(to="bob"), *lines)


def test_a_level_of_another_kind_is_named() -> None:
    """With the kind that does not know it."""
    with refused("task.unknown_level", kind="call_back", level="now"):
        asked(level="now")


def test_a_line_out_of_order_says_which_was_expected() -> None:
    """Of the story, of the number, of the time."""
    task = asked()
    with refused("story.gap", expected=2, found=3):
        task.after(told(task, Moment.CLAIMED, number=3))
    with refused("story.another", expected="task-1", found="task-2"):
        task.after(told(task, Moment.CLAIMED, story="task-2"))
    early = told(task, Moment.CLAIMED, wait_min=-1)
    with refused("story.backwards", at=early.at, last=task.at):
        task.after(early)


@pytest.mark.parametrize("moment", [Moment.BOOKED, Moment.SIGNED])
def test_what_is_said_of_other_stories_never_happens_to_a_task(moment: Moment) -> None:
    """It is refused as what cannot be now."""
    with refused(f"task.{moment}_not_now", state=TaskState.ASKED):
        then(asked(), (moment, "bob", {}))
