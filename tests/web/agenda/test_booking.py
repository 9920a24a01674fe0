"""Giving an appointment."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from binome.web.store import waiting
from binome.web.store.agenda import booked_slots, entries, entry_of
from binome.web.store.models import PatientRow, ReadRow, SheetRow
from binome.web.store.patients import found
from binome.web.store.pseudonyms import new_story
from tests.web.agenda.building import NOW, TODAY, Built, local

pytestmark = [pytest.mark.usefixtures("at_ten_twenty")]


def form(**more: Any) -> dict[str, Any]:
    said = {"story": new_story(), "patient": "p1", "doctor": "m3", "pathway": "single_room", "day": TODAY.isoformat()}
    return {**said, "since": "11:00", "until": "11:15", "words": "", **more}


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def the_only(built: Built) -> Any:
    (entry,) = entries(built.house, TODAY - timedelta(days=400), TODAY + timedelta(days=400))
    return entry


def test_an_appointment_has_its_doctor_its_time_and_the_patients_words(built: Built) -> None:
    answer = built.client().post(built.at("agenda/book/"), form(words="J'ai mal au dos"))
    assert answer.status_code == 302
    entry = the_only(built)
    assert (entry.doctor, entry.due, entry.minutes, entry.patient) == ("m3", local("11:00"), 15, "p1")
    assert SheetRow.objects.get(story=entry.story).reason_words == "J'ai mal au dos"
    assert f"done={entry.story}" in answer.url


def test_the_time_typed_is_the_doctors_and_the_patient_comes_before(built: Built) -> None:
    built.client().post(built.at("agenda/book/"), form(doctor="m1", pathway="twin_rooms"))
    assert the_only(built).due == local("10:50")
    page = text(built.client().get(built.at(f"agenda/day/{TODAY}/?done={the_only(built).story}")))
    assert "10:50" in page
    assert "11:00" in page


def test_a_new_patient_is_made_known_in_the_same_breath(built: Built) -> None:
    new = {"patient": "new", "family": "Quéré", "given": "Maël", "birth_date": "2024-01-31", "sex": "male"}
    assert built.client().post(built.at("agenda/book/"), form(**new)).status_code == 302
    assert the_only(built).family == "Quéré"
    assert [p.given for p in found(built.house, "quere 31/01/2024")] == ["Maël"]


def test_a_new_patient_is_not_written_when_the_place_is_taken(built: Built) -> None:
    """All of a booking, or nothing of it."""
    built.set(overlap="forbid")
    built.book("11:00", "m3")
    before = PatientRow.objects.count()
    new = {"patient": "new", "family": "Quéré", "given": "Maël"}
    assert built.client().post(built.at("agenda/book/"), form(**new)).status_code == 409
    assert PatientRow.objects.count() == before


def test_the_same_form_twice_books_once(built: Built) -> None:
    said = form()
    assert [built.client().post(built.at("agenda/book/"), said).status_code for _ in range(2)] == [302, 302]
    assert the_only(built)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"patient": ""}, "id_who"),
        ({"patient": "p-of-nobody"}, "id_who"),
        ({"patient": "new"}, "id_family"),
        ({"until": "10:45"}, "id_until"),
        ({"doctor": "m8"}, "id_doctor"),
        ({"story": "../../etc"}, "id_story"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(built: Built, wrong: dict[str, str], sentence: str) -> None:
    answer = built.client().post(built.at("agenda/book/"), form(**wrong))
    assert answer.status_code == 422
    assert f'href="#{sentence}"' in text(answer) or sentence == "id_story"
    assert not booked_slots(built.house, TODAY, TODAY)


def test_an_overlap_is_told_with_the_names_and_may_be_booked_all_the_same(built: Built) -> None:
    built.book("11:00", "m3", "p2")
    answer = built.client().post(built.at("agenda/book/"), form(since="11:05", until="11:20"))
    assert answer.status_code == 409
    assert "Hénaff Loïc" in text(answer)
    assert "11:15" in text(answer)  # the next free time, one click away
    assert 'name="seen"' in text(answer)
    assert (
        built.client().post(built.at("agenda/book/"), form(since="11:05", until="11:20", seen="1")).status_code == 302
    )
    assert len(booked_slots(built.house, TODAY, TODAY)[TODAY]) == 2


def test_going_on_after_a_warning_is_not_for_everybody(built: Built) -> None:
    """The nurse is told who may, and the server does not believe a form that says otherwise."""
    built.book("11:00", "m9", "p2", pathway="education_visit")
    asked = form(doctor="m9", pathway="education_visit")
    answer = built.client("m9").post(built.at("agenda/book/"), asked)
    assert answer.status_code == 409
    assert 'name="seen"' not in text(answer)
    assert built.client("m9").post(built.at("agenda/book/"), {**asked, "seen": "1"}).status_code in (403, 409)
    assert len(booked_slots(built.house, TODAY, TODAY)[TODAY]) == 1


@pytest.mark.parametrize(("level", "status", "booked"), [("silent", 302, 2), ("warn", 409, 1), ("forbid", 409, 1)])
def test_the_practice_chooses_among_three_levels(built: Built, level: str, status: int, booked: int) -> None:
    built.set(overlap=level)
    built.book("11:00", "m3", "p2")
    answer = built.client().post(built.at("agenda/book/"), form(seen="1" if level == "forbid" else ""))
    assert answer.status_code == status
    assert len(booked_slots(built.house, TODAY, TODAY)[TODAY]) == booked


def test_outside_somebodys_hours_it_is_asked_first(built: Built) -> None:
    asked = form(since="12:30", until="12:45")
    assert built.client().post(built.at("agenda/book/"), asked).status_code == 409
    assert built.client().post(built.at("agenda/book/"), {**asked, "seen": "1"}).status_code == 302


def test_an_appointment_ends_on_its_own_day(built: Built) -> None:
    """A place that runs past midnight would escape the day that is locked."""
    asked = form(doctor="m1", pathway="twin_rooms", since="00:05", until="00:20", seen="1")
    assert built.client().post(built.at("agenda/book/"), asked).status_code == 409


@pytest.mark.parametrize(("day", "clock", "utc"), [("2026-03-30", "09:00", 7), ("2026-10-26", "09:00", 8)])
def test_the_day_after_a_clock_change_nine_is_nine(built: Built, day: str, clock: str, utc: int) -> None:
    built.client().post(built.at("agenda/book/"), form(day=day, since=clock, until="09:15"))
    entry = the_only(built)
    assert (entry.due.hour, entry.day) == (utc, date.fromisoformat(day))
    page = text(built.client().get(built.at(f"agenda/day/{day}/")))
    assert "<time>9:00</time>" in page


def test_an_hour_that_does_not_exist_is_refused_in_a_sentence(built: Built) -> None:
    asked = form(day="2026-03-29", since="02:15", until="02:30", seen="1")
    answer = built.client().post(built.at("agenda/book/"), asked)
    assert answer.status_code == 409


def test_on_the_day_of_a_clock_change_both_hours_are_shown(built: Built) -> None:
    """At half past two, twice: the second time is another half past two."""
    autumn = date(2026, 10, 25)
    built.book("02:30", "m1", day=autumn, seen=True)
    built.set(opening=[[6, "00:00", "08:00"]])
    page = text(built.client().get(built.at(f"agenda/day/{autumn}/")))
    assert "<time>2:30</time>" in page


def test_the_reader_of_an_agenda_is_written_down(built: Built) -> None:
    built.client().get(built.at(f"agenda/day/{TODAY}/"))
    assert ReadRow.objects.filter(kind="agenda", by="m8", about=TODAY.isoformat()).count() == 1


def test_booking_somebody_on_the_waiting_list_takes_them_off_it(built: Built) -> None:
    wish = waiting.Asked("", TODAY, TODAY + timedelta(days=7), 15)
    waiting.ask(built.house, "p1", wish, by="m8", at=NOW)
    (line,) = waiting.everybody(built.house, today=TODAY)
    page = text(built.client().get(built.at(f"agenda/book/?waiting={line.id}&doctor=m3&day={TODAY}&since=11:00")))
    assert 'value="p1" checked' in page
    built.client().post(built.at("agenda/book/"), form(waiting=line.id))
    assert waiting.everybody(built.house, today=TODAY) == []


def test_no_name_ever_stands_in_an_address(built: Built) -> None:
    answer = built.client().post(built.at("agenda/book/"), form())
    assert "Goff" not in answer.url
    assert entry_of(built.house, the_only(built).story).family == "Le Goff"


def test_the_same_form_filled_in_again_is_not_taken_for_the_first(built: Built) -> None:
    """Back in the browser, another time, sent again: a second appointment is not silently the first."""
    first = form()
    built.client().post(built.at("agenda/book/"), first)

    again = built.client().post(built.at("agenda/book/"), {**first, "since": "15:00", "until": "15:15"})

    assert again.status_code == 409
    assert the_only(built).due == local("11:00")


def test_booking_somebody_else_leaves_the_one_who_waits_on_the_list(built: Built) -> None:
    waiting.ask(built.house, "p2", waiting.Asked("", TODAY, TODAY, 15), by="m8", at=NOW)
    (line,) = waiting.everybody(built.house, today=TODAY)

    built.client().post(built.at("agenda/book/"), form(patient="p1", waiting=line.id))

    assert [one.patient for one in waiting.everybody(built.house, today=TODAY)] == ["p2"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_beyond_every_calendar_is_no_valid_date(built: Built, day: str) -> None:
    client = built.client()
    assert client.post(built.at("agenda/book/"), form(day=day)).status_code == 422
    assert client.get(built.at(f"agenda/free/?minutes=15&day={day}")).status_code == 200
    assert client.post(built.at("agenda/absences/"), {"member": "m1", "since": day}).status_code == 422
    assert built.client("m1").get(built.at(f"trust/?since={day}&until={day}")).status_code == 200


def test_a_nurse_is_not_booked_for_a_doctor_s_consultation(built: Built) -> None:
    """The page says who may, and proposes no other time with the same person."""
    answer = built.client().post(built.at("agenda/book/"), form(doctor="m9", pathway="single_room"))
    page = text(answer)
    assert answer.status_code == 409
    assert "On ne peut pas donner ce rendez-vous avec Erwan Jégou" in page
    assert "médecin" in page
    assert 'name="seen"' not in page
    assert "data-take-since" not in page
    assert booked_slots(built.house, TODAY, TODAY) == {}
