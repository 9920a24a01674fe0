"""What people do with a task. Each deed is one change, one line in the journal, one telling, its author named."""

from datetime import datetime
from typing import Any

from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted, put, put_instead, put_next, take_next_back
from binome.desk.task_ground import (
    DONE,
    addressee,
    ground_to_end,
    own_ground,
    refuse_taking_away,
    refuse_too_far,
    refuse_unless_reads,
    refuse_words_unless_read,
)
from binome.desk.task_hall import Beside, TaskHall, Words, known, record, task_for
from binome.journal.event import utc
from binome.practice.refusal import MoveRefused
from binome.practice.task import NOT_REACHED, Task
from binome.practice.task_kind import task_kind
from binome.practice.words import Moment, Role

OUTCOMES = (DONE, "not_needed", "done_elsewhere", "duplicate", NOT_REACHED)
"""How a task may end. Only the first says that its activity was done."""

ENDS_THE_SERIES = frozenset({"not_needed", "duplicate"})
"""A recurring task that ended so does not come back: a series has its end, and its patient may be forgotten."""


PREPARED = "prepared"
"""Why a task is passed on to a doctor by whom may only prepare it."""


def ask(hall: TaskHall, deed: Deed, wanted: Wanted, words: Words | None = None) -> Task:
    """Put a task before a role, or a person: refused when no text lets them do or prepare what it is for."""
    refuse_words_unless_read(task_kind(wanted.kind), deed, bool(words))
    if wanted.due and utc(wanted.due) <= utc(deed.at):
        raise MoveRefused("task.due_has_passed", due=wanted.due)
    return put(hall, deed, task_for(hall, deed), wanted, Beside(words or Words()))


def claim(hall: TaskHall, deed: Deed) -> Task:
    """Take it: only whom a text lets do or prepare it."""
    task = known(hall, deed)
    ground = hall.practice.delegation(deed.by, task.its_kind.activity, deed.at)
    return record(hall, task, deed, Moment.CLAIMED, {"role": ground.role, "delegation": ground.code})


def decline(hall: TaskHall, deed: Deed, *, reason: str) -> Task:
    """Who was asked says no; it goes back before the role."""
    return _tell(hall, deed, Moment.DECLINED, reason=reason)


def hand_back(hall: TaskHall, deed: Deed, *, reason: str | None = None) -> Task:
    return _tell(hall, deed, Moment.HANDED_BACK, reason=reason)


def pass_on(
    hall: TaskHall, deed: Deed, *, role: Role | None = None, person: str | None = None, reason: str | None = None
) -> Task:
    """To another role or person, who must be allowed what it is for."""
    task = known(hall, deed)
    refuse_taking_away(deed, task, reason)
    if role is None and person is None:
        raise MoveRefused("task.to_whom_else")
    asked_of = addressee(hall.practice, task.its_kind, role, person, deed.at, task.patient)
    own = own_ground(hall.practice, deed, task.its_kind, task.patient)
    said = {"role": own.role, "to": person, "to_role": asked_of.role, "reason": reason, "delegation": asked_of.code}
    return record(hall, task, deed, Moment.PASSED_ON, said)


def prepared(hall: TaskHall, deed: Deed, *, to: str | None = None, note: str = "") -> Task:
    """Who may only prepare it has: it goes before the doctors, to be finished and signed."""
    task = known(hall, deed)
    if task.holder not in (None, deed.by.code):
        raise MoveRefused("task.held_by_another", holder=task.holder, since=task.since)
    refuse_words_unless_read(task.its_kind, deed, bool(note.strip()))
    its = task.its_kind
    known_of_patient = hall.practice.known_of(task.patient, its.activity, deed.at)
    ground = hall.practice.delegation(deed.by, its.activity, deed.at, known_of_patient)
    asked_of = addressee(hall.practice, task.its_kind, None if to else Role.PHYSICIAN, to, deed.at, task.patient)
    said = {"role": ground.role, "delegation": ground.code, "reason": PREPARED, "to_sign": True}
    said |= {"to": to, "to_role": asked_of.role}
    return record(hall, task, deed, Moment.PASSED_ON, said, Beside(note=note.strip()))


def postpone(hall: TaskHall, deed: Deed, *, due: datetime, reason: str) -> Task:
    """To a later time: what only some may read, by them alone, and not beyond what its kind says."""
    task = known(hall, deed)
    if task.is_open:
        refuse_unless_reads(deed, task)
        refuse_too_far(hall.practice, deed, task, utc(due))
    return _tell(hall, deed, Moment.POSTPONED, due=utc(due), reason=reason)


def not_reached(hall: TaskHall, deed: Deed) -> Task:
    """Nobody answered: it is tried again later; after the last try it ends, and what comes instead is asked."""
    task = known(hall, deed)
    kind = task.its_kind
    if not kind.tries or kind.try_again is None:
        raise MoveRefused("task.not_a_call", kind=kind.code)
    if task.tries + 1 < kind.tries:
        return postpone(hall, deed, due=kind.try_again.after(deed.at, hall.practice), reason=NOT_REACHED)
    then = _tell(hall, deed, Moment.ENDED, reason=NOT_REACHED)
    put_instead(hall, deed, task)
    return then


def end(hall: TaskHall, deed: Deed, *, outcome: str = DONE, note: str = "") -> Task:
    """It is over. "done" is for whom a text lets do it; a recurring task is asked again, while it is needed."""
    return _end(hall, deed, outcome, note, known(hall, deed), for_whom=None)


def end_for_colleague(hall: TaskHall, deed: Deed, *, outcome: str = DONE, note: str) -> Task:
    """A colleague has taken it and is not there: it is ended for them, knowingly, with a note they will read."""
    task = known(hall, deed)
    if not note.strip():
        raise MoveRefused("task.note_needed", holder=task.holder)
    return _end(hall, deed, outcome, note, task, for_whom=task.holder)


def resume(hall: TaskHall, deed: Deed, *, reason: str) -> Task:
    """Open again what was ended; a due time that has passed is counted anew."""
    task = known(hall, deed)
    due = task.due
    if due is None or due <= deed.at:
        due = task.its_kind.due[task.level].after(deed.at, hall.practice)
    return _tell(hall, deed, Moment.RESUMED, reason=reason, due=due)


def withdraw(hall: TaskHall, deed: Deed, *, reason: str) -> Task:
    """Undo one's own gesture, if it is the last that stands; what it led to goes with it, if nobody touched it."""
    task = known(hall, deed)
    undone = hall.of_story(deed.story)[task.standing - 1]
    if undone.by != deed.by.code:
        raise MoveRefused("task.not_your_gesture", by=undone.by)
    then = _tell(hall, deed, Moment.WITHDRAWN, reason=reason, withdraws=task.standing)
    if undone.moment is Moment.ENDED:
        take_next_back(hall, deed, reason)
    return then


def _end(hall: TaskHall, deed: Deed, outcome: str, note: str, task: Task, *, for_whom: str | None) -> Task:
    if outcome not in OUTCOMES:
        raise MoveRefused("task.unknown_outcome", outcome=outcome)
    refuse_words_unless_read(task.its_kind, deed, bool(note.strip()))
    ground = ground_to_end(hall.practice, deed, task, outcome)
    said = {"role": ground.role, "delegation": ground.code, "reason": outcome, "to": for_whom}
    then = record(hall, task, deed, Moment.ENDED, said, Beside(note=note.strip()))
    if task.repeats and outcome not in ENDS_THE_SERIES:
        put_next(hall, deed, task)
    return then


def _tell(hall: TaskHall, deed: Deed, moment: Moment, **words: Any) -> Task:
    task = known(hall, deed)
    ground = own_ground(hall.practice, deed, task.its_kind, task.patient)
    return record(hall, task, deed, moment, {"role": ground.role, "delegation": ground.code, **words})
