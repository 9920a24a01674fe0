"""The pulse as every page and paper says it: a questionnaire, a round, what is hidden, and the latest that was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from binome.voices.instruments import Instrument, Scale
from binome.voices.rounds import MINIMUM, SHORT_SCALE, Cadence, Hidden, Period, Spread, Told, period_of
from binome.web.charts_spread import Told as Drawn
from binome.web.store.practice import House
from binome.web.store.pulse import pulse_rounds
from binome.web.store.pulse_plan import instruments_of
from binome.web.task_words import labelled


def mark_said(it: Instrument) -> str:
    """What must be known before a figure of it is believed; "" when there is nothing."""
    return {
        "own_words": _("our own wording"),
        "own_translation": _("our own translation"),
        "not_validated": _("not validated"),
        "local": _("local scale, not validated"),
    }.get(it.mark, "")


def cadence_said(cadence: Cadence) -> str:
    return {
        Cadence.MONTH: pgettext("how often", "each month"),
        Cadence.QUARTER: pgettext("how often", "each quarter"),
        Cadence.HALF_YEAR: pgettext("how often", "each half-year"),
    }[cadence]


def period_said(period: Period) -> str:
    """March 2026, 1st quarter of 2026, 1st half of 2026; two dates for anything else."""
    year, number = {"year": period.since.year}, (period.since.month - 1) // 3
    if period == period_of(Cadence.MONTH, period.since):
        return date_format(period.since, "F Y")
    if period == period_of(Cadence.QUARTER, period.since):
        return _quarters()[number] % year
    if period == period_of(Cadence.HALF_YEAR, period.since):
        return [_("1st half of %(year)s"), _("2nd half of %(year)s")][number // 2] % year
    return _("%(since)s to %(last)s") % {"since": _short(period.since), "last": _short(period.last)}


def period_short(period: Period) -> str:
    """As an axis says it, without its year."""
    if period == period_of(Cadence.QUARTER, period.since):
        return pgettext("quarter, on an axis", "Q%(n)s") % {"n": (period.since.month + 2) // 3}
    if period == period_of(Cadence.HALF_YEAR, period.since):
        return pgettext("half-year, on an axis", "H%(n)s") % {"n": (period.since.month + 5) // 6}
    return date_format(period.since, pgettext("format of a month on an axis", "M"))


def _quarters() -> list[str]:
    return [
        _("1st quarter %(year)s"),
        _("2nd quarter %(year)s"),
        _("3rd quarter %(year)s"),
        _("4th quarter %(year)s"),
    ]


def _short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def hidden_said(why: str) -> str:
    if why == Hidden.ONE_APART:
        return _("Not shown: one person alone makes the difference with an earlier round, and could be read from it.")
    return _("Not shown: fewer than %(n)s people answered. Their answers were not kept.") % {"n": MINIMUM}


def better_said(better: str) -> str:
    return _("the higher, the better") if better == "more" else _("the lower, the better")


def amount(value: float, high: int) -> str:
    """Whole on a scale of 100; one decimal on a short one."""
    return number_format(round(value) if high > SHORT_SCALE else round(value, 1))


def drawn(scale: Scale, rounds: list[Told]) -> list[Drawn]:
    """The year stands under the first round of each."""
    years = [told.period.since.year for told in rounds]
    under = [str(year) if n == 0 or years[n - 1] != year else "" for n, year in enumerate(years)]
    return [_drawn(told, beneath, told.spreads.get(scale.code)) for told, beneath in zip(rounds, under, strict=True)]


def _drawn(told: Told, beneath: str, found: Spread | None) -> Drawn:
    figures = (found.median, found.lower, found.upper) if found else (None, None, None)
    return Drawn(period_short(told.period), beneath, *figures)


@dataclass(frozen=True, slots=True)
class Line:
    """A scale, as the latest round that was told of it says."""

    name: str
    better: str
    period: str
    median: str
    lower: str
    upper: str
    high: int
    n: int
    asked: int
    simulated: bool


BESIDE = ("team_load", "wellbeing", "burnout_work")
"""What stands beside quantity: the team's own load."""
STILL_SPEAKS = timedelta(days=366)


def latest(house: House, last: date, figures: Sequence[str] = BESIDE) -> list[Line]:
    """The latest told round of each, ended by that day and not more than a year before: two queries."""
    found: dict[str, Line] = {}
    for told in pulse_rounds(house, last - STILL_SPEAKS, last + timedelta(days=1)):
        for code, scale in instruments_of(house)[told.instrument].scales.items():
            if scale.figure in figures and (spread := told.spreads.get(code)):
                found[scale.figure] = _line(told, scale, spread)
    return [found[it] for it in figures if it in found]


def _line(told: Told, scale: Scale, spread: Spread) -> Line:
    median, lower, upper = (amount(it, scale.high) for it in (spread.median, spread.lower, spread.upper))
    period = period_said(told.period)
    better = better_said(scale.better)
    name = labelled(scale.words)
    return Line(name, better, period, median, lower, upper, scale.high, spread.n, told.asked, told.simulated)
