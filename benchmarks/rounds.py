"""Speeds side by side: everybody runs in every round, so that a busy moment of the machine is everybody's."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Runner:
    """`run` is given the number of the round, which seeds it, and tells how many units it has done."""

    run: Callable[[int], int]
    clock: Callable[[], float] = time.process_time
    """The processor's time for one thread; the wall's for several."""


Speeds = Mapping[str, Sequence[float]]
"""By name, units per second in each round."""


def speeds(runners: Mapping[str, Runner], rounds: int) -> Speeds:
    """Round by round, after one that does not count."""
    told: dict[str, list[float]] = {name: [] for name in runners}
    for number in range(rounds + 1):
        for name, runner in runners.items():
            speed = _speed(runner, number)
            if number:
                told[name].append(speed)
    return told


def _speed(runner: Runner, number: int) -> float:
    start = runner.clock()
    units = runner.run(number)
    return units / (runner.clock() - start)


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
