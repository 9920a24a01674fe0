"""The catalogue of measures over a region's journal, beside what one would write by hand instead. One command:

    python benchmarks/measures.py [--lines N] [--rounds N] [--json]     50 million lines, then Spark
    python benchmarks/measures.py --quick [--json]                      about a million, under 50 seconds
    python benchmarks/measures.py race|spark [--lines N] [--quick]      one part of it

By practice and week: Binôme (through Narwhals, on Polars), Polars and DuckDB by hand, pandas on a sample. All must
say the same to a billionth before anything is timed. Each has its process; everybody runs in every round; medians.
A ratio is Binôme's seconds over the other's, of the same round. Spark (the extra `cluster`, and Java) is two workers on
this machine, beside Binôme without it; it must say the same too.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

import polars as pl

from benchmarks.figures import table
from benchmarks.measures_data import Region, region
from benchmarks.measures_engines import COMPARED, LEFT_OUT, Engine, Lap, Unequal, differing, engines, named_all

LINES, DISTINCT = 50_000_000, 10_000_000
ROUNDS = 3
QUICK_LINES, QUICK_DAYS, QUICK_DISTINCT = 1_000_000, 60, 1
QUICK_S = 25.0
"""No further round is begun after so many seconds: whoever waits has been promised less than fifty."""
GROWTH = (1_000_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000)
SLICE_LINES = 5_000_000
MOST_LINES = {"duckdb": 11_000_000}
"""Three times slower, it has nothing new to say further on."""
SPARK_GROWTH = (1_000_000, 10_000_000, 50_000_000)
GOAL = 1.3
RACERS = ("binome", "polars", "duckdb")
SAMPLE_FILES = 1

Laps = dict[int, dict[str, Lap]]
"""By lines so far, then by engine."""


def race(told: Region, rounds: int, until: float = float("inf")) -> dict[str, Any]:
    """First all say the same of a sample, in which alone pandas takes part; then rounds of everybody on everything,
    slice by slice in turn, so that whatever else the machine does falls on all. Every slice must agree.
    """
    with tempfile.TemporaryDirectory() as folder, engines((*RACERS, "pandas"), Path(folder)) as those:
        sampled = pandas(those, told.files[:SAMPLE_FILES])
        slices, laps = _slices(told.files), list[Laps]()
        for number in range(rounds):
            if number and time.perf_counter() > until:
                break
            laps.append(_round(those, slices))
    return {"race": _said(laps), "growth": _growth(laps[0]), "pandas": sampled}


def _slices(files: Sequence[Path]) -> list[tuple[int, list[Path]]]:
    """(lines so far, its files), each as far as the next of GROWTH, or a few million lines."""
    told, some, held = list[tuple[int, list[Path]]](), list[Path](), 0
    for file in files:
        some.append(file)
        held += pl.scan_parquet(file).select(pl.len()).collect().item()
        before = told[-1][0] if told else 0
        if held - before >= SLICE_LINES or any(before < mark <= held for mark in GROWTH):
            told.append((held, some))
            some = []
    return [*told, (held, some)] if some else told


def _round(those: Mapping[str, Engine], slices: Sequence[tuple[int, list[Path]]]) -> Laps:
    laps: Laps = {}
    for lines, files in slices:
        now = {name: it for name, it in those.items() if name in RACERS and lines <= MOST_LINES.get(name, lines)}
        laps[lines] = {name: it.go(files) for name, it in now.items()}
        _must_say_the_same(now)
    return laps


def _growth(laps: Laps) -> dict[str, Any]:
    """Binôme's own seconds and peak, from the beginning to each size."""
    told, seconds, worked = {}, 0.0, 0.0
    for lines, those in laps.items():
        seconds, worked = seconds + those["binome"].seconds, worked + those["binome"].processor_s
        told[f"{lines:,}"] = {
            "seconds": round(seconds, 2),
            "processor_us_per_line": round(1e6 * worked / lines, 2),
            "peak_mb": round(those["binome"].peak_mb),
        }
    return told


def pandas(those: Mapping[str, Engine], files: Sequence[Path]) -> dict[str, Any]:
    """A sample, beside Binôme on the same. The first lap of each is for whatever is done once."""
    for it in those.values():
        it.go(files)
    _must_say_the_same(those)
    laps = {name: those[name].go(files) for name in ("binome", "pandas")}
    return {
        "lines": pl.scan_parquet(files).select(pl.len()).collect().item(),
        "seconds": _rounded({name: lap.seconds for name, lap in laps.items()}),
        "peak_mb": {name: round(lap.peak_mb) for name, lap in laps.items()},
        "ratio": {"pandas": round(laps["binome"].seconds / laps["pandas"].seconds, 3)},
    }


def spark(told: Region) -> dict[str, Any] | None:
    """Beside Binôme without it, further and further; the first time of all starts the cluster. None without Spark."""
    if find_spec("pyspark") is None:
        return None
    sizes = _sizes(told.files)
    with tempfile.TemporaryDirectory() as folder, engines(("binome", "polars", "spark"), Path(folder)) as those:
        first = {name: it.go(next(iter(sizes.values()))) for name, it in those.items()}
        _must_say_the_same(those)
        both = {name: those[name] for name in ("binome", "spark")}
        seconds = {}
        for lines, files in sizes.items():
            seconds[f"{lines:,}"] = _rounded({name: it.go(files).seconds for name, it in both.items()})
            _must_say_the_same(both)
    return {"seconds_with_start": round(first["spark"].seconds, 2), "equal": True, **seconds}


def _sizes(files: Sequence[Path]) -> dict[int, Sequence[Path]]:
    """By lines, the files from the beginning to each of SPARK_GROWTH, as far as they go."""
    held = list(accumulate(pl.scan_parquet(it).select(pl.len()).collect().item() for it in files))
    ends = sorted({bisect_left(held, min(lines, held[-1])) for lines in (*SPARK_GROWTH, held[-1])})
    return {held[end]: files[: end + 1] for end in ends}


def _must_say_the_same(those: Mapping[str, Engine]) -> None:
    first, *others = those.values()
    for it in others:
        wrong = differing(first.found(), it.found())
        if wrong.height:
            raise Unequal(f"{it.name} and {first.name} differ in {wrong.height} sums, the first: {wrong.row(0)}")


def _said(rounds: Sequence[Laps]) -> dict[str, Any]:
    """Of each, the median of the rounds; a ratio is of the same slices."""
    told = [{name: _added(laps, name) for name in RACERS} for laps in rounds]
    ratios: dict[str, list[float]] = {name: [] for name in (*RACERS[1:], "best", "best, processor time")}
    for one, laps in zip(told, rounds, strict=True):
        mine = {name: _added(laps, "binome", beside=name) for name in RACERS[1:]}
        for name, it in mine.items():
            ratios[name].append(it.seconds / one[name].seconds)
        ratios["best"].append(max(ratios[name][-1] for name in mine))
        ratios["best, processor time"].append(max(it.processor_s / one[name].processor_s for name, it in mine.items()))
    return {
        "seconds": _rounded({name: median(one[name].seconds for one in told) for name in RACERS}),
        "processor_s": _rounded({name: median(one[name].processor_s for one in told) for name in RACERS}),
        "peak_mb": {name: round(told[-1][name].peak_mb) for name in RACERS},
        "lines": {name: max(lines for lines, those in rounds[0].items() if name in those) for name in RACERS},
        "ratio": {name: round(median(those), 3) for name, those in ratios.items()},
        "rounds": len(rounds),
    }


def _added(laps: Laps, name: str, beside: str | None = None) -> Lap:
    those = [it[name] for it in laps.values() if (beside or name) in it]
    return Lap(sum(it.seconds for it in those), sum(it.processor_s for it in those), max(it.peak_mb for it in those))


def _rounded(those: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in those.items()}


def measured(options: argparse.Namespace, started: float) -> dict[str, Any]:
    named_all()
    held, parts = _asked(options)
    told = _about(held)
    if "race" in parts:
        told |= race(held, options.rounds, started + QUICK_S if options.quick else float("inf"))
    if "spark" in parts:
        told["spark"] = spark(held)
    return told


def _asked(options: argparse.Namespace) -> tuple[Region, tuple[str, ...]]:
    """The lines, and what is measured on them."""
    if options.quick:
        return region(options.lines or QUICK_LINES, QUICK_DISTINCT, QUICK_DAYS), (options.what or "race",)
    return region(options.lines or LINES, options.distinct), (options.what,) if options.what else ("race", "spark")


def _about(held: Region) -> dict[str, Any]:
    kept = {name: value for name, value in held._asdict().items() if name != "files"}
    return {"journal": kept, "figures_compared": len(COMPARED), "left_out": dict(LEFT_OUT)}


def printed(told: Mapping[str, Any]) -> str:
    """For a person."""
    lines = []
    for part, it in told.items():
        if part == "left_out":
            lines += ["\nnot compared", *(f"{code}: {why}" for code, why in it.items())]
        elif isinstance(it, dict):
            goal = f" (goal: ratio to the best at most {GOAL})" if part == "race" else ""
            lines += [f"\n{part}{goal}", _rows(it)]
        else:
            lines.append(f"{part}: {it}")
    return "\n".join(lines).strip()


def _rows(it: Mapping[str, Any]) -> str:
    """What is said of each engine, or of each size, in columns; the rest under it."""
    deep = {name: value for name, value in it.items() if isinstance(value, dict)}
    names = list(dict.fromkeys(name for value in deep.values() for name in value))
    cells = [{"": of, **{name: value.get(name, "") for name in names}} for of, value in deep.items()]
    plain = [f"{name}: {value}" for name, value in it.items() if name not in deep]
    return "\n".join([*([table(cells)] if cells else []), *plain])


def main(arguments: Sequence[str]) -> int:
    started, load = time.perf_counter(), round(os.getloadavg()[0], 2)
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", nargs="?", choices=("race", "spark"))
    asked.add_argument("--lines", type=int, help=f"of the journal, {LINES:,} unless told")
    asked.add_argument("--distinct", type=int, default=DISTINCT, help="so many are unlike each other; then they repeat")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--quick", action="store_true", help="about a million lines, under 50 seconds")
    asked.add_argument("--json", action="store_true", help="for a program")
    options = asked.parse_args(arguments)
    try:
        told = measured(options, started)
    except Unequal as fault:
        print(fault, file=sys.stderr)
        return 1
    told |= {"load_before": load, "took_s": round(time.perf_counter() - started, 1)}
    print(json.dumps(told) if options.json else printed(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
