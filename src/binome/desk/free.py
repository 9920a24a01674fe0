"""When somebody is there, and what of it is still free."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from binome.desk.bookings import Wish, clashes, is_theirs
from binome.desk.hall import Slot
from binome.desk.stretches import before_main, outline
from binome.journal.event import utc
from binome.practice.refusal import MoveRefused
from binome.practice.team import Absence, Hours, Member, Practice

A_STEP = timedelta(minutes=5)
"""How finely a free time is sought, and what a row of the agenda is worth."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of real time, in UTC; `until` is not included."""

    since: datetime
    until: datetime

    @property
    def minutes(self) -> int:
        return (self.until - self.since) // timedelta(minutes=1)


def instant(practice: Practice, day: date, clock: time) -> datetime:
    """That time of that day on the practice's clock, in UTC; the first of the two when the clock is put back.

    Refused in the hour that is skipped when the clock is put forward.
    """
    at = utc(datetime.combine(day, clock, practice.zone))
    if practice.local(at).time() != clock:
        raise MoveRefused("booking.no_such_time", day=day, clock=clock)
    return at


def at_work(practice: Practice, member: Member, day: date) -> tuple[Span, ...]:
    """A member's hours that day, all roles together, absences and holidays taken out.

    Whoever declared no hours is there when the practice is open.
    """
    if day in practice.holidays:
        return ()
    listed = [hours for post in member.posts for hours in post.hours] or list(practice.opening)
    there = merged(_span(practice, day, hours) for hours in listed if hours.weekday == day.weekday())
    return without(there, absent(practice, member.code, day))


def absent(practice: Practice, member: str, day: date) -> tuple[Span, ...]:
    """What a member's absences take of that day."""
    found = (a for a in practice.absences if a.member == member and a.since <= day < a.until)
    return merged(span for absence in found for span in _away(practice, absence, day))


def off_duty(practice: Practice, wish: Wish) -> str | None:
    """Why the doctor is not there for the whole of it: "holiday", "away" or "hours"; None when they are."""
    main = next(part for part in outline(practice, wish.as_slot("")) if part.main)
    asked = Span(main.since, main.until)
    day, member = practice.local(main.since).date(), practice.member(wish.doctor)
    if any(there.since <= asked.since and asked.until <= there.until for there in at_work(practice, member, day)):
        return None
    if day in practice.holidays:
        return "holiday"
    away = absent(practice, member.code, day)
    return "away" if any(gone.since < asked.until and asked.since < gone.until for gone in away) else "hours"


def gaps(practice: Practice, member: Member, day: date, slots: Iterable[Slot]) -> tuple[Span, ...]:
    """What is left of a member's day between their bookings."""
    theirs = (outline(practice, slot) for slot in slots if slot.doctor == member.code)
    busy = merged(Span(part.since, part.until) for parts in theirs for part in parts if part.main)
    return without(at_work(practice, member, day), busy)


def free_places(gap: Span, minutes: int, shortest: int = 10) -> Iterator[Span]:
    """A gap, cut into places of that length; what is left at the end is a shorter one, if it is of any use."""
    since, step = gap.since, timedelta(minutes=minutes)
    while gap.until - since >= timedelta(minutes=min(minutes, shortest)):
        yield Span(since, min(since + step, gap.until))
        since += step


def first_free(
    practice: Practice, wish: Wish, booked: dict[date, tuple[Slot, ...]], *, days: Iterable[date]
) -> Iterator[Span]:
    """The doctor's free times for such a wish, `wish.due` and later, soonest first: nothing of it clashes.

    `booked` has the standing bookings of each day. None for somebody who may not be booked for that pathway.
    """
    if not is_theirs(practice, wish):
        return
    member, length = practice.member(wish.doctor), timedelta(minutes=wish.minutes)
    for day in days:
        slots = booked.get(day, ())
        for gap in gaps(practice, member, day, slots):
            since = gap.since
            while since + length <= gap.until:
                free = _is_free(practice, wish, slots, since)
                if free:
                    yield Span(since, since + length)
                since += length if free else A_STEP


def _is_free(practice: Practice, wish: Wish, slots: tuple[Slot, ...], since: datetime) -> bool:
    due = since - before_main(practice, wish.pathway)
    return due >= utc(wish.due) and not clashes(practice, slots, "", replace(wish, due=due))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time, in order and without overlaps."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: span.since):
        if found and span.since <= found[-1].until:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        elif span.since < span.until:
            found.append(span)
    return tuple(found)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """The first, less the second."""
    left = list(spans)
    for gone in taken:
        left = [piece for span in left for piece in _cut(span, gone)]
    return tuple(left)


def _cut(span: Span, gone: Span) -> Iterator[Span]:
    if gone.until <= span.since or span.until <= gone.since:
        yield span
        return
    if span.since < gone.since:
        yield Span(span.since, gone.since)
    if gone.until < span.until:
        yield Span(gone.until, span.until)


def _away(practice: Practice, absence: Absence, day: date) -> Iterator[Span]:
    if absence.weekly is None:
        midnight = utc(datetime.combine(day, time(), practice.zone))
        yield Span(midnight, utc(datetime.combine(day + timedelta(days=1), time(), practice.zone)))
    elif absence.weekly.weekday == day.weekday():
        yield _span(practice, day, absence.weekly)


def _span(practice: Practice, day: date, hours: Hours) -> Span:
    """Hours of the week on one day. An hour that the clock skips is no time at all."""
    ends = (datetime.combine(day, clock, practice.zone) for clock in (hours.since, hours.until))
    since, until = (utc(end) for end in ends)
    return Span(since, max(since, until))
