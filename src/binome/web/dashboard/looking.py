"""What a page of the dashboard looks at: which days, against which, and all that its cards are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from binome.web.asked import Asked
from binome.web.dashboard.cards import Desk
from binome.web.dashboard.periods import (
    AGAINST,
    ANY,
    BASELINE,
    BEFORE,
    KINDS,
    NOTHING,
    YEAR_AGO,
    Period,
    after,
    asked_for,
    before,
    trend_of,
    year_ago,
)
from binome.web.figures import A_DAY, Sums, sums_of
from binome.web.measuring import under_way, wake
from binome.web.store import clock
from binome.web.store.measured import fresh_as_of
from binome.web.store.measured_notes import baseline
from binome.web.store.practice import House, house_of, today


@dataclass(frozen=True)
class Looking:
    """One request's days. Whoever looks also has the months that moved counted again, beside the page."""

    house: House
    here: date
    period: Period
    against: str

    @cached_property
    def other(self) -> Period | None:
        """The days compared with; None when there are none."""
        if self.against == BASELINE:
            found = baseline(self.house)
            return Period(ANY, found.since, found.until - A_DAY) if found else None
        return {BEFORE: before, YEAR_AGO: year_ago}[self.against](self.period) if self.against != NOTHING else None

    @cached_property
    def trend(self) -> list[Period]:
        return trend_of(self.period)

    @cached_property
    def sums(self) -> Sums:
        return sums_of(self.house, min(it.since for it in self._all), max(it.last for it in self._all))

    @property
    def _all(self) -> list[Period]:
        return [self.period, *self.trend, *([self.other] if self.other else [])]

    @cached_property
    def desk(self) -> Desk:
        now = self.sums.of((self.period.since, self.period.last))
        then = self.sums.of((self.other.since, self.other.last)) if self.other else {}
        return Desk(self.sums, now, then, self.trend)

    @property
    def query(self) -> str:
        return f"{self.period.query}&against={self.against}"


def looking(request: Asked) -> Looking:
    """The days an address asks for, and the practice of whoever asks."""
    house = house_of(request.seat)
    here = today(house.practice, clock.now())
    wake(house.practice.code)
    against = request.GET.get("against", BEFORE)
    return Looking(house, here, asked_for(request.GET, here), against if against in AGAINST else BEFORE)


def around(it: Looking) -> dict[str, Any]:
    """What every page of the dashboard says: its days, its choices, how fresh its figures are."""
    return {
        "p": it.house.practice.code,
        "house": it.house,
        "here": it.here,
        "period": it.period,
        "named": it.period.named(),
        "other": it.other,
        "against_named": it.other.named() if it.other else "",
        "earlier": before(it.period),
        "later": after(it.period) if it.period.until <= it.here else None,
        "kinds": [(kind, kind_name(kind)) for kind in KINDS],
        "againsts": [(code, against_name(code)) for code in AGAINST],
        "against": it.against,
        "query": it.query,
        "has_baseline": baseline(it.house) is not None,
        **freshness(it.house),
    }


def freshness(house: House) -> dict[str, Any]:
    at: datetime | None = fresh_as_of(house)
    return {"fresh_at": house.practice.local(at) if at else None, "counting": under_way(house.practice.code)}


def kind_name(kind: str) -> str:
    return {
        "week": _("A week"),
        "month": _("A month"),
        "quarter": _("A quarter"),
        "year": _("A year"),
        "any": _("Any days"),
    }[kind]


def against_name(code: str) -> str:
    return {
        BEFORE: _("the period before"),
        YEAR_AGO: _("the same days a year before"),
        BASELINE: _("our baseline"),
        NOTHING: _("nothing"),
    }[code]
