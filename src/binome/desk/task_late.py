"""Late tasks: shown to one more role at a time, without noise. The clock is their author."""

from datetime import datetime

from binome.desk.task_hall import NOTHING, TaskHall
from binome.journal.event import Event, utc
from binome.journal.replay import task_from
from binome.practice.task import CLOCK, Task
from binome.practice.team import Practice
from binome.practice.words import Moment


def escalate(hall: TaskHall, story: str, at: datetime) -> Task | None:
    """Show a late task to the next role of its chain, if it is time; nobody is disturbed. None when it is not."""
    task = task_from(story, hall.of_story(story))
    when = escalates_at(task, hall.practice)
    role = task.next_to_tell()
    if when is None or role is None or at < when or task.role is None:
        return None
    event = Event(
        story=story,
        number=task.number + 1,
        moment=Moment.ESCALATED,
        at=max(utc(at), task.at or utc(at)),
        by=CLOCK,
        role=task.role,
        to_role=role,
    )
    then = task.after(event)
    hall.keep_task(then, event, NOTHING)
    return then


def escalates_at(task: Task, practice: Practice) -> datetime | None:
    """When it will be shown to one more role, if nothing happens; None once there is none left."""
    if task.next_to_tell() is None or task.due is None:
        return None
    when = task.due
    for _ in range(len(task.escalated) + 1):
        when = task.its_kind.escalates_after.after(when, practice)
    return when
