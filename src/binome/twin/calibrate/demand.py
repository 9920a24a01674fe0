"""How many ask: appointments by professional, by weekday, and people at the door by open hour.

A journal knows who was given an appointment, not who asked in vain. Each booking stands for as many requests as the
scenario's own acceptance at that lead says (Horvitz and Thompson, 1952); a full agenda is said to be full.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import cast

import numpy as np

from binome.twin.agendas import slots_of
from binome.twin.calibrate.attendance import cancelled, missed
from binome.twin.calibrate.kinds import Kinds, together
from binome.twin.calibrate.learned import Learned, Place
from binome.twin.calibrate.seen import Seen, SeenVisit
from binome.twin.calibrate.shrink import Estimate, rate
from binome.twin.calibrate.weights import weights
from binome.twin.days import DayOfRun, season_factor, weekday_factors
from binome.twin.demand import rate_of
from binome.twin.forms import WEEKDAYS
from binome.twin.model import Member, Scenario

LEAST_ACCEPTED = 0.1
FULL_SHARE = 0.95
WHOLE_SHARE = 0.98
"""A journal that ends with its last visit has not seen who asked for later: so much of the leads must fit in."""
LEAST_WEEKS = 3


@dataclass(frozen=True)
class Asked:
    """What a scenario makes of the journal's bookings: which requests, on which days."""

    scenario: Scenario
    seen: Seen

    @cached_property
    def kinds(self) -> Kinds:
        return Kinds(self.scenario)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Days whose bookings are all in the journal."""
        days = self.seen.days
        leads = [it.lead for it in self.seen.visits if it.booked]
        if not days or not leads or self.seen.ahead:
            return days
        last = days[-1] - timedelta(days=int(np.quantile(leads, WHOLE_SHARE)))
        return tuple(it for it in days if it <= last)

    @cached_property
    def bookings(self) -> tuple[SeenVisit, ...]:
        """Asked for on those days, or on a closed day between them."""
        if not self.days:
            return ()
        first, last = self.days[0], self.days[-1]
        every = (*self.seen.visits, *self.seen.ahead)
        return tuple(it for it in every if it.booked and first <= it.asked <= last)

    @cached_property
    def at_the_door(self) -> tuple[SeenVisit, ...]:
        return tuple(it for it in self.seen.visits if not it.booked)

    def expected(self, days: Sequence[date], season: str = "") -> float:
        """Days, each for what its weekday and month weigh."""
        weekdays = weekday_factors(self.scenario.calendar)
        calendar = self.scenario.calendar
        months = (season_factor(calendar, season, DayOfRun(0, it, it.weekday(), True)) for it in days)
        return sum(weekdays[day.weekday()] * month for day, month in zip(days, months, strict=True))

    def requests(self, visit: SeenVisit) -> float:
        """How many asked for one that was given so far ahead. Of requests that are not told apart, it is taken for
        the one that puts up with such a lead most readily.
        """
        curves = [self.scenario.attendance_for(it).accepts for it in self.kinds.requests(visit)]
        shares = [it.at(visit.lead) if it else 1.0 for it in curves]
        return 1 / max(LEAST_ACCEPTED, *shares) if shares else 1.0


def learn_demand(scenario: Scenario, seen: Seen) -> Iterator[Learned]:
    """Requests by professional, weekdays, the door."""
    asked = Asked(scenario, seen)
    for member in scenario.professionals:
        yield from _member(asked, member)
    if scenario.calendar.first_day is not None:
        yield from _weekdays(asked)
    for code, request in scenario.requests.items():
        for who in request.open_per_hour:
            yield from _door(asked, code, who)


# --- appointments


def _member(asked: Asked, member: Member) -> Iterator[Learned]:
    """One factor for requests that are not told apart; those that follow the panel share one at most."""
    doctors = _shared_with(asked.scenario, member)
    own = [it for it in asked.bookings if it.doctor in {one.code for one in doctors} and asked.kinds.requests(it)]
    known = together(asked.kinds.requests(it) for it in own)
    panel: list[tuple[float, Estimate, int, float]] = []
    for group in sorted({tuple(sorted(cast("frozenset[str]", it))) for it in known.values()}):
        visits = [it for it in own if asked.kinds.requests(it)[0] in group]
        said = sum(rate_of(asked.scenario, it, one) for it in group for one in doctors)
        if said <= 0 or not any(rate_of(asked.scenario, it, member) for it in group):
            continue
        told, by_itself = _rate(asked, visits, group, said, doctors)
        per_day = [it for it in group if asked.scenario.requests[it].per_day]
        for code in per_day:
            yield _per_day(asked, code, member, (told, by_itself), said, visits, group)
        if len(per_day) < len(group):
            panel.append((said, told, len(visits), by_itself))
    if panel and member.panel is not None:
        yield _visits_factor(asked, member, panel)


def _shared_with(scenario: Scenario, member: Member) -> list[Member]:
    """Who is given the requests of the member's patients: everybody, once some request may search among others."""
    elsewhere = any(
        stage.who and rate_of(scenario, code, member)
        for code, request in scenario.requests.items()
        for stage in request.search
    )
    return list(scenario.professionals) if elsewhere else [member]


def _rate(
    asked: Asked, visits: list[SeenVisit], group: tuple[str, ...], said: float, doctors: list[Member]
) -> tuple[Estimate, float]:
    """New requests per day of the group, and what the journal alone would say; those who come back or ask again
    after missing are taken off.
    """
    season = asked.scenario.requests[group[0]].season
    codes = {it.code for it in doctors}
    again = sum(_asks_again(asked, it, group) for it in asked.seen.visits if it.doctor in codes)
    count = max(0.0, sum(asked.requests(it) for it in visits) - again * _share_of_days(asked))
    by_day, days = _by_day(asked, visits), asked.expected(asked.days, season)
    told = rate(said, weights()["requests"].weight, count, days, _uneven(by_day))
    return told, count / days if days else said


def _asks_again(asked: Asked, visit: SeenVisit, group: tuple[str, ...]) -> float:
    """How many requests of the group this visit brings after it."""
    mean = []
    for code in asked.kinds.requests(visit):
        request, ways = asked.scenario.requests[code], asked.scenario.attendance_for(code)
        if missed(visit):
            mean.append((ways.rebooks_share or 0.0) if code in group else 0.0)
        elif visit.arrived is not None and request.returns is not None:
            mean.append(request.returns.share if request.returns.request in group else 0.0)
    return float(np.mean(mean)) if mean else 0.0


def _share_of_days(asked: Asked) -> float:
    return len(asked.days) / max(1, len(asked.seen.days))


def _by_day(asked: Asked, visits: list[SeenVisit]) -> list[int]:
    counts = dict.fromkeys(asked.days, 0)
    for it in visits:
        if it.asked in counts:
            counts[it.asked] += 1
    return list(counts.values())


def _uneven(counts: list[int]) -> float:
    """Variance over mean: one when requests know nothing of each other."""
    if len(counts) < 5 or sum(counts) == 0:
        return 1.0
    return float(np.var(counts, ddof=1) / np.mean(counts))


def _notes(asked: Asked, member: Member) -> tuple[str, ...]:
    return ("full",) if full_share(asked.scenario, asked.seen, member) >= FULL_SHARE else ()


def full_share(scenario: Scenario, seen: Seen, member: Member) -> float:
    """How much of the member's slots was taken on the days when they were there."""
    own = [it for it in seen.visits if it.doctor == member.code and it.booked and not cancelled(it)]
    slots = 0
    for day in {it.day for it in own}:
        agenda = scenario.agendas.get(member.agenda[day.weekday()])
        slots += len(slots_of(agenda)) if agenda else 0
    return len(own) / slots if slots else 0.0


def _per_day(
    asked: Asked,
    code: str,
    member: Member,
    told: tuple[Estimate, float],
    said: float,
    visits: list[SeenVisit],
    group: tuple[str, ...],
) -> Learned:
    request = asked.scenario.requests[code]
    before = request.per_day.get(member.code, request.per_day.get("", 0.0))
    others = tuple(f"requests.{it}.per_day.{member.code}" for it in group if it != code)
    place = ("requests", code, "per_day", member.code)
    scaled = _scaled(told[0], before / said)
    return Learned(
        place,
        "per_day",
        "per_day",
        _short(scaled.value),
        before,
        scaled,
        len(visits),
        "requests",
        others,
        _notes(asked, member),
        told[1] * before / said,
    )


def _visits_factor(asked: Asked, member: Member, panel: list[tuple[float, Estimate, int, float]]) -> Learned:
    assert member.panel is not None
    said = sum(it[0] for it in panel)
    before = member.panel.visits_factor
    told = [sum(getattr(it[1], end) for it in panel) / said * before for end in ("value", "low", "high")]
    place = ("members", member.code, "panel", "visits_factor")
    count = sum(it[2] for it in panel)
    factor = Estimate(*told)
    notes, own = _notes(asked, member), sum(it[3] for it in panel) / said * before
    return Learned(
        place, "visits_factor", "×", _short(told[0]), before, factor, count, "requests", notes=notes, own=own
    )


# --- weekdays


def _weekdays(asked: Asked) -> Iterator[Learned]:
    """Of those who ask, for an appointment or at the door; one on average over the open days."""
    names = [it for it in WEEKDAYS if it in asked.scenario.calendar.open_days]
    days = set(asked.days)
    told = [it.asked for it in asked.bookings if it.asked in days]
    told += [it.day for it in asked.at_the_door if it.day in days]
    many = {name: sum(WEEKDAYS[it.weekday()] == name for it in days) for name in names}
    if not told or min(many.values(), default=0) < LEAST_WEEKS:
        return
    counts = {name: sum(WEEKDAYS[it.weekday()] == name for it in told) for name in names}
    usual = float(np.mean([counts[it] / many[it] for it in names]))
    before = dict(zip(WEEKDAYS, weekday_factors(asked.scenario.calendar), strict=True))
    uneven = _uneven_within(asked, told)
    weight = weights()["weekdays"].weight
    found = {it: rate(before[it] * usual, weight, counts[it], many[it], uneven) for it in names}
    whole = float(np.mean([it.value for it in found.values()]))
    for name in names:
        place, factor = ("calendar", "weekday_factor", name), _scaled(found[name], 1 / whole)
        own = counts[name] / many[name] / usual
        yield Learned(
            place, "weekday", "×", _short(factor.value), before[name], factor, counts[name], "requests", own=own
        )


def _uneven_within(asked: Asked, told: list[date]) -> float:
    """How unlike each other the days of one weekday are."""
    by_weekday: dict[int, list[int]] = {}
    for day in asked.days:
        by_weekday.setdefault(day.weekday(), []).append(told.count(day))
    return float(np.mean([_uneven(it) for it in by_weekday.values()]))


# --- the door


def _door(asked: Asked, code: str, who: str) -> Iterator[Learned]:
    scenario = asked.scenario
    request = scenario.requests[code]
    named = {it for it in request.open_per_hour if it}
    own = [it for it in asked.at_the_door if code in asked.kinds.requests(it) and _for(it, who, named)]
    others = sorted({it for visit in own for it in asked.kinds.requests(visit)} - {code})
    before = request.open_per_hour[who]
    whole = before + sum(_said(scenario.requests[it].open_per_hour, who) for it in others)
    days = [it for it in asked.seen.days if not who or any(v.doctor == who and v.day == it for v in asked.seen.visits)]
    hours = door_hours(asked, days, request.season)
    if hours <= 0:
        return
    own_days = dict.fromkeys(days, 0)
    for visit in own:
        own_days[visit.day] = own_days.get(visit.day, 0) + 1
    told = rate(whole, weights()["door"].weight, len(own), hours, _uneven(list(own_days.values())))
    part = before / whole if whole > 0 else 1.0
    scaled, by_itself = _scaled(told, part), len(own) / hours * part
    alone = not named
    place: Place = ("requests", code, "open_per_hour") if alone else ("requests", code, "open_per_hour", who)
    with_ = tuple(f"requests.{it}.open_per_hour" for it in others)
    yield Learned(
        place, "door", "per_hour", _short(scaled.value), before, scaled, round(hours), "hours", with_, own=by_itself
    )


def _said(rates: Mapping[str, float], who: str) -> float:
    return rates.get(who, 0.0)


def _for(visit: SeenVisit, who: str, named: set[str]) -> bool:
    return visit.doctor == who if who else visit.doctor not in named


def door_hours(asked: Asked, days: Sequence[date], season: str) -> float:
    """Open hours of those days, each for what its weekday and month weigh."""
    doors = asked.scenario.doors
    hours = ((sum(until - since for since, until in doors[it.weekday()]) / 60, it) for it in days)
    return sum(many * asked.expected([it], season) for many, it in hours)


def _scaled(it: Estimate, factor: float) -> Estimate:
    return Estimate(it.value * factor, it.low * factor, it.high * factor)


def _short(value: float) -> float:
    return float(f"{value:.4g}")
