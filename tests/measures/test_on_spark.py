"""The same catalogue on a distributed engine, equal to 1e-9. Needs the extra `cluster`, and Java: ./run truth."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from binome.measures.patients import attendance, continuity
from binome.measures.sums import sums
from binome.measures.told import Ground, told
from tests.measures.days import a_fortnight
from tests.measures.simulated import simulated

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(1_200)]
CLOSE = 1e-9
ZONE = "Pacific/Noumea"
"""Far from the engines' own: an afternoon of UTC is another day there."""
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
    found.conf.set("spark.sql.session.timeZone", "UTC")
    found.conf.set("spark.sql.shuffle.partitions", "4")
    yield found
    found.stop()


def a_region() -> tuple[pl.DataFrame, Ground]:
    """Three practices: two lived by the twin with their hours, one by hand; stories bear the same names in two."""
    lived = [simulated(it) for it in ("small", "twin_rooms")]
    journals = [it.journal.with_columns(practice=pl.lit(f"p{n}")) for n, it in enumerate(lived)]
    hours = [it.ground.hours.with_columns(practice=pl.lit(f"p{n}")) for n, it in enumerate(lived)]
    return pl.concat([*journals, a_fortnight().with_columns(practice=pl.lit("p2"))]), Ground(hours=pl.concat(hours))


def test_every_figure_is_the_same_on_both_engines(session: Any, tmp_path: Any) -> None:
    journal, ground = a_region()
    journal.write_parquet(tmp_path / "journal.parquet")
    ground.hours.write_parquet(tmp_path / "hours.parquet")
    there = Ground(hours=session.read.parquet(str(tmp_path / "hours.parquet")))
    here = told(journal, ZONE, ground)
    spread_out = told(session.read.parquet(str(tmp_path / "journal.parquet")), ZONE, there)
    for by in BYS:
        one, other = (_sorted(sums(it, by).collect("polars").to_native(), by) for it in (here, spread_out))
        assert one.height > 10
        assert one.select(*by, "code").equals(other.select(*by, "code"))
        assert all((one[it] - other[it]).abs().max() <= CLOSE for it in ("above", "below"))
    one, other = (_continuity(it) for it in (here, spread_out))
    assert one.height
    assert one.equals(other)


def _sorted(rows: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    return rows.sort(*by, "code")


def _continuity(it: Any) -> pl.DataFrame:
    rows: pl.DataFrame = continuity(attendance(it)).collect("polars").to_native()
    return rows.sort("practice", "patient")
