"""Patients first, then agendas that say no birth date: nobody becomes two people in silence."""

from datetime import date

import pytest
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


UNDATED = b"Date;Heure;Nom;Pr\xc3\xa9nom\n02/03/2027;10:00;DURAND;Marie\n"
DATED = b"Date;Heure;Nom;Pr\xc3\xa9nom;Date de naissance\n09/03/2027;10:00;DURAND;Marie;12/03/1961\n"
OTHERWISE = DATED.replace(b"09/03/2027;10:00", b"16/03/2027;10:00")


@pytest.mark.parametrize(("same", "people"), [(True, 1), (False, 2)])
def test_a_birth_date_for_a_namesake_known_without_one_is_asked_about_once(
    small: Small, same: bool, people: int
) -> None:
    """Neither merged nor doubled in silence; once it is said, the next file does not ask again."""
    accept(small, UNDATED, "a.csv")
    secretary, url, page = bring(small, DATED, "b.csv")
    key = page.split('name="same-')[1].split('"')[0]
    known = PatientRow.objects.get()

    assert "mêmes noms, sans date de naissance" in page
    assert secretary.post(f"{url}accept", {"who-": "m1"}).status_code == 409
    assert VisitRow.objects.count() == 1
    answer = known.code if same else "new"
    assert secretary.post(f"{url}accept", {"who-": "m1", f"same-{key}": answer}).status_code == 302
    assert "same-" not in bring(small, OTHERWISE, "c.csv")[2]
    accept(small, OTHERWISE, "c.csv")

    assert PatientRow.objects.count() == people
    assert VisitRow.objects.filter(patient__birth_date=date(1961, 3, 12)).count() == (3 if same else 2)


def test_what_an_agenda_told_of_somebody_goes_when_it_is_taken_back(small: Small) -> None:
    accept(small, UNDATED, "a.csv")
    _, _, page = bring(small, DATED, "b.csv")
    key = page.split('name="same-')[1].split('"')[0]
    url = accept(small, DATED, "b.csv", **{f"same-{key}": PatientRow.objects.get().code})

    small.signed_in("m4").post(f"{url}undo")

    assert PatientRow.objects.get().birth_date is None


def test_a_birth_date_told_later_of_a_visit_completes_its_patient_and_the_visit_stays(small: Small) -> None:
    """The difference is shown; nobody is asked who sits in a place that did not change hands."""
    accept(small, UNDATED, "a.csv")
    visit = VisitRow.objects.get().story
    told = DATED.replace(b"09/03/2027", b"02/03/2027")

    page = bring(small, told, "b.csv")[2]
    accept(small, told, "b.csv")

    assert "date de naissance" in page.split('id="diff-h"')[1]
    assert PatientRow.objects.get().birth_date == date(1961, 3, 12)
    assert [row.story for row in VisitRow.objects.all()] == [visit]
