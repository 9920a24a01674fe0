"""Patients first, then agendas that say no birth date: nobody becomes two people in silence."""

from datetime import date

from django.test import Client

from binome.web.store.models import ImportRow, PatientRow, VisitRow
from tests.web.board.small import Small
from tests.web.imports.test_screens import upload

KNOWN = b"Nom de naissance;Pr\xc3\xa9nom;Date de naissance;Sexe\nDURAND;Marie;12/03/1961;F\n"
OTHER = b"Nom de naissance;Pr\xc3\xa9nom;Date de naissance;Sexe\nDURAND;Marie;02/01/1990;F\n"
PASTED = "Date;Heure;Patient;Praticien\n03/03/2027;10:00;DURAND Marie;Dr LE GOFF\n"
ICS = b"""BEGIN:VCALENDAR\r
X-WR-CALNAME:Dr LE GOFF\r
BEGIN:VEVENT\r
UID:a1\r
DTSTART:20270302T090000Z\r
DTEND:20270302T091500Z\r
SUMMARY:Durand Marie\r
END:VEVENT\r
END:VCALENDAR\r
"""


def bring(small: Small, data: bytes, name: str, kind: str = "agenda") -> tuple[Client, str, str]:
    kept = upload(small, data, name, kind)
    secretary = small.signed_in("m4")
    return secretary, kept.url, secretary.get(kept.url).content.decode()


def accept(small: Small, data: bytes, name: str, kind: str = "agenda", **answers: str) -> str:
    secretary, url, _ = bring(small, data, name, kind)
    told = {"who-": "m1", **answers} if kind == "agenda" else answers
    assert secretary.post(f"{url}accept", told).status_code == 302
    return url


def test_patients_then_a_calendar_then_a_pasted_day_is_one_person(small: Small) -> None:
    accept(small, KNOWN, "p.csv", "patients")

    accept(small, ICS, "a.ics")
    accept(small, PASTED.encode(), "b.csv")

    marie = PatientRow.objects.get()
    assert marie.birth_date == date(1961, 3, 12)
    assert VisitRow.objects.filter(patient=marie).count() == 2


def test_the_preview_says_who_is_known_by_the_name_alone_and_writes_nothing(small: Small) -> None:
    accept(small, KNOWN, "p.csv", "patients")

    _, _, page = bring(small, ICS, "a.ics")

    assert "reconnu par le nom seul" in page
    assert "12/03/1961" in page
    assert (PatientRow.objects.count(), VisitRow.objects.count()) == (1, 0)


def test_one_may_say_that_it_is_somebody_else(small: Small) -> None:
    accept(small, KNOWN, "p.csv", "patients")
    _, _, page = bring(small, ICS, "a.ics")
    key = page.split('name="same-')[1].split('"')[0]

    accept(small, ICS, "a.ics", **{f"same-{key}": "new"})

    assert PatientRow.objects.filter(family__iexact="durand").count() == 2


def test_of_several_of_one_name_it_is_asked_which_and_not_guessed(small: Small) -> None:
    accept(small, KNOWN, "p.csv", "patients")
    accept(small, OTHER, "q.csv", "patients")
    secretary, url, page = bring(small, ICS, "a.ics")
    key = page.split('name="same-')[1].split('"')[0]
    younger = PatientRow.objects.get(birth_date=date(1990, 1, 2))

    undecided = secretary.post(f"{url}accept", {"who-": "m1"})
    decided = secretary.post(f"{url}accept", {"who-": "m1", f"same-{key}": younger.code})

    assert (undecided.status_code, decided.status_code) == (409, 302)
    assert VisitRow.objects.get().patient == younger
    assert PatientRow.objects.count() == 2


def test_taken_back_and_brought_again_it_is_still_one_person(small: Small) -> None:
    accept(small, KNOWN, "p.csv", "patients")
    url = accept(small, ICS, "a.ics")

    small.signed_in("m4").post(f"{url}undo")
    assert (PatientRow.objects.count(), VisitRow.objects.count()) == (1, 0)
    accept(small, ICS, "a.ics")

    assert (PatientRow.objects.count(), VisitRow.objects.count()) == (1, 1)


def test_next_weeks_export_finds_whom_last_weeks_brought(small: Small) -> None:
    accept(small, ICS, "a.ics")

    accept(small, ICS.replace(b"UID:a1", b"UID:a2").replace(b"20270302", b"20270309"), "b.ics")

    assert PatientRow.objects.count() == 1


def test_a_file_of_which_nothing_is_new_has_nothing_to_accept(small: Small) -> None:
    accept(small, ICS, "a.ics")

    _, _, page = bring(small, ICS, "a.ics")

    assert 'id="answer"' not in page
    assert "Il n’y a rien à accepter" in page
    assert ImportRow.objects.filter(state="pending").count() == 1
