"""Student's law, in closed form for a whole number of degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4)."""

import math

NARROW_ENOUGH = 1e-10


def within(bound: float, freedom: int) -> float:
    """The chance that the absolute value stays below that bound."""
    theta = math.atan2(bound, math.sqrt(freedom))
    cosine, sine = math.cos(theta), math.sin(theta)
    if freedom % 2:
        total = sum(_terms(cosine, 2, freedom, cosine))
        return 2 / math.pi * (theta + sine * total)
    return sine * sum(_terms(1.0, 1, freedom, cosine))


def bound(chance: float, freedom: int) -> float:
    """Between plus and minus which the value stays with that chance."""
    low, high = 0.0, 1.0
    while within(high, freedom) < chance:
        high *= 2
    while high - low > NARROW_ENOUGH * high:
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < chance else (low, middle)
    return (low + high) / 2


def _terms(first: float, start: int, freedom: int, cosine: float) -> list[float]:
    terms = [first] if freedom > 1 else []
    for n in range(start, freedom - 2, 2):
        terms.append(terms[-1] * cosine * cosine * n / (n + 1))
    return terms
