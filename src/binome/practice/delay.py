"""How long from now, as a practice counts: in open time, or in open days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from binome.practice.refusal import MoveRefused
from binome.practice.team import Practice

DAYS_AHEAD = 400
"""A practice that does not open within a year counts on no more."""

_UNITS = {"minutes": 1, "hours": 60}


@dataclass(frozen=True, slots=True)
class Delay:
    """Minutes while the practice is open, or days on which it opens ("0 days": today, until it closes)."""

    minutes: int = 0
    days: int | None = None

    def after(self, at: datetime, practice: Practice) -> datetime:
        """When it is over, in UTC. A practice that says no opening hours counts as the clock does."""
        if not practice.opening:
            return at.astimezone(UTC) + timedelta(minutes=self.minutes, days=self.days or 0)
        ends = _open_minutes if self.days is None else _open_days
        return ends(practice, at, self.minutes if self.days is None else self.days).astimezone(UTC)


def delay(said: str) -> Delay:
    """ "45 minutes", "2 hours", "3 days"."""
    number, _, unit = said.partition(" ")
    if unit == "days":
        return Delay(days=int(number))
    return Delay(minutes=int(number) * _UNITS[unit])


def _open_minutes(practice: Practice, at: datetime, minutes: int) -> datetime:
    left = timedelta(minutes=minutes)
    for since, until in _stretches(practice, at):
        begun = max(since, at)
        if until - begun >= left:
            return begun + left
        left -= max(until - begun, timedelta(0))
    return at + left


def _open_days(practice: Practice, at: datetime, days: int) -> datetime:
    """The closing time of the day that many open days from now; of the next open one when today is over."""
    ends: dict[date, datetime] = {}
    for _, until in _stretches(practice, at):
        if until > at:
            ends[practice.local(until).date()] = until
        if len(ends) > days + 1:
            break
    listed = list(ends.values())
    if len(listed) > days:
        return listed[days]
    return at + timedelta(days=days)


def _stretches(practice: Practice, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The opening hours from that day on, in order, in UTC: the clock changes lengthen or shorten none."""
    first = practice.local(at).date()
    for ahead in range(DAYS_AHEAD):
        day = first + timedelta(days=ahead)
        if day in practice.holidays:
            continue
        for hours in sorted((h for h in practice.opening if h.weekday == day.weekday()), key=lambda h: h.since):
            since, until = (datetime.combine(day, clock, practice.zone) for clock in (hours.since, hours.until))
            yield since.astimezone(UTC), until.astimezone(UTC)


MONTHLY, WEEKLY = "monthly", "weekly"


def repeats(rule: str) -> str:
    """The rule itself; refused unless it is "weekly", "monthly" or "every_N_days" with N from 1 to 366."""
    number = rule.removeprefix("every_").removesuffix("_days")
    every = rule.startswith("every_") and rule.endswith("_days") and number.isascii() and number.isdecimal()
    if rule in (WEEKLY, MONTHLY) or (every and 1 <= int(number) <= 366):
        return rule
    raise MoveRefused("task.unknown_rule", rule=rule)


def next_time(rule: str, due: datetime, after: datetime, practice: Practice) -> datetime:
    """The first time of the rule, counted from `due`, that is later than `after`: same hour on the practice's clock."""
    local, times = practice.local(due), 1
    while True:
        then = datetime.combine(_day(rule, local.date(), times), local.time(), practice.zone).astimezone(UTC)
        if then > after:
            return then
        times += 1


def _day(rule: str, first: date, times: int) -> date:
    if rule == MONTHLY:
        return _months_later(first, times)
    step = 7 if rule == WEEKLY else int(rule.split("_")[1])
    return first + timedelta(days=step * times)


def _months_later(first: date, months: int) -> date:
    """The same day of the month; its last day where the month is shorter."""
    years, month = divmod(first.month - 1 + months, 12)
    following = date(first.year + years + month // 11, (month + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return last.replace(day=min(first.day, last.day))
