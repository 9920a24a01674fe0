"""The evenings of the demonstration: what is nobody's is put off to the next working day, with a reason."""

from datetime import date, datetime, time
from functools import partial

from binome.desk import tasks
from binome.desk.days import is_left_alone
from binome.desk.hall import Deed
from binome.practice.refusal import Refused
from binome.practice.task import Task
from binome.practice.team import Member, Practice
from binome.practice.words import Role
from binome.web.demo.acting import at_the_desk
from binome.web.demo.working_days import next_working_day
from binome.web.store.huddle import tasks_of_day
from binome.web.store.practice import House
from binome.web.store.tasks import perform_task

NOON = time(12)


def put_off_what_is_nobodys(place: House, day: date, at: datetime) -> None:
    """Before the day is closed. A task that somebody settles at that very moment is theirs."""
    due = datetime.combine(next_working_day(day), NOON, place.practice.zone)
    for task in tasks_of_day(place, day):
        if is_left_alone(task, place.practice, day):
            deed = Deed(who_puts_off(place.practice, task, at), at, task.story, task.number + 1)
            try:
                perform_task(place, deed, partial(tasks.postpone, deed=deed, due=due, reason="no_time"), key="")
            except Refused:
                continue


def who_puts_off(practice: Practice, task: Task, at: datetime) -> Member:
    """Whoever is at the desk, when they may read it; somebody who may, otherwise: of those who are there first."""
    desk, asked_by = at_the_desk(practice, at), task.asked_role or Role.SECRETARY
    others = sorted(practice.members.values(), key=lambda one: not practice.works(one.code, at))
    return next((one for one in (desk, *others) if task.its_kind.may_close(one.roles, asked_by)), desk)
