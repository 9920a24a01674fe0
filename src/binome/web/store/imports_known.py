"""What an import compares itself with: the visits and people this practice knows, in the files' own words."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from binome.interop.known import KnownPatient, KnownVisit
from binome.interop.reading import Ins, Standing, Trust, Window
from binome.web.store.practice import House
from binome.web.store.tables.imports import ForeignRow
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.practice import PatientRow

_STANDINGS = {
    "expected": Standing.BOOKED,
    "present": Standing.ARRIVED,
    "unsigned": Standing.DONE,
    "deferred": Standing.DONE,
    "done": Standing.DONE,
    "left": Standing.DONE,
    "missed": Standing.MISSED,
    "cancelled": Standing.CANCELLED,
}
_TRAITS = ("all_given", "birth_place", "trust")


def known_visits(house: House, source: str, window: Window | None) -> list[KnownVisit]:
    """Every visit that source ever spoke of, and those of the window, whoever booked them."""
    said = dict(ForeignRow.objects.filter(practice_id=house.id).values_list("story", "said"))
    sources = dict(ForeignRow.objects.filter(practice_id=house.id).values_list("story", "source"))
    near = Q(story__in=[s for s, its in sources.items() if its == source]) if len(sources) < 20_000 else Q()
    if window is not None:
        near |= Q(due__gte=window[0] - timedelta(days=1), due__lt=window[1] + timedelta(days=1))
    rows = VisitRow.objects.filter(near, practice_id=house.id).select_related("patient")
    return [_visit(house, row, said.get(row.story), sources.get(row.story, "")) for row in rows]


def _visit(house: House, row: VisitRow, said: dict[str, Any] | None, source: str) -> KnownVisit:
    standing = _STANDINGS.get(row.state, Standing.BOOKED)
    patient = row.patient
    if said is not None:
        told = visit_from_json(row.story, source, said)
        here = standing if standing is not Standing.BOOKED or told.standing is Standing.CANCELLED else told.standing
        born = told.birth_date or (patient.birth_date if patient else None)
        return _with(told, standing=here, decided_here=here != told.standing, birth_date=born)
    return KnownVisit(
        code=row.story,
        starts=row.due,
        minutes=row.minutes,
        family=(patient.used or patient.family) if patient else "",
        given=patient.given if patient else "",
        birth_name=patient.family if patient and patient.used else "",
        birth_date=patient.birth_date if patient else None,
        practitioner=house.people.get(row.doctor, ""),
        standing=standing,
        decided_here=standing is not Standing.BOOKED,
    )


def _with(known: KnownVisit, **changes: Any) -> KnownVisit:
    return KnownVisit(**{**asdict(known), **changes})


def visit_as_json(known: KnownVisit) -> dict[str, Any]:
    """A snapshot that fits in a row; `code` and `source` are the row's own columns."""
    plain = {f.name: getattr(known, f.name) for f in fields(known) if f.name not in ("code", "source", "decided_here")}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}


def visit_from_json(code: str, source: str, said: dict[str, Any]) -> KnownVisit:
    born = said.get("birth_date")
    read = {
        "starts": datetime.fromisoformat(said["starts"]),
        "birth_date": date.fromisoformat(born) if born else None,
        "standing": Standing(said["standing"]),
    }
    return KnownVisit(**{**said, **read, "code": code, "source": source})


def known_patients(house: House, *, codes: Iterable[str] | None = None) -> list[KnownPatient]:
    """Everybody this practice knows."""
    rows = PatientRow.objects.filter(practice_id=house.id)
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    return [_patient(row) for row in rows]


def _patient(row: PatientRow) -> KnownPatient:
    traits = row.traits
    ins = traits.get("ins")
    return KnownPatient(
        code=row.code,
        family=row.family,
        given=row.given,
        used_name=row.used,
        birth_date=row.birth_date,
        sex={"male": "M", "female": "F"}.get(row.sex, ""),
        ins=Ins(*ins) if ins else None,
        trust=Trust(traits.get("trust", Trust.PROVISIONAL)),
        all_given=traits.get("all_given", ""),
        birth_place=traits.get("birth_place", ""),
        phone=row.phone,
        email=row.email,
        ids=tuple(traits.get("ids", ())),
    )
