"""The board of a day replayed: as it stood at any minute, by the journal, read-only, and quick."""

from datetime import date, datetime, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binome.desk import bookings, visits
from binome.desk.bookings import Overlap, Wish
from binome.desk.hall import Deed
from binome.journal.replay import visits_from
from binome.practice.words import Step
from binome.web.store.board import lines
from binome.web.store.hall import hall_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.models import PatientRow, ReadRow, VisitRow
from binome.web.store.replays import line_at, lived_day
from tests.web.board.small import Small

DAY = date(2026, 3, 10)


def at(hour: str, day: date = DAY) -> datetime:
    """A moment by the clock on the practice's wall."""
    return datetime.fromisoformat(f"{day}T{hour}:00+01:00")


def minute(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def live(small: Small, story: str, hour: str = "09:00", *, doctor: str = "m1", full: bool = True) -> None:
    """Booked the day before; arrives at its hour, is settled two minutes later, seen at ten, gone at twenty-eight."""
    house, due = small.house, at(hour)
    patient = PatientRow.objects.create(
        practice_id=house.id, code=f"p-{story}", family=f"Rault {story}", sought="rault"
    )
    secretary, assistant, own = (house.practice.member(code) for code in ("m4", "m3", doctor))
    room = "r1" if doctor == "m1" else "r3"
    with hall_of(house, DAY) as hall:
        deed = Deed(secretary, due - timedelta(days=1), story)
        bookings.book(hall, deed, Wish(patient.code, doctor, due, 15, "twin_rooms"), overlap=Overlap.SILENT)
        visits.arrive(hall, Deed(secretary, due, story))
        if not full:
            return
        visits.start(hall, Deed(assistant, due + timedelta(minutes=2), story), step=Step.PREPARATION, room=room)
        visits.finish(hall, Deed(assistant, due + timedelta(minutes=7), story), step=Step.PREPARATION)
        visits.start(hall, Deed(own, due + timedelta(minutes=10), story), step=Step.CONSULTATION, room=room)
        visits.finish(hall, Deed(own, due + timedelta(minutes=25), story), step=Step.CONSULTATION)
        visits.start(hall, Deed(assistant, due + timedelta(minutes=26), story), step=Step.CLOSING, room=room)
        visits.finish(hall, Deed(assistant, due + timedelta(minutes=28), story), step=Step.CLOSING)


def page(client: Client, hour: str = "", day: date = DAY) -> HttpResponse:
    asked = {"minute": minute(hour)} if hour else {}
    return client.get(f"/p/brehan/board/{day}/replay", asked)


def frame(client: Client, hour: str, since: str) -> str:
    asked = {"minute": minute(hour), "from": minute(since)}
    return client.get(f"/p/brehan/board/{DAY}/replay/frame", asked).content.decode()


@pytest.mark.parametrize(
    ("hour", "state"),
    [
        ("08:59", "expected"),
        ("09:00", "waiting"),
        ("09:02", "preparation"),
        ("09:07", "ready"),
        ("09:10", "consultation"),
        ("09:25", "closing"),
        ("09:28", "done"),
    ],
)
def test_a_visit_stands_where_it_stood(small: Small, hour: str, state: str) -> None:
    live(small, "v1")

    shown = page(small.signed_in("m1"), hour).content.decode()

    assert f'id="visit-v1" class="line" data-doctor="m1" data-state="{state}"' in shown


def test_nothing_can_be_pressed(small: Small) -> None:
    live(small, "v1", full=False)

    shown = page(small.signed_in("m3"), "09:01").content.decode()

    board = shown.partition('id="rooms"')[2].partition("</main>")[0]
    assert 'id="visit-v1"' in board
    assert "<form" not in board
    assert "<button" not in board


def test_what_has_just_happened_is_said(small: Small) -> None:
    live(small, "v1")

    shown = page(small.signed_in("m1"), "09:02").content.decode()
    said = shown.partition("<li data-just>")[2].partition("</li>")[0]

    assert "09:02" in said
    assert "Rault v1" in said
    assert "Nadia Kerbrat" in said
    assert "Salle 1" in said


def test_the_last_minute_of_a_day_is_the_board_itself(small: Small) -> None:
    """And each minute is what a replay of the journal up to it retells."""
    live(small, "v1")
    live(small, "v2", "09:30", full=False)
    lived = lived_day(small.house, DAY)

    last = [line_at(visit, lived.names[story]) for story, visit in sorted(lived.film.at(at("23:00")).items())]
    told = visits_from(e for e in DatabaseJournal(small.house.id).everything() if e.at <= at("09:05"))

    assert [(it.state, it.room, it.holder, it.family) for it in last] == [
        (it.state, it.room, it.holder, it.family) for it in lines(small.house, DAY)
    ]
    assert lived.film.at(at("09:05")) == told


def test_a_frame_carries_only_what_differs_in_both_directions(small: Small) -> None:
    live(small, "v1")
    live(small, "v2", "09:30")
    doctor = small.signed_in("m1")

    on, back, same = frame(doctor, "09:10", "09:08"), frame(doctor, "09:08", "09:10"), frame(doctor, "09:09", "09:08")

    assert 'data-state="consultation"' in on.partition('id="visit-v1"')[2][:80]
    assert 'data-state="ready"' in back.partition('id="visit-v1"')[2][:80]
    assert "visit-v2" not in on + back
    assert "visit-v1" not in same


def test_a_visit_moved_away_that_day_is_there_until_it_moves(small: Small) -> None:
    house = small.house
    with hall_of(house, DAY) as hall:
        deed = Deed(house.practice.member("m4"), at("08:00"), "v2")
        PatientRow.objects.create(practice_id=house.id, code="p-v2", family="Tanguy", sought="tanguy")
        bookings.book(hall, deed, Wish("p-v2", "m1", at("11:00"), 15, "twin_rooms"), overlap=Overlap.SILENT)
    with hall_of(house, DAY, DAY + timedelta(days=1)) as hall:
        deed = Deed(house.practice.member("m4"), at("09:30"), "v2")
        bookings.move(hall, deed, due=at("11:00", DAY + timedelta(days=1)), overlap=Overlap.SILENT)
    doctor = small.signed_in("m1")

    before, after = page(doctor, "09:29").content.decode(), page(doctor, "09:30").content.decode()

    assert "visit-v2" in before
    assert "Tanguy" in before
    assert "visit-v2" not in after
    assert 'id="visit-v2"' in (gone := frame(doctor, "09:30", "09:29"))
    assert "data-gone" in gone


def test_whoever_was_forgotten_has_no_name(small: Small) -> None:
    live(small, "v1")
    PatientRow.objects.filter(code="p-v1").delete()
    VisitRow.objects.filter(story="v1").update(patient=None)

    shown = page(small.signed_in("m1"), "09:10").content.decode()

    assert "visit-v1" in shown
    assert "Rault" not in shown


def test_the_day_is_written_down_as_read_once_and_its_minutes_are_not(small: Small) -> None:
    live(small, "v1")
    doctor = small.signed_in("m1")

    page(doctor)
    frame(doctor, "09:10", "09:08")

    assert list(ReadRow.objects.values_list("kind", "by", "about")) == [("replay", "m1", str(DAY))]


def test_a_day_that_has_not_begun_is_refused_in_a_sentence(small: Small) -> None:
    answer = page(small.signed_in("m1"), day=small.today + timedelta(days=3))

    assert answer.status_code == 409
    assert "pas commencé" in answer.content.decode()


def test_no_seat_no_replay(small: Small) -> None:
    live(small, "v1")
    from binome.web.store.models import AccountRow

    stranger = Client()
    stranger.force_login(AccountRow.objects.create_user("stranger", "unused"))

    assert page(stranger).status_code == 403
    assert page(Client()).status_code == 302


@pytest.mark.parametrize("asked", ["", "x", "-4", "99999999999", "999999999", "0"])
def test_a_minute_nobody_could_mean_is_the_nearest(small: Small, asked: str) -> None:
    live(small, "v1")
    doctor = small.signed_in("m1")
    address = f"/p/brehan/board/{DAY}/replay"

    assert doctor.get(address, {"minute": asked}).status_code == 200
    assert doctor.get(f"{address}/frame", {"minute": asked, "from": asked}).status_code == 200


def test_120_visits_cost_at_most_8_queries_and_a_tenth_of_a_second(small: Small) -> None:
    for n in range(60):
        hour = f"{8 + n // 6:02}:{n % 6 * 10:02}"
        live(small, f"a{n}", hour, full=True)
        live(small, f"b{n}", hour, doctor="m2", full=False)
    doctor = small.signed_in("m1")
    page(doctor)

    with CaptureQueriesContext(connection) as whole:
        shown = page(doctor, "12:00")
    with CaptureQueriesContext(connection) as one:
        frame(doctor, "12:00", "11:59")

    assert shown.content.count(b'id="visit-') == 120
    assert len(whole) <= 8
    assert len(one) <= 6
    assert min(_seconds(doctor, 700 + n) for n in range(5)) < 0.1


def _seconds(client: Client, asked: int) -> float:
    began = perf_counter()
    client.get(f"/p/brehan/board/{DAY}/replay/frame", {"minute": asked, "from": asked - 1})
    return perf_counter() - began
