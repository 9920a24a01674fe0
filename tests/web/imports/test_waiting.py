"""A file that waits for an answer waits a day at most, and never outlives the forgetting of somebody."""

from datetime import timedelta

import pytest
import time_machine

from binome.web.store import patients
from binome.web.store.imports_waiting import keep, throw_away_old
from binome.web.store.models import ImportRow, PatientRow
from tests.web.board.small import Small
from tests.web.imports.test_agenda import AT, TABLE
from tests.web.imports.test_screens import upload


def kept(small: Small) -> ImportRow:
    code = keep(small.house, TABLE.encode(), "agenda.csv", by=small.house.practice.member("m4"), at=AT)
    return ImportRow.objects.get(code=code)


@pytest.mark.both_databases
def test_a_day_without_an_answer_and_what_it_held_is_gone(small: Small) -> None:
    """On the next visit to the page; what happened is said there."""
    row = kept(small)
    with time_machine.travel(AT + timedelta(hours=23, minutes=59), tick=False):
        small.signed_in("m4").get("/p/brehan/import/")
        row.refresh_from_db()
        assert row.data
    with time_machine.travel(AT + timedelta(hours=24), tick=False):
        page = small.signed_in("m4").get("/p/brehan/import/").content.decode()

    row.refresh_from_db()
    assert (row.state, row.data) == ("expired", None)
    assert "sans réponse pendant 24 heures" in page


def test_the_next_file_drives_the_old_one_out(small: Small) -> None:
    row = kept(small)

    keep(small.house, b"x", "other.csv", by=small.house.practice.member("m4"), at=AT + timedelta(days=1))

    row.refresh_from_db()
    assert (row.state, row.data) == ("expired", None)


@pytest.mark.parametrize("answer", ["", "accept", "refuse"])
def test_an_answer_that_comes_too_late_is_told_so(small: Small, answer: str) -> None:
    row = kept(small)
    with time_machine.travel(AT + timedelta(hours=25), tick=False):
        secretary = small.signed_in("m4")
        address = f"/p/brehan/import/{row.code}/{answer}"
        told = secretary.post(address) if answer else secretary.get(address)

    assert told.status_code == 409
    assert "a été jeté" in told.content.decode()


def test_files_of_the_last_day_stay(small: Small) -> None:
    row = kept(small)

    assert throw_away_old(AT + timedelta(hours=23)) == 0
    row.refresh_from_db()
    assert row.data


def test_how_long_a_file_waits_is_said_before_and_after_it_is_brought(small: Small) -> None:
    secretary = small.signed_in("m4")
    assert "24 heures" in secretary.get("/p/brehan/import/").content.decode()

    page = secretary.get(upload(small, TABLE.encode()).url).content.decode()

    assert "Le fichier attend votre réponse" in page


@pytest.mark.both_databases
def test_forgetting_somebody_throws_away_every_file_that_waits_and_says_so(small: Small) -> None:
    """Whoever the file is about: it may bring back the very person."""
    row = kept(small)
    PatientRow.objects.create(practice_id=small.house.id, code="p1", family="Rault", given="Rémi", sought="rault remi")

    page = small.signed_in("m1").post("/p/brehan/patients/p1/forget", follow=True).content.decode()

    row.refresh_from_db()
    assert (row.state, row.data, row.name) == ("discarded", None, "")
    assert "Les fichiers qui attendaient" in page


def test_what_past_imports_quote_of_a_line_is_forgotten_too(small: Small) -> None:
    """The line's number stays, so that the count stays."""
    told = {"created": 1, "not_understood": [{"line": 3, "why": "RAULT Rémi: no date"}]}
    ImportRow.objects.create(
        practice_id=small.house.id, code="i1", kind="agenda", name="x", by="m4", at=AT, state="accepted", told=told
    )
    PatientRow.objects.create(practice_id=small.house.id, code="p1", family="Rault", given="Rémi", sought="rault remi")

    assert patients.forget(small.house, "p1", at=AT).files == 0

    assert ImportRow.objects.get(code="i1").told == {"created": 1, "not_understood": [{"line": 3}]}
