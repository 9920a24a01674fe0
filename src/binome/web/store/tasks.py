"""The one way to act on a task, and what the clock does to those that are late."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError

from binome.desk.hall import Deed
from binome.desk.task_late import escalate, escalates_at
from binome.journal.replay import task_from
from binome.journal.stories import TASK_PREFIX
from binome.practice.refusal import MoveRefused, NumberTaken
from binome.practice.task import OPEN_TASKS, Task
from binome.practice.team import Member
from binome.web.store.hall import DatabaseHall, hall_of, named_by, once
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House, today
from binome.web.store.tables.tasks import TaskRow

OPEN = [str(state) for state in OPEN_TASKS]

AGAIN = timedelta(days=1)
"""When a late task that could not be looked at is looked at again."""

logger = logging.getLogger("binome.tasks")

TaskDeed = Callable[[DatabaseHall], Task]


def new_task(house: House, by: Member, key: str) -> str:
    """The story of a task that is asked for: the same form of the same person names the same one."""
    return named_by(TASK_PREFIX, house, by, key)


def perform_task(house: House, deed: Deed, gesture: TaskDeed, *, key: str) -> None:
    """Do one gesture, in one transaction: the same form sent twice by the same person does it once."""
    with once(house, deed, key=key) as hall:
        _refuse_if_elsewhere(house, deed)
        gesture(hall)


def task(house: House, story: str) -> Task:
    """The task as its story tells it; refused when this practice has no such task."""
    told = DatabaseJournal(house.id).of_story(story)
    if not told or not story.startswith(TASK_PREFIX):
        raise MoveRefused("task.unknown", story=story)
    return task_from(story, told)


def sweep(house: House, at: datetime) -> int:
    """Show what is late enough to one role more; answers how many. Nobody is told but the screens.

    Each on its own: a story that cannot be retold keeps no other from being shown, and is tried again tomorrow.
    """
    if house.practice.opening and not house.practice.is_open(at):
        return 0
    late = TaskRow.objects.filter(practice_id=house.id, escalates_at__lte=at, state__in=OPEN)
    return sum(_look_at(house, story, at) for story in list(late.values_list("story", flat=True)[:200]))


def _look_at(house: House, story: str, at: datetime) -> bool:
    try:
        return _shown(house, story, at)
    except NumberTaken:  # somebody was faster: their line stands
        return False
    except DatabaseError:
        raise
    except Exception as wrong:
        logger.error("a late task could not be looked at: %s, %s", story, type(wrong).__name__)
        TaskRow.objects.filter(practice_id=house.id, story=story).update(escalates_at=at + AGAIN)
        return False


def _shown(house: House, story: str, at: datetime) -> bool:
    """As the opening hours are now, it may not be time yet."""
    when = escalates_at(task_from(story, DatabaseJournal(house.id).of_story(story)), house.practice)
    if when is None or when > at:
        TaskRow.objects.filter(practice_id=house.id, story=story).update(escalates_at=when)
        return False
    with hall_of(house, today(house.practice, at)) as hall:
        return escalate(hall, story, at) is not None


def _refuse_if_elsewhere(house: House, deed: Deed) -> None:
    """A story's name is the same for everybody: one that belongs to another practice is unknown here."""
    if deed.number != 1 and not TaskRow.objects.filter(practice_id=house.id, story=deed.story).exists():
        raise MoveRefused("task.unknown", story=deed.story)
