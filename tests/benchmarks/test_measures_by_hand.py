"""A race is fair when all count the same: the figures written by hand are those of the catalogue."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks import measures_engines
from benchmarks.measures_data import practice
from benchmarks.measures_engines import COMPARED, ENGINES, LEFT_OUT, Unequal, differing, figures, named_all
from binome.measures.catalogue import CATALOGUE
from tests.measures.any_journal import journals
from tests.measures.days import a_fortnight, a_monday

HANDS = ("polars", "duckdb", "pandas")
FEW = settings(
    max_examples=settings().max_examples // 25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""Each is four computations of the whole catalogue."""


def written(lines: pl.DataFrame, folder: Path) -> list[Path]:
    """As two practices whose stories bear the same names."""
    both = pl.concat([lines.with_columns(practice=pl.lit(it)) for it in ("p", "q")])
    both.write_parquet(folder / "lines.parquet")
    return [folder / "lines.parquet"]


@pytest.mark.parametrize("hand", HANDS)
def test_days_that_one_counts_by_eye(hand: str, tmp_path: Path) -> None:
    """Every figure that is compared, but those that nothing there speaks of."""
    files = written(pl.concat([a_monday(), a_fortnight().with_columns(story="f" + pl.col("story"))]), tmp_path)
    found = ENGINES[hand](files)
    assert found["code"].n_unique() > 15
    assert differing(ENGINES["binome"](files), found).is_empty()


@pytest.mark.random_cases
@given(lines=journals())
@FEW
def test_whatever_is_lived(lines: pl.DataFrame, tmp_path: Path) -> None:
    """Pauses, hand-overs, moves, what was withdrawn: by hand they count as in the catalogue."""
    files = written(lines, tmp_path)
    here = ENGINES["binome"](files)
    for hand in HANDS:
        assert differing(here, ENGINES[hand](files)).is_empty(), hand


def test_a_fault_is_seen(tmp_path: Path) -> None:
    """A minute too much in one week of one practice, or a row forgotten, is a difference."""
    files = written(a_fortnight(), tmp_path)
    right = ENGINES["binome"](files)
    late = right.with_row_index().with_columns(
        above=pl.when(pl.col("index") == 3).then(pl.col("above") + 1e-6).otherwise("above")
    )
    assert differing(right, right.sample(fraction=1.0, shuffle=True, seed=1)).is_empty()
    compared = right.filter(pl.col("code").is_in(COMPARED))
    assert differing(compared, compared[1:]).height == 1
    assert differing(right, late).height == int(right["code"][3] in COMPARED)


def test_no_figure_is_left_out_without_being_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that joins the catalogue stops the benchmark, until it is written by hand or named with a reason."""
    named_all()
    assert set(COMPARED) | set(LEFT_OUT) == set(CATALOGUE)
    assert all(LEFT_OUT.values())
    monkeypatch.setattr(measures_engines, "COMPARED", (*COMPARED, "wait_of_tomorrow_min"))
    with pytest.raises(Unequal, match="wait_of_tomorrow_min"):
        named_all()


def test_a_quantity_that_nobody_counts_is_said() -> None:
    """Not taken for nothing."""
    with pytest.raises(Unequal, match="physician_min"):
        figures(pl.DataFrame({"practice": ["p"], "week": [None], "seen": [1.0]}))


def test_the_region_is_written_the_same_each_time() -> None:
    """By the twin, practice by practice; who comes is drawn besides, on bookings only."""
    once, again = (practice(1, "twin_rooms", 3) for _ in range(2))
    assert once.equals(again)
    assert not once.equals(practice(2, "twin_rooms", 3))
    known = once.filter(pl.col("patient").is_not_null())["moment"].unique().to_list()
    assert known == ["booked"]
