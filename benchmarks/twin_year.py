"""The full model: years of whole practices, what they cost as they grow, and a region of them."""

import json
import resource
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from itertools import islice
from typing import TypeVar

from benchmarks.rounds import Runner, rounded, speeds, typical
from benchmarks.twin_engine import Engine, engine, keys
from benchmarks.twin_practices import a_year_of, busier, larger, region, templates
from binome.twin.experiment import run
from binome.twin.model import Scenario
from binome.twin.outcome import Outcome

Given, Found = TypeVar("Given"), TypeVar("Found")

BRITTANY = 2_600
"""Practice-equivalents."""
REPLICATIONS = 20
SAMPLE = 51
"""One practice in so many is run, of every template in turn, unless all of them are asked for."""


def year(rounds: int, slice_s: float) -> dict[str, dict[str, float | None]]:
    """Practice-years per second of each template, then of one of them as it grows."""
    held = templates()
    told = _years(held, rounds, slice_s)
    name = next(reversed(held))
    return told | _years(dict(grown(name, held[name])), rounds, slice_s)


def grown(name: str, meant: Scenario) -> Iterator[tuple[str, Scenario]]:
    """With more doctors, with fewer visits, over a shorter and a longer time."""
    for times in (2, 4):
        yield f"{name}, {times} teams", larger(meant, times)
    for factor in (0.25, 0.5):
        yield f"{name}, demand x {factor}", busier(meant, factor)
    for years in (1 / 12, 4):
        yield f"{name}, {years:.2g} years", a_year_of(meant, years)


def _years(those: Mapping[str, Scenario], rounds: int, slice_s: float) -> dict[str, dict[str, float | None]]:
    engines = {name: engine(meant) for name, meant in those.items()}
    told = speeds({name: Runner(_days_of(it), least=it.days) for name, it in engines.items()}, rounds, slice_s)
    return {name: _cost(it, typical(told, name) or 0.0) for name, it in engines.items()}


def _days_of(it: Engine) -> Callable[[int, int], int]:
    return lambda number, units: it.run_many(keys(number, max(1, units // it.days)))


def _cost(it: Engine, days_per_s: float) -> dict[str, float | None]:
    visits = it.visits_per_day(keys(1, 2))
    return {
        "persons": len(it.tables.floor.moves_min),
        "visits_per_day": rounded(visits),
        "days": it.days,
        "runs_per_s": rounded(days_per_s / it.days),
        "us_per_day": rounded(1e6 / days_per_s),
        "us_per_visit": rounded(1e6 / days_per_s / visits),
    }


def brittany(whole: bool) -> dict[str, float]:
    """A year of the region, each practice with its own tables, in two threads. A sample tells for all."""
    step = 1 if whole else SAMPLE
    count = len(range(0, BRITTANY, step))
    days, peaks = 0, []
    start = time.perf_counter()
    for lived in _in_two_threads(_practice, islice(enumerate(region(BRITTANY)), 0, None, step)):
        days += lived
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    seconds = time.perf_counter() - start
    return {
        "practices_run": count,
        "replications": REPLICATIONS,
        "practice_days_run": days,
        "seconds": rounded(seconds),
        "seconds_for_all": rounded(seconds * step),
        "peak_mb_after_a_tenth": round(peaks[count // 10], 1),
        "peak_mb": round(peaks[-1], 1),
    }


def _in_two_threads(work: Callable[[Given], Found], given: Iterator[Given]) -> Iterator[Found]:
    """In their order, never more than a few ahead: a region is not held in memory."""
    waiting: deque[Future[Found]] = deque()
    with ThreadPoolExecutor(2) as threads:
        for one in given:
            waiting.append(threads.submit(work, one))
            if len(waiting) > 3:
                yield waiting.popleft().result()
        yield from (it.result() for it in waiting)


def _practice(numbered: tuple[int, Scenario]) -> int:
    number, meant = numbered
    return engine(meant).run_many(keys(1, REPLICATIONS, number))


def on_a_cluster(whole: bool) -> dict[str, float | bool]:
    """The region again as experiments, on this machine's threads and on two workers of a cluster: the same bytes."""
    from binome.twin.cluster import Spark, local_cluster

    step = 1 if whole else SAMPLE
    session = local_cluster(2)
    seconds, told = {}, {}
    ways = {"threads": _one_after_the_other, "cluster": Spark(session).region}
    try:
        for name, lived in ways.items():
            start = time.perf_counter()
            practices = islice(enumerate(region(BRITTANY)), 0, None, step)
            told[name] = [_digest(it) for it in lived(practices, replications=REPLICATIONS, seed=1)]
            seconds[name] = time.perf_counter() - start
    finally:
        session.stop()
    return {
        "practices_run": len(told["threads"]),
        "replications": REPLICATIONS,
        "seconds_threads": rounded(seconds["threads"]),
        "seconds_cluster": rounded(seconds["cluster"]),
        "equal": told["threads"] == told["cluster"],
    }


def _one_after_the_other(
    practices: Iterable[tuple[int, Scenario]], *, replications: int, seed: int
) -> Iterator[Outcome]:
    for number, meant in practices:
        yield run(meant, replications=replications, seed=seed, practice=number, threads=2)


def _digest(told: Outcome) -> str:
    """Of everything an experiment says, figures, periods, loads and provenance."""
    return sha256(json.dumps(told.as_json()).encode()).hexdigest()
