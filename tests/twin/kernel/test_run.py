"""A replication is the same wherever, whenever and beside whatever it runs."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from binome.twin.kernel.agenda import empty_agenda
from binome.twin.kernel.run import TOO_MANY, begin_replication, run_days, run_replications, tally_of
from binome.twin.kernel.state import working_state
from binome.twin.kernel.tally import Tally, empty_tallies
from binome.twin.tables import Sets, Tables
from tests.twin.lived import MOST_VISITS, keys_of, lived, tallies_of
from tests.twin.random_practice import random_practice
from tests.twin.reference_book import r1, r2

pytestmark = pytest.mark.timeout(300)  # the first one may compile


def _share(tables: Tables, keys: Sets) -> Tally:
    state, agenda = working_state(tables.floor, MOST_VISITS), empty_agenda(tables, MOST_VISITS)
    tallies = empty_tallies(tables, len(keys))
    run_replications(tables, keys, state, agenda, tallies)
    return tallies


def test_one_thread_and_two_give_the_same_bytes() -> None:
    """Twelve replications of the clinic with a backlog: in one go, or every other one on another thread."""
    tables, keys = r2(60), keys_of(3, 12)
    alone = _share(tables, keys)
    with ThreadPoolExecutor(2) as pool:
        even, odd = pool.map(lambda mine: _share(tables, mine), (keys[::2], keys[1::2]))
    for one, two, three in zip(alone, even, odd, strict=True):
        assert one[::2].tobytes() == two.tobytes()
        assert one[1::2].tobytes() == three.tobytes()


def test_any_replication_runs_alone() -> None:
    """The seventh, without the six before it."""
    tables = r2(60)
    among = tally_of(tallies_of(tables, 7), 6)
    alone = tally_of(_share(tables, keys_of(1, 7)[6:]), 0)
    assert [one.tobytes() for one in among] == [other.tobytes() for other in alone]


@pytest.mark.parametrize("seed", [2, 5, 11])
def test_a_run_is_stopped_and_taken_up(seed: int) -> None:
    """Day by day with other arrays each day, copied over, as in one go."""
    tables = random_practice(seed)
    key, tally = keys_of(1, 1)[0], tally_of(empty_tallies(tables, 1), 0)
    state, agenda = working_state(tables.floor, MOST_VISITS), empty_agenda(tables, MOST_VISITS)
    begin_replication(tables, key, state, agenda)
    for day in range(len(tables.book.day_kind)):
        left, agenda = state.task_left.copy(), type(agenda)(*(array.copy() for array in agenda))
        state = working_state(tables.floor, MOST_VISITS)
        state.task_left[:] = left
        run_days(tables, key, day, day + 1, state, agenda, tally)
    assert [it.tobytes() for it in tally] == [it.tobytes() for it in lived(tables).tally]


def test_warming_up_is_told_apart() -> None:
    """Forty-four days in the last row, sixteen in the first period."""
    practice = lived(r2(60)).tally.practice
    assert practice[:, 0].tolist() == [16, 44]


def test_a_day_too_long_for_the_arrays_is_refused() -> None:
    """Nothing is written beyond them."""
    assert lived(r1(), most_visits=50).came == TOO_MANY


def test_two_scenarios_share_their_luck() -> None:
    """Longer closings change no arrival, no consultation and no booking."""
    tables = r2(30)
    slower = tables._replace(laws=tables.laws._replace(edges=tables.laws.edges.copy()))
    slower.laws.edges[3] *= 2
    one, other = lived(tables), lived(slower)
    assert one.came == other.came
    came = slice(one.came)
    assert (one.state.arrival[came] == other.state.arrival[came]).all()
    assert (one.state.minutes[came, :3] == other.state.minutes[came, :3]).all()
    assert (one.tally.leads == other.tally.leads).all()


def test_nothing_compiled_counts_references(repository: Path) -> None:
    """The counting took four fifths of the time: all of the kernel is compiled by its own `njit`."""
    sources = (repository / "src/binome/twin/kernel").glob("*.py")
    assert [it.name for it in sources if "\nfrom numba import njit" in it.read_text("utf-8")] == []


def test_replications_differ() -> None:
    """Luck is not shared where it must not be."""
    served = tallies_of(r1(), 50).practice[:, 0, 2]
    assert len(np.unique(served)) > 10
