"""`binome twin validate`: every row for a program, a verdict for a person, and 1 when one falls short."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from binome.cli.app import app
from binome.twin.validate import everything
from binome.twin.validate.needs import rows
from binome.twin.validate.verdict import Verdict

RUN = CliRunner()


def test_every_row_for_a_program() -> None:
    """The level, the table, the row, what was expected and obtained, the tolerance and the verdict."""
    done = RUN.invoke(app, ["twin", "validate", "--only", "A1", "--json"])
    assert done.exit_code == 0
    first = json.loads(done.stdout)[0]
    assert {"level", "table", "row", "expected", "obtained", "tolerance", "verdict"} <= set(first)
    assert (first["level"], first["table"], first["verdict"]) == ("L2", "A1 Altschuler 2012", "within")


def test_for_a_person() -> None:
    """Table by table, and how many in the end."""
    told = RUN.invoke(app, ["twin", "validate", "--only", "A2 Porter"]).stdout
    assert "A2 Porter 2022\n--------------\n" in told
    assert told.rstrip().endswith("9 of 9 rows within, 0 short; 0 told and not required.")


def test_one_that_falls_short_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, and the reason beside it."""
    short = [replace(row, verdict=Verdict.SHORT) for row in rows()]
    monkeypatch.setattr(everything, "TABLES", ((("A1",), lambda _: iter(short)),))
    done = RUN.invoke(app, ["twin", "validate", "--only", "A1"])
    assert done.exit_code == 1
    assert "falls short" in done.stdout


def test_a_table_that_is_not_there_is_refused() -> None:
    """With a sentence."""
    done = RUN.invoke(app, ["twin", "validate", "--only", "Z9"])
    assert "no table's name begins with 'Z9'" in str(done.exception)
