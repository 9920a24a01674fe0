"""`binome explain` says what a difference is made of, in parts that add up, and tells nothing of too few."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.measures.days import a_fortnight

WEEKS = ("--before", "2026-03-02..2026-03-08", "--after", "2026-03-09..2026-03-15")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    a_fortnight().write_parquet(tmp_path / "journal.parquet")
    return tmp_path / "journal.parquet"


def test_the_parts_add_up_to_the_difference_of_the_figure(written: Path, run: Run) -> None:
    """The one doctor took two minutes less with each visit: all of it is that."""
    said = run("explain", "--figure", "medical_min_per_visit", *WEEKS, "--journal", written, "--json")
    assert said.code == 0
    told = json.loads(said.out)
    assert (told["before"]["value"], told["after"]["value"], told["unit"]) == (12.0, 10.0, "min")
    assert told["rate"] + told["mix"] == pytest.approx(told["difference"]) == -2.0
    assert told["parts"] == [{"group": "doc", "rate": -2.0, "mix": 0.0}]
    assert "chez chaque médecin" in told["said"]
    asked = ("--by", "pathway", "--language", "en", "--journal", written)
    assert "on each pathway" in run("explain", "--figure", "consultation_held_min", *WEEKS, *asked).out


def test_what_cannot_be_taken_apart_ends_with_a_sentence(written: Path, run: Run) -> None:
    upside_down = ("--before", "2026-03-08..2026-03-02", "--after", "2026-03-09..2026-03-15")
    a_day = ("--before", "2026-03-02..2026-03-02", "--after", "2026-03-09..2026-03-15")
    refused = {
        "'nothing' is not taken apart": ("--figure", "nothing", *WEEKS),
        "'visits_per_week' is not taken apart": ("--figure", "visits_per_week", *WEEKS),
        "before it begins": ("--figure", "wait_min", *upside_down),
        "is two days": ("--figure", "wait_min", "--before", "2026-03", "--after", "2026-04"),
        "nothing is told by 'room'": ("--figure", "wait_min", *WEEKS, "--by", "room"),
        "wait_min is not told by activity here, but by doctor, pathway": (
            "--figure", "wait_min", *WEEKS, "--by", "activity",
        ),
        "(--before): too_few": ("--figure", "wait_min", *a_day),
    }  # fmt: skip
    for words, asked in refused.items():
        said = run("explain", *asked, "--journal", written)
        assert said.code == 2, words
        assert words in said.err
