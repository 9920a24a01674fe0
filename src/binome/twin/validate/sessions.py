"""Appointment sessions with exponential visits and punctual patients, exactly, by Markov chain.

The state is how many are there; between two appointments it only falls. Whoever does not come is known before:
each patient comes with the same chance. The physician stays until the last visit has ended.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


class Session(NamedTuple):
    """Expected values of one session; `wait` is the mean over those who come."""

    wait: float
    ends: float
    tardiness: float
    idle_until_last: float
    idle_until_end: float


class Weights(NamedTuple):
    wait: float
    idle: float
    tardiness: float


def session(times: Sequence[float], visit: float, missing: float = 0.0, end: float = 0.0) -> Session:
    """What happens on average when patients are asked to come at `times` (rising)."""
    counts = np.arange(len(times) + 1)
    there = np.eye(len(times) + 1)[0]
    waited = now = 0.0
    for time in times:
        there = _after(there, (time - now) / visit)
        now = time
        waited += (1 - missing) * float(counts @ there) * visit
        there = there * missing + np.roll(there, 1) * (1 - missing)
    work = len(times) * (1 - missing) * visit
    ends = now + float(counts @ there) * visit
    tardiness = float(counts @ _after(there, max(end - now, 0.0) / visit)) * visit
    tardiness += max(now - end, 0.0)
    return Session(waited / (len(times) * (1 - missing)), ends, tardiness, ends - work, end + tardiness - work)


def _after(there: Vector, visits: float) -> Vector:
    """The law of how many are there, when as many visits could have ended as a Poisson number of that mean."""
    if visits <= 0:
        return there
    counts = np.arange(len(there))
    logs = counts * np.log(visits) - np.concatenate(([0.0], np.cumsum(np.log(counts[1:]))))
    ended = np.exp(logs - visits)
    fallen = np.convolve(there[::-1], ended)[: len(there)][::-1].copy()
    fallen[0] += there.sum() - fallen.sum()
    return fallen


def at_the_beginnings(counts: Sequence[int], interval: float) -> list[float]:
    """Times of appointments given how many are asked for at the beginning of each interval."""
    return [number * interval for number, count in enumerate(counts) for _ in range(count)]


def weighted(counts: Sequence[int], interval: float, visit: float, missing: float, weights: Weights) -> float:
    """The objective of Kaandorp and Koole."""
    of = session(at_the_beginnings(counts, interval), visit, missing, len(counts) * interval)
    return weights.wait * of.wait + weights.idle * of.idle_until_end + weights.tardiness * of.tardiness


def best_counts(patients: int, intervals: int, objective: Callable[[Sequence[int]], float]) -> tuple[list[int], float]:
    """Kaandorp and Koole's local search: any set of single moves to the interval before, round the corner."""
    best = [0] * intervals
    for patient in range(patients):
        best[min(intervals - 1, round(patient * intervals / patients))] += 1
    value = objective(best)
    while better := next(_better(best, value, objective), None):
        best, value = better
    return best, value


def _better(
    best: list[int], value: float, objective: Callable[[Sequence[int]], float]
) -> Iterator[tuple[list[int], float]]:
    for moved in (moves for size in range(1, len(best)) for moves in combinations(range(len(best)), size)):
        tried = best.copy()
        for place in moved:
            tried[place] -= 1
            tried[place - 1] += 1
        if min(tried) >= 0 and (obtained := objective(tried)) < value - 1e-10:
            yield tried, obtained


def cost(intervals: Sequence[float], missing: float = 0.0) -> float:
    """All waits, and the physician's time until the last end, in mean visits."""
    of = session(_times(intervals), 1.0, missing)
    return of.wait * (len(intervals) + 1) * (1 - missing) + of.ends


def _times(intervals: Sequence[float]) -> list[float]:
    return [0.0, *np.cumsum(np.abs(intervals)).tolist()]


def best_intervals(patients: int, missing: float = 0.0) -> tuple[list[float], float]:
    """The intervals of least cost, by Newton's method with differences; the cost is smooth and convex around."""
    step = 1e-4
    x = np.full(patients - 1, 0.9 * (1 - missing))
    for _ in range(60):
        slope, curvature = _differences(lambda at: cost(at.tolist(), missing), x, step)
        move = np.linalg.solve(curvature, slope)
        x = x - move * min(1.0, 0.3 / max(float(np.abs(move).max()), 0.3))
        if np.abs(move).max() < 1e-8:
            break
    return x.tolist(), cost(x.tolist(), missing)


def _differences(of: Callable[[Vector], float], x: Vector, step: float) -> tuple[Vector, Vector]:
    """First and second derivatives, by central differences."""
    size = len(x)
    moves = np.eye(size) * step
    here = of(x)
    ahead = np.array([of(x + move) for move in moves])
    behind = np.array([of(x - move) for move in moves])
    both = np.array([[of(x + one + other) for other in moves] for one in moves])
    curvature = (both - ahead[:, None] - ahead[None, :] + here) / step**2
    return (ahead - behind) / (2 * step), (curvature + curvature.T) / 2
