"""Chance, compiled: bit for bit what `binome.twin.chance` says, which is where it is explained.

A stem is taken once per day and purpose; a draw then costs three products. A place is entity × 65,536 + number.
"""

import numpy as np

from binome.twin import chance
from binome.twin.kernel.native import njit

ONE = np.uint64(1)
GOLDEN = np.uint64(chance.GOLDEN)
FIRST_FACTOR = np.uint64(chance.FIRST_FACTOR)
SECOND_FACTOR = np.uint64(chance.SECOND_FACTOR)
BY_27, BY_30, BY_31, BY_11, BY_16 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11), np.uint64(16)
PART = chance.PART
MOST_IN_PART = chance.MOST_IN_PART


@njit(forceinline=True)
def _mixed(word):
    word = (word ^ (word >> BY_30)) * FIRST_FACTOR
    word = (word ^ (word >> BY_27)) * SECOND_FACTOR
    return word ^ (word >> BY_31)


@njit
def stem(key, day, purpose):
    """Of a key of two words: two words."""
    step = np.uint64(day * 64 + purpose) * GOLDEN
    return _mixed(key[0] + step), _mixed(key[1] + step)


@njit(forceinline=True)
def place(entity, draw=0):
    """Where on a stem."""
    return (np.uint64(entity) << BY_16) + np.uint64(draw)


@njit(forceinline=True)
def uniform(stem, place):
    """In [0, 1)."""
    word = stem[0] + place * GOLDEN
    word = (word ^ (word >> BY_30)) * FIRST_FACTOR + stem[1]
    word = (word ^ (word >> BY_27)) * SECOND_FACTOR
    return np.float64(np.int64((word ^ (word >> BY_31)) >> BY_11)) * 2.0**-53


@njit(forceinline=True)
def quantile(edges, law, u):
    """Edges as in `Laws`."""
    place = u * 1024.0
    cell = np.uint64(np.int64(place))
    row = np.uint64(1)
    if cell == np.uint64(0):
        row = np.uint64(0)
        place = place * 1024.0
        cell = np.uint64(np.int64(place))
    elif cell == np.uint64(1023):
        row = np.uint64(2)
        place = (place - 1023.0) * 1024.0
        cell = np.uint64(np.int64(place))
    table = np.uint64(law)
    low = edges[table, row, cell]
    return low + (place - np.float64(np.int64(cell))) * (edges[table, row, cell + ONE] - low)


@njit
def exp_minus(x):
    """e^-x for x in [0, 60]."""
    small = x * 2.0**-8
    sum_ = 1.0
    for n in range(12, 0, -1):
        sum_ = 1.0 - small / n * sum_
    for _ in range(8):
        sum_ *= sum_
    return sum_


@njit
def poisson_at(mean, u):
    """By sequential inversion; `mean` at most 60."""
    number = 0
    chance = exp_minus(mean)
    so_far = chance
    while u >= so_far and number < MOST_IN_PART:
        number += 1
        chance *= mean / number
        so_far += chance
    return number


@njit
def poisson(stem, place, mean):
    """In parts of 60, then the rest: one uniform each, from `place` on."""
    number = 0
    while mean > PART:
        number += poisson_at(PART, uniform(stem, place))
        mean -= PART
        place += ONE
    return number + poisson_at(mean, uniform(stem, place))
