"""How fast the twin is, beside what a user could pick instead. One command:

    python benchmarks/twin.py [--quick] [--json]                    all of it; --quick: the race only
    python benchmarks/twin.py race|backlog|year|memory|cold|region  one part of it; region --whole: no sample
    python benchmarks/twin.py cluster                               the region's sample on Spark too (extra `cluster`)

The reference clinic (see twin_peers) is given to all, and all must give the golden days first. Processor time of
one thread, or the wall's for two; everybody runs in every round; medians. A ratio is Binôme's speed over the other's.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.figures import table
from benchmarks.twin_children import cold_start, memory
from benchmarks.twin_race import Unequal, backlog, field, race
from benchmarks.twin_year import brittany, on_a_cluster, year

ROUNDS, SLICE_S = 9, 0.4
QUICK_ROUNDS, QUICK_SLICE_S = 5, 0.25
GOALS = {"simpy": 150.0, "ciw": 300.0, "salabim": 1_500.0, "c": 0.714, "two_threads": 1.9}
"""At least: 0.714 of C is at most 1.4 times its time."""
OTHER_GOALS = {"cold": "at most 1.5 s", "memory": "ratio within 0.9 to 1.1"}


def raced(options: argparse.Namespace) -> dict[str, dict]:
    rounds, slice_s = (QUICK_ROUNDS, QUICK_SLICE_S) if options.quick else (ROUNDS, SLICE_S)
    with field() as those:
        return race(those, rounds, slice_s)


def with_backlog(options: argparse.Namespace) -> dict[str, dict]:
    with field() as those:
        return {"backlog": backlog(those, ROUNDS, SLICE_S)}


PARTS: dict[str, Callable[[argparse.Namespace], dict[str, dict]]] = {
    "race": raced,
    "backlog": with_backlog,
    "year": lambda options: {"year": year(5, SLICE_S)},
    "memory": lambda options: {"memory": memory()},
    "cold": lambda options: {"cold": cold_start()},
    "region": lambda options: {"region": brittany(options.whole)},
    "cluster": lambda options: {"cluster": on_a_cluster(options.whole)},
}
ASKED_BY_NAME = {"cluster"}
"""Needs an extra of half a gigabyte, and Java."""


def printed(told: dict[str, dict]) -> str:
    """For a person: goals beside what was obtained."""
    lines = []
    for part, figures in told.items():
        if part == "ratio":
            figures = {name: f"{value} (goal: at least {GOALS[name]})" for name, value in figures.items()}
        lines += [f"\n{part}" + (f" (goal: {OTHER_GOALS[part]})" if part in OTHER_GOALS else ""), _rows(figures)]
    return "\n".join(lines).strip()


def _rows(figures: dict) -> str:
    rows = [
        {"": name, **(value if isinstance(value, dict) else {"obtained": value})} for name, value in figures.items()
    ]
    return table(rows)


def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", nargs="?", choices=PARTS)
    asked.add_argument("--quick", action="store_true", help="the race only, under 50 seconds")
    asked.add_argument("--whole", action="store_true", help="every practice of the region")
    asked.add_argument("--json", action="store_true", help="for a program")
    options = asked.parse_args(arguments)
    parts = (
        [options.what]
        if options.what
        else ["race"]
        if options.quick
        else [it for it in PARTS if it not in ASKED_BY_NAME]
    )
    told: dict[str, dict] = {}
    try:
        for part in parts:
            told |= PARTS[part](options)
    except Unequal as fault:
        print(fault, file=sys.stderr)
        return 1
    if told.get("practice_days_per_s", {"c": 0}).get("c") is None:
        print("No C compiler (gcc or cc) was found: the C version did not run.", file=sys.stderr)
    print(json.dumps(told) if options.json else f"{printed(told)}\n\nload before: {LOAD_BEFORE}")
    return 0


LOAD_BEFORE = round(os.getloadavg()[0], 2)
"""Above 0.5, somebody else is using the machine: the figures are theirs too."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
