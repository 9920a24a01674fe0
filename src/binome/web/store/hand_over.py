"""The hand-over note: what the evening tells the next morning. Words, which a person may ask to have forgotten."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from binome.practice.refusal import MoveRefused
from binome.web.store.naming import families_of, naming
from binome.web.store.practice import House
from binome.web.store.tables.huddle import HandOverRow
from binome.web.store.tables.practice import PatientRow
from binome.web.store.writing import writing

LONGEST = 1000
LOOKS_BACK = timedelta(days=7)
"""A morning shows the notes of the last evening that left some, unless that was longer ago."""
KEPT = timedelta(days=30)
"""Words about the day are of no use later, and might name somebody: they are thrown away."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One note. `patient` is the pseudonym of whom it is about; `about` their name, "" when nobody or forgotten."""

    id: int
    day: date
    by: str
    at: datetime
    words: str
    patient: str | None
    about: str


def notes_left(house: House, day: date) -> list[HandOver]:
    """Those of that day, in the order they were written."""
    return _with_names(house, list(HandOverRow.objects.filter(practice_id=house.id, day=day).order_by("at", "id")))


def notes_for(house: House, day: date) -> list[HandOver]:
    """What the last evening before that day left to be read."""
    rows = HandOverRow.objects.filter(practice_id=house.id, day__lt=day, day__gte=day - LOOKS_BACK)
    found = list(rows.order_by("-day", "at", "id"))
    return _with_names(house, [row for row in found if row.day == found[0].day])


def leave_note(
    house: House, day: date, words: str, *, by: str, at: datetime, patient: str | None = None, key: str = ""
) -> None:
    """Write it down; the same form sent twice writes one."""
    said = words.strip()
    if not said:
        raise MoveRefused("hand_over.no_words")
    if len(said) > LONGEST:
        raise MoveRefused("hand_over.too_long", most=LONGEST)
    if patient and not PatientRow.objects.filter(practice_id=house.id, code=patient).exists():
        raise MoveRefused("patient.unknown", patient=patient)
    told = {"practice_id": house.id, "day": day, "by": by, "at": at, "words": said, "patient": patient or None}
    with writing():
        HandOverRow.objects.filter(practice_id=house.id, day__lt=day - KEPT).delete()
        if key:
            HandOverRow.objects.get_or_create(key=f"{house.id}:{by}:{key}"[:64], defaults=told)
        else:
            HandOverRow.objects.create(**told)


def take_note_back(house: House, note: int, *, by: str) -> None:
    """By whoever wrote it."""
    with writing():
        rows = HandOverRow.objects.filter(practice_id=house.id, pk=note)
        if not rows.filter(by=by).delete()[0] and rows.exists():
            raise MoveRefused("hand_over.not_yours")


def forget_notes(house: House, patient: str) -> None:
    """Those about the person, and those that name them: to be asked before the name itself is forgotten."""
    rows = HandOverRow.objects.filter(practice_id=house.id)
    families = families_of(house, patient)
    named = [row.pk for row in rows.filter(patient=None) if naming(row.words, families)]
    rows.filter(Q(patient=patient) | Q(pk__in=named)).delete()


def _with_names(house: House, rows: list[HandOverRow]) -> list[HandOver]:
    codes = [row.patient for row in rows if row.patient]
    people = PatientRow.objects.filter(practice_id=house.id, code__in=codes) if codes else PatientRow.objects.none()
    names = {p.code: f"{p.used or p.family} {p.given}".strip() for p in people}
    return [
        HandOver(row.pk, row.day, row.by, row.at, row.words, row.patient, names.get(row.patient or "", ""))
        for row in rows
    ]
