"""Who computes the catalogue's sums by practice and week, each in a process of its own that is told when to go.

python -m benchmarks.measures_engines ENGINE FOLDER     lines of JSON in, lines of JSON out
"""

import atexit
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from binome.measures.catalogue import CATALOGUE
from binome.measures.figures import FIGURES, WEEKS

BY = ("practice", "week")
TOLERANCE = 1e-9
ENOUGH_LINES = 1_000_000
"""What Polars and DuckDB by hand take in at a time, as Binôme does: of ten million, DuckDB fills sixteen gigabytes."""

NO_TASKS = "the twin tells no tasks"
NO_SHEETS = "the twin tells no preparation sheets"
NEEDS_GROUND = "needs planned hours, slots or rooms, which no journal has"
NO_WEEK = "is no sum of a week's days: it is read from months of attendance, a register or a baseline"

LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys(
        ("unmet_share", "urgent_questions_per_hour", "tasks_per_week", "tasks_open_in_the_evening",
         "tasks_late_in_the_evening", "open_task_age_days", "task_hours", "tasks_in_time_share"), NO_TASKS,
    ),
    **dict.fromkeys(("prevention_done_share", "follow_up_done_share"), NO_SHEETS),
    **dict.fromkeys(
        ("third_next_days", "visits_per_doctor_day", "after_hours_min_per_doctor_day", "after_hours_min_per_team_day",
         "with_patients_share", "team_with_patients_share", "without_patient_min_per_doctor_day",
         "tasks_outside_hours_share", "rooms_used_share"), NEEDS_GROUND,
    ),
    **dict.fromkeys(
        ("active_patients", "new_patients", "registered_patients", "continuity_upc", "continuity_bice_boxerman",
         "medical_time_freed_min_per_week"), NO_WEEK,
    ),
}  # fmt: skip
"""The figures that are not compared, and why. Binôme computes its own of a week all the same while it is timed."""
COMPARED = tuple(code for code in CATALOGUE if code not in LEFT_OUT)


class Unequal(Exception):
    """Two engines do not say the same: there is nothing to time."""


def named_all() -> None:
    """Every figure of the catalogue is compared, or named among those that are not."""
    unknown = sorted(set(LEFT_OUT) - set(CATALOGUE))
    lost = sorted(set(COMPARED) - set(FIGURES))
    if unknown or lost:
        raise Unequal(f"Left out without being in the catalogue: {unknown}. Neither compared nor left out: {lost}.")


def figures(wide: pl.DataFrame) -> pl.DataFrame:
    """[practice, week, code, above, below] from a column for each quantity: what `sums` gives."""
    missing = sorted({it for code in COMPARED for it in FIGURES[code][:2]} - {WEEKS} - set(wide.columns))
    if missing:
        raise Unequal(f"Written by hand, nobody counts {missing}: write it, or name the figure among those left out.")
    nothing = pl.lit(0.0)
    parts = [
        wide.lazy().select(
            *BY,
            code=pl.lit(code),
            above=pl.col(FIGURES[code].above).fill_null(0.0),
            below=nothing if FIGURES[code].below == WEEKS else pl.col(FIGURES[code].below).fill_null(0.0),
        )
        for code in COMPARED
    ]
    return pl.concat(parts).filter((pl.col("above") != 0.0) | (pl.col("below") != 0.0)).collect()


def binome(files: Sequence[Path]) -> pl.DataFrame:
    from binome.measures.region import region_sums

    return region_sums(files, BY)


def by_hand_in_polars(files: Sequence[Path]) -> pl.DataFrame:
    from benchmarks.measures_polars import wide

    return pl.concat([figures(wide(some)) for some in _some_at_a_time(files)])


def _some_at_a_time(files: Sequence[Path]) -> Iterator[list[Path]]:
    some, held = list[Path](), 0
    for file in files:
        some.append(file)
        held += pl.scan_parquet(file).select(pl.len()).collect().item()
        if held >= ENOUGH_LINES:
            yield some
            some, held = [], 0
    if some:
        yield some


def by_hand_in_duckdb(files: Sequence[Path]) -> pl.DataFrame:
    from benchmarks.measures_duckdb import wide

    return pl.concat([figures(wide(some)) for some in _some_at_a_time(files)])


def by_hand_in_pandas(files: Sequence[Path]) -> pl.DataFrame:
    from benchmarks.measures_pandas import wide

    return figures(wide(files))


def on_spark(files: Sequence[Path]) -> pl.DataFrame:
    from binome.measures.cluster import cluster_sums

    return cluster_sums(_two_workers(), files, BY)


@cache
def _two_workers() -> Any:
    from binome.twin.cluster import local_cluster

    session = local_cluster(2)
    atexit.register(session.stop)  # left alone, its workers complain for a page
    return session


ENGINES: Mapping[str, Callable[[Sequence[Path]], pl.DataFrame]] = {
    "binome": binome,
    "polars": by_hand_in_polars,
    "duckdb": by_hand_in_duckdb,
    "pandas": by_hand_in_pandas,
    "spark": on_spark,
}


def differing(one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """The rows that are not the same to a billionth, of the figures that are compared."""
    kept = [it.filter(pl.col("code").is_in(COMPARED)).select(*BY, "code", "above", "below") for it in (one, other)]
    both = kept[0].join(kept[1], on=[*BY, "code"], how="full", coalesce=True, suffix="_other")
    same = [
        (pl.col(it) - pl.col(f"{it}_other")).abs() <= TOLERANCE * pl.max_horizontal(1.0, pl.col(it).abs())
        for it in ("above", "below")
    ]
    return both.filter(~pl.all_horizontal(it.fill_null(False) for it in same))


# --- a process for each


class Lap(NamedTuple):
    seconds: float
    processor_s: float
    peak_mb: float


class Engine:
    """One of them, in its process."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.answers = name, folder / f"{name}.parquet"
        command = [sys.executable, "-m", "benchmarks.measures_engines", name, str(folder)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, **pipes, cwd=Path(__file__).parent.parent)

    def go(self, files: Sequence[Path]) -> Lap:
        self.process.stdin.write(json.dumps([str(it) for it in files]) + "\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        if not said:
            raise ChildProcessError(f"{self.name} ended with {self.process.wait()}.")
        return Lap(**json.loads(said))

    def found(self) -> pl.DataFrame:
        return pl.read_parquet(self.answers)


@contextmanager
def engines(names: Sequence[str], folder: Path) -> Iterator[dict[str, Engine]]:
    started = {name: Engine(name, folder) for name in names}
    try:
        yield started
    finally:
        for it in started.values():
            it.process.stdin.close()
        for it in started.values():
            it.process.wait(30)


def main(name: str, folder: Path) -> None:
    """Computes for each line of files that comes, and says what that took."""
    saying = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else is printed is no answer
    for line in sys.stdin:
        files = [Path(it) for it in json.loads(line)]
        started, worked = time.perf_counter(), time.process_time()
        found = ENGINES[name](files)
        lap = Lap(time.perf_counter() - started, time.process_time() - worked, _peak_mb())
        found.write_parquet(folder / f"{name}.parquet")
        print(json.dumps(lap._asdict()), file=saying, flush=True)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
