"""What a deed on a task needs of the house, and the one way it writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from binome.desk.hall import Deed, refuse_if_written
from binome.journal.event import Event, utc
from binome.journal.replay import task_from
from binome.practice.refusal import MoveRefused
from binome.practice.task import Task, TaskState
from binome.practice.team import Practice
from binome.practice.words import Moment


@dataclass(frozen=True, slots=True)
class Words:
    """What is written beside a task, never in the journal: it can be forgotten with the patient."""

    title: str = ""
    body: str = ""
    caller: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return any((self.title, self.body, self.caller, self.phone))


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside one line of a task's story: its words (or those of the task `like`), a note."""

    words: Words = Words()
    note: str = ""
    like: str = ""


NOTHING = Beside()


class TaskHall(Protocol):
    """A practice's journal and the picture of its tasks, written together or not at all."""

    @property
    def practice(self) -> Practice: ...

    def of_story(self, story: str) -> tuple[Event, ...]: ...

    def keep_task(self, task: Task, event: Event, beside: Beside) -> None:
        """Append the event, redraw the task's line, keep what is written beside it, and tell every screen."""
        ...


def task_for(hall: TaskHall, deed: Deed) -> Task:
    """The task as it stands; raises NumberTaken when somebody wrote the deed's line first."""
    told = hall.of_story(deed.story)
    task = task_from(deed.story, told)
    refuse_if_written(deed, told)
    return task


def known(hall: TaskHall, deed: Deed) -> Task:
    task = task_for(hall, deed)
    if task.state is TaskState.UNBORN:
        raise MoveRefused("task.unknown", story=deed.story)
    return task


def record(
    hall: TaskHall, task: Task, deed: Deed, moment: Moment, said: Mapping[str, Any], beside: Beside = NOTHING
) -> Task:
    """Write what happens next to a task: the only road from a deed to the journal."""
    at = max(utc(deed.at), task.at or utc(deed.at))  # two clocks may differ by a breath; a story never goes back
    event = Event(story=task.story, number=task.number + 1, moment=moment, at=at, by=deed.by.code, **said)
    then = task.after(event)
    hall.keep_task(then, event, beside)
    return then
