"""What reaches the practice by telephone and on paper becomes a task, by rule: nobody interprets it on the way."""

from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted, put
from binome.desk.task_ground import refuse_words_unless_read, usual_role
from binome.desk.task_hall import Beside, TaskHall, Words, task_for
from binome.practice.task import Task
from binome.practice.task_kind import Route, route, task_kind


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


def _wanted(hall: TaskHall, found: Route, patient: str | None, person: str | None) -> Wanted:
    """Where nobody holds the role it usually goes before, the next of its kind's."""
    role = found.role if person else usual_role(hall.practice, task_kind(found.kind), found.role)
    return Wanted(found.kind, role, person, patient, found.level)
