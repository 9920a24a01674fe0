"""Speeds side by side: everybody runs in every round, so that a busy moment of the machine is everybody's."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Runner:
    """`run` is given the number of the round, which seeds it, and how many units to do; it tells how many it did."""

    run: Callable[[int, int], int]
    clock: Callable[[], float] = time.process_time
    """The processor's time for one thread; the wall's for several."""
    least: int = 1

    def lasts(self, number: int, units: int) -> tuple[int, float]:
        start = self.clock()
        done = self.run(number, units)
        return done, self.clock() - start


Speeds = Mapping[str, Sequence[float]]
"""By name, units per second in each round."""


def speeds(runners: Mapping[str, Runner], rounds: int, slice_s: float) -> Speeds:
    """Round by round, each runner for about that long in each."""
    units = {name: enough(runner, slice_s) for name, runner in runners.items()}
    told: dict[str, list[float]] = {name: [] for name in runners}
    for number in range(1, rounds + 1):
        for name, runner in runners.items():
            done, seconds = runner.lasts(number, units[name])
            told[name].append(done / seconds)
    return told


def enough(runner: Runner, slice_s: float) -> int:
    """How many units last so long. These runs do not count: what they compile or load is nobody's speed."""
    runner.run(0, runner.least)
    units = runner.least
    while True:
        done, seconds = runner.lasts(0, units)
        if seconds >= slice_s / 4:
            return max(runner.least, int(done * slice_s / seconds))
        units *= 4


def typical(told: Speeds, name: str) -> float | None:
    """The median, or nothing for who did not run."""
    return rounded(median(told[name])) if name in told else None


def ratio(told: Speeds, first: str, second: str) -> float | None:
    """How many times as fast as the second: the median of the rounds' own ratios."""
    if first not in told or second not in told:
        return None
    return rounded(median(a / b for a, b in zip(told[first], told[second], strict=True)))


def rounded(value: float) -> float:
    """Four digits: more would be noise."""
    return float(f"{value:.4g}")
