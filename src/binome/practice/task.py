"""A task, where it stands, and where it may go next. A pure value: `task.after(event)` is another task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from binome.practice.delay import repeats
from binome.practice.refusal import MoveRefused
from binome.practice.story import Told as AnyTold
from binome.practice.story import refuse_unless_next
from binome.practice.task_kind import TaskKind, task_kind
from binome.practice.words import Moment, Role

NOT_REACHED = "not_reached"
"""Why a call is put off: nobody answered. The only reason that counts as a try."""

CLOCK = "clock"
"""Who escalates: nobody, the time that has passed."""


class TaskState(StrEnum):
    """Where a task stands."""

    UNBORN = "unborn"
    ASKED = "asked"
    CLAIMED = "claimed"
    ENDED = "ended"


OPEN_TASKS = frozenset({TaskState.ASKED, TaskState.CLAIMED})


class Told(AnyTold, Protocol):
    """What a task needs to know of an event."""

    @property
    def to_role(self) -> Role | None: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def level(self) -> str | None: ...


class Address(NamedTuple):
    """Whom a task is before: all that decides who is shown it."""

    kind: str
    role: Role
    person: str | None
    holder: str | None
    escalated: tuple[Role, ...]


class Declined(NamedTuple):
    """Who said no, and why."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """One task as its story tells it. `number` is its last event's; `at` that event's moment, in UTC.

    It is before a `role`, perhaps a `person` of that role; `holder` has taken it. `repeats` is the rule of a recurring
    one, "" otherwise; `first_due` is when it was asked for, which its series counts from wherever it is put off to.
    `to_sign`: somebody prepared it and a doctor must finish it. `escalated`: the roles that are shown it besides, in
    the order they came. `before` is the task as it stood before its last standing event.
    """

    story: str
    number: int = 0
    state: TaskState = TaskState.UNBORN
    at: datetime | None = None
    kind: str = ""
    level: str = ""
    patient: str | None = None
    asked_by: str = ""
    asked_role: Role | None = None
    asked_at: datetime | None = None
    role: Role | None = None
    person: str | None = None
    holder: str | None = None
    due: datetime | None = None
    first_due: datetime | None = None
    repeats: str = ""
    to_sign: bool = False
    tries: int = 0
    declined: tuple[Declined, ...] = ()
    escalated: tuple[Role, ...] = ()
    ended_by: str | None = None
    ended_as: str | None = None
    since: datetime | None = None
    standing: int = 0
    before: "Task | None" = field(default=None, compare=False, repr=False)

    def after(self, event: Told) -> "Task":
        """The same task once this has happened; raises MoveRefused when it could not."""
        refuse_unless_next(self, event)
        if self.state not in MAY_HAPPEN.get(event.moment, frozenset()):
            raise MoveRefused(f"task.{event.moment}_not_now", state=self.state, **_how_it_stands(self))
        then = _AFTER[event.moment](self, event)
        if event.moment in (Moment.WITHDRAWN, Moment.ESCALATED):  # an undo undoes what somebody did, never the clock
            return replace(then, number=event.number, at=event.at)
        return replace(then, number=event.number, at=event.at, standing=event.number, before=self)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_TASKS

    @property
    def its_kind(self) -> TaskKind:
        return task_kind(self.kind)

    @property
    def address(self) -> Address:
        """Whom an open task is before."""
        if self.role is None:
            raise MoveRefused("task.unknown", story=self.story)
        return Address(self.kind, self.role, self.person, self.holder, self.escalated)

    def late(self, at: datetime) -> bool:
        return self.is_open and self.due is not None and at > self.due

    def next_to_tell(self) -> Role | None:
        """Which role is shown it next, once it is late enough; None when every one of the chain was."""
        chain = self.its_kind.escalates if self.is_open else ()
        return next((role for role in chain if role is not self.role and role not in self.escalated), None)


def _in(*states: TaskState) -> frozenset[TaskState]:
    return frozenset(states)


MAY_HAPPEN: Mapping[Moment, frozenset[TaskState]] = MappingProxyType(
    {
        Moment.ASKED: _in(TaskState.UNBORN),
        Moment.CLAIMED: _in(TaskState.ASKED),
        Moment.DECLINED: _in(TaskState.ASKED),
        Moment.HANDED_BACK: _in(TaskState.CLAIMED),
        Moment.PASSED_ON: OPEN_TASKS,
        Moment.POSTPONED: OPEN_TASKS,
        Moment.ESCALATED: OPEN_TASKS,
        Moment.ENDED: OPEN_TASKS,
        Moment.RESUMED: _in(TaskState.ENDED),
        Moment.WITHDRAWN: frozenset(TaskState) - {TaskState.UNBORN},
    }
)
"""What may happen in which state: the table the diagram of a task is drawn from."""


def _how_it_stands(task: Task) -> dict[str, object]:
    """What a refusal tells of it: who has it, or who ended it, and since when."""
    return {"holder": task.holder or task.ended_by, "since": task.since}


def _asked(task: Task, event: Told) -> Task:
    kind = task_kind(event.kind)
    if event.to_role is None or event.due is None:
        raise MoveRefused("task.to_whom_and_when")
    if event.level not in kind.levels:
        raise MoveRefused("task.unknown_level", kind=kind.code, level=event.level)
    return replace(
        task,
        state=TaskState.ASKED,
        kind=kind.code,
        level=event.level,
        patient=event.patient,
        asked_by=event.by,
        asked_role=event.role,
        asked_at=event.at,
        role=event.to_role,
        person=event.to,
        due=event.due,
        first_due=event.due,
        repeats=repeats(event.reason) if event.reason else "",
        since=event.at,
    )


def _claimed(task: Task, event: Told) -> Task:
    return replace(task, state=TaskState.CLAIMED, holder=event.by, since=event.at)


def _declined(task: Task, event: Told) -> Task:
    if task.person != event.by:
        raise MoveRefused("task.not_asked_of_you", person=task.person)
    said = Declined(event.by, _reason_of(event), event.at)
    return replace(task, person=None, declined=(*task.declined, said), since=event.at)


def _handed_back(task: Task, event: Told) -> Task:
    _refuse_if_held_by_another(task, event)
    return replace(task, state=TaskState.ASKED, person=None, holder=None, since=event.at)


def _passed_on(task: Task, event: Told) -> Task:
    """A colleague's task may be passed on too, with a reason: they may be away."""
    if event.to_role is None or (event.to_role, event.to, None) == (task.role, task.person, task.holder):
        raise MoveRefused("task.to_whom_else")
    if event.reason is None:
        _refuse_if_held_by_another(task, event)
    put = replace(task, state=TaskState.ASKED, role=event.to_role, person=event.to, holder=None)
    return replace(put, to_sign=task.to_sign or event.to_sign, escalated=(), since=event.at)


def _postponed(task: Task, event: Told) -> Task:
    _refuse_if_held_by_another(task, event)
    reason = _reason_of(event)
    if event.due is None or event.due <= event.at:
        raise MoveRefused("task.due_has_passed", due=event.due)
    tries = task.tries + (reason == NOT_REACHED)
    return replace(task, due=event.due, tries=tries, escalated=(), since=event.at)


def _escalated(task: Task, event: Told) -> Task:
    if event.to_role is None or event.to_role in (task.role, *task.escalated):
        raise MoveRefused("task.to_whom_else")
    return replace(task, escalated=(*task.escalated, event.to_role))


def _ended(task: Task, event: Told) -> Task:
    """Ending a task that a colleague has taken names that colleague: nobody does so without knowing."""
    if event.to is None or event.to != task.holder:
        _refuse_if_held_by_another(task, event)
    return replace(
        task, state=TaskState.ENDED, holder=None, ended_by=event.by, ended_as=_reason_of(event), since=event.at
    )


def _resumed(task: Task, event: Told) -> Task:
    """Open again, before the same role: whoever has time takes it."""
    _reason_of(event)
    again = replace(task, state=TaskState.ASKED, person=None, ended_by=None, ended_as=None, escalated=())
    return replace(again, due=event.due or task.due, since=event.at)


def _withdrawn(task: Task, event: Told) -> Task:
    _reason_of(event)
    if task.before is None or event.withdraws != task.standing:
        raise MoveRefused("task.only_the_last_can_be_withdrawn", last=task.standing)
    return task.before


def _reason_of(event: Told) -> str:
    if event.reason is None:
        raise MoveRefused("task.needs_reason", moment=event.moment)
    return event.reason


def _refuse_if_held_by_another(task: Task, event: Told) -> None:
    if task.holder is not None and task.holder != event.by:
        raise MoveRefused("task.held_by_another", holder=task.holder, since=task.since)


_AFTER: Mapping[Moment, Callable[[Task, Told], Task]] = MappingProxyType(
    {
        Moment.ASKED: _asked,
        Moment.CLAIMED: _claimed,
        Moment.DECLINED: _declined,
        Moment.HANDED_BACK: _handed_back,
        Moment.PASSED_ON: _passed_on,
        Moment.POSTPONED: _postponed,
        Moment.ESCALATED: _escalated,
        Moment.ENDED: _ended,
        Moment.RESUMED: _resumed,
        Moment.WITHDRAWN: _withdrawn,
    }
)
