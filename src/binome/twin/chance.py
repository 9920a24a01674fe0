"""Chance, addressed: every draw has a place of its own, so two scenarios share their luck.

Nothing is drawn in sequence. A draw is named by the replication (its key), the day, the purpose, whom it belongs
to (the entity) and its number there; the same name always gives the same value, whoever asks and in whatever
order. Only additions, multiplications and shifts are used, so every machine gives the same bits.
"""

from enum import IntEnum
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

WORD = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
FIRST_FACTOR = 0xBF58476D1CE4E5B9
SECOND_FACTOR = 0x94D049BB133111EB
CELLS = 1024
PART = 60.0
"""The largest mean that one uniform serves; a larger one is drawn in parts."""
MOST_IN_PART = 150
"""Less likely than any u; where the sums of a part stop growing."""


class Purpose(IntEnum):
    """What a draw decides; beside it the day it is addressed to, its entity, and its number."""

    BEFORE = 0  # day of the slot, slot: is it booked before the run begins?
    CANCELLATION = 1  # the morning before, slot: is it freed?
    REQUESTS = 2  # this morning, request 0 of the professional and kind: how many; number: the part
    SEARCH = 3  # this morning, request: 0 does it choose later, 1 is the lead accepted, 2 which of the later ones
    SEARCH_AGAIN = 4  # this morning, origin of yesterday's visit which asks again or returns: the same three
    MISSING = 5  # day of the visit, slot
    PUNCTUALITY = 6  # day of the visit, slot
    ARRIVALS = 7  # today, arrival 0 of the kind and professional: how many; number: the part
    ARRIVAL_TIME = 8  # today, arrival
    MINUTES = 9  # today, origin of the visit; number: the step within its kind of visit
    INTERRUPTIONS = 10  # today, origin; number: step × 16 + part
    INTERRUPTION_MINUTES = 11  # today, origin; number: step × 4,096 + which
    TASKS = 12  # today, task 0 of the kind: how many; number: the part
    TASK_TIME = 13  # today, task
    TASK_MINUTES = 14  # today, task
    ASKS_AGAIN = 15  # tonight, origin: does the missed visit ask again, or the served one for its return?
    LEAVES = 16  # tonight, professional: how many leave the panel; number: the part
    JOINS = 17  # tonight, professional: how many join it; number: the part


def slot_entity(professional: int, slot: int) -> int:
    """A slot of the agenda, and the booked visit that comes of it."""
    return professional * 64 + slot


def request_entity(professional: int, kind: int, number: int) -> int:
    """The n-th request of a morning, of that kind, from the panel of that professional."""
    return (professional * 64 + kind) * 65_536 + number


def arrival_entity(kind: int, professional: int, number: int) -> int:
    """The n-th unbooked arrival drawn today, and its visit; never the entity of a slot.

    Without a professional, `professional` is the number of professionals, as in `door_rate`.
    """
    return ((kind + 1) * 64 + professional) * 65_536 + number


def task_entity(kind: int, number: int) -> int:
    """The n-th task drawn today."""
    return kind * 4_096 + number


class Key(NamedTuple):
    """Two words of 64 bits: what makes this replication of this practice unlike any other."""

    first: int
    second: int

    @classmethod
    def of(cls, seed: int, practice: int, replication: int) -> Self:
        """Two scenarios of one practice have the same keys, whence their common luck."""
        first, second = 0x243F6A8885A308D3, 0x13198A2E03707344
        for part in (seed, practice, replication):
            first = _mixed((first + (part + 1) * GOLDEN) & WORD)
            second = _mixed((second ^ first) & WORD)
        return cls(first, second)


def _mixed(word: int) -> int:
    """The finaliser of SplitMix64."""
    word = ((word ^ (word >> 30)) * FIRST_FACTOR) & WORD
    word = ((word ^ (word >> 27)) * SECOND_FACTOR) & WORD
    return word ^ (word >> 31)


def stem(key: Key, day: int, purpose: int) -> Key:
    """The key of a day and purpose: what their draws have in common."""
    step = (day * 64 + purpose) * GOLDEN
    return Key(_mixed((key.first + step) & WORD), _mixed((key.second + step) & WORD))


def uniform(key: Key, day: int, purpose: int, entity: int, draw: int = 0) -> float:
    """A multiple of 2^-53 in [0, 1). `entity` is below 2^48 and `draw` below 2^16."""
    first, second = stem(key, day, purpose)
    word = (first + (entity * 65_536 + draw) * GOLDEN) & WORD
    word = ((word ^ (word >> 30)) * FIRST_FACTOR + second) & WORD
    word = ((word ^ (word >> 27)) * SECOND_FACTOR) & WORD
    return ((word ^ (word >> 31)) >> 11) * 2.0**-53


def quantile(edges: NDArray[np.float64], u: float) -> float:
    """The law's value below which a share `u` lies. Edges [3, 1025]: under 1/1024, the body, from 1023/1024."""
    place = u * CELLS
    cell = int(place)
    row = 1
    if cell == 0:
        row, place = 0, place * CELLS
        cell = int(place)
    elif cell == CELLS - 1:
        row, place = 2, (place - cell) * CELLS
        cell = int(place)
    low, high = float(edges[row][cell]), float(edges[row][cell + 1])
    return low + (place - cell) * (high - low)


def exp_minus(x: float) -> float:
    """e^-x for x in [0, 60], from products and sums alone: no library's rounding enters the draws."""
    small = x * 2.0**-8
    sum_ = 1.0
    for n in range(12, 0, -1):
        sum_ = 1.0 - small / n * sum_
    for _ in range(8):
        sum_ *= sum_
    return sum_


def poisson_at(mean: float, u: float) -> int:
    """The number below which a share `u` of the Poisson law lies; `mean` at most 60."""
    number = 0
    chance = exp_minus(mean)
    so_far = chance
    while u >= so_far and number < MOST_IN_PART:
        number += 1
        chance *= mean / number
        so_far += chance
    return number


def poisson(key: Key, day: int, purpose: int, entity: int, mean: float, draw: int = 0) -> int:
    """A Poisson number: parts of 60 while more than 60 is left, then the rest; one uniform each, from `draw` on."""
    number = 0
    while mean > PART:
        number += poisson_at(PART, uniform(key, day, purpose, entity, draw))
        mean -= PART
        draw += 1
    return number + poisson_at(mean, uniform(key, day, purpose, entity, draw))
