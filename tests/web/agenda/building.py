"""A practice of five doctors, two assistants and a nurse, with its people, its hours, and a Tuesday to fill."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from binome.desk.bookings import Wish
from binome.web.store import agenda
from binome.web.store.models import AccountRow, MemberRow, PatientRow, PracticeRow, RoomRow, SeatRow
from binome.web.store.practice import House, house
from binome.web.store.pseudonyms import new_story, sought_form

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 24)
"""A Tuesday."""
NOW = datetime(2026, 11, 24, 9, 20, tzinfo=UTC)

DAY, MORNINGS, LATE = ["08:00", "12:00"], ["08:00", "12:30"], ["14:00", "19:00"]
TEAM: dict[str, tuple[str, dict[str, list[list[str]]]]] = {
    "m1": ("Dr Anne Le Goff", {"physician": [DAY, LATE]}),
    "m2": ("Dr Yann Kervella", {"physician": [DAY, LATE]}),
    "m3": ("Dr Maïwenn Tanguy", {"physician": [DAY, LATE]}),
    "m4": ("Dr Paul Abgrall", {"physician": [DAY, LATE]}),
    "m5": ("Dr Léa Rolland", {"physician": [DAY, LATE]}),
    "m6": ("Solenn Prigent", {"assistant": [MORNINGS, LATE]}),
    "m7": ("Nolwenn Cadiou", {"assistant": [MORNINGS], "secretary": [LATE]}),
    "m8": ("Katell Morvan", {"secretary": [DAY, LATE]}),
    "m9": ("Erwan Jégou", {"health_nurse": [DAY]}),
    "m10": ("Gwendal Roparz", {"trainee": [DAY]}),
}
ROOMS = {
    "s1": ("Salle 1", "consultation", "m1"),
    "s2": ("Salle 2", "consultation", "m1"),
    "s3": ("Salle 3", "consultation", "m2"),
    "s4": ("Salle 4", "consultation", ""),
    "s5": ("Salle 5", "consultation", ""),
    "s6": ("Préparation", "preparation", ""),
    "s7": ("Éducation", "education", ""),
}
PATIENTS = {
    "p1": ("Le Goff", "Jeanne", date(1954, 3, 12), "female"),
    "p2": ("Hénaff", "Loïc", date(1980, 7, 1), "male"),
    "p3": ("Guéguen", "Anne-Marie", date(1947, 12, 30), "female"),
    "p4": ("Abgrall", "Élouan", date(2019, 5, 5), "male"),
    "p5": ("Legof", "Yann", date(1999, 9, 9), "male"),
}
SETTINGS: dict[str, Any] = {
    "opening": [[day, "08:00", "19:00"] for day in range(5)],
    "step_minutes": {"twin_rooms": {"preparation": 10}},
    "overlap": "warn",
}


@dataclass(frozen=True)
class Built:
    """The practice, an account per member, and the shortest way to book."""

    practice: PracticeRow
    accounts: dict[str, AccountRow]
    stories: dict[str, str] = field(default_factory=dict)

    @property
    def house(self) -> House:
        found = house(self.practice.code)
        assert found is not None
        return found

    def at(self, tail: str = "") -> str:
        return f"/p/{self.practice.code}/{tail}"

    def client(self, member: str = "m8") -> Client:
        """A browser in which this member is signed in."""
        client = Client()
        client.force_login(self.accounts[member])
        return client

    def wish(self, clock: str = "10:00", doctor: str = "m1", patient: str = "p1", **more: Any) -> Wish:
        day, minutes, way = more.get("day", TODAY), more.get("minutes", 15), more.get("pathway", "single_room")
        return Wish(patient, doctor, local(clock, day), minutes, way)

    def book(
        self, clock: str = "10:00", doctor: str = "m1", patient: str = "p1", *, seen: bool = False, **more: Any
    ) -> str:
        """A visit booked by the secretary; its story."""
        story = new_story()
        by = self.house.practice.member("m8")
        wish = self.wish(clock, doctor, patient, **more)
        agenda.book(self.house, wish, story=story, by=by, at=NOW, words=more.get("words", ""), seen=seen)
        return story

    def set(self, **settings: Any) -> None:
        """Change the practice's settings."""
        self.practice.refresh_from_db()
        self.practice.settings = {**self.practice.settings, **settings}
        self.practice.revision += 1
        self.practice.save()


def local(clock: str, day: date = TODAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), PARIS)


def build(code: str = "kermorwen") -> Built:
    practice = PracticeRow.objects.create(code=code, name="Maison de santé de Kermorwen", settings=SETTINGS)
    accounts = {}
    for position, (member, (name, posts)) in enumerate(TEAM.items()):
        row = MemberRow.objects.create(
            practice=practice, code=member, name=name, position=position, posts=[_post(r, h) for r, h in posts.items()]
        )
        accounts[member] = AccountRow.objects.create_user(f"{member}@{code}.fr", "une phrase assez longue")
        SeatRow.objects.create(account=accounts[member], practice=practice, member=row)
    for position, (room, (name, kind, doctor)) in enumerate(ROOMS.items()):
        RoomRow.objects.create(practice=practice, code=room, name=name, kind=kind, doctor=doctor, position=position)
    for patient, (family, given, born, sex) in PATIENTS.items():
        add_patient(practice, patient, family, given, born, sex)
    return Built(practice, accounts)


def add_patient(practice: PracticeRow, code: str, family: str, given: str, born: date | None, sex: str = "") -> None:
    PatientRow.objects.create(
        practice=practice,
        code=code,
        family=family,
        given=given,
        birth_date=born,
        sex=sex,
        sought=sought_form(family, given),
    )


def fill_the_week(built: Built) -> int:
    """Thirty visits a day for each of the five doctors, most of them prepared by an assistant; how many there are."""
    booked = 0
    for day in (TODAY + timedelta(days=n) for n in range(-1, 4)):
        for place, doctor in enumerate(["m1", "m2", "m3", "m4", "m5"]):
            for number in range(26):
                hour, minute = divmod((8 * 60 + 10 if number < 14 else 14 * 60 - 200) + number * 15, 60)
                way = "twin_rooms" if (number + place) % 3 == 0 and doctor in ("m1", "m2") else "single_room"
                clock = f"{hour:02}:{minute:02}"
                built.book(clock, doctor, f"p{number % 5 + 1}", day=day, pathway=way, seen=True)
                booked += 1
    return booked


def _post(role: str, hours: list[list[str]]) -> dict[str, Any]:
    return {"role": role, "hours": [[day, *span] for day in range(5) for span in hours]}
