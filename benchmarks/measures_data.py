"""The journal of a region, as many lines as asked: the twin lives a year of each practice and tells it line by line.

Files of four practices, one of every template, each practice with its own demand and luck, in a folder outside the
house; a file that is there is not written again. Past the distinct files, the same lines come again under the codes
of other practices: whoever measures says how many were distinct.

    python -m benchmarks.measures_data FILES        writes that many distinct files beforehand
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from benchmarks.twin_practices import busier, templates
from binome.journal.columns import columns
from binome.practice.words import Moment
from binome.twin.chance import Key
from binome.twin.retell import all_events
from binome.twin.traced import traced_days

WRITTEN_AS = "1"
"""Another number, another folder: what an older version of this file wrote is not taken for its own."""
ZONE = ZoneInfo("Europe/Paris")
SEED, A_YEAR = 1, 365
PATIENTS = {"single_doctor": 900, "twin_rooms": 1_100, "shared_assistant": 1_900, "group_practice": 3_400}


class Region(NamedTuple):
    """Lines on the disk. `written_s`: seconds spent writing those of them that were not there, `written` lines."""

    files: tuple[Path, ...]
    lines: int
    practices: int
    distinct_lines: int
    distinct_practices: int
    written: int
    written_s: float


def folder() -> Path:
    told = Path(tempfile.gettempdir()) / f"binome-measures-{WRITTEN_AS}"
    told.mkdir(exist_ok=True)
    return told


def region(lines: int, distinct: int, days: int = A_YEAR) -> Region:
    """At least so many lines, at least `distinct` of them unlike each other."""
    start = time.perf_counter()
    files, held, fresh = list[Path](), 0, 0
    for number, (path, height, new) in enumerate(_distinct(min(lines, distinct), days)):
        files.append(path)
        held, fresh, first = held + height, fresh + new, number
    spent = time.perf_counter() - start
    distinct_files, distinct_lines = first + 1, held
    while held < lines:
        path, height = _again(len(files), files[len(files) % distinct_files])
        files.append(path)
        held += height
    kinds = len(templates())
    return Region(
        tuple(files), held, kinds * len(files), distinct_lines, kinds * distinct_files, fresh, round(spent, 2)
    )


def _distinct(lines: int, days: int) -> Iterator[tuple[Path, int, int]]:
    """Files until there are so many lines: (file, its lines, how many of them were written now)."""
    held = number = 0
    while held < lines:
        path = _path(number, days)
        new = 0 if path.exists() else _write(path, number, days)
        height = new or _height(path)
        yield path, height, new
        held, number = held + height, number + 1


def _path(number: int, days: int) -> Path:
    return folder() / (f"lines-{number:04}.parquet" if days == A_YEAR else f"lines-{number:04}-{days}-days.parquet")


def _write(path: Path, number: int, days: int) -> int:
    kinds = list(templates())
    told = pl.concat(practice(number * len(kinds) + place, kind, days) for place, kind in enumerate(kinds))
    _put(told, path)
    return told.height


def practice(number: int, kind: str, days: int) -> pl.DataFrame:
    """Its first days, as columns. The twin names no patient: who comes is drawn here, visit by visit."""
    meant = busier(templates()[kind], 0.8 + 0.4 * (number * 7 % 97) / 97)
    lived = islice(traced_days(meant, Key.of(SEED, number, 0)), days)
    lines = columns(all_events(lived, f"r{number}", zone=ZONE, practice=f"p{number:05}"))
    luck = np.random.default_rng([SEED, number])
    who = pl.Series("patient", (PATIENTS[kind] * luck.beta(0.8, 1.6, lines.height)).astype(np.int32))
    return lines.with_columns(
        patient=pl.when(pl.col("moment") == Moment.BOOKED.value).then(pl.format("p{}", who)),
        practice=pl.lit(f"p{number:05}"),
    )


def _again(number: int, like: Path) -> tuple[Path, int]:
    """The same lines of practices called otherwise."""
    path = folder() / f"again-{number:04}-of-{like.stem}.parquet"
    if not path.exists():
        _put(pl.read_parquet(like).with_columns(practice=pl.format("{}-{}", "practice", pl.lit(number))), path)
    return path, _height(path)


def _put(told: pl.DataFrame, path: Path) -> None:
    """At once or not at all."""
    half = path.with_suffix(".half")
    told.write_parquet(half, compression="zstd")
    half.rename(path)


def _height(path: Path) -> int:
    return pl.scan_parquet(path).select(pl.len()).collect().item()


def main(files: int) -> None:
    """Those that are not there, on two processors: the lines are the same on one."""
    lacking = [(path, number) for number in range(files) if not (path := _path(number, A_YEAR)).exists()]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        started = time.perf_counter()
        waiting = {workers.submit(_write, path, number, A_YEAR): path for path, number in lacking}
        for done in as_completed(waiting):
            print(waiting[done].name, done.result(), round(time.perf_counter() - started, 1), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
