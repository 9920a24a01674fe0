"""The waiting list for freed places."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from binome.web.store.ages import addressed
from binome.web.store.practice import House
from binome.web.store.tables.agenda import WaitingRow
from binome.web.store.tables.practice import PatientRow
from binome.web.store.writing import writing


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody would take: `doctor` "" is anybody; both days are included."""

    doctor: str
    earliest: date
    latest: date
    minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on the list, with the number to call."""

    id: int
    patient: str
    family: str
    given: str
    sex: str
    birth_date: date | None
    phone: str
    asked: Asked
    asked_at: datetime

    @property
    def addressed(self) -> str:
        return addressed(self.sex, self.birth_date, self.asked_at.date())


_COLUMNS = (
    "id", "patient_id", "patient__used", "patient__family", "patient__given", "patient__sex", "patient__birth_date",
    "patient__phone", "doctor", "earliest", "latest", "minutes", "note", "asked_at",
)  # fmt: skip


def ask(house: House, patient: str, asked: Asked, *, by: str, at: datetime) -> None:
    """Put a patient on the list."""
    with writing():
        known = PatientRow.objects.get(practice_id=house.id, code=patient)
        WaitingRow.objects.create(
            practice_id=house.id, patient=known, asked_at=at, asked_by=by, doctor=asked.doctor, note=asked.note,
            earliest=asked.earliest, latest=asked.latest, minutes=asked.minutes,
        )  # fmt: skip


def everybody(house: House, *, today: date) -> list[Waiting]:
    """Who still waits, those who asked first at the top; a wish whose last day is over has lapsed."""
    return _told(WaitingRow.objects.filter(practice_id=house.id, latest__gte=today))


def how_many(house: House, *, today: date) -> int:
    return WaitingRow.objects.filter(practice_id=house.id, latest__gte=today).count()


def who_would_take(house: House, *, doctor: str, day: date, minutes: int) -> list[Waiting]:
    """Those a free place suits: its doctor, its day, its length; those who asked first at the top."""
    suits = Q(doctor__in=["", doctor]) & Q(earliest__lte=day, latest__gte=day, minutes__lte=minutes)
    return _told(WaitingRow.objects.filter(suits, practice_id=house.id))


def one(house: House, waiting: int) -> Waiting | None:
    return next(iter(_told(WaitingRow.objects.filter(practice_id=house.id, pk=waiting))), None)


def forget_wish(house: House, waiting: int) -> None:
    """They found a place elsewhere, or no longer want one."""
    WaitingRow.objects.filter(practice_id=house.id, pk=waiting).delete()


def _told(rows) -> list[Waiting]:  # type: ignore[no-untyped-def]
    return [_waiting(*found) for found in rows.order_by("asked_at", "id").values_list(*_COLUMNS)]


def _waiting(id_, patient, used, family, given, sex, born, phone, *asked) -> Waiting:  # type: ignore[no-untyped-def]
    *wish, at = asked
    return Waiting(id_, patient, used or family, given, sex, born, phone, Asked(*wish), at)
