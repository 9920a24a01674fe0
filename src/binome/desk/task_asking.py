"""Putting a task before somebody: as asked, or as what another one leads to when it ends."""

from dataclasses import dataclass, replace
from datetime import datetime

from binome.desk.hall import Deed
from binome.desk.task_ground import addressee, own_ground, usual_role
from binome.desk.task_hall import NOTHING, Beside, TaskHall, record
from binome.journal.event import utc
from binome.journal.replay import task_from
from binome.journal.stories import TASK_PREFIX
from binome.practice.delay import next_time
from binome.practice.refusal import MoveRefused
from binome.practice.task import Task, TaskState
from binome.practice.task_kind import task_kind
from binome.practice.words import Moment, Role


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task as somebody asks for it: what is left out is presumed as its kind says."""

    kind: str
    role: Role | None = None
    person: str | None = None
    patient: str | None = None
    level: str | None = None
    due: datetime | None = None
    repeats: str | None = None


def put(hall: TaskHall, deed: Deed, task: Task, wanted: Wanted, beside: Beside = NOTHING) -> Task:
    """Before a role, or a person: refused when no text lets them do or prepare what it is for."""
    kind = task_kind(wanted.kind)
    level = wanted.level or kind.level
    if level not in kind.levels:
        raise MoveRefused("task.unknown_level", kind=kind.code, level=level)
    role = wanted.role if wanted.role or wanted.person else usual_role(hall.practice, kind)
    asked_of = addressee(hall.practice, kind, role, wanted.person, deed.at, wanted.patient)
    said = {
        "role": own_ground(hall.practice, deed, kind, wanted.patient).role,
        "delegation": asked_of.code,
        "to": wanted.person,
        "to_role": asked_of.role,
        "kind": kind.code,
        "level": level,
        "patient": wanted.patient,
        "due": utc(wanted.due) if wanted.due else kind.due[level].after(deed.at, hall.practice),
        "reason": wanted.repeats or None,
    }
    return record(hall, task, deed, Moment.ASKED, said, beside)


def put_next(hall: TaskHall, deed: Deed, task: Task) -> None:
    """The next of a series, before the same role if anybody holds it still, at its next time.

    Counted from the very first: what was put off shifts nothing, nor does a month without a 31st.
    """
    first = task_from(first_story(task.story), hall.of_story(first_story(task.story))).first_due or task.first_due
    after = max(utc(deed.at), task.first_due or utc(deed.at))
    due = next_time(task.repeats, first, after, hall.practice) if first else None
    role = usual_role(hall.practice, task.its_kind, task.role)
    wanted = Wanted(task.kind, role, None, task.patient, task.level, due, task.repeats)
    _put_after(hall, deed, task, wanted)


def put_instead(hall: TaskHall, deed: Deed, task: Task) -> None:
    """Nobody answered, again and again: a letter, say, before whom it is usually for."""
    _put_after(hall, deed, task, Wanted(task.its_kind.then, patient=task.patient))


def take_next_back(hall: TaskHall, deed: Deed, reason: str) -> None:
    """What an ending had asked for goes with it, unless somebody has touched it since."""
    following = following_of(hall, deed.story)
    if following.state is not TaskState.ASKED or following.before is None:
        return
    if following.before.state is TaskState.UNBORN:
        ground = own_ground(hall.practice, deed, following.its_kind, following.patient)
        said = {"role": ground.role, "delegation": ground.code, "reason": reason, "withdraws": following.standing}
        record(hall, following, deed, Moment.WITHDRAWN, said)


def next_story(story: str) -> str:
    """The name of what a task leads to: always the same, so that it is asked once."""
    root, _, turn = story.removeprefix(TASK_PREFIX).partition("-")
    return f"{TASK_PREFIX}{root}-{int(turn or 1) + 1}"


def elder_story(story: str) -> str:
    """The name of the task that led to that one; "" for the first."""
    root, _, turn = story.removeprefix(TASK_PREFIX).partition("-")
    return f"{TASK_PREFIX}{root}" + (f"-{int(turn) - 1}" if int(turn) > 2 else "") if turn.isdecimal() else ""


def following_of(hall: TaskHall, story: str) -> Task:
    """What a task led to, as it stands; not yet born when it led to nothing."""
    following = next_story(story)
    return task_from(following, hall.of_story(following))


def first_story(story: str) -> str:
    """The name of the task that a series began with."""
    return f"{TASK_PREFIX}{story.removeprefix(TASK_PREFIX).partition('-')[0]}"


def _put_after(hall: TaskHall, deed: Deed, task: Task, wanted: Wanted) -> None:
    """Once only, however often its elder is ended and opened again."""
    following = following_of(hall, task.story)
    if following.state is TaskState.UNBORN:
        put(hall, replace(deed, story=following.story, number=None), following, wanted, Beside(like=task.story))
