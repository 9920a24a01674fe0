"""Some replications of a scenario, lived by one thread or one machine: what an experiment is cut into.

Nothing here knows how many there are in all: replication 1,000 is the same whoever lives it, and alone too.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from binome.twin.chance import Key
from binome.twin.counted import Floats, People, counted
from binome.twin.figures import figures_of, loads_of
from binome.twin.kernel.agenda import Agenda, empty_agenda
from binome.twin.kernel.run import run_replications
from binome.twin.kernel.state import State, working_state
from binome.twin.kernel.tally import Tally, empty_tallies
from binome.twin.kernel.visits import TOO_MANY
from binome.twin.model import Scenario
from binome.twin.spell import spell
from binome.twin.tables import Tables

Keys = NDArray[np.uint64]
ROOM_FOR_MORE = 2.0
LEAST_VISITS = 256
MOST_A_DAY = 1_000_000


class TooMuch(ValueError):
    """A day of the scenario holds more visits or tasks than anybody could see to: what is left only grows."""

    def __init__(self) -> None:
        super().__init__(f"more than {MOST_A_DAY} visits or tasks wait on one day")


@dataclass(frozen=True)
class Ready:
    """A scenario spelled out, ready to be lived."""

    tables: Tables
    people: People

    @property
    def days(self) -> int:
        return len(self.tables.book.day_kind)

    @cached_property
    def tally_bytes(self) -> int:
        """What one replication leaves behind before its figures are made."""
        return sum(table.nbytes for table in empty_tallies(self.tables, 1))

    @cached_property
    def most_visits(self) -> int:
        """In a day: every slot, and twice the unbooked arrivals of the busiest one. When that is short, it doubles."""
        book = self.tables.book
        hours = np.where(book.door_hours < 1e17, book.door_hours, 0.0)
        open_min = np.clip(hours[:, 1::2] - hours[:, ::2], 0, None).sum(axis=1).max(initial=0.0)
        unbooked = float(book.door_rate.sum() * open_min * book.factor.max(initial=1.0))
        booked = int(book.template.shape[1]) * int(book.slots.max(initial=0))
        return LEAST_VISITS + booked + int(ROOM_FOR_MORE * unbooked)


@dataclass(frozen=True)
class Lived:
    """Replications `first` and after: their figures, those of their periods, and everybody's load."""

    first: int
    rows: Floats  # [R, figure]
    periods: Floats  # [R, P, figure]
    loads: Floats  # [R, S, load]

    def __len__(self) -> int:
        return len(self.rows)


def ready(scenario: Scenario) -> Ready:
    return Ready(spell(scenario), People.of(scenario))


def replicate(it: Ready, seed: int, first: int, count: int, practice: int = 0) -> Lived:
    """Live that many replications from that number on."""
    keys = keys_of(seed, first, count, practice)
    tallies = _lived(it, keys)
    whole = counted(tallies, it.people, by_period=False)
    return Lived(first, figures_of(whole), figures_of(counted(tallies, it.people, by_period=True)), loads_of(whole))


def keys_of(seed: int, first: int, count: int, practice: int = 0) -> Keys:
    return np.array([Key.of(seed, practice, number) for number in range(first, first + count)], np.uint64)


def empty_day(it: Ready, most_visits: int) -> tuple[State, Agenda]:
    """What one thread works on; raises TooMuch."""
    if most_visits > 2 * MOST_A_DAY:
        raise TooMuch
    return working_state(it.tables.floor, most_visits), empty_agenda(it.tables, most_visits)


def _lived(it: Ready, keys: Keys) -> Tally:
    most = it.most_visits
    while True:
        state, agenda = empty_day(it, most)
        tallies = empty_tallies(it.tables, len(keys))
        if run_replications(it.tables, keys, state, agenda, tallies) != TOO_MANY:
            return tallies
        most *= 2  # a day that was busier than any we made room for: live them all again
