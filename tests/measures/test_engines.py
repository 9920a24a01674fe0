"""A region's figures are the same however its journal comes: in memory, as a plan, in files, some files at a time.

What Spark says is test_on_spark's. DuckDB is no engine of the measures: it has the zone of a moment in its connection,
where Narwhals cannot reach it.
"""

from pathlib import Path

import polars as pl
import pytest

from binome.measures.region import dealt, region_sums
from binome.measures.sums import sums
from binome.measures.told import told
from tests.measures.days import a_fortnight, a_monday
from tests.measures.simulated import simulated

BY = ("practice", "week")


@pytest.fixture(scope="module")
def journals() -> list[pl.DataFrame]:
    """Four practices, in two of which stories bear the same names."""
    told = (a_monday(), a_monday(), a_fortnight(), simulated("small").journal)
    return [it.with_columns(practice=pl.lit(f"p{n}")) for n, it in enumerate(told)]


@pytest.fixture(scope="module")
def files(journals: list[pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two practices in each."""
    folder = tmp_path_factory.mktemp("region")
    for n in (0, 1):
        pl.concat(journals[2 * n : 2 * n + 2]).write_parquet(folder / f"{n}.parquet")
    return sorted(folder.iterdir())


def figures(journal: object, engine: str = "in-memory") -> pl.DataFrame:
    return sums(told(journal), BY).to_native().collect(engine=engine).sort(*BY, "code")


def close(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Sums may be added up in another order."""
    if not one.select(*BY, "code").equals(other.select(*BY, "code")):
        return False
    return all((one[it] - other[it]).abs().max() <= 1e-9 for it in ("above", "below"))


def test_a_plan_says_what_the_same_lines_in_memory_say(journals: list[pl.DataFrame], files: list[Path]) -> None:
    """Streamed or not."""
    whole = figures(pl.concat(journals))
    assert whole["code"].n_unique() > 20
    assert close(figures(pl.scan_parquet(files)), whole)
    assert close(figures(pl.scan_parquet(files), "streaming"), whole)


def test_each_practice_alone_says_what_it_says_in_its_region(journals: list[pl.DataFrame]) -> None:
    """Though another has stories of the same names."""
    alone = pl.concat(figures(it) for it in journals)
    assert close(alone.sort(*BY, "code"), figures(pl.concat(journals)))


@pytest.mark.parametrize("at_once", [1, 1_000_000])
def test_files_say_the_same_some_at_a_time(journals: list[pl.DataFrame], files: list[Path], at_once: int) -> None:
    """One by one, or all together."""
    found = region_sums(files, BY, at_once=at_once)
    assert found.schema["practice"] == pl.String
    assert close(found.sort(*BY, "code"), figures(pl.concat(journals)))


def test_a_region_is_its_practices(files: list[Path], tmp_path: Path) -> None:
    """Files are read apart: what is not by practice cannot be asked of them, nor what names none."""
    with pytest.raises(ValueError, match="each practice's own"):
        region_sums(files, ("week",))
    a_monday().write_parquet(tmp_path / "mine.parquet")
    with pytest.raises(ValueError, match=r"mine\.parquet names no practice"):
        region_sums([*files, tmp_path / "mine.parquet"], BY)


def test_a_region_without_files_says_nothing_in_the_same_columns(files: list[Path]) -> None:
    nothing = region_sums([], BY)
    assert nothing.is_empty()
    assert nothing.schema == region_sums(files, BY).schema


def test_a_practice_in_two_files_is_refused_where_they_are_read_apart(
    journals: list[pl.DataFrame], tmp_path: Path
) -> None:
    """Read together they are whole; each half would be counted as a practice, and a visit that is in both twice."""
    files = [tmp_path / "1.parquet", tmp_path / "2.parquet"]
    pl.concat([journals[0], journals[2][:50]]).write_parquet(files[0])
    journals[2][50:].write_parquet(files[1])
    with pytest.raises(ValueError, match=r"Not whole in one file: p2\."):
        region_sums(files, BY, at_once=1)
    assert close(region_sums(files, BY).sort(*BY, "code"), figures(pl.concat([journals[0], journals[2]])))


def test_files_are_dealt_in_shares_alike(tmp_path: Path) -> None:
    """As many for each processor, of about so many lines or fewer; a practice that is all of a region is one share."""
    files = [tmp_path / f"{n}.parquet" for n in range(8)]
    for file, lines in zip(files, (10, 0, 10, 10, 10, 30, 10, 0), strict=True):
        pl.DataFrame({"practice": ["p"] * lines}, schema={"practice": pl.String}).write_parquet(file)
    assert dealt(files, 1_000) == [files]
    assert dealt(files, 1_000, processors=2) == [files[:5], files[5:]]
    assert dealt(files, 20, processors=2) == [files[:3], files[3:5], files[5:6], files[6:]]
    assert dealt(files[5:6], 7, processors=3) == [files[5:6]]
    assert dealt([], 7, processors=3) == [[]]
