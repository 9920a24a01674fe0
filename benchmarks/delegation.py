"""How long one answer of the law takes, beside what a dictionary alone would cost.

python benchmarks/delegation.py [--json]    prints microseconds, the median of several rounds, for each question
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from statistics import median
from timeit import timeit

from binome.practice.activities import activities
from binome.practice.delegation import decide, may, national_list
from binome.practice.words import Role

ON = date(2026, 7, 1)
EVERY_CONDITION = frozenset(code for found in national_list().values() for it in found for code in it.conditions)
PAIRS = [(role, activity) for role in Role for activity in activities()]
ROUNDS = 15
TARGET_US = 20.0


def questions() -> dict[str, Callable[[], object]]:
    """Every role and activity once, with everything given, with nothing, and with the reason; then a bare look-up."""
    plain = dict.fromkeys(PAIRS, True)
    return {
        "may, all conditions given": lambda: [may(role, it, on=ON, given=EVERY_CONDITION) for role, it in PAIRS],
        "may, nothing given": lambda: [may(role, it, on=ON) for role, it in PAIRS],
        "decide, nothing given": lambda: [decide(role, it, on=ON) for role, it in PAIRS],
        "a dictionary": lambda: [plain[role, it] for role, it in PAIRS],
    }


def measured() -> dict[str, float]:
    """Microseconds for one answer. The questions take turns, so that a busy machine is unkind to all alike."""
    asked = questions()
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, question in asked.items():
            taken[name].append(timeit(question, number=1) / len(PAIRS) * 1e6)
    return {name: median(found) for name, found in taken.items()}


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--json", action="store_true")
    as_json = wanted.parse_args().json
    found = measured()
    bare = found["a dictionary"]
    if as_json:
        print(json.dumps({"microseconds": found, "target_us": TARGET_US, "load": os.getloadavg()}))
    else:
        for name, taken in found.items():
            print(f"{name:<28}{taken:8.2f} µs   {taken / bare:6.1f} × a dictionary")
        print(f"{len(PAIRS)} pairs, {ROUNDS} rounds; load {os.getloadavg()[0]:.1f}; wanted: at most {TARGET_US:.0f} µs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
