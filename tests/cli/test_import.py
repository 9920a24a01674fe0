"""Bringing an agenda or patients from the command line: shown first, never doubled, each name given to somebody."""

import json
from pathlib import Path

import pytest

from binome.interop.letters import LARGEST_MB
from binome.web.store.imports_turn import turn
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
    again = json.loads(run("import", "patients", str(file), "--json").out)
    assert (again["created"], again["unchanged"], again["not_understood"]) == (0, 2, [])


NOT_ONE = {
    "empty": b"",
    "spaces": b" \r\n\t",
    "zeros": bytes(50),
    "photograph": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8,
    "archive": b"PK\x03\x04" + bytes(200),
    "old workbook": b"\xd0\xcf\x11\xe0" + bytes(200),
    "half a bundle": b'{"resourceType": "Bundle", "entry": [',
}


@pytest.mark.parametrize("kind", ["agenda", "patients"])
@pytest.mark.parametrize("content", NOT_ONE.values(), ids=NOT_ONE)
def test_a_file_that_is_neither(small: House, kind: str, content: bytes, tmp_path: Path, run: Run) -> None:
    """Two, with a sentence on the error stream, nothing on the output, and nothing written."""
    file = tmp_path / "export"
    file.write_bytes(content)
    for how in (["--dry-run", "--json"], []):
        said = run("import", kind, str(file), *how)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("binome: the file cannot be read: ")
        assert len(said.err.splitlines()) == 1
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize("kind", ["agenda", "patients"])
def test_a_file_without_end(small: House, kind: str, tmp_path: Path, run: Run) -> None:
    """No more of it is read than a practice could mean."""
    huge = tmp_path / "huge.csv"
    huge.write_bytes(AGENDA.encode() + b" " * LARGEST_MB * 1024 * 1024)
    for file in (huge, Path("/dev/zero"), tmp_path):
        said = run("import", kind, str(file), "--dry-run", "--json")
        assert (said.code, said.out) == (2, "")
        assert str(file) in said.err


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


UNUSABLE = {
    "agenda": "Date;Heure;Nom;Prénom\nhier;midi;LARMOR;Jeanne\n",
    "patients": "Nom;Prénom;Date de naissance\n;;01/02/1960\n",
}


@pytest.mark.parametrize("kind", ["agenda", "patients"])
def test_a_file_of_which_no_line_is_understood(small: House, kind: str, tmp_path: Path, run: Run) -> None:
    """One: it was read, and says nothing an import could use. The counts and the lines are told all the same."""
    file = tmp_path / "export.csv"
    file.write_text(UNUSABLE[kind], "utf-8")
    said = run("import", kind, str(file), "--dry-run", "--json")
    assert said.code == 1
    told = json.loads(said.out)
    assert 2 in [one["line"] for one in told["not_understood"]]
    assert {told[name] for name in ("created", "changed", "unchanged", "cancelled")} == {0}


def test_a_letter_is_no_list_of_patients(small: House, tmp_path: Path, run: Run) -> None:
    """Words alone make nobody: prose would look like names."""
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague, thank you.\nSincerely, as ever.\n", "utf-8")
    assert run("import", "patients", str(file)).code == 2
    assert not PatientRow.objects.filter(family__icontains="colleague").exists()


LARMOR_AGAIN = """Nom;Prénom;Date de naissance;Sexe
LARMOR;Jeanne;01/02/1960;F
LARMOR;Jeanne;02/02/1960;F
"""


def test_a_list_of_patients_answers_under_the_same_names(small: House, tmp_path: Path, run: Run) -> None:
    """Each line of the file is counted once, or said with its number and why."""
    file = tmp_path / "patients.csv"
    file.write_text(PATIENTS + "LORIENT;Luc;32/13/1980;M\n", "utf-8")
    told = json.loads(run("import", "patients", str(file), "--dry-run", "--json").out)
    assert list(told) == ["created", "changed", "unchanged", "cancelled", "not_understood"]
    assert {type(told[name]) for name in list(told)[:4]} == {int}
    assert [one["line"] for one in told["not_understood"]] == [4]
    assert told["not_understood"][0]["why"]


def test_somebody_perhaps_known_is_left_to_the_screen(small: House, tmp_path: Path, run: Run) -> None:
    """A dry run says who; for good, nothing is written of the whole file."""
    file = tmp_path / "patients.csv"
    file.write_text(PATIENTS, "utf-8")
    assert run("import", "patients", str(file)).code == 0
    file.write_text(LARMOR_AGAIN, "utf-8")
    before = PatientRow.objects.count()
    told = json.loads(run("import", "patients", str(file), "--dry-run", "--json").out)
    assert [one["line"] for one in told["not_understood"]] == [3, 3]  # like the line above it, and like one known
    said = run("import", "patients", str(file), "--json")
    assert (said.code, said.out) == (2, "")
    assert "LARMOR Jeanne (line 3)" in said.err
    assert "nothing was written" in said.err
    assert PatientRow.objects.count() == before
    assert not ImportRow.objects.filter(state="pending").exists()


def test_a_namesake_known_without_a_birth_date_is_not_guessed(small: House, agenda: str, run: Run) -> None:
    """An agenda that says when she was born does not make a second Jeanne Larmor in silence."""
    PatientRow.objects.create(practice_id=small.id, code="p-jeanne", family="Larmor", given="Jeanne")
    shown = run("import", "agenda", agenda, "--dry-run")
    assert shown.code == 0
    assert "1 perhaps known already" in shown.out
    said = run("import", "agenda", agenda, "--with", "Dr Inconnu=m2")
    assert said.code == 2
    assert "LARMOR Jeanne (line 2)" in said.err
    assert not VisitRow.objects.exists()


def test_people_known_by_their_name_alone_are_counted_aloud(small: House, tmp_path: Path, run: Run) -> None:
    """In the sentence a person reads, and under a name of its own for a program."""
    PatientRow.objects.create(practice_id=small.id, code="p-jeanne", family="Larmor", given="Jeanne")
    file = tmp_path / "agenda.csv"
    file.write_text(AGENDA.replace("01/02/1960", "").replace("Dr Inconnu", "Dr Anne Kerbrat"), "utf-8")
    assert json.loads(run("import", "agenda", str(file), "--dry-run", "--json").out)["known_by_name"] == 1
    done = run("import", "agenda", str(file))
    assert done.code == 0, done.err
    assert "1 known by their name alone" in done.out
    assert PatientRow.objects.filter(family__iexact="larmor").count() == 1


def test_while_another_file_is_read_nothing_is(small: House, agenda: str, run: Run) -> None:
    """Two, and one tries again."""
    with turn(small):
        said = run("import", "agenda", agenda, "--dry-run", "--json")
    assert (said.code, said.out) == (2, "")
    assert "another file" in said.err
    assert run("import", "agenda", agenda, "--dry-run").code == 0


def test_a_line_that_is_not_understood_does_not_hide_the_others(small: House, tmp_path: Path, run: Run) -> None:
    """Nought: what was understood is done; the rest is said, with its line, on the error stream."""
    file = tmp_path / "agenda.csv"
    file.write_text(AGENDA.replace("Dr Inconnu", "Dr Anne Kerbrat").replace("09:15", "at dawn"), "utf-8")
    said = run("import", "agenda", str(file))
    assert said.code == 0
    assert said.err.startswith("line 3: ")
    assert said.out == "Done: 1 created, 0 changed, 0 unchanged, 0 cancelled; 1 not understood.\n"


@pytest.mark.parametrize("words", [["--practice", "elsewhere"], ["--by", "m99"], ["--with", "Dr Inconnu"]])
def test_a_word_that_names_nothing(small: House, agenda: str, words: list[str], run: Run) -> None:
    """Two, with the word."""
    said = run("import", "agenda", agenda, "--with", "Dr Inconnu=m2", *words)
    assert (said.code, said.out) == (2, "")
    assert words[1] in said.err
    assert not VisitRow.objects.exists()
