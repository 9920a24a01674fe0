"""A backup is the whole database at one instant, readable, and never over another."""

import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from binome.web.store.practice import House
from binome.web.store.tables.imports import ImportRow
from tests.cli.conftest import Run
from tests.web.demo.playing import lived


@pytest.mark.both_databases
def test_the_copy_holds_everything(with_a_day: House, run: Run, tmp_path: Path) -> None:
    """Every event, for nobody else on the machine to read."""
    out = tmp_path / "copy.sqlite3"
    said = run("backup", str(out))
    if connection.vendor != "sqlite":
        assert said.code == 2
        assert "pg_dump -Fc" in said.err
        return
    assert said.code == 0, said.err
    with sqlite3.connect(out) as copy:
        assert copy.execute("SELECT count(*) FROM store_eventrow").fetchone() == (len(lived().events),)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize(("name", "why"), [("there.sqlite3", "exists already"), ("nowhere/x.sqlite3", "no folder")])
def test_a_backup_that_cannot_be(name: str, why: str, transactional_db: None, run: Run, tmp_path: Path) -> None:
    """Two, with the sentence; what was there stays."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its own tool")
    (tmp_path / "there.sqlite3").write_text("precious")
    said = run("backup", str(tmp_path / name))
    assert said.code == 2
    assert why in said.err
    assert (tmp_path / "there.sqlite3").read_text() == "precious"


def test_a_file_nobody_answered_is_not_in_the_copies(small: House, run: Run, tmp_path: Path) -> None:
    """What an import would have brought goes after a day, a backup being one way to notice."""
    at = datetime.now(UTC) - timedelta(days=2)
    old = ImportRow.objects.create(
        practice_id=small.id, code="i1", kind="patients", name="x", by="m1", at=at, data=b"RAULT"
    )
    run("backup", str(tmp_path / "copy.sqlite3"))
    old.refresh_from_db()
    assert (old.state, old.data) == ("expired", None)
