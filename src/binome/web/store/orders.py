"""A doctor's orders for one patient, and the concertations about one: named, dated, revoked in one click."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from secrets import token_hex

from binome.practice.agreements import ENTRUSTS
from binome.practice.delegation import national_list
from binome.practice.refusal import MoveRefused
from binome.practice.words import Role
from binome.web.store.agreed import Author
from binome.web.store.patients import person
from binome.web.store.practice import House, changed
from binome.web.store.tables.delegation import PatientOrderRow
from binome.web.store.tables.practice import PatientRow
from binome.web.store.writing import writing

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Order:
    """One order, or a concertation (`activity` is ""). `who` is the patient's name, "" when nobody asked for it."""

    code: str
    patient: str
    who: str
    activity: str
    physician: str
    since: date
    until: date | None
    revoked: date | None
    by: str
    at: datetime

    def stands_on(self, day: date) -> bool:
        ends = min((it for it in (self.until, self.revoked) if it), default=None)
        return bool(self.activity) and self.since <= day and (ends is None or day < ends)


@cache
def what_is_ordered() -> tuple[str, ...]:
    """The activities that some text gives on an order for the patient, and that which entrusts one."""
    asked = (
        activity
        for (_, activity), lines in national_list().items()
        if any("patient_order" in it.conditions for it in lines)
    )
    return tuple(dict.fromkeys((ENTRUSTS, *asked)))


def give_order(
    house: House, author: Author, patient: str, activity: str, physician: str, *, since: date, until: date | None
) -> str:
    """For one patient and one act, in a doctor's name; gives the code by which it is revoked."""
    if activity not in what_is_ordered():
        raise MoveRefused("activity.unknown", activity=activity[:40])
    if until and until <= since:
        raise MoveRefused("training.days_crossed")
    return _write(house, author, patient, activity, physician, since, until)


def note_concertation(house: House, author: Author, patient: str, physician: str, on: date) -> str:
    """A doctor and an advanced nurse spoke of this patient that day: it cannot be to come."""
    if on > author.day(house):
        raise MoveRefused("concertation.to_come")
    return _write(house, author, patient, "", physician, on, None)


def revoke(house: House, author: Author, code: str) -> str:
    """Void from now on; gives the patient's pseudonym."""
    with writing():
        rows = PatientOrderRow.objects.select_for_update()
        row = rows.filter(practice_id=house.id, code=code, revoked=None).exclude(activity="").first()
        if row is None:
            raise MoveRefused("order.gone")
        row.revoked, row.revoked_by, row.revoked_at = author.day(house), author.by, author.at
        row.save(update_fields=["revoked", "revoked_by", "revoked_at"])
        changed(house.id)
    return row.patient


def orders_of(house: House, patient: str) -> tuple[Order, ...]:
    """Everything written about one patient, the newest first; two queries."""
    found = person(house, patient)
    who = f"{found.family} {found.given}".strip() if found else ""
    rows = PatientOrderRow.objects.filter(practice_id=house.id, patient=patient).order_by("-since", "-id")
    return tuple(_order(row, {patient: who}) for row in rows)


def standing_orders(house: House, day: date) -> tuple[Order, ...]:
    """Those that stand in the whole practice that day, with the patients' names: two queries."""
    rows = PatientOrderRow.objects.filter(practice_id=house.id, since__lte=day, revoked=None).exclude(activity="")
    listed = list(rows.order_by("-since", "-id")[:SHOWN])
    names = _names(house, {row.patient for row in listed})
    return tuple(it for row in listed if (it := _order(row, names)).stands_on(day))


def _write(
    house: House, author: Author, patient: str, activity: str, physician: str, since: date, until: date | None
) -> str:
    if Role.PHYSICIAN not in house.practice.member(physician).roles:
        raise MoveRefused("order.not_a_doctor", member=physician)
    code = f"o{token_hex(8)}"
    with writing():
        if person(house, patient) is None:
            raise MoveRefused("patient.unknown", patient=patient)
        PatientOrderRow.objects.create(
            practice_id=house.id,
            code=code,
            patient=patient,
            activity=activity,
            physician=physician,
            since=since,
            until=until,
            noted_by=author.by,
            noted_at=author.at,
        )
        changed(house.id)
    return code


def _names(house: House, patients: Iterable[str]) -> dict[str, str]:
    rows = PatientRow.objects.filter(practice_id=house.id, code__in=list(patients))
    found = rows.values_list("code", "used", "family", "given")
    return {code: f"{used or family} {given}".strip() for code, used, family, given in found}


def _order(row: PatientOrderRow, names: dict[str, str]) -> Order:
    return Order(
        row.code,
        row.patient,
        names.get(row.patient, ""),
        row.activity,
        row.physician,
        row.since,
        row.until,
        row.revoked,
        row.noted_by,
        row.noted_at,
    )
