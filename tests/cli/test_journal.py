"""The journal leaves as columns, without a name; forgetting somebody takes names away and no line."""

import json
from pathlib import Path

import polars as pl
import pytest

from binome.journal.columns import columns, events_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House
from binome.web.store.tables.practice import PatientRow
from tests.cli.conftest import Run
from tests.web.demo.playing import lived


def test_parquet_comes_back_as_it_was(with_a_day: House, run: Run, tmp_path: Path) -> None:
    """Whatever the file is called, in the format that was asked."""
    out = tmp_path / "journal"
    said = run("journal", "export", str(out), "--format", "parquet", "--json")
    assert said.code == 0
    assert json.loads(said.out)["events"] == len(lived().events)
    assert events_of(pl.read_parquet(out)) == list(DatabaseJournal(with_a_day.id).everything())


def test_csv_holds_the_same_lines(with_a_day: House, run: Run, tmp_path: Path) -> None:
    """With a heading, times in UTC."""
    out = tmp_path / "journal.csv"
    assert run("journal", "export", "--format", "csv", str(out)).code == 0
    written = out.read_text("utf-8").splitlines()
    assert written[0].split(",") == columns([]).columns
    assert len(written) == 1 + len(lived().events)
    assert "Z," in written[1]


def test_no_name_leaves(with_a_day: House, run: Run, tmp_path: Path) -> None:
    """Pseudonyms only: neither patients nor team."""
    out = tmp_path / "journal.csv"
    run("journal", "export", "--format", "csv", str(out))
    written = out.read_text("utf-8")
    names = {*with_a_day.people.values(), *PatientRow.objects.values_list("family", flat=True)}
    assert not [name for name in names if name in written]


def test_some_days_only(with_a_day: House, run: Run, tmp_path: Path) -> None:
    """Both days included, in the practice's own zone."""
    out = tmp_path / "day.parquet"
    said = run("journal", "export", str(out), "--since", "2026-11-20", "--until", "2026-11-20", "--json")
    days = pl.read_parquet(out)["at"].dt.convert_time_zone("Europe/Paris").dt.date().unique().to_list()
    assert [str(day) for day in days] == ["2026-11-20"]
    assert 0 < json.loads(said.out)["events"] < len(lived().events)


def test_a_file_that_cannot_be_written(with_a_day: House, run: Run, tmp_path: Path) -> None:
    """Two, and a sentence."""
    said = run("journal", "export", str(tmp_path / "nowhere" / "journal.parquet"))
    assert said.code == 2
    assert "cannot be written" in said.err


def test_somebody_is_forgotten_and_every_line_stays(with_a_day: House, run: Run) -> None:
    """Once; the second time there is nobody by that code."""
    patient = next(v.patient for v in lived().visits.values() if v.patient)
    before = list(DatabaseJournal(with_a_day.id).everything())
    said = run("journal", "forget", str(patient), "--yes", "--json")
    assert said.code == 0
    assert json.loads(said.out)["stories"] >= 1
    assert not PatientRow.objects.filter(code=patient).exists()
    assert list(DatabaseJournal(with_a_day.id).everything()) == before
    again = run("journal", "forget", str(patient), "--yes")
    assert again.code == 2
    assert "knows nobody by that code" in again.err
    assert run("check").code == 0


def test_nobody_is_forgotten_without_a_yes(with_a_day: House, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be undone."""
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    known = PatientRow.objects.count()
    assert run("journal", "forget", PatientRow.objects.values_list("code", flat=True)[0]).code == 2
    assert PatientRow.objects.count() == known
