"""How much of an objective is attained, and what of a year's aid is then due, under each way one may read the texts."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from binome.contract.agreement import Goal
from binome.contract.money import times

NONE_OF_IT, ALL_OF_IT = Fraction(0), Fraction(1)


def attained(goal: Goal, count: int, way: str) -> Fraction:
    """From 0 to 1. `growth`: the share of the growth asked that is done; `level`: the count over the target.

    An objective that asks no growth is attained from its target on; below, nothing of it is, under `growth`.
    """
    if count >= goal.target:
        return ALL_OF_IT
    if way == "level":
        return _between(Fraction(count, goal.target))
    return _between(Fraction(count - goal.start, goal.growth)) if goal.growth > 0 else NONE_OF_IT


def due(most: Decimal, registered: Fraction, active: Fraction, method: str) -> Decimal:
    """What is due of `most`, to the cent, when so much of each quantity is attained."""
    return times(most, METHODS[method](registered, active))


def _lower(registered: Fraction, active: Fraction) -> Fraction:
    return min(registered, active)


def _mean(registered: Fraction, active: Fraction) -> Fraction:
    return (registered + active) / 2


def _halves(registered: Fraction, active: Fraction) -> Fraction:
    return Fraction((registered == ALL_OF_IT) + (active == ALL_OF_IT), 2)


def _all_or_nothing(registered: Fraction, active: Fraction) -> Fraction:
    return ALL_OF_IT if registered == active == ALL_OF_IT else NONE_OF_IT


def _none(registered: Fraction, active: Fraction) -> Fraction:
    return ALL_OF_IT


METHODS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = MappingProxyType(
    {"lower": _lower, "mean": _mean, "halves": _halves, "all_or_nothing": _all_or_nothing, "none": _none}
)
"""The codes of the topic `method` of `aid_open.toml`: none is the official one, which is not published."""


def _between(share: Fraction) -> Fraction:
    return max(NONE_OF_IT, min(ALL_OF_IT, share))
