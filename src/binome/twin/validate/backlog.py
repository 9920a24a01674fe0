"""Green and Savin's appointment book with no-shows that grow with the backlog, in closed form; and days that overflow.

One physician, slots of equal length, k people in the book with the one being seen. Whoever misses asks again with the
chance `rebooks`; the chance of missing depends on how many were in the book.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, log1p

import numpy as np
from numpy.typing import NDArray

Law = NDArray[np.float64]
SLOTS_A_DAY = 20
REQUESTS = 0.008
"""Per patient and day."""


@dataclass(frozen=True)
class Book:
    """What Green and Savin fit for a clinic: chances of missing from `least` to `most`, approached in `days`."""

    least: float
    most: float
    days: float
    longest: int = 400
    rebooks: float = 1.0

    def misses(self, ahead: int) -> float:
        return self.most - (self.most - self.least) * exp(-ahead / SLOTS_A_DAY / self.days)


def exponential_slots(book: Book, panel: float) -> Law:
    """M/M/1/K: the law of the number in the book."""
    asked = log(panel * REQUESTS / SLOTS_A_DAY)
    logs = np.zeros(book.longest + 1)
    for k in range(1, book.longest + 1):
        logs[k] = logs[k - 1] + asked - log(1 - book.rebooks * book.misses(k - 1))
    weights = np.exp(logs - logs.max())
    law: Law = weights / weights.sum()
    return law


def equal_slots(book: Book, panel: float) -> Law:
    """M/D/1/K: the law of the number in the book when an arrival comes, by the chain of the ends of slots."""
    mean, size = panel * REQUESTS / SLOTS_A_DAY, book.longest
    coming = _poisson(mean, size)
    misses = np.array([book.rebooks * book.misses(k) for k in range(size)])
    moves = np.zeros((size + 1, size + 1))
    for before in range(size + 1):
        there = max(before, 1)
        left = np.append(coming[: size - there], 1 - coming[: size - there].sum())
        moves[before, there - 1 : size] += left * (1 - misses[there - 1 :])
        moves[before, there : size + 1] += left * misses[there - 1 :]
    # Slots end one by one, so each number is left downwards as often as upwards: all terms are positive.
    upwards = np.cumsum(moves[:, ::-1], axis=1)[:, ::-1]
    ends = np.zeros(size + 1)
    ends[0] = 1.0
    for k in range(size):
        ends[k + 1] = ends[: k + 1] @ upwards[: k + 1, k + 1] / moves[k + 1, k]
    return _over_time(ends / ends.sum(), coming, mean)


def _over_time(ends: Law, coming: Law, mean: float) -> Law:
    """From the law at the ends of slots to the law over time: each slot spends 1/mean of itself at each number."""
    size = len(ends) - 1
    beyond = np.clip(1 - np.cumsum(coming), 0.0, None) / mean
    time = np.zeros(size + 1)
    time[0] = ends[0] / mean
    for before in range(size + 1):
        there = max(before, 1)
        short = beyond[: size - there]
        time[there:size] += ends[before] * short
        time[size] += ends[before] * (1 - short.sum())
    law: Law = time / time.sum()
    return law


def _poisson(mean: float, most: int) -> Law:
    counts = np.arange(1, most + 1)
    return np.exp(np.concatenate(([0.0], np.cumsum(np.log(mean / counts)))) - mean)


def same_day(law: Law) -> float:
    """The chance that at most a day of slots is ahead."""
    return float(law[: SLOTS_A_DAY + 1].sum())


def largest(holds: Callable[[int], bool], least: int, most: int) -> int:
    """The largest number for which it still holds, between one where it does and one where it does not."""
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if holds(middle) else (least, middle)
    return least


def overflow(panel: int, slots: int) -> float:
    """The chance that more than `slots` of the panel ask on one day."""
    terms = np.arange(1, slots + 1)
    logs = np.concatenate(([0.0], np.cumsum(np.log((panel - terms + 1) / terms * (REQUESTS / (1 - REQUESTS))))))
    return 1.0 - float(np.exp(logs + panel * log1p(-REQUESTS)).sum())


def daily_same_day(per_day: float, missing: float, within: int, longest: int = 400) -> float:
    """One slot a day, each asked for in the morning at the nearest lead; who misses asks first the next morning.

    The share of bookings at a lead below `within`. The state is how many are in the book once a morning has booked.
    """
    coming = _poisson(per_day, longest)
    moves = np.zeros((longest + 1, longest + 1))
    for there in range(longest + 1):
        left = max(there - 1, 0)
        asks_again = missing if there else 0.0
        moves[there, left:] += (1 - asks_again) * coming[: longest + 1 - left]
        moves[there, left + 1 :] += asks_again * coming[: longest - left]
    booked = _stationary(moves)
    # New requests find those who were left, and before them the one who missed, if any.
    found = np.append((1 - missing) * booked[1:], 0.0) + missing * booked
    found[0] = booked[0] + (1 - missing) * booked[1]
    after_others = np.cumsum(coming[::-1])[::-1][1:]
    new = float(np.convolve(found, after_others)[:within].sum())
    again = missing * float(booked[1 : within + 1].sum())
    return (new + again) / (per_day + missing * float(1 - booked[0]))


def _stationary(moves: Law) -> Law:
    """The long-run law of a chain whose rows may lack what no day will see."""
    equations = (moves / moves.sum(axis=1, keepdims=True)).T - np.eye(len(moves))
    equations[-1] = 1.0
    return np.linalg.solve(equations, np.eye(len(moves))[-1])
