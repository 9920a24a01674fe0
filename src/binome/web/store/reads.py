"""Who looked at which record. The only place that writes it down; `web.rights.allow` is the only caller."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery

from binome.web.store.people import Seat
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.people import ReadRow
from binome.web.store.tables.practice import MemberRow, PatientRow

KINDS = frozenset(
    {
        "access_log",
        "agenda",
        "board",
        "day_sheet",
        "export",
        "huddle",
        "huddle_sheet",
        "import",
        "journal",
        "measures",
        "patient",
        "preparation",
        "replay",
        "round",
        "round_sheet",
        "search",
        "sheet",
        "document",
        "draft",
        "tray",
        "task",
        "tasks",
        "visit",
    }
)

STILL_TYPING = timedelta(minutes=1)
"""A search answers while somebody types: a person shown again within this time is the same reading."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for in the log: a patient's code, a reader's code, days (both included)."""

    patient: str = ""
    by: str = ""
    since: date | None = None
    until: date | None = None


def readable(kind: str) -> str:
    """The kind itself; to add one, name it in KINDS and give it its words in web/trust/words.py."""
    if kind not in KINDS:
        raise LookupError(f"{kind!r} is not a kind of reading; store.reads.KINDS has {sorted(KINDS)}")
    return kind


def note_read(seat: Seat, kind: str, *, at: datetime, story: str = "", patient: str = "", about: str = "") -> None:
    """`about` is the day of a list, or how many people a search showed; never a name.

    A visit is noted with its patient, so that both are found.
    """
    ReadRow.objects.create(
        practice_id=seat.practice_id,
        account_id=seat.account_id,
        by=seat.member,
        kind=readable(kind),
        at=at,
        story=story,
        patient=patient or (_patient_of(story) if story else ""),
        about=about,
    )


def note_found(seat: Seat, patients: Iterable[str], *, at: datetime) -> None:
    """A line per person a search showed, with how many there were; what was typed may be a name, and is not kept."""
    shown = set(patients)
    same = ReadRow.objects.filter(practice_id=seat.practice_id, patient__in=shown, by=seat.member, kind="search")
    written = same.filter(account_id=seat.account_id, at__gt=at - STILL_TYPING, at__lte=at)
    fresh = sorted(shown - set(written.values_list("patient", flat=True)))
    line = {"practice_id": seat.practice_id, "account_id": seat.account_id, "by": seat.member, "kind": "search"}
    ReadRow.objects.bulk_create(ReadRow(**line, at=at, patient=code, about=str(len(shown))) for code in fresh)


def reads_of(seat: Seat, sought: Sought) -> QuerySet[Any, Any]:
    """The latest first, each with the reader's name and, while they are known here, the patient's."""
    people = MemberRow.objects.filter(practice_id=seat.practice_id, code=OuterRef("by")).values("name")[:1]
    patients = PatientRow.objects.filter(practice_id=seat.practice_id, code=OuterRef("patient"))
    rows = ReadRow.objects.filter(_asked(seat, sought), practice_id=seat.practice_id).annotate(
        reader=Subquery(people),
        family=Subquery(patients.values("family")[:1]),
        given=Subquery(patients.values("given")[:1]),
    )
    return rows.order_by("-at", "-pk").values(
        "at", "by", "reader", "kind", "story", "patient", "family", "given", "about"
    )


def people_who_read(practice_id: int) -> list[tuple[str, str]]:
    """Codes and names of the team, those who left included: their readings remain."""
    return list(MemberRow.objects.filter(practice_id=practice_id).values_list("code", "name"))


def patients_called(seat: Seat, words: str) -> list[tuple[str, str, str, date | None]]:
    """Whom these words may mean: code, names, birth date. A forgotten person is found by their code alone."""
    known = PatientRow.objects.filter(practice_id=seat.practice_id)
    for word in words.split():
        known = known.filter(
            Q(code=word) | Q(family__icontains=word) | Q(given__icontains=word) | Q(used__icontains=word)
        )
    found = list(known.order_by("family", "given").values_list("code", "family", "given", "birth_date")[:50])
    forgotten = ReadRow.objects.filter(practice_id=seat.practice_id, patient=words.strip())
    return found or ([(words.strip(), "", "", None)] if forgotten.exists() else [])


def _asked(seat: Seat, sought: Sought) -> Q:
    zone = ZoneInfo(seat.zone)
    asked = Q()
    if sought.patient:
        asked &= Q(patient=sought.patient)
    if sought.by:
        asked &= Q(by=sought.by)
    if sought.since:
        asked &= Q(at__gte=datetime.combine(sought.since, time(), zone))
    if sought.until:
        asked &= Q(at__lt=datetime.combine(sought.until + timedelta(days=1), time(), zone))
    return asked


def _patient_of(story: str) -> str:
    visit = VisitRow.objects.filter(story=story).values_list("patient_id", flat=True).first()
    return str(visit or "")
