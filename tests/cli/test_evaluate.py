"""`binome evaluate`: a journal and a day, what moved, and what may be said of it."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from binome.measures.change.evaluation import MAIN
from binome.web.store.practice import House
from tests.cli.conftest import Run
from tests.measures.change.lived_before_and_after import journal

WEEKS = 10
CAME = date(2027, 3, 15)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten weeks of the small practice without its assistant, ten with her."""
    lines, came = journal(0, WEEKS, WEEKS)
    assert came == CAME
    file = tmp_path_factory.mktemp("journals") / "journal.parquet"
    lines.write_parquet(file)
    return file


@pytest.fixture(scope="module")
def region(written: Path) -> Path:
    """The same and four others as five practices."""
    lines = pl.read_parquet(written)
    parts = [lines.with_columns(practice=pl.lit(f"p{number}")) for number in range(5)]
    file = written.with_name("region.parquet")
    pl.concat(parts).write_parquet(file)
    return file


def test_every_main_figure_for_a_program(written: Path, run: Run) -> None:
    """Before, after, the difference, level and slope, placebo dates, the chart, the verdict and its sentence."""
    said = run("evaluate", "--change", str(CAME), "--journal", written, "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert [it["code"] for it in told["figures"]] == list(MAIN)
    assert (told["change"], told["first_week"], told["simulated"]) == ("2027-03-15", "2027-01-04", True)
    assert {it["code"] for it in told["cautions"]} == {"simulated", "observational", "many_figures"}
    medical = _figure(told, "medical_min_per_visit")
    assert (medical["n_before"], medical["n_after"]) == (WEEKS, WEEKS)
    assert medical["difference"]["high"] < 0
    assert {"low", "value", "high", "p"} == set(medical["level"]) == set(medical["slope"]) == set(medical["average"])
    assert -1 < medical["autocorrelation"] < 1
    assert medical["verdict"]["code"] in {"differs_down", "shifted_down"}
    assert medical["guardrails"]
    assert all("{" not in it["verdict"]["said"] for it in told["figures"])


def test_the_chart_is_told_when_there_are_enough_weeks_and_never_week_by_week(written: Path, run: Run) -> None:
    """A week may hold too few people to be shown; with ten weeks before, no limits are drawn."""
    told = json.loads(run("evaluate", "--change", str(CAME), "--journal", written, "--json").out)
    assert _figure(told, "wait_min")["chart"] is None
    assert _figure(told, "wait_min")["chart_verdict"]["code"] == "baseline_short"
    later = str(CAME + timedelta(weeks=3))
    chart = _figure(json.loads(run("evaluate", "--change", later, "--journal", written, "--json").out), "wait_min")[
        "chart"
    ]
    assert set(chart) == {"kind", "rules", "centre", "baseline", "wider", "signals"}
    assert (chart["kind"], chart["rules"], chart["baseline"]) == ("xmr", "nhs", 13)


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Temps médical par visite"), ("en", "does not say"), ("en", "SIMULATED")]
)
def test_a_text_for_a_person(language: str, words: str, written: Path, run: Run) -> None:
    """In the language asked; what holds of every figure is said once."""
    said = run("evaluate", "--change", str(CAME), "--journal", written, "--language", language)
    assert said.code == 0
    assert words in said.out
    assert said.out.count("season" if language == "en" else "saison") <= 2


def test_one_figure_alone_is_not_counted_among_many(written: Path, run: Run) -> None:
    """Asked for by its code, any that is followed by week."""
    words = ("evaluate", "--change", str(CAME), "--journal", written, "--json")
    told = json.loads(run(*words, "--figure", "wait_before_step_min").out)
    assert [it["code"] for it in told["figures"]] == ["wait_before_step_min"]
    assert "many_figures" not in {it["code"] for it in told["cautions"]}


def test_few_weeks_are_said_to_be_too_few(written: Path, run: Run) -> None:
    """Three weeks after: no interval; six: none with a slope."""
    for weeks, code in ((3, "too_few"), (6, "too_few_for_slopes")):
        day = str(CAME + timedelta(weeks=WEEKS - weeks))
        told = json.loads(run("evaluate", "--change", day, "--journal", written, "--json").out)
        assert _figure(told, "wait_min")["verdict"]["code"] == code
        assert _figure(told, "wait_min")["level"] is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--change", "2026-12-01"), "semaine entière de chaque côté"),
        (("--change", "2027-01-04"), "semaine entière de chaque côté"),
        (("--change", "2029-01-01"), "semaine entière de chaque côté"),
        (("--change", "2027-03-15", "--figure", "beauty"), "beauty"),
        (("--change", "2027-03-15", "--figure", "continuity_upc"), "not followed by week"),
        (("--change", "2027-03-15", "--language", "br"), "fr or en"),
        (("--change", "2027-03-15", "--zone", "Mars/Base"), "time zone"),
        (("--change", "2027-03-15", "--changed", "nobody"), "Inconnu ici\N{NO-BREAK SPACE}: nobody"),
        (("--change", "2027-03-15", "--changed", "d1"), "Il faut quelqu’un de chaque côté"),
        (("--change", "soon"), "soon"),
        ((), "--change"),
    ],
)
def test_what_cannot_be_evaluated_is_refused_in_a_sentence(
    words: tuple[str, ...], why: str, written: Path, run: Run
) -> None:
    """Exit 2, no traceback."""
    said = run("evaluate", "--journal", written, *words)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    assert "Traceback" not in said.err


def test_files_that_are_no_journal_of_some_weeks_are_refused(written: Path, tmp_path: Path, run: Run) -> None:
    """None, another kind of file, one week, a line that is there twice."""
    lines = pl.read_parquet(written)
    (tmp_path / "text.parquet").write_text("no journal", "utf-8")
    week = pl.col("at").dt.date() < date(2027, 1, 11)
    lines.filter(week.all().over("story")).write_parquet(tmp_path / "week.parquet")
    pl.concat([lines, lines.head(1)]).write_parquet(tmp_path / "twice.parquet")
    for name, why in (
        ("none", "could not be read"),
        ("text", "text.parquet"),
        ("week", "Une seule semaine"),
        ("twice", "there twice"),
    ):
        said = run("evaluate", "--change", str(CAME), "--journal", tmp_path / f"{name}.parquet")
        assert said.code == 2
        assert why in said.err


def test_the_practice_of_this_house_is_read_where_it_is_kept(with_a_day: House, run: Run) -> None:
    """One day of it is one week, and there is nothing to compare."""
    said = run("evaluate", "--change", "2026-03-02", "--language", "en")
    assert (said.code, said.out) == (2, "")
    assert "kermorwen: One week, or none: there is nothing to compare." in said.err


def test_practices_side_by_side(region: Path, run: Run) -> None:
    """Who changed against who did not; five are too few to settle anything, and that is what is said."""
    words = ("evaluate", "--change", str(CAME), "--journal", region, "--figure", "wait_min")
    said = run(*words, "--changed", "p0", "--changed", "p1", "--json")
    assert said.code == 0, said.err
    figure = _figure(json.loads(said.out), "wait_min")
    assert figure["verdict"]["code"] == "did_too_few"
    assert figure["difference"] == pytest.approx(0.0, abs=1e-9)
    assert [side["unit"] for side in figure["sides"] if side["changed"]] == ["p0", "p1"]
    assert "--practice" in run(*words).err
    assert run(*words, "--practice", "p3").code == 0


def test_help_wakes_no_library_of_statistics() -> None:
    """Nor the tables: the first word is soon there."""
    code = "import sys; sys.argv = ['binome', 'evaluate', '--help']\n"
    code += "from binome.cli.app import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    code += "assert not {'scipy', 'statsmodels', 'pandas', 'polars', 'numpy', 'django'} & set(sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def _figure(told: dict[str, Any], code: str) -> dict[str, Any]:
    return next(it for it in told["figures"] if it["code"] == code)
