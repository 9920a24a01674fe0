"""The tasks of a day that nobody has by name, settled from one list: given, put off with a reason, or ended."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import QueryDict

from binome.desk import tasks
from binome.desk.days import is_left_alone
from binome.desk.hall import Deed
from binome.desk.task_hall import TaskHall
from binome.practice.delegation import who_may
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.task import Task
from binome.practice.task_kind import task_kinds
from binome.practice.team import Member
from binome.web.huddle.loops import said_of
from binome.web.huddle.tomorrow import next_day
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.huddle import tasks_of_day
from binome.web.store.practice import House
from binome.web.store.task_lists import TaskLine, lines_of
from binome.web.store.tasks import perform_task
from binome.web.task_reasons import REASONS, reason_for
from binome.web.task_words import outcome_names

NOON = time(12)
ENDS = ("done", "not_needed")


@dataclass(frozen=True, slots=True)
class ToSettle:
    """A task of the day: who has it, or what may become of it."""

    line: TaskLine
    what: str
    about: str
    whose: str
    alone: bool
    takers: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str], ...]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(code, str(word)) for code, word in REASONS["postpone"].items()]


def lines_to_settle(house: House, day: date, *, carer: bool) -> list[ToSettle]:
    """The open tasks that are due by the end of that day, those that nobody has first."""
    found = {task.story: task for task in tasks_of_day(house, day)}
    listed = [_to_settle(house, day, line, found[line.story], carer=carer) for line in lines_of(house, found)]
    return sorted(listed, key=lambda it: (not it.alone, it.line.due, it.line.story))


def _to_settle(house: House, day: date, line: TaskLine, task: Task, *, carer: bool) -> ToSettle:
    kind = task_kinds()[line.kind]
    owner = house.people.get(line.holder or line.person or "", "")
    alone = is_left_alone(task, house.practice, day)
    takers = _takers(house, day, kind.activity) if alone else ()
    ends = tuple((code, word) for code, word in outcome_names().items() if code in ENDS)
    return ToSettle(line, said_of(line, carer=carer), f"{line.family} {line.given}".strip(), owner, alone, takers, ends)


def _takers(house: House, day: date, activity: str) -> tuple[tuple[str, str], ...]:
    """Those of a role that may; the desk asks again when one is chosen."""
    may = set(who_may(activity, on=day, narrowed=house.practice.narrowed))
    members = house.practice.members.values()
    return tuple((m.code, house.people[m.code]) for m in members if may & set(m.roles) and m.code in house.people)


def settled(house: House, day: date, by: Member, form: QueryDict) -> tuple[str, ...]:
    """Do what was chosen for each task, one after the other; answers the sentences of what could not be."""
    return tuple(filter(None, (_settle(house, day, by, form, name) for name in form)))


def _settle(house: House, day: date, by: Member, form: QueryDict, name: str) -> str:
    """The sentence of the refusal, "" when it is done or when nothing was chosen."""
    story, chosen = name.removeprefix("what-"), form.get(name, "")
    if story == name or not chosen:
        return ""
    number = form.get(f"number-{story}", "")
    deed = Deed(by, clock.now(), story, int(number) + 1 if number.isdecimal() else None)
    try:
        perform_task(house, deed, lambda hall: _gesture(hall, house, day, deed, chosen), key=form.get("key", ""))
    except Refused as refusal:
        return sentence_of(refusal, house)
    return ""


def _gesture(hall: TaskHall, house: House, day: date, deed: Deed, chosen: str) -> Task:
    what, _, which = chosen.partition(":")
    if what == "to":
        return tasks.pass_on(hall, deed, person=which)
    if what == "later":
        return tasks.postpone(hall, deed, due=_next_noon(house, day, deed.at), reason=reason_for(which, "postpone"))
    if what == "end" and which in ENDS:
        return tasks.end(hall, deed, outcome=which)
    raise MoveRefused("form.unknown_gesture", gesture=chosen[:40])


def _next_noon(house: House, day: date, now: datetime) -> datetime:
    """In the middle of the next working day that is to come."""
    after = next_day(house, max(day, house.practice.local(now).date()))
    return datetime.combine(after, NOON, house.practice.zone)
