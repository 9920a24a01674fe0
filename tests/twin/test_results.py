"""A result on disk is the result."""

import json
from pathlib import Path

import polars as pl
import pytest

from binome.twin.experiment import Precision, run
from binome.twin.results import NotAResult, read_result, write_result
from tests.twin.small_experiment import month


def test_what_was_written_is_read_back_to_the_last_bit(tmp_path: Path) -> None:
    """Figures, periods, loads, provenance."""
    outcome = run(month(), replications=12)
    write_result(outcome, tmp_path / "out")
    again = read_result(tmp_path / "out")
    assert json.dumps(again.as_json()) == json.dumps(outcome.as_json())
    assert again.provenance == outcome.provenance


def test_a_result_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    """In another process, another day: as if it had been lived at once."""
    write_result(run(month(), replications=7), tmp_path)
    longer = run(month(), replications=15, so_far=read_result(tmp_path))
    assert json.dumps(longer.as_json()) == json.dumps(run(month(), replications=15).as_json())


def test_the_columns_are_for_anybody(tmp_path: Path) -> None:
    """One row per replication; one per period and figure, and per person and figure."""
    outcome = run(month(), replications=5)
    write_result(outcome, tmp_path)
    rows = pl.read_parquet(tmp_path / "replications.parquet")
    assert rows["replication"].to_list() == [0, 1, 2, 3, 4]
    assert rows["wait_min"].mean() == pytest.approx(outcome.figure("wait_min").mean)
    periods = pl.read_parquet(tmp_path / "periods.parquet")
    assert periods["period"].unique().sort().to_list() == [0, 1, 2]
    assert set(pl.read_parquet(tmp_path / "persons.parquet")["person"]) == {"d1", "a1"}


def test_a_folder_without_a_result_is_refused(tmp_path: Path) -> None:
    """In a sentence."""
    with pytest.raises(NotAResult, match="no result"):
        read_result(tmp_path)


def test_the_provenance_makes_it_again() -> None:
    """The text of the scenario and its sum, the seed, the kernel, the command."""
    source = run(month(), replications=3, seed=9, file="my practice.toml").provenance
    assert source.command == "binome twin run 'my practice.toml' --replications 3 --seed 9"
    closely = run(month(), replications=500, precision=Precision("wait_min", 0.5)).provenance
    assert closely.command.endswith(f"--replications {closely.replications} --seed 1 --precision wait_min=0.5")
    assert len(source.scenario_sha256) == len(source.kernel) == 64
    assert source.scenario.startswith("name")
