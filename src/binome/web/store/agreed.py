"""What a practice agreed on around the law, noted with its author: the trace in rows, what stands in the settings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from binome.practice.refusal import MoveRefused
from binome.web.store.practice import House, Settings, changed
from binome.web.store.tables.delegation import AgreementRow
from binome.web.store.tables.practice import PracticeRow
from binome.web.store.writing import writing

RECORD = "record"
"""In the settings: the number of the row behind a value. What was there from the founding has none."""

KINDS = ("training", "post", "protocol", "narrowing", "mode", "structure", "let")
"""Everything that is traced here."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who notes it, when; the day is the practice's own."""

    by: str
    at: datetime

    def day(self, house: House) -> date:
        return house.practice.local(self.at).date()


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the trace, as it was written."""

    number: int
    kind: str
    about: str
    words: Settings
    since: date | None
    until: date | None
    by: str
    at: datetime
    ended_by: str
    ended_at: datetime | None


def trace(house: House, *kinds: str, about: str | None = None) -> tuple[Noted, ...]:
    """What was noted, the newest first, ended or not."""
    rows = AgreementRow.objects.filter(practice_id=house.id).order_by("-noted_at", "-id")
    rows = rows.filter(kind__in=kinds) if kinds else rows
    return tuple(_noted(row) for row in (rows if about is None else rows.filter(about=about)))


Rewrite = Callable[[Settings, AgreementRow], Settings]
"""The settings as they stand once the row is written."""


def note(
    house: House, author: Author, kind: str, words: Settings, rewrite: Rewrite, *, about: str = "", since: date | None
) -> int:
    """Write a row, and what it changes in the practice, together; gives the row's number."""
    with writing():
        practice = PracticeRow.objects.select_for_update().get(id=house.id)
        row = AgreementRow.objects.create(
            practice=practice,
            kind=kind,
            about=about,
            words=words,
            since=since,
            noted_by=author.by,
            noted_at=author.at,
        )
        _keep(practice, rewrite(practice.settings, row))
    return int(row.pk)


def end(house: House, author: Author, kind: str, number: int, rewrite: Rewrite, *, until: date | None = None) -> Noted:
    """What a row said no longer stands, from `until` (today) on; refused when it was ended already."""
    with writing():
        practice = PracticeRow.objects.select_for_update().get(id=house.id)
        row = AgreementRow.objects.filter(practice=practice, kind=kind, pk=number, ended_at=None).first()
        if row is None:
            raise MoveRefused("agreement.gone", number=number)
        row.until, row.ended_by, row.ended_at = until or author.day(house), author.by, author.at
        row.save(update_fields=["until", "ended_by", "ended_at"])
        _keep(practice, rewrite(practice.settings, row))
    return _noted(row)


def with_record(row: AgreementRow) -> Settings:
    """The row's words, as the settings keep them."""
    return {**row.words, RECORD: row.pk}


def without(listed: Iterable[Settings], row: AgreementRow) -> list[Settings]:
    return [it for it in listed if it.get(RECORD) != row.pk]


def as_words(**said: Any) -> Settings:
    """Days as text; what was not said is left out."""
    return {name: it.isoformat() if isinstance(it, date) else it for name, it in said.items() if it}


def known_member(house: House, code: str) -> str:
    return house.practice.member(code).code


def _keep(practice: PracticeRow, settings: Settings) -> None:
    practice.settings = settings
    practice.save(update_fields=["settings"])
    changed(practice.pk)


def _noted(row: AgreementRow) -> Noted:
    return Noted(
        row.pk,
        row.kind,
        row.about,
        row.words,
        row.since,
        row.until,
        row.noted_by,
        row.noted_at,
        row.ended_by,
        row.ended_at,
    )
