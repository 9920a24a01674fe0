"""The reference clinic, day after day, by Binôme and by what a user could pick instead; equal first, then timed."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import NamedTuple

from benchmarks.rounds import Runner, ratio, speeds, typical
from benchmarks.twin_engine import Engine, engine, in_two_threads, keys, scenario
from benchmarks.twin_peers import ciw_r0, salabim_r1, simpy_r1
from benchmarks.twin_peers.backlog import Agenda, present
from benchmarks.twin_peers.c_r1 import InC, compiled
from benchmarks.twin_peers.given import Visit, Waits, drawn, drawn_r0
from benchmarks.twin_peers.golden import TOLERANCE_MIN, furthest
from benchmarks.twin_practices import larger
from binome.twin.tables import Sets

YEAR_DAYS = 220
THREADS_TIMES = 3
"""So many slices for the threads: that they begin, and that one ends before the other, is then a hundredth at most."""
LUCK = 20_000
"""Keys made before the clock starts: a replication of the race is one day, everybody else's would be years."""


class Unequal(Exception):
    """Somebody does not give the golden days: there is nothing to race for."""


class Field(NamedTuple):
    """Who runs. `c` is missing on a machine without a compiler."""

    r0: Engine
    r1: Engine
    other_r1: Engine
    r1_by_three: Engine
    r2: Engine
    c: InC | None


@contextmanager
def field() -> Iterator[Field]:
    """Everybody ready, and equal on the golden days."""
    r1 = scenario("r1")
    with compiled() as in_c:
        those = Field(
            engine(scenario("r0")), engine(r1), engine(r1), engine(larger(r1, 3)), engine(scenario("r2")), in_c
        )
        refuse_unequal(those)
        yield those


def refuse_unequal(those: Field) -> None:
    """Before any clock starts."""
    checks: list[tuple[str, str, Callable[[Sequence[Visit], int], Sequence[Waits]]]] = [
        ("binome", "r1_s1", those.r1.day),
        ("binome", "r1_s3", those.r1_by_three.day),
        ("binome", "r0_s1", those.r0.day),
        ("simpy", "r1_s1", simpy_r1.day),
        ("salabim", "r1_s1", salabim_r1.day),
        ("ciw", "r0_s1", ciw_r0.day),
    ]
    checks += [("c", case, those.c.day) for case in ("r1_s1", "r1_s3") if those.c]
    for name, case, day in checks:
        if not (apart := furthest(case, day)) < TOLERANCE_MIN:
            raise Unequal(f"{name} is {apart} minutes away from the golden days of {case}.")


def race(those: Field, rounds: int, slice_s: float) -> dict[str, dict[str, float | None]]:
    """Practice-days per second in one thread; ratios, Binôme's speed over the other's; two threads over one."""
    told = speeds(_one_thread(those), rounds, slice_s)
    threads = speeds(_threads(those), rounds, THREADS_TIMES * slice_s)
    return {
        "practice_days_per_s": {name: typical(told, name) for name in ("binome", "simpy", "ciw", "salabim", "c")},
        "ratio": {
            "simpy": ratio(told, "binome", "simpy"),
            "ciw": ratio(told, "binome r0", "ciw"),
            "salabim": ratio(told, "binome", "salabim"),
            "c": ratio(told, "binome", "c"),
            "two_threads": ratio(threads, "two", "one"),
        },
    }


def backlog(those: Field, rounds: int, slice_s: float) -> dict[str, dict[str, float | None]]:
    """R2: the same with the agenda of 220 days."""
    runners = {
        "binome": _binome(those.r2),
        "simpy": Runner(_simpy_with_a_backlog),
    }
    if in_c := those.c:
        runners["c"] = Runner(lambda number, units: _c_with_a_backlog(in_c, number, units), least=YEAR_DAYS)
    told = speeds(runners, rounds, slice_s)
    names = ("simpy", "c")
    return {
        "practice_days_per_s": {name: typical(told, name) for name in ("binome", *names)},
        "ratio": {name: ratio(told, "binome", name) for name in names},
    }


def _one_thread(those: Field) -> Mapping[str, Runner]:
    runners = {
        "simpy": Runner(lambda number, units: _days(simpy_r1.day, drawn, number, units)),
        "salabim": Runner(lambda number, units: _days(salabim_r1.day, drawn, number, units)),
        "ciw": Runner(lambda number, units: _days(ciw_r0.day, drawn_r0, number, units)),
        "binome": _binome(those.r1),
        "binome r0": _binome(those.r0),
    }
    if in_c := those.c:
        runners["c"] = Runner(lambda number, units: int(in_c.days(number, units)["served"] > 0) * units)
    return runners


def _days(
    day: Callable[[Sequence[Visit]], object], inputs: Callable[[Random], Sequence[Visit]], seed: int, many: int
) -> int:
    chance = Random(seed)
    for _ in range(many):
        day(inputs(chance))
    return many


def _binome(it: Engine) -> Runner:
    luck = keys(1, LUCK)
    return Runner(lambda number, units: it.run_many(_some(luck, number, max(1, units // it.days))), least=it.days)


def _some(luck: Sets, number: int, many: int) -> Sets:
    """As many keys as wanted, others in each round; from the first again after the last."""
    return luck.take(range(number * many, (number + 1) * many), axis=0, mode="wrap")


def _threads(those: Field) -> Mapping[str, Runner]:
    engines, luck = (those.r1, those.other_r1), keys(2, LUCK)
    return {
        "one": Runner(lambda number, units: those.r1.run_many(_some(luck, number, units)), time.perf_counter),
        "two": Runner(
            lambda number, units: in_two_threads(engines, _some(luck, number, units)), time.perf_counter, least=2
        ),
    }


def _simpy_with_a_backlog(seed: int, days: int) -> int:
    """A year is more than a slice: the first days of one are run, which are no slower than the others."""
    agenda = Agenda(Random(seed))
    for today in range(days):
        simpy_r1.day(agenda.morning(today), 1, present(today))
    return days


def _c_with_a_backlog(in_c: InC, seed: int, days: int) -> int:
    years = max(1, days // YEAR_DAYS)
    for year in range(years):
        in_c.with_a_backlog(seed * 1_000_003 + year, YEAR_DAYS)
    return years * YEAR_DAYS
