"""What a practice amounts to: sums of days, attendance, how fresh they are. A click reads months, never the journal."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from threading import Lock

import polars as pl

from binome.web.store import clock
from binome.web.store.board import is_closed
from binome.web.store.measured_months import ATTENDANCE, SUMS, first_of, unpacked
from binome.web.store.practice import House, today
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.measures import MeasuredMonthRow


@dataclass(frozen=True)
class Held:
    """A month as this process holds it; `edition` names that very counting of it. Packed, it is thirty times smaller:
    what no page has looked at stays so.
    """

    edition: str
    month: date
    packed_sums: bytes
    packed_attendance: bytes

    @cached_property
    def sums(self) -> pl.DataFrame:
        """day, doctor, code, above, below."""
        return unpacked(self.packed_sums)

    @cached_property
    def attendance(self) -> pl.DataFrame:
        """month, patient, doctor, visits."""
        return unpacked(self.packed_attendance)


MONTHS_HELD = 400
"""In each process's memory, by edition: three years of ten practices."""

_known: dict[str, Held] = {}
_lock = Lock()


def day_sums(house: House, since: date, until: date) -> pl.DataFrame:
    """day, doctor ("" for the practice as a whole), code, above, below; `until` is not included."""
    found = [it.sums for it in held(house, since, until)]
    whole = pl.concat(found) if found else pl.DataFrame(schema=SUMS)
    return whole.filter(pl.col("day") >= since, pl.col("day") < until)


def attendance(house: House, since: date, until: date) -> pl.DataFrame:
    """month, patient, doctor, visits, of whole months: those that begin before `until`, the one of `since` first."""
    found = [it.attendance for it in held(house, since, until)]
    return pl.concat(found) if found else pl.DataFrame(schema=ATTENDANCE)


def fresh_as_of(house: House) -> datetime | None:
    """When the figures were last counted; None before they ever were."""
    rows = MeasuredMonthRow.objects.filter(practice_id=house.id).order_by("-measured_at")
    return rows.values_list("measured_at", flat=True).first()


def last_over(house: House) -> date:
    """Today counts once it is closed: until then its hours are all below the line, and its visits have no end."""
    here = today(house.practice, clock.now())
    return here if is_closed(house, here) else here - timedelta(days=1)


def first_told(house: House) -> date | None:
    """The first day that the figures tell of: a month that only knows what was booked ahead is before it."""
    months = MeasuredMonthRow.objects.filter(practice_id=house.id).order_by("month")
    return first_visited(house) or months.values_list("month", flat=True).first()


def first_visited(house: House) -> date | None:
    """The first day that any visit stood on: before it the practice's journal tells of no day."""
    rows = VisitRow.objects.filter(practice_id=house.id, day__isnull=False).order_by("day")
    return rows.values_list("day", flat=True).first()


def held(house: House, since: date, until: date) -> list[Held]:
    """The months that begin before `until`, that of `since` first: one question for which there are, and one more for
    those that this process does not hold yet."""
    rows = MeasuredMonthRow.objects.filter(practice_id=house.id, month__gte=first_of(since), month__lt=until)
    editions = list(rows.order_by("month").values_list("edition", flat=True))
    found = {it: known for it in editions if (known := _known.get(it))}
    if lacking := [it for it in editions if it not in found]:
        kept = MeasuredMonthRow.objects.filter(practice_id=house.id, edition__in=lacking)
        for edition, month, sums, came in kept.values_list("edition", "month", "sums", "attendance"):
            found[edition] = Held(edition, month, bytes(sums), bytes(came))
        _hold(found)
    return [found[it] for it in editions if it in found]


def _hold(found: dict[str, Held]) -> None:
    with _lock:
        if len(_known) + len(found) > MONTHS_HELD:
            _known.clear()
        _known.update(found)
