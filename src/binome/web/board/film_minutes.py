"""A day by the minute: from which to which it is shown, and in which of them something happens."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from binome.journal.film import Film
from binome.practice.words import Moment

BEFORE, AFTER = 10, 5
"""Minutes shown around what happens."""
A_DAY = 1_440
USUAL = (480, 1_080)
BESIDE = frozenset({Moment.BOOKED, Moment.MOVED, Moment.CANCELLED, Moment.WITHDRAWN})
"""What may be done by night, from another day's page: the day does not begin with it."""
BAR_MIN = 5


@dataclass(frozen=True, slots=True)
class Minutes:
    """Counted from midnight as time passes: on the day the clocks change, no minute comes twice and none is missing."""

    midnight: datetime
    zone: ZoneInfo
    first: int
    last: int
    marks: tuple[int, ...]

    def nearest(self, asked: int | None, usual: int) -> int:
        return min(max(usual if asked is None else asked, self.first), self.last)

    def end(self, minute: int) -> datetime:
        """Its last instant: what is told of 10:42 has happened when 10:42 is shown."""
        return self.midnight + timedelta(minutes=minute + 1, microseconds=-1)

    def hour(self, minute: int) -> str:
        return f"{(self.midnight + timedelta(minutes=minute)).astimezone(self.zone):%H:%M}"

    def event_before(self, minute: int) -> int | None:
        place = bisect_left(self.marks, minute)
        return self.marks[place - 1] if place else None

    def event_after(self, minute: int) -> int | None:
        place = bisect_right(self.marks, minute)
        return self.marks[place] if place < len(self.marks) else None

    def bars(self) -> list[tuple[int, int]]:
        """How much happens, by five minutes: their place from the first, and how many minutes hold an event."""
        return sorted(Counter((mark - self.first) // BAR_MIN for mark in self.marks).items())


def minutes_of(film: Film, day: date, zone: ZoneInfo, *, until: datetime | None = None) -> Minutes:
    """From a little before the first gesture or appointment to a little after the last, or `until` (now)."""
    midnight, next_day = (datetime.combine(it, time(), zone).astimezone(UTC) for it in (day, day + timedelta(days=1)))
    happened = film.between(midnight - timedelta(microseconds=1), min(next_day, until or next_day))
    told = [(_minute(midnight, event.at), event.moment) for event in happened if event.at < next_day]
    due = [_minute(midnight, it) for it in _due(film) if midnight <= it < next_day]
    begun = [minute for minute, moment in told if moment not in BESIDE] + due
    longest = _minute(midnight, min(next_day, until or next_day)) - (until is None or until >= next_day)
    first = max(0, min(begun, default=USUAL[0]) - BEFORE)
    last = max([*begun, *(minute for minute, _ in told)], default=USUAL[1]) + AFTER
    last = longest if until is not None and until < next_day else min(last, longest)
    first = min(first, last)
    return Minutes(midnight, zone, first, last, tuple(sorted({m for m, _ in told if first <= m <= last})))


def _due(film: Film) -> list[datetime]:
    visits = chain.from_iterable(visits[-1:] for _, visits in film.stories.values())
    return [visit.due for visit in visits if visit.due is not None]


def _minute(midnight: datetime, at: datetime) -> int:
    return int((at - midnight).total_seconds() // 60)
