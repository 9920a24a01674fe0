"""Scratch practices for a run, made in the database named by the environment.

    python -m benchmarks.seeding PRACTICES VISITS PEOPLE

The first practice has VISITS and PEOPLE, the others a tenth.

Practices and people are rows, as an import or a form would leave them; every visit is booked through the
desk. Prints, as JSON, what a browser needs to know: codes, the day, and who may sign in with what.
"""

import json
import sys
from datetime import UTC, datetime, time, timedelta

import django

django.setup()

from binome.desk import bookings, visits  # noqa: E402
from binome.desk.bookings import Overlap, Wish  # noqa: E402
from binome.desk.hall import Deed  # noqa: E402
from binome.web.store.hall import hall_of  # noqa: E402
from binome.web.store.practice import House, house, today  # noqa: E402
from binome.web.store.pseudonyms import new_patient, new_story, sought_form  # noqa: E402
from binome.web.store.tables.people import AccountRow, SeatRow  # noqa: E402
from binome.web.store.tables.practice import MemberRow, PatientRow, PracticeRow, RoomRow  # noqa: E402
from binome.web.store.writing import writing  # noqa: E402

PASSWORD = "pas-un-secret-de-banc-d-essai"
WEEK = [[day, "00:01", "23:59"] for day in range(7)]
DOCTORS = 4
GIVEN = ("Léa", "Noé", "Zoé", "Marc", "Inès", "Yann", "Rose", "Paul", "Anna", "Loïc")
FAMILY = ("Le Gall", "Martin", "Nguyen", "Kowalczyk", "Morvan", "Haddad", "Riou", "Da Silva", "Guéguen", "Petit")


def practice(code: str, people: int, visits_count: int) -> dict[str, object]:
    with writing():
        row = PracticeRow.objects.create(code=code, name=f"Cabinet {code}", settings={"opening": WEEK, "region": ""})
        _team(row, people)
        _rooms(row)
    found = house(code)
    assert found is not None
    day = today(found.practice, datetime.now(UTC))
    _book(found, day, visits_count)
    logins = [f"{code}-clerk{n}" for n in range(people)]
    return {"code": code, "day": day.isoformat(), "logins": logins, "password": PASSWORD}


def _team(row: PracticeRow, people: int) -> None:
    for n in range(DOCTORS):
        _member(row, f"doctor{n}", f"Dr {FAMILY[n]}", "physician", n)
    for n in range(people):
        # An assistant who is also at the desk: sees what is clinical, and may welcome.
        member = _member(row, f"clerk{n}", f"{GIVEN[n % 10]} {n}", "assistant", DOCTORS + n)
        account = AccountRow.objects.create_user(f"{row.code}-clerk{n}", PASSWORD)
        SeatRow.objects.create(account=account, practice=row, member=member)


def _member(row: PracticeRow, code: str, name: str, role: str, position: int) -> MemberRow:
    posts = [{"role": role, "hours": WEEK}]
    return MemberRow.objects.create(practice=row, code=code, name=name, posts=posts, position=position)


def _rooms(row: PracticeRow) -> None:
    for n in range(7):
        RoomRow.objects.create(practice=row, code=f"room{n}", name=f"Salle {n + 1}", kind="consultation", position=n)


def _book(found: House, day, count: int) -> None:  # type: ignore[no-untyped-def]
    clerk = found.practice.member("clerk0")
    morning = datetime.combine(day, time(8), found.practice.zone)
    with writing():
        for n in range(count):
            patient = _patient(found, n)
            wish = Wish(
                patient, f"doctor{n % DOCTORS}", morning + timedelta(minutes=15 * (n // DOCTORS)), 15, "twin_rooms"
            )
            story, now = new_story(), datetime.now(UTC)
            with hall_of(found, day) as hall:
                bookings.book(hall, Deed(clerk, now, story), wish, overlap=Overlap.SILENT)
            if n % 10 == 0:
                with hall_of(found, day) as hall:
                    visits.arrive(hall, Deed(clerk, now, story))


def _patient(found: House, n: int) -> str:
    family, given = FAMILY[n // 10 % 10], GIVEN[n % 10]
    row = PatientRow.objects.create(
        practice_id=found.id, code=new_patient(), family=family, given=given, sought=sought_form(family, given)
    )
    return row.code


def main(practices: int, visits_count: int, people: int) -> None:
    made = [practice("p0", people, visits_count)]
    made += [practice(f"p{n}", max(1, people // 10), visits_count // 10) for n in range(1, practices)]
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
