"""The same catalogue on a distributed engine, equal to 1e-9. Needs the extra `cluster`, and Java: ./run truth."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from binome.measures.cluster import cluster_sums
from binome.measures.patients import attendance, continuity
from binome.measures.region import region_sums
from binome.measures.sums import sums
from binome.measures.told import Ground, told
from tests.measures.days import a_fortnight
from tests.measures.simulated import simulated

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]
CLOSE = 1e-9
ZONE = "Pacific/Noumea"
"""Far from the engines' own: an afternoon of UTC is another day there."""
LIVED = ("small", "twin_rooms")
PLAINLY = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""Of few lines: to compile each part of a plan, and to plan again on the way, is most of the time, and no figure's."""
BYS = (
    ("practice", "day"),
    ("practice", "week", "doctor"),
    ("practice", "month", "step"),
    ("practice", "year", "activity"),
)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from binome.twin.cluster import local_cluster

    found = local_cluster(2)
    for name, value in PLAINLY.items():
        found.conf.set(name, value)
    yield found
    found.stop()


def a_region() -> list[pl.DataFrame]:
    """Three practices: two lived by the twin, one by hand; stories bear the same names in two. Then nobody."""
    journals = [*(simulated(it).journal for it in LIVED), a_fortnight()]
    named = [it.with_columns(practice=pl.lit(f"p{n}")) for n, it in enumerate(journals)]
    return [*named, named[0].clear()]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("region")
    for n, journal in enumerate(a_region()):
        journal.write_parquet(folder / f"{n}.parquet")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("at_once", [1, 1_000_000])
def test_a_cluster_says_what_one_machine_says(session: Any, files: list[Path], at_once: int) -> None:
    """In the very same columns, by whatever one asks, file by file or as few shares as there are workers."""
    for by in BYS:
        here, there = region_sums(files, by, ZONE), cluster_sums(session, [str(it) for it in files], by, ZONE, at_once)
        assert there.schema == here.schema
        assert there["practice"].n_unique() == (2 if "activity" in by else 3)
        _same(here, there, by)


def test_a_cluster_is_asked_for_each_practice_or_not_at_all(session: Any, files: list[Path], tmp_path: Path) -> None:
    assert cluster_sums(session, []).equals(region_sums([]))
    with pytest.raises(ValueError, match="each practice's own"):
        cluster_sums(session, files, ("week",))
    half = tmp_path / "half.parquet"
    pl.read_parquet(files[2]).head(20).write_parquet(half)
    with pytest.raises(ValueError, match="Not whole in one file: p2"):
        cluster_sums(session, [*files, half], at_once=1)


def test_what_spark_laid_out_practice_by_practice_is_read(session: Any, files: list[Path], tmp_path: Path) -> None:
    """A region whose lines lie otherwise, by days perhaps, is written once so that each practice is in one file."""
    scattered = session.read.parquet(*(str(it) for it in files))
    scattered.repartition(5).repartition(4, "practice").write.parquet(str(tmp_path / "laid"))
    laid = sorted((tmp_path / "laid").glob("*.parquet"))
    assert laid
    by = BYS[0]
    _same(region_sums(files, by, ZONE), cluster_sums(session, laid, by, ZONE, at_once=1), by)


def test_the_definitions_themselves_run_on_sparks_frames(session: Any, files: list[Path], tmp_path: Path) -> None:
    """Every figure, with planned hours; and continuity, which is no sum."""
    lived = [simulated(it).ground.hours for it in LIVED]
    hours = pl.concat(it.with_columns(practice=pl.lit(f"p{n}")) for n, it in enumerate(lived))
    hours.write_parquet(tmp_path / "hours.parquet")
    planned = Ground(hours=session.read.parquet(str(tmp_path / "hours.parquet")))
    here = told(pl.read_parquet(files), ZONE, Ground(hours=hours))
    there = told(session.read.parquet(*(str(it) for it in files)), ZONE, planned)
    by = ("practice", "week")
    one, other = (sums(it, by).collect("polars").to_native() for it in (here, there))
    assert "after_hours_min_per_doctor_day" in one["code"]
    _same(one, other, by)
    one, other = (continuity(attendance(it)).collect("polars").to_native() for it in (here, there))
    assert one.height
    assert one.sort("practice", "patient").equals(other.sort("practice", "patient"))


def _same(one: pl.DataFrame, other: pl.DataFrame, by: tuple[str, ...]) -> None:
    one, other = (it.sort(*by, "code") for it in (one, other))
    assert one.height > 10
    assert one.select(*by, "code").equals(other.select(*by, "code"))
    assert all((one[it] - other[it]).abs().max() <= CLOSE for it in ("above", "below"))
