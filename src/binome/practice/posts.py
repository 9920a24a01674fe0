"""The hours a practice planned for its posts, role by role; and what the sources say a post may not be."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

from binome.practice.activities import activities, in_both_tongues, read_data
from binome.practice.team import Hours, Practice
from binome.practice.words import Role


@dataclass(frozen=True, slots=True)
class PostLimit:
    """What a post may not be limited to: activities of one domain. No source gives a share, so there is none here."""

    role: Role
    domain: str
    labels: Mapping[str, str]
    title: str
    address: str
    standing: str


@cache
def not_only_secretarial() -> PostLimit:
    """The assistant's post is not a secretary's under another name."""
    words = read_data("post_limits.toml")["not_only_secretarial"]
    role, labels = Role(words["role"]), in_both_tongues(words)
    return PostLimit(role, words["domain"], labels, words["title"], words["address"], words["standing"])


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the activities that were done are of the limit's domain."""

    within: int
    done: int

    @property
    def only_that(self) -> bool:
        """All of them: the one share that needs no threshold to be said."""
        return bool(self.done) and self.within == self.done

    @property
    def percent(self) -> int:
        return round(100 * self.within / self.done) if self.done else 0


def share_of(limit: PostLimit, done: Mapping[str, int]) -> Share:
    """What part of these activities, counted by code, belongs to the domain a post may not be limited to."""
    known = {code: n for code, n in done.items() if code in activities()}
    within = sum(n for code, n in known.items() if activities()[code].domain == limit.domain)
    return Share(within, sum(known.values()))


def planned_minutes(practice: Practice, days: tuple[date, ...]) -> Counter[tuple[Role, date]]:
    """The minutes of each post on those days, absences and public holidays taken off."""
    planned: Counter[tuple[Role, date]] = Counter()
    for day in days:
        if day in practice.holidays:
            continue
        for code, role, hours in _posts(practice, day):
            planned[role, day] += minutes_there(practice, code, day, hours)
    return planned


def _posts(practice: Practice, day: date) -> Iterator[tuple[str, Role, Hours]]:
    for member in practice.members.values():
        for post in member.posts:
            yield from ((member.code, post.role, hours) for hours in post.hours if hours.weekday == day.weekday())


def minutes_in(hours: Hours) -> int:
    """How long a stretch of the week is."""
    return _between(hours.since, hours.until)


def minutes_there(practice: Practice, member: str, day: date, hours: Hours) -> int:
    """How much of those hours the member is there on that day: cut where an absence begins or ends."""
    own = [it for it in practice.absences if it.member == member and it.since <= day < it.until]
    if any(it.weekly is None for it in own):
        return 0
    cuts = {t for it in own if it.weekly for t in (it.weekly.since, it.weekly.until) if hours.since < t < hours.until}
    edges = sorted({hours.since, hours.until, *cuts})
    there = [(since, until) for since, until in pairwise(edges) if not practice.away(member, _at(practice, day, since))]
    return sum(_between(since, until) for since, until in there)


def _at(practice: Practice, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, practice.zone)


def _between(since: time, until: time) -> int:
    day = date(2026, 1, 5)
    return int((datetime.combine(day, until) - datetime.combine(day, since)) / timedelta(minutes=1))
