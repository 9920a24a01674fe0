"""The shortest way to ask for a task in the small practice's database, and to act on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import Words
from binome.web.store.models import PatientRow
from binome.web.store.tasks import TaskDeed, new_task, perform_task
from tests.web.board.small import Small

ONE_PAGE = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
xref
0 4
trailer << /Root 1 0 R /Size 4 >>
startxref
9
%%EOF
"""
"""A PDF small enough to read."""


def deed(small: Small, story: str, by: str, number: int | None = None) -> Deed:
    return Deed(small.house.practice.member(by), datetime.now(UTC), story, number)


def patient(small: Small, code: str = "p1", family: str = "Rault") -> str:
    """Somebody made up."""
    PatientRow.objects.create(practice_id=small.house.id, code=code, family=family, given="Rémi", sought=family)
    return code


def asked(
    small: Small, kind: str = "appointment_to_make", *, by: str = "m4", title: str = "", key: str = "", **wanted: object
) -> str:
    """A task that the secretary asked for, in time: before it was due, if that is past. Answers its story."""
    story = new_task(small.house, small.house.practice.member(by), key)
    made = deed(small, story, by, 1)
    if due := wanted.get("due"):
        made = replace(made, at=min(made.at, due - timedelta(seconds=1)))  # type: ignore[operator]
    words = Words(title)
    perform_task(small.house, made, lambda hall: tasks.ask(hall, made, Wanted(kind, **wanted), words), key=key)  # type: ignore[arg-type]
    return story


def act(
    small: Small, story: str, gesture: TaskDeed, *, by: str = "m3", number: int | None = None, key: str = ""
) -> None:
    """One gesture on a task, as the screens do it."""
    perform_task(small.house, deed(small, story, by, number), gesture, key=key)


def claimed(small: Small, story: str, by: str = "m3", number: int = 2, key: str = "") -> None:
    act(small, story, lambda hall: tasks.claim(hall, deed(small, story, by, number)), by=by, number=number, key=key)
