"""The pulse as figures, for the dashboard and the reports: what a round tells, as sums like any other figure's."""

from datetime import date
from typing import NamedTuple

from binome.voices.rounds import Told
from binome.web.store.practice import House
from binome.web.store.pulse import pulse_rounds
from binome.web.store.pulse_plan import instruments_of


class Figure(NamedTuple):
    """`above` over `below` is the median of a round, told on its last day; over several rounds it is their mean, each
    counting as many as answered. A round that is hidden has no line.
    """

    day: date
    code: str
    above: float
    below: float
    n: int


def pulse_figures(house: House, since: date, until: date) -> list[Figure]:
    """Of the rounds that ended between `since` and `until` (not included): two queries."""
    return [line for told in pulse_rounds(house, since, until) for line in _lines(house, told)]


def _lines(house: House, told: Told) -> list[Figure]:
    scales = instruments_of(house)[told.instrument].scales
    return [
        Figure(told.period.last, scales[code].figure, it.median * it.n, float(it.n), it.n)
        for code, it in told.spreads.items()
        if scales[code].figure
    ]
