"""The figures of a region on a cluster: the same told and sums, on Spark's frames."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from binome.measures.sums import BY_DAY, sums
from binome.measures.told import told

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

CLOCK = "spark.sql.session.timeZone"


def cluster_sums(
    session: "SparkSession", paths: Sequence[str], by: Sequence[str] = BY_DAY, zone: str = "Europe/Paris"
) -> pl.DataFrame:
    """[*by, code, above, below] of Parquet files in the journal's columns, wherever the cluster reads them: what
    `region_sums` gives. Spark's clock is set to UTC, as the journal's is.
    """
    session.conf.set(CLOCK, "UTC")
    try:
        found: pl.DataFrame = sums(told(session.read.parquet(*paths), zone), by).collect("polars").to_native()
    finally:
        session.catalog.clearCache()  # what several tables were read from
    return found
