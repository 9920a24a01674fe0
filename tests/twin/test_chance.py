"""Every draw has an address; the same address gives the same value, and different ones are independent."""

import math
from itertools import pairwise

import numpy as np
import pytest

from binome.twin.chance import (
    Key,
    Purpose,
    arrival_entity,
    exp_minus,
    poisson,
    poisson_at,
    quantile,
    slot_entity,
    stem,
    uniform,
)

KEY = Key.of(1, 0, 0)
FROM_0_TO_1 = np.array([np.arange(1025) / 1024 / 1024, np.arange(1025) / 1024, (1023 + np.arange(1025) / 1024) / 1024])
PINNED_KEY = (3671048590361019180, 8404595015401332675)
PINNED_DRAWS = [0.9610080970657402, 0.5799781173685259, 0.18549120224063265]


def test_these_values_never_change() -> None:
    """A published result can be made again: the generator is part of the format."""
    assert Key.of(1, 2, 3) == PINNED_KEY
    assert [uniform(Key.of(1, 2, 3), day, Purpose.MINUTES, 65, 4) for day in (0, 1, 219)] == PINNED_DRAWS


def test_each_part_of_an_address_matters() -> None:
    """Seed, practice, replication, day, purpose, entity and number: changing one changes the value."""
    keys = [Key.of(1, 0, 0), Key.of(2, 0, 0), Key.of(1, 1, 0), Key.of(1, 0, 1)]
    places = [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    drawn = [uniform(key, *place) for key in keys for place in places]
    assert len(set(drawn)) == len(drawn)


def test_seeds_practices_and_replications_do_not_stand_for_each_other() -> None:
    """No two of 27,000 neighbouring replications share a word."""
    keys = [Key.of(s, p, r) for s in range(30) for p in range(30) for r in range(30)]
    assert len({key.first for key in keys} | {key.second for key in keys}) == 2 * len(keys)


def test_days_and_purposes_have_stems_of_their_own() -> None:
    """A purpose of one day is never that of another."""
    stems = {stem(KEY, day, purpose) for day in range(500) for purpose in Purpose}
    assert len(stems) == 500 * len(Purpose)


@pytest.mark.parametrize("along", ["entity", "draw", "day", "replication"])
def test_draws_are_uniform_and_neighbours_unrelated(along: str) -> None:
    """Sixteen cells are filled alike and a draw says nothing of the next, whichever way one walks."""
    many = 20_000
    walks = {
        "entity": lambda n: uniform(KEY, 0, 0, n),
        "draw": lambda n: uniform(KEY, 0, 0, 7, n),
        "day": lambda n: uniform(KEY, n, 0, 0),
        "replication": lambda n: uniform(Key.of(1, 0, n), 0, 0, 0),
    }
    drawn = [walks[along](n) for n in range(many)]
    pairs = np.zeros((16, 16))
    for one, next_ in pairwise(drawn):
        pairs[int(one * 16), int(next_ * 16)] += 1
    expected = (many - 1) / 256
    chi2 = ((pairs - expected) ** 2 / expected).sum()
    assert abs(chi2 - 255) < 5 * math.sqrt(2 * 255)


def test_a_slot_and_an_arrival_are_never_one_entity() -> None:
    """Both are origins of visits and draw for the same purposes."""
    slots = {slot_entity(j, n) for j in range(62) for n in range(64)}
    arrivals = {arrival_entity(c, j, n) for c in range(8) for j in range(63) for n in range(64)}
    assert not slots & arrivals
    assert len(arrivals) == 8 * 63 * 64


@pytest.mark.parametrize("u", [0.0, 2.0**-53, 1e-9, 1 / 1024, 0.37, 1023 / 1024, 1 - 1e-9, 1 - 2.0**-53])
def test_the_table_of_the_uniform_law_gives_back_u(u: float) -> None:
    """The three nested tables join without a gap."""
    assert quantile(FROM_0_TO_1, u) == pytest.approx(u, abs=2.0**-52)


@pytest.mark.parametrize("x", [0.0, 1e-9, 0.1, 1.0, 7.3, 30.0, 60.0])
def test_exp_minus_is_the_exponential(x: float) -> None:
    """To thirteen digits."""
    assert exp_minus(x) == pytest.approx(math.exp(-x), rel=1e-13)


def test_poisson_is_the_inverse_of_its_distribution() -> None:
    """A number is given to exactly the share of u that its law gives it."""
    mean, below = 4.2, 0.0
    for number in range(12):
        chance = math.exp(-mean) * mean**number / math.factorial(number)
        assert poisson_at(mean, below + 0.001 * chance) == number
        assert poisson_at(mean, below + 0.999 * chance) == number
        below += chance


def test_poisson_ends_at_the_edges() -> None:
    """Nothing expected gives nothing; the last u ends."""
    assert poisson_at(0.0, 1 - 2.0**-53) == 0
    assert 60 < poisson_at(60.0, 1 - 2.0**-53) <= 150


@pytest.mark.parametrize("mean", [0.5, 30.0, 60.0, 60.5, 250.0])
def test_a_large_mean_is_drawn_in_parts(mean: float) -> None:
    """Mean and variance are the law's, on both sides of 60."""
    drawn = np.array([poisson(KEY, day, Purpose.REQUESTS, 3, mean) for day in range(4_000)])
    assert drawn.mean() == pytest.approx(mean, abs=4 * math.sqrt(mean / 4_000))
    assert drawn.var() == pytest.approx(mean, rel=0.12 + 0.1 / mean)
