"""Bringing an agenda or patients from the command line: shown first, never doubled, each name given to somebody."""

import json
from pathlib import Path

import pytest

from binome.web.store.practice import House
from binome.web.store.tables.imports import ImportRow
from binome.web.store.tables.journal import DayRow, VisitRow
from binome.web.store.tables.practice import PatientRow
from tests.cli.conftest import Run

AGENDA = """Date;Heure;Durée;Nom;Prénom;Date de naissance;Praticien;Motif
14/12/2026;09:00;15;LARMOR;Jeanne;01/02/1960;Dr Anne Kerbrat;Renouvellement
14/12/2026;09:15;15;LANESTER;Paul;01/02/1970;Dr Inconnu;Fièvre
"""
PATIENTS = """Nom;Prénom;Date de naissance;Sexe
LARMOR;Jeanne;01/02/1960;F
LANESTER;Paul;01/02/1970;M
"""


@pytest.fixture
def agenda(tmp_path: Path) -> str:
    file = tmp_path / "agenda.csv"
    file.write_text(AGENDA, "utf-8")
    return str(file)


def test_a_dry_run_says_what_would_be_and_writes_nothing(small: House, agenda: str, run: Run) -> None:
    """The counts a program reads, under fixed names."""
    said = run("import", "agenda", agenda, "--dry-run", "--json")
    assert said.code == 0
    told = json.loads(said.out)
    assert {name: told[name] for name in ("created", "changed", "unchanged", "cancelled", "not_understood")} == {
        "created": 2, "changed": 0, "unchanged": 0, "cancelled": 0, "not_understood": [],
    }  # fmt: skip
    assert not VisitRow.objects.exists()
    assert not ImportRow.objects.exists()


def test_a_name_nobody_bears_is_asked(small: House, agenda: str, run: Run) -> None:
    """Nothing is written until somebody says who it is."""
    said = run("import", "agenda", agenda)
    assert said.code == 2
    assert "Dr Inconnu" in said.err
    assert not VisitRow.objects.exists()


def test_the_same_file_twice_changes_nothing(small: House, agenda: str, run: Run) -> None:
    """What was answered once is remembered."""
    first = run("import", "agenda", agenda, "--with", "Dr Inconnu=m2", "--json")
    assert first.code == 0, first.err
    assert json.loads(first.out)["created"] == 2
    assert set(VisitRow.objects.values_list("doctor", flat=True)) == {"m1", "m2"}
    again = json.loads(run("import", "agenda", agenda, "--json").out)
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 2)
    assert run("check").code == 0


def test_a_refused_import_leaves_nothing_behind(with_a_day: House, tmp_path: Path, run: Run) -> None:
    """A closed day stays as it is, and no file waits for an answer on the screen."""
    file = tmp_path / "late.csv"
    file.write_text(AGENDA.replace("14/12/2026", "20/11/2026"), "utf-8")
    before = VisitRow.objects.count()
    said = run("import", "agenda", str(file), "--with", "Dr Inconnu=m2")
    assert said.code == 2
    assert "nothing was written" in said.err
    assert VisitRow.objects.count() == before
    assert not ImportRow.objects.filter(state="pending").exists()


def test_patients_likewise(small: House, tmp_path: Path, run: Run) -> None:
    """Made known once; the second time they are known already."""
    file = tmp_path / "patients.csv"
    file.write_text(PATIENTS, "utf-8")
    before = PatientRow.objects.count()
    assert json.loads(run("import", "patients", str(file), "--dry-run", "--json").out)["created"] == 2
    assert PatientRow.objects.count() == before
    assert run("import", "patients", str(file)).code == 0
    assert PatientRow.objects.count() == before + 2
    assert json.loads(run("import", "patients", str(file), "--json").out)["created"] == 0


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a photograph, perhaps"])
def test_a_file_that_is_no_agenda(small: House, content: bytes, tmp_path: Path, run: Run) -> None:
    """Two, with what was expected."""
    file = tmp_path / "agenda.ics"
    file.write_bytes(content)
    said = run("import", "agenda", str(file), "--dry-run")
    assert said.code == 2
    assert "cannot be read" in said.err


def test_a_file_that_is_not_there(small: House, tmp_path: Path, run: Run) -> None:
    """Two, with its name."""
    said = run("import", "agenda", str(tmp_path / "gone.ics"))
    assert said.code == 2
    assert "gone.ics" in said.err


def test_a_member_who_may_not(small: House, agenda: str, run: Run) -> None:
    """Bringing an agenda is not everybody's."""
    said = run("import", "agenda", agenda, "--by", "m8", "--with", "Dr Inconnu=m2")
    assert said.code == 2
    assert "m8" in said.err


def test_a_closed_day_is_named_and_the_rest_may_be_brought(small: House, agenda: str, run: Run) -> None:
    """Nothing is written until one says that closed days stay as they are."""
    DayRow.objects.create(practice_id=small.id, day="2026-12-14", version=1, closed=True)
    refused = run("import", "agenda", agenda, "--with", "Dr Inconnu=m2")
    assert refused.code == 2
    assert "2026-12-14" in refused.err
    assert "--leave-closed" in refused.err
    told = json.loads(run("import", "agenda", agenda, "--with", "Dr Inconnu=m2", "--leave-closed", "--json").out)
    assert (told["created"], told["left_alone"]) == (0, 2)
    assert not VisitRow.objects.exists()
