"""Opening and closing a day."""

from collections.abc import Iterable
from datetime import date, datetime

from binome.desk.hall import Hall
from binome.journal.event import Event, utc
from binome.journal.replay import Day, day_from
from binome.journal.stories import DAY_PREFIX
from binome.practice.refusal import MoveRefused, NotDelegated
from binome.practice.task import Task
from binome.practice.team import Member, Practice
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment


def day_story(practice: str, day: date) -> str:
    return f"{DAY_PREFIX}{practice}-{day.isoformat()}"


def open_day(hall: Hall, day: date, *, by: Member, at: datetime) -> Day:
    return _tell(hall, day, Moment.OPENED, by=by, at=at)


def reopen_day(hall: Hall, day: date, *, by: Member, at: datetime, reason: str) -> Day:
    return _tell(hall, day, Moment.REOPENED, by=by, at=at, reason=reason)


def close_day(
    hall: Hall, day: date, visits: tuple[Visit, ...], *, by: Member, at: datetime, tasks: Iterable[Task] = ()
) -> Day:
    """Close a day once each of its visits is over, or put off with an owner and a reason; and each of its tasks too."""
    left_open = [visit.story for visit in visits if visit.state in OPEN_STATES]
    if left_open:
        raise MoveRefused("day.visits_open", stories=tuple(left_open), count=len(left_open))
    left_alone = [task.story for task in tasks if is_left_alone(task, hall.practice, day)]
    if left_alone:
        raise MoveRefused("day.tasks_open", stories=tuple(left_alone), count=len(left_alone))
    if not hall.of_story(day_story(hall.practice.code, day)):
        open_day(hall, day, by=by, at=at)
    return _tell(hall, day, Moment.CLOSED, by=by, at=at)


def is_left_alone(task: Task, practice: Practice, day: date) -> bool:
    """An open task that is due by the end of that day and that nobody has by name: not taken, not put off."""
    if not task.is_open or task.due is None or practice.local(task.due).date() > day:
        return False
    return task.holder is None and task.person is None


def _tell(hall: Hall, day: date, moment: Moment, *, by: Member, at: datetime, reason: str | None = None) -> Day:
    story = day_story(hall.practice.code, day)
    stands = day_from(story, hall.of_story(story))
    if not by.roles:
        raise NotDelegated("delegation.no_role", member=by.code)
    role = by.roles_at(hall.practice.local(at))[0]
    instant = max(utc(at), stands.at or utc(at))
    event = Event(
        story=story, number=stands.number + 1, moment=moment, at=instant, by=by.code, role=role, reason=reason
    )
    then = stands.after(event)
    hall.keep_day(day, event)
    return then
