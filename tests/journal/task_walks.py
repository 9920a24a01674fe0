"""Every line that could be told next of a task, possible or not: for the tests that must hold of any task."""

from collections.abc import Iterator
from datetime import timedelta

from binome.journal.event import Event
from binome.practice.refusal import MoveRefused
from binome.practice.task import Task
from binome.practice.words import Moment, Role
from tests.journal.walks import NINE

DUE = NINE + timedelta(hours=8)
PEOPLE = {"sophie": Role.SECRETARY, "bob": Role.ASSISTANT, "martin": Role.PHYSICIAN}


def told(task: Task, moment: Moment, by: str = "bob", *, wait_min: float = 1, **words: object) -> Event:
    """What could be told next of this task, some minutes later."""
    at = (task.at or NINE) + timedelta(minutes=wait_min)
    said = {"story": task.story, "number": task.number + 1, "moment": moment, "at": at, "by": by, "role": PEOPLE[by]}
    return Event(**{**said, **words})  # type: ignore[arg-type]


def asked(**words: object) -> Task:
    """A task that sophie asked of the assistants."""
    said = {"kind": "call_back", "level": "normal", "to_role": Role.ASSISTANT, "due": DUE, "patient": "p1"}
    return Task("task-1").after(told(Task("task-1"), Moment.ASKED, "sophie", **{**said, **words}))


def then(task: Task, *lines: tuple[Moment, str, dict[str, object]]) -> Task:
    """The task once those lines were told."""
    for moment, by, words in lines:
        task = task.after(told(task, moment, by, **words))
    return task


def candidates(task: Task) -> Iterator[Event]:
    """Anything somebody could try to tell next."""
    yield told(task, Moment.ASKED, kind="call_back", level="normal", to_role=Role.ASSISTANT, due=DUE)
    yield told(task, Moment.ASKED, kind="call_back", level="normal", to_role=Role.ASSISTANT, to="bob", due=DUE)
    for who in PEOPLE:
        yield told(task, Moment.CLAIMED, who)
        yield told(task, Moment.DECLINED, who, reason="absent")
        yield told(task, Moment.HANDED_BACK, who)
        yield told(task, Moment.PASSED_ON, who, to_role=Role.SECRETARY, to="sophie")
        yield told(task, Moment.PASSED_ON, who, to_role=Role.PHYSICIAN, reason="absent")
        yield told(task, Moment.POSTPONED, who, due=DUE + timedelta(days=1), reason="absent")
        yield told(task, Moment.ENDED, who, reason="done")
        yield told(task, Moment.ENDED, who, reason="done", to=task.holder)
        yield told(task, Moment.RESUMED, who, reason="mistake")
    for role in Role:
        yield told(task, Moment.ESCALATED, to_role=role)
    yield told(task, Moment.WITHDRAWN, withdraws=task.standing, reason="mistake")


def possible(task: Task) -> Iterator[tuple[Event, Task]]:
    """Those of them that the task allows, with what they lead to."""
    for event in candidates(task):
        try:
            after = task.after(event)
        except MoveRefused:
            continue
        yield event, after
