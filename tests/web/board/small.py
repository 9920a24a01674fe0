"""A small practice in the database, with people who can sign in: what the board's tests start from."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.test import Client

from binome.desk import bookings
from binome.desk.bookings import Overlap, Wish
from binome.desk.hall import Deed
from binome.web.store.hall import hall_of
from binome.web.store.models import AccountRow, MemberRow, PatientRow, PracticeRow, RoomRow, SeatRow
from binome.web.store.practice import House, house

EVERY_DAY = [[weekday, "00:00", "23:59"] for weekday in range(7)]
TEAM = {
    "m1": ("Dr Le Goff", "physician"),
    "m2": ("Dr Morvan", "physician"),
    "m3": ("Nadia Kerbrat", "assistant"),
    "m4": ("Sophie Hamon", "secretary"),
    "m5": ("Hugo Lemaire", "trainee"),
}


@dataclass(frozen=True)
class Small:
    """The practice, its accounts by member code, and today as its pages see it."""

    accounts: dict[str, AccountRow]
    today: date

    @property
    def house(self) -> House:
        found = house("brehan")
        assert found
        return found

    def signed_in(self, member: str) -> Client:
        client = Client()
        client.force_login(self.accounts[member])
        return client


def build() -> Small:
    practice = PracticeRow.objects.create(
        code="brehan",
        name="Cabinet de Bréhan",
        settings={
            "devices": ["measure_blood_pressure", "measure_heart_rate", "measure_oxygen_saturation"],
            "qualifications": {"m3": [{"kind": "CQP", "obtained": "2024-01-10"}]},
        },
    )
    accounts = {}
    for code, (name, role) in TEAM.items():
        row = MemberRow.objects.create(
            practice=practice, code=code, name=name, posts=[{"role": role, "hours": EVERY_DAY}]
        )
        accounts[code] = AccountRow.objects.create_user(f"{code}-login", "unused")
        SeatRow.objects.create(account=accounts[code], practice=practice, member=row)
    for number in range(1, 5):
        doctor = "m1" if number <= 2 else "m2"
        RoomRow.objects.create(
            practice=practice,
            code=f"r{number}",
            name=f"Salle {number}",
            kind="consultation",
            doctor=doctor,
            position=number,
        )
    return Small(accounts, datetime.now(UTC).date())


def book(small: Small, story: str, *, doctor: str = "m1", pathway: str = "twin_rooms", family: str = "Rault") -> str:
    """A visit booked for now, by the secretary; the patient is made up."""
    found = small.house
    at = datetime.now(UTC) - timedelta(minutes=1)
    patient = PatientRow.objects.create(
        practice_id=found.id, code=f"p-{story}", family=family, given="Rémi", sought=family
    )
    with hall_of(found, found.practice.local(at).date()) as hall:
        deed = Deed(found.practice.member("m4"), at, story)
        bookings.book(hall, deed, Wish(patient.code, doctor, at, 15, pathway), overlap=Overlap.SILENT)
    return story
