"""The calendar of a run: which days are open, who is away, what each kind of day asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from binome.twin.forms import WEEKDAYS, Stretch
from binome.twin.model import Absence, Calendar, Member, Scenario

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class DayOfRun:
    """One day. Without a calendar every day is an open Monday that has no date."""

    number: int
    on: date | None
    weekday: int
    open: bool


def days_of(scenario: Scenario, count: int) -> list[DayOfRun]:
    """The first `count` days of the run."""
    calendar = scenario.calendar
    if calendar.first_day is None:
        return [DayOfRun(number, None, 0, True) for number in range(count)]
    closed = frozenset(calendar.closed) | _public_holidays(calendar, count)
    dates = (calendar.first_day + timedelta(days=number) for number in range(count))
    return [
        DayOfRun(number, on, on.weekday(), WEEKDAYS[on.weekday()] in calendar.open_days and on not in closed)
        for number, on in enumerate(dates)
    ]


def is_away(member: Member, day: DayOfRun) -> bool:
    return any(_covers(it, day) for it in member.away)


def _covers(away: Absence, day: DayOfRun) -> bool:
    if away.since is not None and away.until is not None:
        return day.on is not None and away.since <= day.on <= away.until
    passed = day.number - away.first_day
    return 0 <= (passed % away.every_days if away.every_days else passed) < away.days


def _public_holidays(calendar: Calendar, count: int) -> frozenset[date]:
    """Of the country, or of the country and region ("FR", "FR-GP")."""
    if not calendar.public_holidays or calendar.first_day is None:
        return frozenset()
    from holidays import country_holidays

    country, _, region = calendar.public_holidays.partition("-")
    last = calendar.first_day + timedelta(days=count)
    years = range(calendar.first_day.year, last.year + 1)
    return frozenset(country_holidays(country, subdiv=region or None, years=years))


def knows_holidays(place: str) -> bool:
    """Is that a country, or a country and region, whose public holidays are known?"""
    from holidays import country_holidays

    country, _, region = place.partition("-")
    try:
        country_holidays(country, subdiv=region or None)  # asks for that country alone: to list them all takes a while
    except NotImplementedError:
        return False
    return True


def hours_on(member: Member, day: DayOfRun) -> tuple[Stretch, ...]:
    """When the member works in the practice that day: home visits and absences taken out."""
    if not day.open or is_away(member, day):
        return ()
    return _without(member.hours[day.weekday], member.home_visits[day.weekday])


def planned_on(member: Member, day: DayOfRun) -> tuple[Stretch, ...]:
    if not day.open or is_away(member, day):
        return ()
    planned = member.hours if member.planned is None else member.planned
    return _without(planned[day.weekday], member.home_visits[day.weekday])


def _without(hours: tuple[Stretch, ...], taken: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    for since, until in taken:
        hours = tuple(_cut(hours, since, until))
    return hours


def _cut(hours: tuple[Stretch, ...], since: float, until: float) -> Iterator[Stretch]:
    for begins, ends in hours:
        if begins < min(ends, since):
            yield (begins, min(ends, since))
        if max(begins, until) < ends:
            yield (max(begins, until), ends)


def weekday_factors(calendar: Calendar) -> list[float]:
    """How much each weekday asks for, one on average over the open weekdays."""
    if calendar.first_day is None:
        return [1.0] * 7
    said = [calendar.weekday_factor.get(name, 1.0) if name in calendar.open_days else 0.0 for name in WEEKDAYS]
    total = sum(said)
    return [it * len(set(calendar.open_days)) / total if total else 0.0 for it in said]


def season_factor(calendar: Calendar, season: str, day: DayOfRun) -> float:
    """How much that month asks for, one on average over the year."""
    if not season or day.on is None:
        return 1.0
    months = calendar.seasons[season]
    total = sum(months)
    return months[day.on.month - 1] * 12 / total if total else 0.0


def open_days_per_year(calendar: Calendar) -> float:
    """Days on which requests arrive: what a rate per year is divided by."""
    if calendar.first_day is None:
        return calendar.working_days_per_year
    return DAYS_PER_YEAR * len(set(calendar.open_days)) / 7


def periods_of(scenario: Scenario, days: list[DayOfRun]) -> list[int]:
    """The period of the tallies each day counts in, -1 while warming up."""
    run = scenario.run
    counted = [day for day in days[: run.days] if day.number >= run.warm_up_days]
    if run.period == "month":
        months = list(dict.fromkeys((it.on.year, it.on.month) for it in counted if it.on is not None))
        of = {it.number: months.index((it.on.year, it.on.month)) for it in counted if it.on is not None}
    elif run.period == "days":
        of = {it.number: (it.number - run.warm_up_days) // run.period_days for it in counted}
    else:
        of = {it.number: 0 for it in counted}
    return [of.get(number, -1) for number in range(run.days)]
