"""Reading the tables: sets of numbers, stretches of hours, lists that end early."""

import math

from binome.twin.tables import NEVER, NOBODY, Floats, Ints

NOT_YET = math.inf


def members(bits: int) -> list[int]:
    """The numbers in a set of bits, rising."""
    bits = int(bits)
    return [number for number in range(64) if bits >> number & 1]


def listed(row: Ints) -> list[int]:
    """The numbers of a row before its first NOBODY."""
    numbers = [int(number) for number in row]
    return numbers[: numbers.index(NOBODY)] if NOBODY in numbers else numbers


def stretches(row: Floats) -> list[tuple[float, float]]:
    """Pairs (from, to) of a row of hours; a stretch without an end never ends."""
    bounds = [float(minute) if minute < NEVER else NOT_YET for minute in row]
    return [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if start < NOT_YET]
