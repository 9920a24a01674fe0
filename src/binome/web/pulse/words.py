"""How a questionnaire, a round and what is hidden are said."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from binome.voices.instruments import Instrument
from binome.voices.rounds import MINIMUM, Cadence, Hidden, Period, period_of


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
    return number_format(round(value) if high > 10 else round(value, 1))
