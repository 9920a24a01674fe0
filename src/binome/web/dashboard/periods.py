"""The days that are looked at, and those they are compared with, as an address says them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from binome.web.days import day_said

WEEK, MONTH, QUARTER, YEAR, ANY = KINDS = ("week", "month", "quarter", "year", "any")
BEFORE, YEAR_AGO, BASELINE, NOTHING = AGAINST = ("before", "year_ago", "baseline", "nothing")
A_DAY = timedelta(days=1)
TREND = 13
"""Periods in a small trend: a month and those up to the same month a year ago."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `last`, both included."""

    kind: str
    since: date
    last: date

    @property
    def until(self) -> date:
        return self.last + A_DAY

    @property
    def days(self) -> int:
        return (self.until - self.since).days

    @property
    def query(self) -> str:
        """As an address writes it."""
        if self.kind == ANY:
            return f"kind=any&since={self.since}&last={self.last}"
        return f"kind={self.kind}&on={self.since}"

    def named(self) -> str:
        """In the reader's words."""
        if self.kind == MONTH:
            return date_format(self.since, "F Y")
        if self.kind == QUARTER:
            said = {"number": (self.since.month + 2) // 3, "year": self.since.year}
            return _("quarter %(number)s of %(year)s") % said
        if self.kind == YEAR:
            return str(self.since.year)
        if self.kind == WEEK:
            return _("week of %(day)s") % {"day": date_format(self.since, "j F Y")}
        if self.since == self.last:
            return date_format(self.since, "j F Y")
        return _("%(since)s to %(last)s") % {
            "since": date_format(self.since, "j F Y"),
            "last": date_format(self.last, "j F Y"),
        }


def period_of(kind: str, day: date) -> Period:
    """The week, month, quarter or year that the day lies in."""
    if kind == WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(WEEK, monday, monday + timedelta(days=6))
    if kind == QUARTER:
        first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        return Period(QUARTER, first, _end(first, 3))
    if kind == YEAR:
        return Period(YEAR, day.replace(month=1, day=1), day.replace(month=12, day=31))
    first = day.replace(day=1)
    return Period(MONTH, first, _end(first, 1))


def asked_for(said: Mapping[str, str], today: date) -> Period:
    """What an address asks for; without a word, or with a wrong one, the last month that is over."""
    if said.get("kind") == ANY:
        since, last = day_said(said.get("since", "")), day_said(said.get("last", ""))
        if since and last and since <= last:
            return Period(ANY, since, last)
    kind = said.get("kind", MONTH)
    kind = kind if kind in KINDS[:-1] else MONTH
    return period_of(kind, day_said(said.get("on", "")) or period_of(kind, today).since - A_DAY)


def before(period: Period) -> Period:
    """The period before it, of its kind; of any days, as many before them."""
    if period.kind == ANY:
        return Period(ANY, period.since - timedelta(days=period.days), period.since - A_DAY)
    return period_of(period.kind, period.since - A_DAY)


def after(period: Period) -> Period:
    if period.kind == ANY:
        return Period(ANY, period.until, period.last + timedelta(days=period.days))
    return period_of(period.kind, period.until)


def year_ago(period: Period) -> Period:
    """The same days of the year before; a week is the one 52 weeks before, with the same weekdays."""
    if period.kind in (WEEK, ANY):
        back = timedelta(weeks=52)
        return Period(period.kind, period.since - back, period.last - back)
    return period_of(period.kind, _a_year_before(period.since))


def trend_of(period: Period) -> list[Period]:
    """The TREND periods up to this one, the oldest first. Any days are followed by the month."""
    kind = MONTH if period.kind in (ANY, YEAR) else period.kind
    found = [period_of(kind, period.last)]
    while len(found) < TREND:
        found.append(before(found[-1]))
    return found[::-1]


def periods_between(kind: str, since: date, last: date) -> Iterator[Period]:
    """Those that lie in these days, even in part."""
    it = period_of(kind, since)
    while it.since <= last:
        yield it
        it = after(it)


def _end(first: date, months: int) -> date:
    for _month in range(months):
        first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first - A_DAY


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=1)
