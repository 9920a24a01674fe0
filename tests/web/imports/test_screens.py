"""The import's pages: a file or a pasted text, what it would do, yes or no."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from binome.interop.why import SENTENCES
from binome.web.imports.why import _french
from binome.web.store.models import ImportRow, PatientRow, VisitRow
from tests.web.board.small import Small
from tests.web.imports.test_agenda import TABLE

PATIENTS = """Nom de naissance;Prénom;Date de naissance;Sexe;Téléphone
RAULT;Rémi;12/05/1980;M;0600000001
CARO;Bleuenn;01/02/1992;F;0600000002
"""
FILES = Path(__file__).parents[2] / "interop" / "files"


def upload(small: Small, data: bytes, name: str = "a.csv", kind: str = "agenda"):
    return small.signed_in("m4").post("/p/brehan/import/", {"kind": kind, "file": SimpleUploadedFile(name, data)})


def test_a_pasted_day_is_compared_accepted_and_taken_back(small: Small) -> None:
    secretary = small.signed_in("m4")
    kept = secretary.post("/p/brehan/import/", {"kind": "agenda", "pasted": TABLE})

    page = secretary.get(kept.url)
    assert page.status_code == 200
    assert "MOISAN" in page.content.decode()
    assert secretary.post(f"{kept.url}accept").status_code == 302
    assert VisitRow.objects.count() == 3
    assert secretary.post(f"{kept.url}undo").status_code == 302
    assert VisitRow.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["icalendar.ics", "ics_py.ics", "vobject.ics", "ical_generator.ics", "synthea_bundle.json"]
)
def test_files_written_by_other_programs_are_shown(small: Small, name: str) -> None:
    kept = upload(small, (FILES / name).read_bytes(), name)

    page = small.signed_in("m4").get(kept.url)

    assert page.status_code == 200
    assert 'data-kind="created"' in page.content.decode()


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"\x89PNG\r\n\x1a\n" + bytes(100), b"%PDF-1.7", b"BEGIN:VCALENDAR\n", b"a" * 100]
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(small: Small, data: bytes) -> None:
    answer = upload(small, data, "x.bin")
    if answer.status_code == 302:
        answer = small.signed_in("m4").get(answer.url)

    assert answer.status_code in (200, 422)
    assert VisitRow.objects.count() == 0
    if answer.status_code == 422:
        assert 'role="alert"' in answer.content.decode()
        assert not ImportRow.objects.filter(state="pending").exists()


def test_patients_are_made_known_and_their_doubles_decided(small: Small) -> None:
    upload_one = upload(small, PATIENTS.encode(), "p.csv", "patients")
    small.signed_in("m4").post(f"{upload_one.url}accept")
    near = PATIENTS.replace("M;0600000001", "M;0699999999")
    again = upload(small, near.encode(), "p2.csv", "patients")
    page = small.signed_in("m4").get(again.url).content.decode()

    undecided = small.signed_in("m4").post(f"{again.url}accept")
    line = page.split('name="same-')[1].split('"')[0]
    decided = small.signed_in("m4").post(f"{again.url}accept", {f"same-{line}": "new"})

    assert (undecided.status_code, decided.status_code) == (409, 302)
    assert PatientRow.objects.count() == 3


def test_an_import_of_patients_is_taken_back(small: Small) -> None:
    kept = upload(small, PATIENTS.encode(), "p.csv", "patients")
    secretary = small.signed_in("m4")
    secretary.post(f"{kept.url}accept")

    secretary.post(f"{kept.url}undo")

    assert PatientRow.objects.count() == 0


def test_the_same_list_twice_asks_nothing_and_changes_nothing(small: Small) -> None:
    first = upload(small, PATIENTS.encode(), "p.csv", "patients")
    small.signed_in("m4").post(f"{first.url}accept")
    again = upload(small, PATIENTS.encode(), "p.csv", "patients")

    page = small.signed_in("m4").get(again.url).content.decode()
    small.signed_in("m4").post(f"{again.url}accept")

    assert 'name="same-' not in page
    assert PatientRow.objects.count() == 2


def test_every_reason_is_told_in_french() -> None:
    assert set(_french()) == set(SENTENCES)


def test_columns_that_cannot_be_read_are_refused_and_the_file_goes_on_waiting(small: Small) -> None:
    """Neither looking (a GET changes nothing) nor accepting throws the file away."""
    kept = upload(small, TABLE.encode())
    secretary = small.signed_in("m4")

    looked = secretary.get(f"{kept.url}?column-reason=0")
    accepted = secretary.post(f"{kept.url}accept", {"column-reason": "0"})

    assert (looked.status_code, accepted.status_code) == (422, 422)
    assert ImportRow.objects.get().state == "pending"
    assert secretary.post(f"{kept.url}accept").status_code == 302


def test_what_an_agenda_made_known_is_taken_back_with_it(small: Small) -> None:
    kept = upload(small, TABLE.encode())
    secretary = small.signed_in("m4")
    secretary.post(f"{kept.url}accept")
    assert PatientRow.objects.exists()

    secretary.post(f"{kept.url}undo")

    assert not PatientRow.objects.exists()


def test_a_visit_that_was_prepared_stays_when_its_import_is_taken_back(small: Small) -> None:
    kept = upload(small, TABLE.encode())
    secretary = small.signed_in("m4")
    secretary.post(f"{kept.url}accept")
    story = VisitRow.objects.order_by("due")[0].story
    small.signed_in("m3").post(f"/p/brehan/prepare/{story}/note", {"words": "Ordonnance à renouveler"})

    secretary.post(f"{kept.url}undo")

    assert [row.story for row in VisitRow.objects.all()] == [story]
