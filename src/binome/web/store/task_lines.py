"""From a task to its line in the picture, and what is kept beside it."""

from datetime import date
from typing import Any

from binome.desk.task_asking import elder_story
from binome.desk.task_hall import Beside
from binome.desk.task_late import escalates_at
from binome.journal.event import Event
from binome.practice.refusal import MoveRefused
from binome.practice.task import Task, TaskState
from binome.practice.team import Practice
from binome.web.store.practice import House
from binome.web.store.tables.practice import PatientRow
from binome.web.store.tables.tasks import DocumentRow, TaskNoteRow, TaskRow, TaskWordsRow

TO_SORT = "unknown"
"""The kind of a document that nobody has told apart."""


def task_line_of(task: Task) -> dict[str, Any]:
    """The columns of TaskRow that the story determines."""
    return {
        "number": task.number,
        "kind": task.kind,
        "level": task.level,
        "state": str(task.state),
        "patient_id": task.patient,
        "role": str(task.role),
        "person": task.person,
        "holder": task.holder,
        "asked_by": task.asked_by,
        "asked_role": str(task.asked_role),
        "asked_at": task.asked_at,
        "due": task.due,
        "repeats": task.repeats,
        "to_sign": task.to_sign,
        "tries": task.tries,
        "declined": [[said.by, said.reason, said.at.isoformat()] for said in task.declined],
        "escalated": [str(role) for role in task.escalated],
        "ended_by": task.ended_by,
        "ended_as": task.ended_as,
        "since": task.since,
        "standing": task.standing,
    }


def refuse_forgotten(house: House, task: Task) -> None:
    """Nobody could be called back under no name."""
    if task.patient and not PatientRow.objects.filter(practice_id=house.id, code=task.patient).exists():
        raise MoveRefused("task.patient_forgotten", patient=task.patient)


def keep_line(house: House, task: Task, day: date, version: int) -> None:
    """Draw the task's line again; a task whose asking was undone has none, nor words, nor a document."""
    if task.state is TaskState.UNBORN:
        _give_back_document(house, task.story)
        for kept in (TaskRow, TaskWordsRow, TaskNoteRow, DocumentRow):
            kept.objects.filter(practice_id=house.id, story=task.story).delete()  # type: ignore[attr-defined]
        return
    columns = drawn(task, house.practice, day, version)
    if not TaskRow.objects.filter(story=task.story).update(**columns):
        TaskRow.objects.create(practice_id=house.id, story=task.story, **columns)


def drawn(task: Task, practice: Practice, day: date, version: int) -> dict[str, Any]:
    """The whole line, as it was told on that day at that version of it."""
    looked_at = escalates_at(task, practice) if task.is_open else None
    return {**task_line_of(task), "told_on": day, "version": version, "escalates_at": looked_at}


def _give_back_document(house: House, story: str) -> None:
    """Undoing a reclassifying loses no document: the task it came with has it again, to sort."""
    elder = elder_story(story)
    if elder and TaskRow.objects.filter(practice_id=house.id, story=elder).exists():
        DocumentRow.objects.filter(practice_id=house.id, story=story).update(story=elder, kind=TO_SORT)


def keep_beside(house: House, task: Task, event: Event, beside: Beside) -> None:
    """The words a task is asked with, or those of the task it follows; and the note of a gesture."""
    if beside.words:
        said = {"title": beside.words.title, "body": beside.words.body}
        said |= {"caller": beside.words.caller, "phone": beside.words.phone}
        _write_words(house, task, said)
    elif beside.like:
        said = TaskWordsRow.objects.filter(story=beside.like).values("title", "body", "caller", "phone").first()  # type: ignore[assignment]
        if said:
            _write_words(house, task, said)
    if beside.note:
        TaskNoteRow.objects.create(
            practice_id=house.id, story=task.story, number=event.number, patient=task.patient, by=event.by, at=event.at,
            words=beside.note,
        )  # fmt: skip


def _write_words(house: House, task: Task, said: dict[str, str]) -> None:
    TaskWordsRow.objects.update_or_create(
        story=task.story, defaults={"practice_id": house.id, "patient": task.patient, **said}
    )
