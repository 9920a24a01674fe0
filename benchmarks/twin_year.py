"""The full model: years of whole practices, what they cost as they grow, and a region of them."""

import resource
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from benchmarks.rounds import Runner, rounded, speeds, typical
from benchmarks.twin_engine import Engine, engine, keys
from benchmarks.twin_practices import a_year_of, busier, larger, region, templates
from binome.twin.model import Scenario

BRITTANY = 2_600
"""Practice-equivalents."""
REPLICATIONS = 20
SAMPLE = 50
"""One practice in so many is run, unless all of them are asked for."""


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
    practices = islice(enumerate(region(BRITTANY)), 0, None, step)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as threads:
        days = sum(threads.map(_practice, *zip(*practices, strict=True)))
    seconds = time.perf_counter() - start
    return {
        "practices_run": len(range(0, BRITTANY, step)),
        "replications": REPLICATIONS,
        "practice_days_run": days,
        "seconds": rounded(seconds),
        "seconds_for_all": rounded(seconds * step),
        "memory_grown_mb": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, 1),
    }


def _practice(number: int, meant: Scenario) -> int:
    return engine(meant).run_many(keys(1, REPLICATIONS, number))
