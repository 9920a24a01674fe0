"""The compiled draws are the plain ones, bit for bit."""

import random
from collections.abc import Iterator

import numpy as np
import pytest
from numba import njit

from binome.twin import chance
from binome.twin.chance import Key
from binome.twin.kernel import draw

MANY = 100_000


@njit
def _drawn(keys, days, purposes, entities, draws, into):
    for n in range(len(days)):
        stem = draw.stem((keys[n, 0], keys[n, 1]), days[n], purposes[n])
        into[n] = draw.uniform(stem, draw.place(entities[n], draws[n]))


@njit
def _quantiles(edges, us, into):
    for n in range(len(us)):
        into[n] = draw.quantile(edges, 1, us[n])


@njit
def _numbers(key, means, into):
    for n in range(len(means)):
        into[n] = draw.poisson(draw.stem((key[0], key[1]), n, 2), draw.place(n, 3), means[n])


def _addresses() -> Iterator[tuple[Key, int, int, int, int]]:
    dice = random.Random(7)
    for _ in range(MANY):
        key = Key(dice.getrandbits(64), dice.getrandbits(64))
        yield (
            key,
            dice.randrange(40_000),
            dice.randrange(64),
            dice.getrandbits(dice.randrange(49)),
            dice.getrandbits(16),
        )


def test_a_hundred_thousand_addresses_give_the_same_bits() -> None:
    """Whatever the key, day, purpose, entity and number."""
    addresses = list(_addresses())
    keys = np.array([it[0] for it in addresses], np.uint64)
    days, purposes, entities, draws = (np.array([it[n] for it in addresses], np.int64) for n in range(1, 5))
    got = np.empty(MANY)
    _drawn(keys, days, purposes, entities, draws, got)
    assert (got == [chance.uniform(*it) for it in addresses]).all()


def test_quantiles_are_read_alike() -> None:
    """In the body, in both tails and where they join."""
    dice = np.random.default_rng(1)
    edges = np.sort(dice.standard_normal((2, 3, 1025)), axis=2)
    us = np.concatenate([dice.random(20_000), dice.random(1_000) / 1024, 1 - dice.random(1_000) / 1024])
    us = np.append(us, [0.0, 2.0**-53, 1 / 1024, 1023 / 1024, 1 - 2.0**-53])
    us = us[us < 1]
    got = np.empty(len(us))
    _quantiles(edges, us, got)
    assert (got == [chance.quantile(edges[1], float(u)) for u in us]).all()


@pytest.mark.parametrize("most", [3.0, 60.0, 400.0])
def test_poisson_numbers_are_alike(most: float) -> None:
    """In one part and in several."""
    key = Key.of(3, 1, 4)
    means = np.random.default_rng(2).random(2_000) * most
    means[0] = 0.0
    got = np.empty(len(means), np.int64)
    _numbers(np.array(key, np.uint64), means, got)
    assert got.tolist() == [chance.poisson(key, n, 2, n, float(mean), 3) for n, mean in enumerate(means)]
