"""Scratch practices for a run, in the middle of their day, in the database named by the environment.

    python -m benchmarks.seeding PRACTICES VISITS PEOPLE

The first practice has VISITS and PEOPLE who may sign in, the others a tenth of the visits and two people.
Everything that happens in them goes through the desk. Prints codes and day as JSON.
"""

import json
import sys
from datetime import UTC, date, datetime, time, timedelta

from binome.web.waking import migrate, set_up

set_up()

from binome.desk import bookings, visits  # noqa: E402
from binome.desk.bookings import Overlap, Wish  # noqa: E402
from binome.desk.hall import Deed  # noqa: E402
from binome.practice.words import Step  # noqa: E402
from binome.web.store.clock import run_clock  # noqa: E402
from binome.web.store.hall import hall_of  # noqa: E402
from binome.web.store.practice import House, house, today  # noqa: E402
from binome.web.store.pseudonyms import new_story  # noqa: E402
from binome.web.store.seeding import (  # noqa: E402
    NewMember,
    NewPatient,
    NewPractice,
    NewRoom,
    add_patients,
    found_practice,
)
from binome.web.store.writing import writing  # noqa: E402

DOCTORS, ROOMS = 4, 8
EVERY_DAY = [[day, "00:01", "23:59"] for day in range(7)]
GIVEN = ("Léa", "Noé", "Zoé", "Marc", "Inès", "Yann", "Rose", "Paul", "Anna", "Loïc")
FAMILY = ("Le Gall", "Martin", "Nguyen", "Kowalczyk", "Morvan", "Haddad", "Riou", "Da Silva", "Guéguen", "Petit")


def practice(code: str, count: int, people: int) -> date:
    practice_id = found_practice(_new(code, people))
    add_patients(practice_id, (_patient(code, n) for n in range(count)))
    place = house(code)
    assert place is not None, "it was just founded"
    now = datetime.now(UTC)
    day = today(place.practice, now)
    with writing():
        for n in range(count):
            _visit(place, day, now, n)
    return day


def _new(code: str, people: int) -> NewPractice:
    doctors = [_member(f"d{n}", f"Dr {FAMILY[n]}", "physician") for n in range(DOCTORS)]
    # Assistants: they see what is clinical, and may welcome.
    others = [_member(f"a{n}", f"{GIVEN[n % 10]} {n}", "assistant", login=f"a{n}-{code}") for n in range(people)]
    rooms = tuple(NewRoom(f"room{n}", f"Salle {n + 1}", "consultation") for n in range(ROOMS))
    settings = {"opening": EVERY_DAY, "region": ""}
    return NewPractice(code, code, "Europe/Paris", settings, (*doctors, *others), rooms, is_demo=True)


def _member(code: str, name: str, role: str, *, login: str = "") -> NewMember:
    return NewMember(code, name, [{"role": role, "hours": EVERY_DAY}], [], login)


def _patient(code: str, n: int) -> NewPatient:
    return NewPatient(f"{code}-{n}", FAMILY[n // 10 % 10], GIVEN[n % 10], date(1950 + n % 60, 1 + n % 12, 3), "")


def _visit(place: House, day: date, now: datetime, n: int) -> None:
    """Booked; one in eight is already there, and the first of those is being prepared."""
    by, story = place.practice.member("a0"), new_story()
    due = datetime.combine(day, time(8), place.practice.zone) + timedelta(minutes=15 * (n // DOCTORS))
    wish = Wish(f"{place.practice.code}-{n}", f"d{n % DOCTORS}", due, 15, "twin_rooms")
    with hall_of(place, day) as hall:
        bookings.book(hall, Deed(by, now, story), wish, overlap=Overlap.SILENT)
        if n % 8 == 0:
            visits.arrive(hall, Deed(by, now, story))
        if n == 0:
            visits.start(hall, Deed(by, now, story), step=Step.PREPARATION)


def main(practices: int, count: int, people: int) -> None:
    migrate()
    codes = [f"p{n}" for n in range(practices)]
    days = [
        practice(code, count, people) if code == codes[0] else practice(code, max(12, count // 10), 2) for code in codes
    ]
    run_clock(datetime.now(UTC), pace=1)
    json.dump({"codes": codes, "day": days[0].isoformat()}, sys.stdout)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
