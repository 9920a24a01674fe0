"""A practice small enough to keep in mind, and the shortest way to say who does what, when."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from binome.desk import bookings, visits
from binome.desk.bookings import Wish
from binome.desk.hall import Deed, Hall
from binome.practice.qualification import Qualification
from binome.practice.rooms import Room
from binome.practice.team import Hours, Member, Post, Practice
from binome.practice.visit import Visit
from binome.practice.words import Role, Step

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 3, 10)
"""A Tuesday."""

WEEK = tuple(Hours(weekday, time(8), time(19)) for weekday in range(5))
MORNINGS = tuple(Hours(weekday, time(8), time(12)) for weekday in range(5))
AFTERNOONS = tuple(Hours(weekday, time(13), time(18)) for weekday in range(5))


CQP = (Qualification("CQP", obtained=date(2024, 1, 10)),)


def _member(code: str, *posts: Post, holds: tuple[str, ...] = (), learned: tuple[Qualification, ...] = ()) -> Member:
    return Member(code, posts, frozenset(holds), learned)


MEMBERS = (
    _member("martin", Post(Role.PHYSICIAN, WEEK)),
    _member("leroy", Post(Role.PHYSICIAN, WEEK)),
    _member("ines", Post(Role.TRAINEE, WEEK)),
    _member("ana", Post(Role.ASSISTANT, MORNINGS), Post(Role.SECRETARY, AFTERNOONS), learned=CQP),
    _member("bob", Post(Role.ASSISTANT, WEEK), learned=CQP),
    _member("sophie", Post(Role.SECRETARY, WEEK)),
    _member("elise", Post(Role.HEALTH_NURSE, WEEK), holds=("signed_protocol",)),
    _member("paul", Post(Role.ADVANCED_NURSE, WEEK)),
    _member("nora", Post(Role.NURSE, WEEK)),
)
"""Two doctors, a trainee, an assistant who is a secretary in the afternoon, another assistant, a secretary, nurses."""

ROOMS = (
    Room("A", "consultation", doctor="martin", twin="B"),
    Room("B", "consultation", doctor="martin", twin="A"),
    Room("C", "consultation", doctor="leroy"),
    Room("D", "consultation"),
    Room("office", "preparation"),
    Room("school", "education"),
)

PRACTICE = Practice(
    code="tilleuls",
    zone=PARIS,
    members={member.code: member for member in MEMBERS},
    rooms={room.code: room for room in ROOMS},
    opening=WEEK,
    devices=frozenset({"measure_blood_pressure", "measure_heart_rate", "measure_oxygen_saturation"}),
)


def at(clock: str, day: date = TODAY) -> datetime:
    """ "9:05" on the practice's own clock."""
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute)), PARIS)


def by(who: str, clock: str, story: str = "v1", *, number: int | None = None, day: date = TODAY) -> Deed:
    """Somebody of the practice acts on a visit at that time."""
    return Deed(PRACTICE.member(who), at(clock, day), story, number)


def wish(
    clock: str = "9:00",
    *,
    doctor: str = "martin",
    minutes: int = 15,
    pathway: str = "twin_rooms",
    patient: str = "p1",
    day: date = TODAY,
) -> Wish:
    return Wish(patient, doctor, at(clock, day), minutes, pathway)


def booked(hall: Hall, story: str = "v1", clock: str = "9:00", **words: object) -> Visit:
    """A visit that sophie booked at eight."""
    wanted = wish(clock, **{"patient": f"patient-{story}", **words})  # type: ignore[arg-type]
    return bookings.book(hall, by("sophie", "8:00", story), wanted)


def arrived(hall: Hall, story: str = "v1", clock: str = "9:00", **words: object) -> Visit:
    """The same, and the patient is there."""
    booked(hall, story, clock, **words)
    return visits.arrive(hall, by("sophie", clock, story))


def settled(hall: Hall, story: str = "v1", clock: str = "9:00", *, room: str = "A", **words: object) -> Visit:
    """The same, and bob is preparing the patient in a room."""
    arrived(hall, story, clock, **words)
    return visits.start(hall, by("bob", clock, story), step=Step.PREPARATION, room=room)


def ready(hall: Hall, story: str = "v1", clock: str = "9:00", **words: object) -> Visit:
    """The same, and the preparation is over: the patient waits for the doctor."""
    settled(hall, story, clock, **words)  # type: ignore[arg-type]
    return visits.finish(hall, by("bob", clock, story), step=Step.PREPARATION)


def consulting(hall: Hall, story: str = "v1", clock: str = "9:00", *, who: str = "martin", **words: object) -> Visit:
    """The same, and the doctor is with the patient."""
    ready(hall, story, clock, **words)
    return visits.start(hall, by(who, clock, story), step=Step.CONSULTATION)


def prepared_by_trainee(hall: Hall, story: str = "v1", clock: str = "9:00") -> Visit:
    """Ines has seen the patient from one end to the other; a doctor must still sign."""
    consulting(hall, story, clock, who="ines", pathway="supervised_trainee", doctor="ines", room="D")
    visits.finish(hall, by("ines", clock, story), step=Step.CONSULTATION)
    return visits.skip(hall, by("bob", clock, story), step=Step.CLOSING, reason="not_needed")
