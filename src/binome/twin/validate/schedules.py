"""A4: appointment sessions, exactly by Markov chain, and lived by the twin day after day."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from binome.twin.kernel.tally import PracticeColumn, WorkColumn
from binome.twin.validate import sessions
from binome.twin.validate.appointments import full_session
from binome.twin.validate.days import mean_of, summed
from binome.twin.validate.effort import Effort
from binome.twin.validate.expected import Expected, expected
from binome.twin.validate.stations import exponential
from binome.twin.validate.verdict import Estimate, Row, judged, simulated

Floats = NDArray[np.float64]
SESSIONS = 250
"""In one replication; there are as many replications as other tables have long days."""
SCALE_MIN = 100.0
"""A visit of mean 1 of the theory, in minutes."""


class Lived(NamedTuple):
    """What each simulated session gave, in minutes."""

    waits: Floats
    work: Floats
    ends: Floats


def rows(effort: Effort) -> Iterator[Row]:
    days = effort.days
    yield from _fixed(expected("schedules", "fixed"), days)
    yield from _counts(expected("schedules", "counts"), days)
    yield from _intervals(expected("schedules", "intervals"), days)


@lru_cache(maxsize=4)
def lived(times: tuple[float, ...], visit: float, missing: float, luck: int, days: int) -> Lived:
    """The physician stays until the last has been seen, and until the last appointment in any case."""
    tally = summed(full_session(times, exponential(visit), missing, SESSIONS), luck, days)
    practice, work = tally.practice[:, :SESSIONS], tally.work[:, :SESSIONS, :, 0, WorkColumn.WORK]
    ends = np.maximum(practice[..., PracticeColumn.LAST_EXIT], max(times))
    return Lived(practice[..., PracticeColumn.WAITING].ravel(), work.sum(axis=2).ravel(), ends.ravel())


def _sample(
    times: Sequence[float], visit: float, missing: float, days: int, figure: Callable[[Lived], Floats]
) -> Callable[[int, int], Estimate]:
    return lambda luck, longer: mean_of(figure(lived(tuple(times), visit, missing, luck, days * longer)), "sessions")


# --- fixed rules -------------------------------------------------------------------------------------

RULES: dict[str, Callable[[int, float], list[float]]] = {
    "one per slot": lambda patients, slot: [slot * n for n in range(patients)],
    "two at the beginning (Bailey-Welch)": lambda patients, slot: [0.0, *(slot * n for n in range(patients - 1))],
    "three at the beginning": lambda patients, slot: [0.0, 0.0, *(slot * n for n in range(patients - 2))],
    "two every second slot": lambda patients, slot: [2 * slot * (n // 2) for n in range(patients)],
    "all at the beginning": lambda patients, _: [0.0] * patients,
}


def _fixed(of: Expected, days: int) -> Iterator[Row]:
    patients, visit, end = of.given["patients"], of.given["visit_min"], of.given["session_min"]
    for row in of.rows:
        missing, times = row["missing"], RULES[row["rule"]](patients, of.given["slot_min"])
        theory = sessions.session(times, visit, missing, end)
        come = patients * (1 - missing)
        figures: dict[str, tuple[float, Callable[[Lived], Floats]]] = {
            "wait": (theory.wait, partial(_wait, come)),
            "ends": (theory.ends, _ends),
            "tardiness": (theory.tardiness, partial(_tardiness, end)),
            "idle": (theory.idle_until_last, _idle),
        }
        for figure, (exact, of_lived) in figures.items():
            name = f"{row['rule']}, no-show {missing}, {figure}"
            yield judged(of, name, row[figure], exact)
            yield simulated(of, name, exact, _sample(times, visit, missing, days, of_lived))


def _wait(come: float, of: Lived) -> Floats:
    return of.waits / come


def _ends(of: Lived) -> Floats:
    return of.ends


def _tardiness(end: float, of: Lived) -> Floats:
    return np.maximum(of.ends - end, 0.0)


def _idle(of: Lived) -> Floats:
    return of.ends - of.work


# --- optimal schedules -------------------------------------------------------------------------------


def _counts(of: Expected, days: int) -> Iterator[Row]:
    interval, intervals = of.given["interval_min"], of.given["intervals"]
    for row in of.rows:
        patients, visit, missing = row["patients"], row["visit_min"], row["missing"]
        weights = sessions.Weights(*row["weights"])
        best, value = sessions.best_counts(
            patients,
            intervals,
            partial(_objective, interval=interval, visit=visit, missing=missing, weights=weights),
        )
        name = f"{patients} patients of {visit:g} min, no-show {missing}, weights {'/'.join(map(str, row['weights']))}"
        moved = sum(abs(one - other) for one, other in zip(best, row["counts"], strict=True))
        yield judged(of, f"{name}, patients elsewhere than in {row['counts']}", 0, moved, 0)
        yield judged(of, f"{name}, objective", row["objective"], value)
        times = sessions.at_the_beginnings(row["counts"], interval)
        figure = partial(_weighted, patients * (1 - missing), interval * intervals, weights)
        yield simulated(of, f"{name}, objective", value, _sample(times, visit, missing, days, figure))


def _objective(
    counts: Sequence[int], interval: float, visit: float, missing: float, weights: sessions.Weights
) -> float:
    return sessions.weighted(counts, interval, visit, missing, weights)


def _weighted(come: float, end: float, weights: sessions.Weights, of: Lived) -> Floats:
    late = _tardiness(end, of)
    return weights.wait * of.waits / come + weights.idle * (end + late - of.work) + weights.tardiness * late


def _intervals(of: Expected, days: int) -> Iterator[Row]:
    allowed = of.given["interval_tolerance"]
    for row in of.rows:
        printed, missing = row["intervals"], row["missing"]
        best, value = sessions.best_intervals(len(printed) + 1, missing)
        name = f"{len(printed) + 1} patients, no-show {missing}"
        worst = max(range(len(printed)), key=lambda n: abs(best[n] - printed[n]))
        yield judged(of, f"{name}, interval {worst + 1}, the furthest off", printed[worst], best[worst], allowed)
        yield judged(of, f"{name}, cost", row["cost"], value)
        times = [0.0, *(SCALE_MIN * float(at) for at in np.cumsum(best))]
        yield simulated(of, f"{name}, cost", value, _sample(times, SCALE_MIN, missing, days, _cost))


def _cost(of: Lived) -> Floats:
    return (of.waits + of.ends) / SCALE_MIN
