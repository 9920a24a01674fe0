"""Many replications of a scenario: over threads, until a precision, interrupted, taken up again.

The compiled days let go of the interpreter's lock, so plain threads serve. What they bring is added up one
replication at a time and in order: the same seed gives the same bytes on any number of threads.
"""

import math
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from binome.twin.figures import FIGURES, LOADS
from binome.twin.follows import longest_lead
from binome.twin.intervals import CERTAINTY, mean_of
from binome.twin.laws import flat
from binome.twin.model import Beginning, Scenario
from binome.twin.outcome import Outcome, Sums
from binome.twin.provenance import EMPTY, FULL, SAID, Provenance, provenance_of
from binome.twin.replicate import Lived, Ready, ready, replicate
from binome.twin.scenario import write
from binome.twin.tables import Floats

DAYS_AT_ONCE = 16_000
"""A thread lives about so many days before it looks up: a tenth of a second."""
MOST_AT_ONCE = 250
BYTES_AT_ONCE = 32_000_000
"""Of tallies: with a period for every day, a replication leaves many."""
FEWEST = 20
"""Before that many replications no precision is believed."""
LOOKS_EVERY = 10


@dataclass(frozen=True, slots=True)
class Precision:
    """Enough replications to know this figure so closely, half the width of its interval."""

    figure: str
    within: float
    certainty: float = CERTAINTY

    @property
    def said(self) -> str:
        """As the command line asks it."""
        return f"{self.figure}={self.within!r}"

    def reached(self, values: Floats) -> bool:
        """Looked at after 20 replications, then after every ten, so that threads cannot change when it is."""
        count = len(values)
        return (
            count >= FEWEST and count % LOOKS_EVERY == 0 and mean_of(values, self.certainty).half_width <= self.within
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Replications `first` to `first + count` − 1."""

    first: int
    count: int


class Engine(Protocol):
    """Lives parts of an experiment somewhere; gives them back in their order, as they come."""

    def lived(self, it: Ready, seed: int, practice: int, parts: Iterator[Part]) -> Iterator[Lived]: ...


@dataclass(frozen=True)
class Threads:
    """Of this machine. Never more parts ahead than keep them busy, so that memory does not grow."""

    count: int = 0

    def lived(self, it: Ready, seed: int, practice: int, parts: Iterator[Part]) -> Iterator[Lived]:
        count = self.count or len(os.sched_getaffinity(0))
        waiting: deque[Future[Lived]] = deque()
        pool = ThreadPoolExecutor(count)
        try:
            for part in parts:
                waiting.append(pool.submit(replicate, it, seed, part.first, part.count, practice))
                if len(waiting) > count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def run(
    scenario: Scenario,
    *,
    replications: int = 100,
    seed: int = 1,
    threads: int = 0,
    precision: Precision | None = None,
    begins: str = SAID,
    practice: int = 0,
    so_far: Outcome | None = None,
    engine: Engine | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    text: str = "",
    file: str = "",
) -> Outcome:
    """Live the scenario that many times (at most, when a precision is asked) and say what comes of it.

    Ctrl-C, or `stop` when it says so, ends it early: what was lived is kept, and `so_far` takes it up again.
    """
    wanted = precision.said if precision and (not so_far or so_far.provenance.precision == precision.said) else ""
    source = provenance_of(
        text or write(scenario), seed=seed, practice=practice, begins=begins, file=file, precision=wanted
    )
    if so_far and not so_far.provenance.same_experiment(source):
        raise ValueError("What was lived so far is of another experiment: its scenario, seed, beginning or kernel.")
    it = ready(beginning(scenario, begins))
    lived = _Gathered(it, replications, precision, so_far)
    parts = _parts(it, lived.count, replications)
    try:
        for part in () if lived.enough else (engine or Threads(threads)).lived(it, seed, practice, parts):
            lived.add(part)
            if on_progress:
                on_progress(lived.count, replications)
            if lived.enough or (stop and stop()):
                break
    except KeyboardInterrupt:
        pass
    return lived.outcome(scenario.name, replace(source, replications=lived.count))


def beginning(scenario: Scenario, begins: str) -> Scenario:
    """The scenario with that book on its first day."""
    if begins == SAID:
        return scenario
    if begins == EMPTY:
        return replace(scenario, beginning=None)
    if begins != FULL:
        raise ValueError(f"begins: {begins!r} is none of {SAID}, {EMPTY}, {FULL}")
    ahead = {code: [it for it in one.search if it.to_day] for code, one in scenario.requests.items()}
    kinds = dict.fromkeys(kind for stages in ahead.values() for it in stages for kind in it.kinds)
    if not kinds:
        return scenario
    first = next(code for code, stages in ahead.items() if stages)
    full = Beginning(request=first, kinds=tuple(kinds), booked=flat(1.0), until_day=longest_lead(scenario))
    return replace(scenario, beginning=full)


class _Gathered:
    """What has been lived, in order."""

    def __init__(self, it: Ready, wanted: int, precision: Precision | None, so_far: Outcome | None) -> None:
        self.people, self.wanted, self.precision = it.people.codes, wanted, precision
        self.column = list(FIGURES).index(precision.figure) if precision else 0
        self.count = so_far.replications if so_far else 0
        self.rows = np.empty((max(wanted, self.count), len(FIGURES)))
        periods = max(int(it.tables.book.period.max(initial=-1)) + 1, 0)
        if so_far:
            self.rows[: self.count] = so_far.rows
        self.periods = so_far.periods.copy() if so_far else Sums.nothing((periods, len(FIGURES)))
        self.loads = so_far.loads.copy() if so_far else Sums.nothing((len(self.people), len(LOADS)))
        self.precise = self._precise()

    @property
    def enough(self) -> bool:
        return self.precise or self.count >= self.wanted

    def add(self, part: Lived) -> None:
        """As many of them as it takes."""
        for row, periods, loads in zip(part.rows, part.periods, part.loads, strict=True):
            if self.enough:
                return
            self.rows[self.count] = row
            self.periods.add(periods)
            self.loads.add(loads)
            self.count += 1
            self.precise = self._precise()

    def outcome(self, name: str, source: Provenance) -> Outcome:
        return Outcome(
            name=name,
            provenance=source,
            codes=tuple(FIGURES),
            loads_codes=LOADS,
            people=self.people,
            rows=self.rows[: self.count].copy(),
            periods=self.periods,
            loads=self.loads,
            complete=self.precise or (self.precision is None and self.enough),
        )

    def _precise(self) -> bool:
        return self.precision is not None and self.precision.reached(self.rows[: self.count, self.column])


def _parts(it: Ready, done: int, wanted: int) -> Iterator[Part]:
    """Small enough to be dealt out evenly, and to stop soon."""
    most = min(DAYS_AT_ONCE // it.days, BYTES_AT_ONCE // it.tally_bytes, MOST_AT_ONCE)
    at_once = max(1, min(most, math.ceil((wanted - done) / 8)))
    return (Part(first, min(at_once, wanted - first)) for first in range(done, wanted, at_once))
