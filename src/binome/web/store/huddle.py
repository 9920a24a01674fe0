"""What the morning and the evening ask of the house about a day: the past of its patients, and what is still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from binome.journal.event import Event
from binome.journal.replay import task_from
from binome.practice.draft import DraftState
from binome.practice.task import Task
from binome.practice.words import State
from binome.web.store.journal import events
from binome.web.store.practice import House
from binome.web.store.tables.drafts import DraftRow
from binome.web.store.tables.journal import EventRow, VisitRow
from binome.web.store.tables.tasks import TaskRow
from binome.web.store.tasks import OPEN

LOOKS_BACK = timedelta(days=14)
"""How far back a visit that was put off, or not signed, is still called to mind."""

_WAITING = [str(state) for state in (DraftState.PREPARED, DraftState.SENT_BACK)]


@dataclass(frozen=True, slots=True)
class Last:
    """The last time somebody was to come, before that day."""

    day: date
    state: str


def last_times(house: House, day: date, patients: Iterable[str]) -> dict[str, Last]:
    """By patient: their last visit before that day, whatever became of it. One query."""
    over = [str(state) for state in State if state not in (State.CANCELLED, State.UNBORN)]
    rows = VisitRow.objects.filter(practice_id=house.id, patient_id__in=list(patients), day__lt=day, state__in=over)
    found = rows.order_by("due").values_list("patient_id", "day", "state")
    return {str(patient): Last(on, state) for patient, on, state in found}


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A visit of an earlier day that somebody still has to take up. `name` is "" once forgotten."""

    story: str
    day: date
    state: str
    doctor: str
    owner: str | None
    patient: str | None
    name: str


def left_over(house: House, day: date) -> list[LeftOver]:
    """What earlier days put off or left unsigned, the oldest first: one query."""
    rows = VisitRow.objects.filter(
        practice_id=house.id, day__lt=day, day__gte=day - LOOKS_BACK, state__in=[State.UNSIGNED, State.DEFERRED]
    )
    names = ("patient__used", "patient__family", "patient__given")
    listed = rows.order_by("due").values_list("story", "day", "state", "doctor", "owner", "patient_id", *names)
    return [_left_over(*row) for row in listed]


def _left_over(*found: Any) -> LeftOver:
    *own, used, family, given = found
    return LeftOver(*own, f"{used or family or ''} {given or ''}".strip())  # type: ignore[call-arg]


def drafts_waiting(house: House) -> list[tuple[str, str]]:
    """(patient, doctor) of every document that waits for a signature or came back: one query."""
    rows = DraftRow.objects.filter(practice_id=house.id, state__in=_WAITING)
    return [(str(patient or ""), doctor or "") for patient, doctor in rows.values_list("patient_id", "doctor")]


def end_of(house: House, day: date) -> datetime:
    """Midnight after that day, on the practice's clock."""
    return datetime.combine(day + timedelta(days=1), time(), house.practice.zone)


def tasks_of_day(house: House, day: date) -> tuple[Task, ...]:
    """The open tasks that are due by the end of that day, retold from the journal itself: two queries."""
    rows = TaskRow.objects.filter(practice_id=house.id, state__in=OPEN, due__lt=end_of(house, day))
    by_story: dict[str, list[Event]] = {story: [] for story in rows.values_list("story", flat=True)}
    told = EventRow.objects.filter(practice_id=house.id, story__in=list(by_story)).order_by("story", "number")
    for event in events(told):
        by_story[event.story].append(event)
    return tuple(task_from(story, lines) for story, lines in by_story.items())
