"""When the people of a practice come to their tasks: a doctor round the visits, everybody else while they are there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from binome.desk.free import Span, at_work
from binome.practice.team import Practice
from binome.practice.words import Role
from binome.web.demo.scene import dice

DOCTORS = (Role.PHYSICIAN, Role.TRAINEE)
FAR = 40
"""Nobody is away for more days than that."""
BEFORE_VISITS, AFTER_VISITS = timedelta(minutes=14), timedelta(minutes=28)
"""What a doctor keeps for tasks at the beginning and at the end of each stretch of hours."""
LATE_MIN = (20, 75)


class FreeTimes:
    """Of one practice. What is found once is kept."""

    def __init__(self, practice: Practice, late: Callable[[date], float]) -> None:
        """`late`: which share of that day's doctors go on after their hours."""
        self.practice, self._late = practice, late
        self._there: dict[tuple[str, Role | None, date], tuple[Span, ...]] = {}
        self._round: dict[tuple[str, date], tuple[Span, ...]] = {}

    def of_role(self, role: Role) -> list[str]:
        return [code for code, member in self.practice.members.items() if role in member.roles]

    def is_away(self, code: str, day: date) -> bool:
        return not self.there(code, None, day)

    def there(self, code: str, role: Role | None, day: date) -> tuple[Span, ...]:
        """The hours of that post, or of all of them."""
        found = self._there.get((code, role, day))
        if found is None:
            member = self.practice.member(code)
            posts = tuple(post for post in member.posts if role in (None, post.role))
            found = at_work(self.practice, replace(member, posts=posts), day) if posts else ()
            self._there[code, role, day] = found
        return found

    def for_tasks(self, code: str, day: date, *, between: bool) -> tuple[Span, ...]:
        """When they come to their tasks: `between` two patients, or apart from them."""
        is_doctor = any(role in DOCTORS for role in self.practice.member(code).roles)
        return self._round_the_visits(code, day) if is_doctor and not between else self.there(code, None, day)

    def after(self, code: str, at: datetime, minutes: float, *, between: bool) -> datetime | None:
        """Once so much of that time has gone by since then; None when they are away for too long."""
        left = timedelta(minutes=minutes)
        for day in _days(self.practice.local(at).date(), FAR):
            for span in self.for_tasks(code, day, between=between):
                begun = max(span.since, at)
                if left < span.until - begun:
                    return begun + left
                left -= max(span.until - begun, timedelta(0))
        return None

    def last(self, code: str, at: datetime, until: datetime, own: Random, *, between: bool) -> datetime | None:
        """Some moment of their last day before `until`, after `at`; None when there is none left."""
        days = (self.practice.local(until).date() - timedelta(days=n) for n in range(1, FAR))
        there = next((it for day in days if (it := self.for_tasks(code, day, between=between))), ())
        left = [Span(max(it.since, at), min(it.until, until)) for it in there if it.until > at]
        if not left:
            return None
        span = own.choice(left)
        return span.since + (span.until - span.since) * own.random()

    def drawn(self, role: Role, code: str, day: date, own: Random, early: float) -> tuple[str, datetime] | None:
        """Who of that role does something that day, and when; `code`, when it is that one. None: nobody is there."""
        codes = [code] if code else self.of_role(role)
        spans = [(it, span) for it in codes for span in self.there(it, role, day)]
        spans.sort(key=lambda it: it[1].since)
        whole = sum((span.until - span.since for _, span in spans), timedelta(0))
        left = whole * own.random() ** early
        for who, span in spans:
            if left < span.until - span.since:
                return who, span.since + left
            left -= span.until - span.since
        return None

    def _round_the_visits(self, code: str, day: date) -> tuple[Span, ...]:
        if (code, day) not in self._round:
            self._round[code, day] = tuple(self._edges(code, day))
        return self._round[code, day]

    def _edges(self, code: str, day: date) -> Iterator[Span]:
        there = self.there(code, None, day)
        for span in there:
            yield Span(span.since, min(span.since + BEFORE_VISITS, span.until))
            yield Span(max(span.until - AFTER_VISITS, span.since + BEFORE_VISITS), span.until)
        own = dice(self.practice.code, day, "evening", code)
        if there and own.random() < self._late(day):
            yield Span(there[-1].until, there[-1].until + timedelta(minutes=own.randint(*LATE_MIN)))


def _days(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(count))
