"""The journal as columns, straight from the database: no event is made of a line on the way.

Stories are read whole, a month at a time: what a line means depends on the lines before it.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import Count, F, Max, Min, QuerySet

from binome.journal.columns import SCHEMA
from binome.journal.event import utc
from binome.practice.task import TaskState
from binome.practice.words import Moment
from binome.web.store.practice import House
from binome.web.store.tables.journal import EventRow, VisitRow
from binome.web.store.tables.tasks import TaskRow

AT_ONCE = 20_000
"""Lines held as Python values at one moment."""

_TIMES = [name for name, kind in SCHEMA.items() if isinstance(kind, pl.Datetime)]


def journal_of(
    house: House,
    since: date,
    until: date,
    *,
    booked_until: date | None = None,
    moments: Collection[Moment] | None = None,
) -> pl.DataFrame:
    """The whole stories of which a line was written, or a visit stands, between these days; `until` not included.

    `booked_until` reads the visits that stand on later days too: what is booked ahead is told by them alone. So are the
    tasks that were asked for earlier and not over by then: the inbox of an evening is not that of its month.
    `moments`: of those stories, the lines of these alone.
    """
    first, last = _midnight(house, since), _midnight(house, until)
    written = EventRow.objects.filter(practice_id=house.id, at__gte=first, at__lt=last).values("story")
    standing = VisitRow.objects.filter(practice_id=house.id, day__gte=since, day__lt=booked_until or until)
    open_ = TaskRow.objects.filter(practice_id=house.id).exclude(state=TaskState.ENDED, since__lt=first)
    stories = written.union(standing.values("story"), open_.values("story"), all=True)
    # Found by the names of the stories: by the practice, SQLite would look at all of its years.
    found = EventRow.objects.alias(whose=F("practice_id") + 0).filter(whose=house.id, story__in=stories)
    if moments is not None:
        found = found.filter(moment__in=sorted(moments))
    return _read(found.order_by("story", "number"))


def whole_journal(house: House) -> Iterator[pl.DataFrame]:
    """Every line, in the order it was written, in frames of no more than AT_ONCE lines."""
    yield from _frames(EventRow.objects.filter(practice_id=house.id).order_by("id"))


def mark_of(house: House, since: date, until: date) -> tuple[int, int]:
    """How many lines were written between these days, and the number of the last: it differs once one more is."""
    first, last = _midnight(house, since), _midnight(house, until)
    found = EventRow.objects.filter(practice_id=house.id, at__gte=first, at__lt=last)
    told = found.aggregate(lines=Count("id"), last=Max("id"))
    return told["lines"], told["last"] or 0


def first_day(house: House) -> date | None:
    """The day of the first line; None before there is any."""
    at = EventRow.objects.filter(practice_id=house.id).aggregate(first=Min("at"))["first"]
    return house.practice.local(at).date() if at else None


def last_line(house: House) -> int:
    """The number of the journal's last line: whether it has moved, for the price of a look."""
    found = EventRow.objects.filter(practice_id=house.id).order_by("-id").values_list("id", flat=True).first()
    return found or 0


def _midnight(house: House, day: date) -> datetime:
    return utc(datetime.combine(day, time(), house.practice.zone))


def _read(rows: "QuerySet[EventRow]") -> pl.DataFrame:
    found = list(_frames(rows))
    return pl.concat(found) if found else pl.DataFrame(schema=SCHEMA)


def _frames(rows: "QuerySet[EventRow]") -> Iterator[pl.DataFrame]:
    sql, values = rows.values_list(*SCHEMA).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while lines := cursor.fetchmany(AT_ONCE):
            yield _frame(lines)


def _frame(lines: list[tuple[Any, ...]]) -> pl.DataFrame:
    listed = dict(zip(SCHEMA, zip(*lines, strict=True), strict=True))
    if connection.vendor == "postgresql":
        return pl.DataFrame(listed, schema=SCHEMA)
    # SQLite knows no zones: its times are in UTC, and do not say so.
    plain = pl.DataFrame(listed, schema={**SCHEMA, **dict.fromkeys(_TIMES, pl.Datetime("us"))})
    return plain.with_columns(pl.col(_TIMES).dt.replace_time_zone("UTC"))
