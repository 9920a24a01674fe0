"""What the twin's simulated days say of a contract: a what-if that the practice kept, else nothing and the trend holds.

Two things, when its scenario has them. A list that grows: the share by which its panels grew, from the first day to
the middle of the days counted, carried on. Time freed by hours of an assistant: the patients it would leave room for, a
most that half a day more could bring by the next check; the least is nothing, for room is not yet a registration.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from binome.contract.agreement import REGISTERED
from binome.contract.projected import HANDED, Effect, Handed, Outlook
from binome.practice.words import Role
from binome.twin.model import Scenario
from binome.twin.paired import COULD_TAKE
from binome.twin.scenario import UnreadableScenario, read
from binome.web.store import whatifs
from binome.web.store.practice import House
from binome.web.store.whatifs import WhatIf

TREND = "trend"
HALF_DAY_H = 3.5
DAY_END_MIN = 20 * 60.0
"""Where hours have no end, a day is taken to end."""
NORMAL_80, NORMAL_95 = 1.2816, 1.96


@dataclass(frozen=True, slots=True)
class Foretold:
    """A what-if, and what it says of registered patients."""

    code: str
    name: str
    on: date
    growth: tuple[float, float, float] | None
    room: tuple[float, float] | None
    hours: float

    @property
    def told_by(self) -> str:
        """Its name and its day, said beside every number that it makes."""
        return f"{self.name}, {self.on:%d/%m/%Y}"

    def outlook(self, today: int, read_on: date, day: date) -> Outlook:
        """Where the list that was read leads by that day, at the growth of the simulated days."""
        assert self.growth
        low, middle, high = self.growth
        weeks = (day - read_on).days / 7

        def at(share: float) -> float:
            return max(0.0, today * (1 + share * weeks))

        least, most = (at(middle + (it - middle) * NORMAL_95 / NORMAL_80) for it in (low, high))
        return Outlook(day, at(middle), at(low), at(high), least, most, HANDED, self.told_by)

    def half_day(self, weeks: float) -> Effect | None:
        if self.room is None or self.hours < HALF_DAY_H or weeks <= 0:
            return None
        most = max(0.0, self.room[1]) * HALF_DAY_H / self.hours / weeks
        return Effect("half_day", (0.0, most), (0.0, most), self.told_by, "inference")


def offered(house: House) -> list[tuple[str, str]]:
    """The what-ifs that a page may lean on: kept under a name, and lived."""
    rows = [it for it in whatifs.listed(house) if it["kept"] and it["state"] == whatifs.DONE]
    return [(it["code"], f"{it['name']} ({house.practice.local(it['made_at']):%d/%m/%Y})") for it in rows]


def foretold(house: House, chosen: str) -> Foretold | None:
    """As chosen; the newest that says anything when nothing was; None for the trend."""
    if chosen == TREND:
        return None
    codes = [chosen] if chosen else [code for code, _name in offered(house)][:3]
    found = (_foretold(house, it) for it in whatifs.several(house, codes))
    return next((it for it in found if it and (it.growth or it.room)), None)


def handed(told: Foretold, read: tuple[date, int] | None, days: Iterable[date]) -> tuple[Handed, ...]:
    """For the days ahead of the last reading. Of the active list the simulated days say nothing: its trend stays."""
    if told.growth is None or read is None:
        return ()
    on, today = read
    return tuple(Handed(REGISTERED, told.outlook(today, on, day)) for day in sorted({*days}) if day > on)


def _foretold(house: House, it: WhatIf) -> Foretold | None:
    if not it.found or it.state != whatifs.DONE:
        return None
    try:
        before, after = read(it.before), read(it.after)
    except UnreadableScenario:
        return None
    hours = _assistant_hours(after) - _assistant_hours(before)
    return Foretold(
        it.code,
        it.name,
        house.practice.local(it.made_at).date(),
        _growth(after, it.found["after"]["figures"].get("panel_patients")),
        _room(it.found["figures"].get(COULD_TAKE)) if hours >= HALF_DAY_H else None,
        hours,
    )


def _growth(scenario: Scenario, figure: Mapping[str, Any] | None) -> tuple[float, float, float] | None:
    """A share of the list a week: eight replications in ten, and their mean."""
    panels = [it.panel for it in scenario.professionals if it.panel]
    start = sum(it.patients for it in panels)
    if not figure or figure["mean"] is None or not any(it.joins_per_day for it in panels):
        return None
    week = 7 if scenario.calendar.first_day else len(scenario.calendar.open_days)
    weeks = (scenario.run.warm_up_days + scenario.run.days) / 2 / week
    low, middle, high = ((figure[name] / start - 1) / weeks for name in ("p10", "mean", "p90"))
    return low, middle, high


def _room(figure: Mapping[str, Any] | None) -> tuple[float, float] | None:
    change = figure["difference"] if figure else {}
    return (change["low"], change["high"]) if change.get("low") is not None else None


def _assistant_hours(scenario: Scenario) -> float:
    theirs = [it.hours for it in scenario.members.values() if it.role == Role.ASSISTANT]
    stretches = (stretch for week in theirs for day in week for stretch in day)
    return sum(min(until, max(DAY_END_MIN, since)) - since for since, until in stretches) / 60
