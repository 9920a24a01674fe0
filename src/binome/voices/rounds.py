"""When the team is asked, and what may be told of it: never before a round is over, never of fewer than five people,
never when the difference with another round would tell one person's answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import quantiles

from binome.voices.instruments import Instrument
from binome.voices.scoring import Sheet, scores

MINIMUM = 5
"""Nothing is told of a smaller group."""
SHORT_SCALE = 10


class Cadence(StrEnum):
    """How often a questionnaire is asked."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"


class Hidden(StrEnum):
    """Why a round is not told."""

    TOO_FEW = "too_few"
    ONE_APART = "one_apart"


_MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6}


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `until` (not included)."""

    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of the answers are at the median or under, half between the quartiles. `n` is how many it is made of."""

    median: float
    lower: float
    upper: float
    n: int


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it is kept. `who` only says who answered; nothing leads from there to a sheet.

    `outcome`: "" while nothing was decided, then "told" or why not, for ever.
    """

    instrument: str
    period: Period
    asked: int
    outcome: str = ""
    simulated: bool = False
    who: frozenset[str] = frozenset()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the team reads of a round: how many answered, a spread by scale; or why it is hidden."""

    instrument: str
    period: Period
    asked: int
    n: int | None
    hidden: str = ""
    simulated: bool = False
    spreads: Mapping[str, Spread] = field(default_factory=dict)


def period_of(cadence: Cadence, day: date) -> Period:
    """The month, the quarter or the half-year of that day."""
    months = _MONTHS[cadence]
    first = (day.month - 1) // months * months
    return Period(date(day.year, first + 1, 1), date(day.year + (first + months) // 12, (first + months) % 12 + 1, 1))


def outcome_of(finished: Round, told_before: Iterable[frozenset[str]]) -> str:
    """What becomes of a round once it is over. `told_before`: who answered each earlier round that was told.

    If one person alone makes the difference between two rounds, comparing them would tell that person's answer.
    """
    if len(finished.who) < MINIMUM or len(finished.sheets) < MINIMUM:
        return Hidden.TOO_FEW
    if any(len(finished.who ^ earlier) == 1 for earlier in told_before):
        return Hidden.ONE_APART
    return "told"


def told_of(instrument: Instrument, finished: Round) -> Told:
    """A round that is over, as everybody reads it."""
    if finished.outcome != "told":
        hidden = finished.outcome or Hidden.TOO_FEW
        return Told(finished.instrument, finished.period, finished.asked, None, hidden, finished.simulated)
    spreads = {code: spread for code in instrument.scales if (spread := _spread(instrument, code, finished.sheets))}
    return Told(
        finished.instrument, finished.period, finished.asked, len(finished.sheets), "", finished.simulated, spreads
    )


def _spread(instrument: Instrument, scale: str, sheets: Sequence[Sheet]) -> Spread | None:
    """None when too few of those who answered have a score on this scale."""
    found = [value for sheet in sheets if (value := scores(instrument, sheet)[scale]) is not None]
    return _coarse(spread_of(found), instrument.scales[scale].high) if len(found) >= MINIMUM else None


def _coarse(exact: Spread, high: int) -> Spread:
    """As finely as a page says it, for every reader alike: decimals would tell more of the sheets than the spread."""
    places = 0 if high > SHORT_SCALE else 1
    median, lower, upper = (round(value, places) for value in (exact.median, exact.lower, exact.upper))
    return Spread(median, lower, upper, exact.n)


def spread_of(values: Sequence[float]) -> Spread:
    """Median and quartiles, interpolated between the answers."""
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return Spread(median, lower, upper, len(values))
