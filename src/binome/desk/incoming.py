"""What reaches the practice by telephone and on paper becomes a task, by rule: nobody interprets it on the way."""

from dataclasses import replace

from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted, following_of, put
from binome.desk.task_ground import own_ground, refuse_unless_reads, refuse_words_unless_read, usual_role
from binome.desk.task_hall import Beside, TaskHall, Words, known, record, task_for
from binome.practice.refusal import MoveRefused
from binome.practice.task import Task, TaskState
from binome.practice.task_kind import Route, route, task_kind
from binome.practice.words import Moment

RECLASSIFIED = "reclassified"
"""How a task ended when what came turned out to be something else: another task stands for it."""


def take_call(
    hall: TaskHall, deed: Deed, *, reason: str, words: Words, patient: str | None = None, person: str | None = None
) -> Task:
    """Somebody telephoned: who must know, and by when, follows from why they call."""
    found = route("calls", reason)
    refuse_words_unless_read(task_kind(found.kind), deed, bool(words))
    return put(hall, deed, task_for(hall, deed), _wanted(hall, found, patient, person), Beside(words))


def receive(
    hall: TaskHall, deed: Deed, *, document: str, patient: str | None = None, person: str | None = None
) -> Task:
    """A document came: it goes, unread, before the role that its kind names, or a person of it."""
    found = route("documents", document)
    hall.practice.delegation(deed.by, found.by, deed.at)
    return put(hall, deed, task_for(hall, deed), _wanted(hall, found, patient, person))


def reclassify(hall: TaskHall, deed: Deed, *, document: str) -> Task:
    """What came is something else than was thought: its task ends so, and the right one is asked. Answers that one.

    Whoever may read it and put it there may; the words and the patient go along.
    """
    task, found = known(hall, deed), route("documents", document)
    following = following_of(hall, task.story)
    refuse_unless_reads(deed, task)
    if found.kind == task.kind:
        raise MoveRefused("task.already_of_that_kind", kind=task.kind)
    if following.state is not TaskState.UNBORN:
        raise MoveRefused("task.already_led_to_another", story=following.story)
    hall.practice.delegation(deed.by, found.by, deed.at)
    ground = own_ground(hall.practice, deed, task.its_kind, task.patient)
    said = {"role": ground.role, "delegation": ground.code, "reason": RECLASSIFIED}
    record(hall, task, deed, Moment.ENDED, said)
    then = replace(deed, story=following.story, number=None)
    return put(hall, then, following, _wanted(hall, found, task.patient, None), Beside(like=task.story))


def _wanted(hall: TaskHall, found: Route, patient: str | None, person: str | None) -> Wanted:
    """Where nobody holds the role it usually goes before, the next of its kind's."""
    role = found.role if person else usual_role(hall.practice, task_kind(found.kind), found.role)
    return Wanted(found.kind, role, person, patient, found.level)
