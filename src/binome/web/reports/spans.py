"""The months and the years a report may be about."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from binome.web.days import YEARS

MONTH, YEAR = KINDS = ("month", "year")
_NAMED = {MONTH: re.compile(r"(\d{4})-(\d{2})"), YEAR: re.compile(r"(\d{4})()")}
ON_THE_CHART = {MONTH: 13, YEAR: 24}
"""Months drawn: up to the same one a year ago; the year and the one before."""


@dataclass(frozen=True, slots=True)
class Span:
    """A month or a year, from `since` to `last`, both included."""

    kind: str
    since: date
    last: date

    @property
    def slug(self) -> str:
        """As its address and its file name write it."""
        return f"{self.since:%Y-%m}" if self.kind == MONTH else f"{self.since:%Y}"

    def named(self) -> str:
        return date_format(self.since, "F Y") if self.kind == MONTH else f"{self.since:%Y}"

    def before(self) -> "Span":
        return span_of(self.kind, self.since - timedelta(days=1))

    def months(self) -> list["Span"]:
        """Those of its chart, the oldest first."""
        found = [span_of(MONTH, self.last)]
        while len(found) < ON_THE_CHART[self.kind]:
            found.append(found[-1].before())
        return found[::-1]


def span_of(kind: str, day: date) -> Span:
    if kind == YEAR:
        return Span(YEAR, day.replace(month=1, day=1), day.replace(month=12, day=31))
    first = day.replace(day=1)
    return Span(MONTH, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def span_named(kind: str, slug: str) -> Span | None:
    """What an address names; None when that is no month and no year of ours."""
    found = _NAMED[kind].fullmatch(slug) if kind in _NAMED else None
    if found is None or int(found[1]) not in YEARS or not 1 <= int(found[2] or 1) <= 12:
        return None
    return span_of(kind, date(int(found[1]), int(found[2] or 1), 1))
