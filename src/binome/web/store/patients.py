"""The people behind the pseudonyms: finding them, making them known, forgetting them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from binome.journal.forget import Remains, remains_of
from binome.journal.stories import SHEET_SUFFIX
from binome.practice.draft import OPEN_DRAFTS
from binome.practice.refusal import MoveRefused
from binome.practice.words import OPEN_STATES
from binome.web.store.attention import forget_marks
from binome.web.store.hall import hall_of
from binome.web.store.hand_over import forget_notes
from binome.web.store.imports_waiting import forget_files
from binome.web.store.journal import events
from binome.web.store.naming import forget_unlinked, tasks_naming
from binome.web.store.practice import House, changed
from binome.web.store.pseudonyms import sought_form
from binome.web.store.tables.agenda import WaitingRow
from binome.web.store.tables.delegation import PatientOrderRow
from binome.web.store.tables.drafts import DraftRow, DraftWordsRow
from binome.web.store.tables.imports import BroughtPatientRow, ForeignRow, WroteRow
from binome.web.store.tables.journal import EventRow, VisitRow
from binome.web.store.tables.practice import PatientRow
from binome.web.store.tables.sheets import EntryRow, SheetRow
from binome.web.store.tables.tasks import DocumentRow, TaskNoteRow, TaskRow, TaskWordsRow
from binome.web.store.tasks import OPEN

FEWEST_LETTERS = 2
OPEN_DRAFT_STATES = [str(state) for state in OPEN_DRAFTS]
_DATES = (re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$"), re.compile(r"^(\d{2})(\d{2})(\d{4})$"))


@dataclass(frozen=True, slots=True)
class Person:
    """A patient, as the desk recognises them."""

    code: str
    family: str
    given: str
    sex: str
    birth_date: date | None
    phone: str
    alias: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit of somebody's, without what was said in it."""

    story: str
    patient: str
    day: date
    due: datetime
    doctor: str
    state: str


_COLUMNS = ("code", "used", "family", "given", "sex", "birth_date", "phone", "alias", "hidden")


def found(house: House, said: str, *, most: int = 12) -> list[Person]:
    """Whom these words may mean: names in any order, whole or begun, accents and case aside, and a birth date."""
    asked = _asked(said)
    if asked is None:
        return []
    rows = PatientRow.objects.filter(asked, practice_id=house.id).order_by("sought", "birth_date")
    return [_person(*row) for row in rows.values_list(*_COLUMNS)[:most]]


def person(house: House, code: str) -> Person | None:
    """Who a pseudonym is; None once forgotten, or at another practice."""
    row = PatientRow.objects.filter(practice_id=house.id, code=code).values_list(*_COLUMNS).first()
    return _person(*row) if row else None


def appointments_of(house: House, patients: Iterable[str], *, since: date | None = None) -> list[Appointment]:
    """Their visits, the earliest first; those to come only, when `since` is given."""
    rows = VisitRow.objects.filter(practice_id=house.id, patient_id__in=list(patients)).order_by("due")
    if since:
        rows = rows.filter(day__gte=since, state__in=[str(state) for state in OPEN_STATES])
    columns = ("story", "patient_id", "day", "due", "doctor", "state")
    return [Appointment(*row) for row in rows.values_list(*columns)]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What stays of a forgotten person in the journal, and how many waiting files were thrown away with them.

    `still_named`: the open tasks linked to nobody whose words may name them.
    """

    remains: Remains
    files: int
    still_named: int = 0


def forget(house: House, code: str, *, at: datetime) -> Forgotten:
    """Delete a person's names, words and wishes; the journal keeps the pseudonym, and no figure changes.

    Files that wait to be imported are thrown away, all of them: what they hold is not known before they are accepted.
    Tasks linked to nobody that name them lose their words once they are over; those still open are counted.
    Refused while a visit, a task or a document of theirs is open: nobody could be called in, or back, under no name.
    """
    own_visits = VisitRow.objects.filter(practice_id=house.id, patient__code=code)
    days = set(own_visits.values_list("day", flat=True))
    with hall_of(house, *days) as hall:
        if appointments_of(house, [code], since=date.min):
            raise MoveRefused("patient.has_open_visits", patient=code)
        if TaskRow.objects.filter(practice_id=house.id, patient__code=code, state__in=OPEN).exists():
            raise MoveRefused("patient.has_open_tasks", patient=code)
        if DraftRow.objects.filter(practice_id=house.id, patient__code=code, state__in=OPEN_DRAFT_STATES).exists():
            raise MoveRefused("patient.has_open_drafts", patient=code)
        stories = _stories_of(house, code)
        for words in (SheetRow, EntryRow, TaskWordsRow, TaskNoteRow, DocumentRow, DraftWordsRow):
            words.objects.filter(practice_id=house.id, story__in=stories).delete()
        EntryRow.objects.filter(practice_id=house.id, patient=code).delete()
        PatientOrderRow.objects.filter(practice_id=house.id, patient=code).delete()
        _forget_what_files_said(house, code, stories)
        files = forget_files(house, at=at)
        WaitingRow.objects.filter(practice_id=house.id, patient__code=code).delete()
        still_named = len(tasks_naming(house, code))
        forget_unlinked(house, code)
        forget_notes(house, code)
        forget_marks(house, code)
        rows = PatientRow.objects.filter(practice_id=house.id, code=code)
        if not rows._raw_delete(rows.db):  # a plain delete would take the pseudonym off the day's lines
            raise MoveRefused("patient.unknown", patient=code)
        for story in stories:
            hall.redraw(story)
        changed(house.id)
    told = EventRow.objects.filter(Q(story__in=stories) | Q(by=code) | Q(to=code), practice_id=house.id)
    return Forgotten(remains_of(code, events(told.order_by("id"))), files, still_named)


def _forget_what_files_said(house: House, code: str, stories: list[str]) -> None:
    """Imports keep what a file said of a visit or a person, names included, to compare and to take back."""
    ForeignRow.objects.filter(practice_id=house.id, story__in=stories).delete()
    WroteRow.objects.filter(imported__practice_id=house.id, story__in=stories).delete()
    BroughtPatientRow.objects.filter(imported__practice_id=house.id, patient=code).delete()


def _stories_of(house: House, code: str) -> list[str]:
    """The stories that are about a person, their preparation sheets included."""
    told = EventRow.objects.filter(practice_id=house.id, patient=code)
    visits = list(told.values_list("story", flat=True).distinct())
    return visits + [f"{story}{SHEET_SUFFIX}" for story in visits]


def _asked(said: str) -> Q | None:
    """Each word must be the beginning of a name, or the birth date; None when too little was said."""
    asked, letters = Q(), 0
    for word in said.split():
        born = _date(word)
        if born:
            asked &= Q(birth_date=born)
            continue
        for name in sought_form(word).split():
            asked &= Q(sought__startswith=name) | Q(sought__contains=f" {name}")
            letters += len(name)
    return asked if asked and (letters >= FEWEST_LETTERS or not letters) else None


def _date(word: str) -> date | None:
    """12/03/1954, 12.3.1954, 12031954 or 1954-03-12."""
    for shape in _DATES:
        if match := shape.match(word):
            day, month, year = (int(part) for part in match.groups())
            return _real(year, month, day)
    parts = word.split("-")
    return _real(*(int(p) for p in parts)) if len(parts) == 3 and all(p.isdecimal() for p in parts) else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _person(code: str, used: str, family: str, *others) -> Person:  # type: ignore[no-untyped-def]
    return Person(code, used or family, *others)
