"""Binôme's side of the race: the general kernel, given a scenario file, as an experiment runs it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.twin_peers.given import OPENS, Visit, Waits
from binome.twin.chance import Key
from binome.twin.kernel.agenda import Agenda, empty_agenda
from binome.twin.kernel.floor import run_floor
from binome.twin.kernel.run import run_replications
from binome.twin.kernel.state import State, working_state
from binome.twin.kernel.tally import PracticeColumn, Tally, empty_tallies
from binome.twin.kernel.visits import TOO_MANY
from binome.twin.model import Scenario
from binome.twin.scenario import read_file
from binome.twin.spell import spell
from binome.twin.tables import NOBODY, Sets, Tables

SCENARIOS = Path(__file__).with_name("scenarios")
MOST_VISITS = 2_000
AT_ONCE_DAYS = 250
"""A call runs so many days at most: its tallies stay near the processor, and Python is hardly noticed."""
PREPARATION, CONSULTATION = 1, 2


@dataclass(frozen=True)
class Engine:
    """A scenario ready to run in one thread."""

    tables: Tables
    state: State
    agenda: Agenda

    @property
    def days(self) -> int:
        return len(self.tables.book.day_kind)

    def run(self, keys: Sets) -> Tally:
        """Every replication from its beginning to its last day."""
        tallies = empty_tallies(self.tables, len(keys))
        if run_replications(self.tables, keys, self.state, self.agenda, tallies) == TOO_MANY:
            raise ValueError(f"A day had more than {MOST_VISITS} visits.")
        return tallies

    def run_many(self, keys: Sets) -> int:
        """The same in calls of `AT_ONCE_DAYS`, nothing kept: how many days that were."""
        at_once = max(1, AT_ONCE_DAYS // self.days)
        for first in range(0, len(keys), at_once):
            self.run(keys[first : first + at_once])
        return len(keys) * self.days

    def visits_per_day(self, keys: Sets) -> float:
        practice = self.run(keys).practice.sum(axis=(0, 1))
        return float(practice[PracticeColumn.COME] / practice[PracticeColumn.DAYS])

    def day(self, visits: Sequence[Visit], scale: int = 1) -> list[Waits]:
        """A day whose visits are given: only the floor. What each visit waited."""
        state, many = self.state, len(visits)
        for number, visit in enumerate(visits):
            state.arrival[number] = visit.arrival
            state.gate[number] = OPENS[visit.session]
            state.kind[number] = visit.kind  # in the order in which the scenario names its kinds of visit
            state.professional[number] = visit.doctor if visit.doctor >= 0 else NOBODY
            state.minutes[number, :4] = visit[4:]
        present = np.uint64((1 << len(self.tables.floor.person_of)) - 1)
        run_floor(self.tables.floor, 0, present, 0, many, state)
        start, end = state.start[:many], state.end[:many]
        waits = np.column_stack(
            [
                start[:, PREPARATION] - state.arrival[:many],
                start[:, CONSULTATION] - end[:, PREPARATION],
                state.left[:many] - state.arrival[:many],
            ]
        )
        return [Waits(*row) for row in waits.tolist()]


def scenario(name: str) -> Scenario:
    return read_file(SCENARIOS / f"{name}.toml")


def engine(meant: Scenario) -> Engine:
    tables = spell(meant)
    return Engine(tables, working_state(tables.floor, MOST_VISITS), empty_agenda(tables, MOST_VISITS))


def keys(seed: int, many: int, practice: int = 0) -> Sets:
    return np.array([Key.of(seed, practice, number) for number in range(many)], np.uint64)


def in_two_threads(engines: Sequence[Engine], luck: Sets) -> int:
    """The same replications in parts, as an experiment lives them: who is done with one takes the next."""
    at_once = max(1, AT_ONCE_DAYS // engines[0].days)
    parts = iter([luck[first : first + at_once] for first in range(0, len(luck), at_once)])

    def lived(it: Engine) -> int:
        return sum(it.run_many(part) for part in parts)

    with ThreadPoolExecutor(len(engines)) as threads:
        return sum(threads.map(lived, engines))
