"""What is said of all the visits of a file together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from binome.interop.reading import ForeignVisit, NotUnderstood, Window


def covered(visits: Iterable[ForeignVisit], zone: tzinfo) -> Window | None:
    """From the first day to the end of the last day a file speaks of."""
    days = [visit.starts.astimezone(zone).date() for visit in visits]
    if not days:
        return None
    first, last = min(days), max(days) + timedelta(days=1)
    midnights = [datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC) for day in (first, last)]
    return midnights[0], midnights[1]


def told_apart(visits: Sequence[ForeignVisit]) -> list[ForeignVisit]:
    """Visits that were given one identifier get a name of their own: when they start."""
    same = Counter((visit.uid, visit.recurrence_id) for visit in visits)
    return [_named_by_start(v) if v.uid and same[v.uid, v.recurrence_id] > 1 else v for v in visits]


def in_order(visits: Iterable[ForeignVisit]) -> tuple[ForeignVisit, ...]:
    return tuple(sorted(visits, key=lambda visit: (visit.starts, visit.line or 0)))


def by_line(said: Iterable[NotUnderstood]) -> tuple[NotUnderstood, ...]:
    return tuple(sorted(said, key=lambda one: one.line or 0))


def _named_by_start(visit: ForeignVisit) -> ForeignVisit:
    return replace(visit, recurrence_id=f"{visit.starts:%Y%m%dT%H%M%SZ}")
