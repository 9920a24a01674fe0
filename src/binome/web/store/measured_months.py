"""A practice's months, counted: each kept as two small tables, and frozen some days after it is over.

What is counted of a month is counted once, and again whenever its journal has moved; FREEZES_AFTER days after its end
it is frozen, and no later correction moves it. `binome check` tells when a frozen month is not what its journal says;
whoever manages the practice may open it again, with a reason that is kept.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version
from io import BytesIO
from typing import Any

import narwhals as nw
import polars as pl

from binome.measures.patients import attendance
from binome.measures.sums import sums
from binome.measures.told import Told, told
from binome.practice.refusal import MoveRefused
from binome.web.store.measured_ground import AHEAD, ground_of
from binome.web.store.measured_journal import first_day, journal_of, mark_of
from binome.web.store.practice import House
from binome.web.store.tables.measures import MeasuredMonthRow, MonthDecisionRow
from binome.web.store.writing import writing

FREEZES_AFTER = timedelta(days=5)
"""After the last day of a month: what was signed or closed late is in it by then."""
WHOLE = ""
"""In the place of a doctor: the practice as a whole."""

FROZEN, REOPENED = "frozen", "reopened"

SUMS = pl.Schema({
    "day": pl.Date, "doctor": pl.String, "code": pl.String, "above": pl.Float64, "below": pl.Float64,
})  # fmt: skip
ATTENDANCE = pl.Schema({
    "month": pl.Date, "patient": pl.String, "doctor": pl.String, "visits": pl.Int64,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What one month amounts to. `sums`: day, doctor ("" for the practice), code, above, below."""

    month: date
    sums: pl.DataFrame
    attendance: pl.DataFrame


def counted(house: House, month: date) -> Counted:
    """The month as its journal tells it now. Reads the month's stories, no others."""
    until = next_month(month)
    journal = journal_of(house, month, until, booked_until=until + AHEAD)
    zone = str(house.practice.zone)
    seen = _once(told(journal, zone, ground_of(house, month, until)))
    whole = _table(sums(seen, by=("practice", "day"))).with_columns(doctor=pl.lit(WHOLE))
    each = _table(sums(seen, by=("practice", "day", "doctor"))).filter(pl.col("doctor").fill_null(WHOLE) != WHOLE)
    days = pl.concat([whole.select(*SUMS), each.select(*SUMS)])
    came = _table(attendance(seen, by=("practice", "month")))
    return Counted(
        month,
        days.filter(pl.col("day") >= month, pl.col("day") < until).cast(SUMS).sort("day", "doctor", "code"),
        came.select(*ATTENDANCE).cast(ATTENDANCE).filter(pl.col("month") == month).sort("patient", "doctor"),
    )


def measure(house: House, at: datetime, *, freeze: bool = True) -> Iterator[tuple[int, int]]:
    """Count every month that is not frozen and has moved, the latest first; yields how many are done, of how many."""
    wanted = list(_moved(house, house.practice.local(at).date()))
    yield 0, len(wanted)
    for done, month in enumerate(wanted, start=1):
        measure_month(house, month, at)
        yield done, len(wanted)
    _note_looked(house, at)
    if freeze:
        freeze_what_is_over(house, at)


def _note_looked(house: House, at: datetime) -> None:
    """What had not moved is as fresh as what was counted."""
    open_ = MeasuredMonthRow.objects.filter(practice_id=house.id, frozen_at=None, measured_at__lt=at)
    with writing():
        open_.update(measured_at=at)


def measure_month(house: House, month: date, at: datetime) -> None:
    """Count it and keep it, unless it was frozen meanwhile."""
    lines, last = mark_of(house, month, _marked_until(month))
    found = counted(house, month)
    facts = {
        "sums": _packed(found.sums),
        "attendance": _packed(found.attendance),
        "lines": lines,
        "last": last,
        "version": version("binome"),
        "edition": secrets.token_hex(8),
        "measured_at": at,
    }
    with writing():
        row = MeasuredMonthRow.objects.select_for_update().filter(practice_id=house.id, month=month).first()
        if row is None:
            MeasuredMonthRow.objects.create(practice_id=house.id, month=month, **facts)
        elif row.frozen_at is None:
            MeasuredMonthRow.objects.filter(id=row.id).update(**facts)


def freeze_what_is_over(house: House, at: datetime) -> None:
    """Those that were over FREEZES_AFTER ago. What somebody opened again waits for somebody to freeze it."""
    today = house.practice.local(at).date()
    opened = set(_decided(house).filter(what=REOPENED).values_list("month", flat=True))
    open_ = MeasuredMonthRow.objects.filter(practice_id=house.id, frozen_at=None)
    for month in open_.values_list("month", flat=True):
        if freezes_on(month) <= today and month not in opened:
            _decide(house, month, FROZEN, at, "", "")


def freeze_again(house: House, month: date, *, by: str, at: datetime, reason: str) -> None:
    """A month that was opened again, as its journal tells it now."""
    _refuse_without(reason)
    if freezes_on(month) > house.practice.local(at).date():
        raise MoveRefused("month.not_over", month=month, day=freezes_on(month))
    if not MeasuredMonthRow.objects.filter(practice_id=house.id, month=month).exists():
        raise MoveRefused("month.unknown", month=month)  # a day within a month would be counted beside it
    measure_month(house, month, at)
    _decide(house, month, FROZEN, at, by, reason)


def reopen(house: House, month: date, *, by: str, at: datetime, reason: str) -> None:
    """A frozen month is counted again from here on, until somebody freezes it."""
    _refuse_without(reason)
    _decide(house, month, REOPENED, at, by, reason)


def decisions(house: House) -> list[dict[str, Any]]:
    """Every freezing and opening, the latest first."""
    return list(_decided(house).values("month", "what", "at", "by", "reason"))


def months(house: House) -> list[dict[str, Any]]:
    """The months that were counted, the latest first."""
    rows = MeasuredMonthRow.objects.filter(practice_id=house.id).order_by("-month")
    return [dict(row) for row in rows.values("month", "lines", "version", "measured_at", "frozen_at")]


def first_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def freezes_on(month: date) -> date:
    """The day from which it does not move any more."""
    return next_month(month) + FREEZES_AFTER


def unpacked(packed: bytes) -> pl.DataFrame:
    return pl.read_parquet(BytesIO(packed))


def _packed(table: pl.DataFrame) -> bytes:
    out = BytesIO()
    table.write_parquet(out, compression="zstd")
    return out.getvalue()


def _once(seen: Told) -> Told:
    """The tables themselves in the place of how they are made: they are added up more than once."""
    there = {name: it for name, it in seen._asdict().items() if it is not None}
    made = pl.collect_all([it.to_native() for it in there.values()])
    return seen._replace(**{name: nw.from_native(it.lazy()) for name, it in zip(there, made, strict=True)})


def _table(lazy: Any) -> pl.DataFrame:
    """Whatever the measures answer with, as a table of ours."""
    native = lazy.to_native() if hasattr(lazy, "to_native") else lazy
    return native.collect() if isinstance(native, pl.LazyFrame) else native


def _moved(house: House, today: date) -> Iterator[date]:
    first = first_day(house)
    kept = {
        month: (lines, last, frozen)
        for month, lines, last, frozen in MeasuredMonthRow.objects.filter(practice_id=house.id).values_list(
            "month", "lines", "last", "frozen_at"
        )
    }
    month = first_of(today)
    while first is not None and month >= first_of(first):
        lines, last, frozen = kept.get(month, (-1, 0, None))  # a month of no line is counted too: then it is known
        if frozen is None and mark_of(house, month, _marked_until(month)) != (lines, last):
            yield month
        month = month_before(month)


def _marked_until(month: date) -> date:
    """Whoever signs late writes into the days after the month."""
    return freezes_on(month) + timedelta(days=1)


def _decided(house: House) -> Any:
    """Of each month what was decided last comes first."""
    return MonthDecisionRow.objects.filter(practice_id=house.id)


def _decide(house: House, month: date, what: str, at: datetime, by: str, reason: str) -> None:
    with writing():
        row = MeasuredMonthRow.objects.select_for_update().filter(practice_id=house.id, month=month).first()
        if row is None or (row.frozen_at is not None) is (what == FROZEN):
            raise MoveRefused("month.is_so_already", month=month, what=what)
        row.frozen_at = at if what == FROZEN else None
        row.save(update_fields=["frozen_at"])
        MonthDecisionRow.objects.create(practice_id=house.id, month=month, what=what, at=at, by=by, reason=reason)


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise MoveRefused("month.no_reason")
