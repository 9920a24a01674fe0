"""The same experiment over many machines: Spark lives the parts, or a region's practices, and gives them
back in their order.

Each machine needs binome installed and its compiled days ready (see `kernel.warm`). What travels is the scenario
spelled out, once, then two numbers a part; what comes back is one row a replication, never a stamp.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from binome.twin.experiment import Part, run
from binome.twin.model import Scenario
from binome.twin.outcome import Outcome
from binome.twin.replicate import Lived, Ready, replicate

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WAVES = 4
"""Parts for each processor before anything is gathered: enough to keep them busy, too few to fill the memory."""


@dataclass(frozen=True)
class Spark:
    """An engine for `run(..., engine=Spark(session))`. The bytes are those of the threads."""

    session: "SparkSession"

    def lived(self, it: Ready, seed: int, practice: int, parts: Iterator[Part]) -> Iterator[Lived]:
        context = self.session.sparkContext
        shared = context.broadcast(it)
        try:
            while wave := list(islice(parts, WAVES * context.defaultParallelism)):
                dealt = context.parallelize(wave, len(wave))
                yield from dealt.map(
                    lambda part: replicate(shared.value, seed, part.first, part.count, practice)
                ).collect()
        finally:
            shared.destroy()

    def region(
        self, practices: Iterable[tuple[int, Scenario]], *, replications: int = 100, seed: int = 1
    ) -> Iterator[Outcome]:
        """An experiment for each numbered practice, in their order: a worker lives a whole practice.

        Each is what `run(scenario, replications=…, seed=…, practice=number)` gives on one machine.
        """
        context, waiting = self.session.sparkContext, iter(practices)
        while wave := list(islice(waiting, WAVES * context.defaultParallelism)):
            dealt = context.parallelize(wave, len(wave))
            yield from dealt.map(
                lambda it: run(it[1], replications=replications, seed=seed, practice=it[0], threads=1)
            ).collect()


def local_cluster(workers: int = 2) -> "SparkSession":
    """A cluster of that many workers on this machine, each a process of its own: to try it, or to test it."""
    import os
    import sys

    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    built = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").appName("binome twin")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    for name, value in settings.items():
        built = built.config(name, value)
    return built.getOrCreate()
