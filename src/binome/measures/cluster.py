"""The figures of a region on a cluster: files are dealt to the workers, and each counts its share as one machine does.

Each machine needs binome installed, and sees the files under the same names. What travels is names of files, and sums
back: never a line. What a worker holds is one share a processor (`AT_ONCE_LINES`), beside what it leaves to Java.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from binome.measures.region import AT_ONCE_LINES, File, dealt, files_sums, of_each_practice, together
from binome.measures.sums import BY_DAY

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def cluster_sums(
    session: "SparkSession",
    files: Sequence[File],
    by: Sequence[str] = BY_DAY,
    zone: str = "Europe/Paris",
    at_once: int = AT_ONCE_LINES,
) -> pl.DataFrame:
    """What `region_sums` gives, and of what."""
    of_each_practice(by)
    context = session.sparkContext
    shares = dealt(files, at_once, context.defaultParallelism)
    sent = context.parallelize(shares, len(shares)).map(lambda share: _sent(share, by, zone)).collect()
    return together([pl.read_ipc(it) for it in sent])


def _sent(files: Sequence[File], by: Sequence[str], zone: str) -> bytes:
    """Small, and of the very same types: a region's sums by day would fill the machine that asked."""
    return files_sums(files, by, zone).write_ipc(None, compression="zstd").getvalue()
