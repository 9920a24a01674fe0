"""The catalogue of measures over a region's journal, beside what one would write by hand instead. One command:

    python benchmarks/measures.py [--lines N] [--rounds N] [--json]     50 million lines, then how it grows, then Spark
    python benchmarks/measures.py --quick [--json]                      about a million, under 50 seconds
    python benchmarks/measures.py race|growth|spark [--lines N]         one part of it

By practice and week: Binôme (through Narwhals, on Polars), Polars and DuckDB by hand, pandas on a sample. All must
say the same to a billionth before anything is timed. Each has its process; everybody runs in every round; medians.
A ratio is Binôme's seconds over the other's, of the same round.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.figures import table
from benchmarks.measures_data import Region, region
from benchmarks.measures_engines import COMPARED, LEFT_OUT, Engine, Lap, Unequal, differing, engines, named_all

LINES, DISTINCT = 50_000_000, 10_000_000
ROUNDS = 3
QUICK_LINES, QUICK_DAYS, QUICK_DISTINCT = 1_000_000, 60, 1
QUICK_S = 25.0
"""No further round is begun after so many seconds: whoever waits has been promised less than fifty."""
GROWTH = (1_000_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000)
SPARK_LINES = 1_000_000
GOAL = 1.3
RACERS = ("binome", "polars", "duckdb")
SAMPLE_FILES = 1


def race(told: Region, rounds: int, until: float = float("inf")) -> dict[str, Any]:
    """First all say the same; then rounds of everybody."""
    with tempfile.TemporaryDirectory() as folder, engines(RACERS, Path(folder)) as racers:
        _must_agree(racers, told.files[:SAMPLE_FILES])
        laps: dict[str, list[Lap]] = {name: [] for name in racers}
        for number in range(rounds):
            if number and time.perf_counter() > until:
                break
            for name, it in racers.items():
                laps[name].append(it.go(told.files))
            if number == 0:
                _must_say_the_same(racers)
    return _said(laps, told.lines)


def pandas(told: Region) -> dict[str, Any]:
    """On a sample, beside Binôme on the same."""
    files = told.files[:SAMPLE_FILES]
    with tempfile.TemporaryDirectory() as folder, engines(("binome", "pandas"), Path(folder)) as both:
        _must_agree(both, files)
        laps = {name: [it.go(files) for _ in range(2)] for name, it in both.items()}
    seconds = {name: median(lap.seconds for lap in those) for name, those in laps.items()}
    return {
        "files": len(files),
        "seconds": _rounded(seconds),
        "peak_mb": {name: round(those[-1].peak_mb) for name, those in laps.items()},
        "ratio": round(seconds["binome"] / seconds["pandas"], 3),
    }


def growth(most: int, distinct: int) -> dict[str, Any]:
    """Binôme alone, a new process each."""
    told = {}
    for lines in (it for it in GROWTH if it <= most):
        held = region(lines, distinct)
        with tempfile.TemporaryDirectory() as folder, engines(("binome",), Path(folder)) as alone:
            lap = alone["binome"].go(held.files)
        told[f"{held.lines:,}"] = {
            "seconds": round(lap.seconds, 2),
            "processor_s": round(lap.processor_s, 2),
            "us_per_line": round(1e6 * lap.seconds / held.lines, 2),
            "peak_mb": round(lap.peak_mb),
        }
    return told


def spark(told: Region) -> dict[str, Any] | None:
    """Two workers on this machine; the first run starts the cluster. None when Spark is not here."""
    if find_spec("pyspark") is None:
        return None
    with tempfile.TemporaryDirectory() as folder, engines(("binome", "spark"), Path(folder)) as both:
        here, first = both["binome"].go(told.files), both["spark"].go(told.files)
        _must_say_the_same(both)
        there = both["spark"].go(told.files)
    return {
        "lines": told.lines,
        "seconds": {"binome": round(here.seconds, 2), "spark": round(there.seconds, 2)},
        "seconds_with_start": round(first.seconds, 2),
        "equal": True,
    }


def _must_agree(those: Mapping[str, Engine], files: Sequence[Path]) -> None:
    for it in those.values():
        it.go(files)
    _must_say_the_same(those)


def _must_say_the_same(those: Mapping[str, Engine]) -> None:
    first, *others = those.values()
    for it in others:
        wrong = differing(first.found(), it.found())
        if wrong.height:
            raise Unequal(f"{it.name} and {first.name} differ in {wrong.height} sums, the first: {wrong.row(0)}")


def _said(laps: Mapping[str, Sequence[Lap]], lines: int) -> dict[str, Any]:
    others = [name for name in laps if name != "binome"]
    best = [min(laps[name][number].seconds for name in others) for number in range(len(laps["binome"]))]
    mine = [lap.seconds for lap in laps["binome"]]
    ratios = {
        name: median(a / b.seconds for a, b in zip(mine, laps[name], strict=True)) for name in others
    } | {"best": median(a / b for a, b in zip(mine, best, strict=True))}  # fmt: skip
    work = {name: median(lap.processor_s for lap in those) for name, those in laps.items()}
    return {
        "rounds": len(mine),
        "seconds": _rounded({name: median(lap.seconds for lap in those) for name, those in laps.items()}),
        "processor_s": _rounded(work),
        "peak_mb": {name: round(those[-1].peak_mb) for name, those in laps.items()},
        "million_lines_per_s": round(lines / 1e6 / median(mine), 2),
        "ratio": {name: round(value, 3) for name, value in ratios.items()},
        "ratio_of_processor_time": round(work["binome"] / min(work[name] for name in others), 3),
    }


def _rounded(those: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in those.items()}


def measured(options: argparse.Namespace, started: float) -> dict[str, Any]:
    named_all()
    if options.quick:
        held = region(options.lines or QUICK_LINES, QUICK_DISTINCT, QUICK_DAYS)
        return _about(held) | {"race": race(held, ROUNDS, started + QUICK_S), "pandas": pandas(held)}
    lines, distinct = options.lines or LINES, options.distinct
    told: dict[str, Any] = {}
    if options.what in (None, "race"):
        held = region(lines, distinct)
        told |= _about(held) | {"race": race(held, options.rounds), "pandas": pandas(held)}
    if options.what in (None, "growth"):
        told["growth"] = growth(lines, distinct)
    if options.what in (None, "spark"):
        told["spark"] = spark(region(options.lines if options.what and options.lines else SPARK_LINES, distinct))
    return told


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
    asked.add_argument("what", nargs="?", choices=("race", "growth", "spark"))
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
