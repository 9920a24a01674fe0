"""Days lived by the kernel for the validation: their stamps, or their sums; and means over independent batches.

A row of theory is a scenario like any other, read and spelled. What a row needs to know of a long day, it reads from
the stamps of its visits, so that the first ones, which found the place empty, can be left out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from binome.twin.chance import Key
from binome.twin.kernel.agenda import empty_agenda
from binome.twin.kernel.run import begin_replication, run_days, run_replications, tally_of
from binome.twin.kernel.state import State, working_state
from binome.twin.kernel.tally import Tally, empty_tallies
from binome.twin.kernel.visits import TOO_MANY
from binome.twin.scenario import read
from binome.twin.spell import spell
from binome.twin.tables import Tables
from binome.twin.validate.verdict import Estimate

Floats = NDArray[np.float64]
SEED = 1
MOST_VISITS = 40_000
FEWEST_BATCHES = 16
"""Three standard errors mean little when the error itself is estimated from less."""


class Stamps(NamedTuple):
    """One day's visits, in the order of their arrival: when a person was asked for, taken, and done, by step."""

    asked: Floats
    start: Floats
    end: Floats


def stamped_days(text: str, luck: int, most_visits: int = MOST_VISITS) -> Iterator[Stamps]:
    """The days of a scenario, one after the other."""
    tables, key = spelled(text), key_of(text, luck)
    state, agenda = working_state(tables.floor, most_visits), empty_agenda(tables, most_visits)
    tally = tally_of(empty_tallies(tables, 1), 0)
    begin_replication(tables, key, state, agenda)
    for day in range(len(tables.book.day_kind)):
        came = run_days(tables, key, day, day + 1, state, agenda, tally)
        assert came != TOO_MANY, f"more than {most_visits} visits in a day"
        yield _stamps(state, came)


def _stamps(state: State, came: int) -> Stamps:
    order = state.arriving[:came]
    return Stamps(state.asked[order], state.start[order], state.end[order])


def summed(text: str, luck: int, replications: int = 1, most_visits: int = 4_096) -> Tally:
    """The sums of a scenario, for each replication and period."""
    tables = spelled(text)
    keys = np.stack([key_of(text, luck * replications + number) for number in range(replications)])
    state, agenda = working_state(tables.floor, most_visits), empty_agenda(tables, most_visits)
    tallies = empty_tallies(tables, replications)
    came = run_replications(tables, keys, state, agenda, tallies)
    assert came != TOO_MANY, f"more than {most_visits} visits in a day"
    return tallies


def spelled(text: str) -> Tables:
    return spell(read(text))


def key_of(text: str, replication: int) -> NDArray[np.uint64]:
    """Each scenario has luck of its own: its rows are independent."""
    return np.array(Key.of(SEED, crc32(text.encode()), replication), np.uint64)


def mean_of(batches: Iterable[float], each: str) -> Estimate:
    """The mean over batches that owe each other nothing; `each` says what one is."""
    values = np.array(list(batches))
    assert len(values) >= FEWEST_BATCHES, f"{len(values)} batches"
    error = float(values.std(ddof=1)) / len(values) ** 0.5
    return Estimate(float(values.mean()), error, f"{len(values)} {each}")


@cache
def over_days(text: str, luck: int, of_day: Callable[[Stamps], Sequence[float]]) -> tuple[Estimate, ...]:
    """The means over long days of the figures that `of_day` reads from a day's stamps."""
    days = [of_day(stamps) for stamps in stamped_days(text, luck)]
    return tuple(mean_of(figures, "long days") for figures in zip(*days, strict=True))
