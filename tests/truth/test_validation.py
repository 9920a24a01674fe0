"""The twin against theory and published tables. `./run truth` takes it whole, and six times longer than the command."""

import json
from pathlib import Path

import pytest
from hypothesis import settings

from binome.twin.validate.effort import LONG, PLAIN, QUICK
from binome.twin.validate.everything import validated
from binome.twin.validate.verdict import Verdict

IN_SUITE = settings.get_current_profile_name() == "suite"
TABLES = ("A1", "A2", "A3", "A4", "A5", "A6", "Twin rooms")


@pytest.mark.random_cases
@pytest.mark.timeout(1_800)  # the first one may compile
@pytest.mark.parametrize("table", TABLES)
def test_nothing_falls_short(table: str) -> None:
    """Every row of theory and every published value that can be required."""
    rows = list(validated(QUICK if IN_SUITE else LONG, table))
    assert rows
    assert [row for row in rows if row.verdict == Verdict.SHORT] == []


@pytest.mark.random_cases
@pytest.mark.skipif(IN_SUITE, reason="the whole run of the command: ./run truth")
@pytest.mark.timeout(1_800)
def test_the_record_is_what_comes_out(repository: Path) -> None:
    """docs/reference/validation.md is printed from a record, and the record is what the command gives today."""
    record = json.loads((repository / "tests/truth/validation.json").read_text("utf-8"))
    rows = [row.as_json() for row in validated(PLAIN)]
    assert [(it["table"], it["row"], it["verdict"]) for it in rows] == [
        (it["table"], it["row"], it["verdict"]) for it in record
    ]
    figures = [(it["obtained"], was["obtained"]) for it, was in zip(rows, record, strict=True)]
    assert all(now == (was if isinstance(was, str) else pytest.approx(was, rel=1e-6, abs=1e-9)) for now, was in figures)
