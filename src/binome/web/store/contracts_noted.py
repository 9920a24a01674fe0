"""What is noted beside an aid contract: readings of amelipro, money that came in, absences told to the fund."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from binome.contract.agreement import Paid, PostAbsence, Reading
from binome.practice.refusal import MoveRefused
from binome.web.store.agreed import Author
from binome.web.store.practice import House
from binome.web.store.tables.contracts import AidNoteRow
from binome.web.store.writing import writing

READING, PAID, ABSENCE = KINDS = ("reading", "paid", "absence")


@dataclass(frozen=True, slots=True)
class Noted:
    """One line: the value it says, its number, and who noted it."""

    number: int
    value: Any
    by: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands, by kind, each in the order of its days."""

    readings: tuple[Noted, ...] = ()
    paid: tuple[Noted, ...] = ()
    absences: tuple[Noted, ...] = ()

    @property
    def counts(self) -> tuple[Reading, ...]:
        return tuple(it.value for it in self.readings)


def notes_of(house: House, code: str) -> Notes:
    return by_contract(house, code).get(code, Notes())


def by_contract(house: House, *codes: str) -> dict[str, Notes]:
    """Those of these contracts, in one query; of all when none is named."""
    rows = AidNoteRow.objects.filter(practice_id=house.id, removed_at=None).order_by("on", "id")
    listed: dict[str, dict[str, list[Noted]]] = {}
    for row in rows.filter(contract__in=codes) if codes else rows:
        of_kind = listed.setdefault(row.contract, {kind: [] for kind in KINDS})
        of_kind[row.kind].append(Noted(row.pk, _READ[row.kind](row), row.noted_by))
    return {code: Notes(*(tuple(them[kind]) for kind in KINDS)) for code, them in listed.items()}


def note_reading(house: House, author: Author, contract: str, reading: Reading) -> int:
    """Typed from amelipro, or elsewhere. A day is read once for each list: a second time is refused."""
    words = {"source": reading.source, "doctor": reading.doctor, "registered": reading.registered}
    with writing():
        for it in _standing(house, contract, READING).filter(on=reading.on):
            if it.words.get("doctor", "") == reading.doctor:
                found = _reading(it)
                raise MoveRefused("reading.already", registered=found.registered, active=found.active)
        return _write(house, author, contract, READING, reading.on, {**words, "active": reading.active})


def note_paid(house: House, author: Author, contract: str, paid: Paid) -> int:
    words = {"year": paid.year, "amount": str(paid.amount)}
    with writing():
        return _write(house, author, contract, PAID, paid.on, words)


def note_absence(house: House, author: Author, contract: str, absence: PostAbsence) -> int:
    """An absence that is told to the fund, or will be; one that overlaps another of the same post is refused."""
    words = {
        "until": _iso(absence.until),
        "reason": absence.reason,
        "declared_on": _iso(absence.declared_on),
        "post": absence.post,
    }
    with writing():
        if any(_overlap(absence, _absence(it)) for it in _standing(house, contract, ABSENCE)):
            raise MoveRefused("absence.already")
        return _write(house, author, contract, ABSENCE, absence.since, words)


def remove(house: House, author: Author, contract: str, number: int) -> None:
    """A line that was wrong: it no longer counts, and stays with who took it away."""
    with writing():
        row = AidNoteRow.objects.filter(practice_id=house.id, contract=contract, pk=number, removed_at=None).first()
        if row is None:
            raise MoveRefused("reading.gone")
        row.removed_by, row.removed_at = author.by, author.at
        row.save(update_fields=["removed_by", "removed_at"])


def _standing(house: House, contract: str, kind: str) -> Any:
    return AidNoteRow.objects.filter(practice_id=house.id, contract=contract, kind=kind, removed_at=None)


def _write(house: House, author: Author, contract: str, kind: str, on: date, words: dict[str, Any]) -> int:
    row = AidNoteRow.objects.create(
        practice_id=house.id,
        contract=contract,
        kind=kind,
        on=on,
        words=words,
        noted_by=author.by,
        noted_at=author.at,
    )
    return int(row.pk)


def _overlap(one: PostAbsence, other: PostAbsence) -> bool:
    last = date.max
    return one.post == other.post and one.since < (other.until or last) and other.since < (one.until or last)


def _reading(row: AidNoteRow) -> Reading:
    said = row.words
    return Reading(row.on, said.get("registered"), said.get("active"), said.get("source", ""), said.get("doctor", ""))


def _paid(row: AidNoteRow) -> Paid:
    return Paid(row.on, row.words["year"], Decimal(row.words["amount"]))


def _absence(row: AidNoteRow) -> PostAbsence:
    said = row.words
    return PostAbsence(
        row.on, _day(said.get("until")), said.get("reason", ""), _day(said.get("declared_on")), said.get("post", "")
    )


_READ = {READING: _reading, PAID: _paid, ABSENCE: _absence}


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
