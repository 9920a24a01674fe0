"""A few days of a practice, as the kernel leaves them."""

from dataclasses import dataclass

import numpy as np

from binome.twin.chance import Key
from binome.twin.kernel.agenda import Agenda, empty_agenda
from binome.twin.kernel.run import begin_replication, run_days, run_replications, tally_of
from binome.twin.kernel.state import State, working_state
from binome.twin.kernel.tally import Tally, empty_tallies
from binome.twin.tables import Sets, Tables

MOST_VISITS = 400


@dataclass(frozen=True)
class Lived:
    """After the last day. `came` is the number of its visits."""

    state: State
    agenda: Agenda
    tally: Tally
    came: int


def keys_of(seed: int, replications: int) -> Sets:
    return np.array([Key.of(seed, 0, number) for number in range(replications)], np.uint64)


def lived(tables: Tables, days: int | None = None, seed: int = 1, most_visits: int = MOST_VISITS) -> Lived:
    """One replication, all its days or the first ones."""
    state, agenda = working_state(tables.floor, most_visits), empty_agenda(tables, most_visits)
    tally, key = tally_of(empty_tallies(tables, 1), 0), keys_of(seed, 1)[0]
    begin_replication(tables, key, state, agenda)
    last = len(tables.book.day_kind) if days is None else days
    return Lived(state, agenda, tally, run_days(tables, key, 0, last, state, agenda, tally))


def tallies_of(tables: Tables, replications: int, seed: int = 1) -> Tally:
    """Of as many replications."""
    state, agenda = working_state(tables.floor, MOST_VISITS), empty_agenda(tables, MOST_VISITS)
    tallies = empty_tallies(tables, replications)
    run_replications(tables, keys_of(seed, replications), state, agenda, tallies)
    return tallies
