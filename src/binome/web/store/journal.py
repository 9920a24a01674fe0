"""The journal, kept in the database."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

from binome.journal.event import Event
from binome.journal.port import number_taken
from binome.practice.refusal import MoveRefused
from binome.practice.words import Moment, Role, Step
from binome.web.store.asked import Asked
from binome.web.store.asked_writes import insertion
from binome.web.store.tables.journal import EventRow

_FIELDS = tuple(f.name for f in fields(Event))

_of_story = Asked(
    lambda practice, story: (
        EventRow.objects.filter(practice_id=practice, story=story).order_by("number").values_list(*_FIELDS)
    ),
    practice=int,
    story=str,
)
_append = insertion(EventRow, unless=("story", "number"))


class DatabaseJournal:
    """The journal of one practice; satisfies binome.journal.port.Journal."""

    def __init__(self, practice_id: int) -> None:
        self._practice_id = practice_id

    def append(self, event: Event, *, key: str | None = None) -> None:
        told = {name: getattr(event, name) for name in _FIELDS}
        if not _append({**told, "practice_id": self._practice_id, "key": key}):
            taken = EventRow.objects.filter(story=event.story, number=event.number).values(*_FIELDS).get()
            raise number_taken(_event(taken))

    def of_story(self, story: str) -> tuple[Event, ...]:
        rows = _of_story(practice=self._practice_id, story=story)
        return tuple(_event(dict(zip(_FIELDS, row, strict=True))) for row in rows)

    def between(self, since: datetime, until: datetime) -> Iterator[Event]:
        rows = EventRow.objects.filter(practice_id=self._practice_id, at__gte=since, at__lt=until)
        for row in rows.order_by("at", "id").values(*_FIELDS).iterator(5000):
            yield _event(row)

    def everything(self) -> Iterator[Event]:
        """The whole journal, in the order it was written."""
        for row in (
            EventRow.objects.filter(practice_id=self._practice_id).order_by("id").values(*_FIELDS).iterator(5000)
        ):
            yield _event(row)

    def by_story(self) -> Iterator[Event]:
        """The whole journal, one story after the other."""
        rows = EventRow.objects.filter(practice_id=self._practice_id).order_by("story", "number")
        for row in rows.values(*_FIELDS).iterator(5000):
            yield _event(row)

    def wrote_on(self, story: str, key: str, by: str) -> bool:
        """Was any line of that story written by that very form, for that person? Refused if it was for another."""
        told = events(EventRow.objects.filter(practice_id=self._practice_id, story=story, key=key).order_by("number"))
        if told and by not in {event.by for event in told}:
            raise number_taken(told[0])
        return bool(told)

    def wrote(self, story: str, number: int, key: str, by: str) -> bool:
        """Was that line written by that very form, for that person?"""
        line = EventRow.objects.filter(practice_id=self._practice_id, story=story, number=number)
        return line.filter(key=key, by=by).exists()


def events(rows: Any) -> tuple[Event, ...]:
    return tuple(_event(row) for row in rows.values(*_FIELDS))


def _event(row: dict[str, Any]) -> Event:
    try:
        words = {
            "moment": Moment(row["moment"]),
            "role": Role(row["role"]),
            "step": Step(row["step"]) if row["step"] else None,
            "to_role": Role(row["to_role"]) if row["to_role"] else None,
        }
    except ValueError as unknown:
        raise MoveRefused("story.unreadable", story=row["story"], number=row["number"]) from unknown
    return Event(**{**row, **words})
