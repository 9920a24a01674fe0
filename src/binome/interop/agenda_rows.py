"""One line of a table as a visit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from binome.interop.letters import excerpt
from binome.interop.moments import (
    from_serial,
    is_plausible,
    read_birth_date,
    read_date,
    read_minutes,
    read_offset,
    read_times,
    settle,
)
from binome.interop.names import fold
from binome.interop.reading import ForeignVisit, NotUnderstood, Standing
from binome.interop.sheet import Row, neutral
from binome.interop.titles import Who, is_block, who, without_cancelled

USUAL_MINUTES = 15
LONGEST_MINUTES = 12 * 60
FIELDS = (
    "date",
    "starts",
    "time",
    "ends",
    "minutes",
    "patient",
    "family",
    "birth_name",
    "used_name",
    "given",
    "birth_date",
    "phone",
    "email",
    "practitioner",
    "place",
    "reason",
    "status",
    "uid",
    "patient_id",
)
_LONGEST_WORDS = 300

_STANDINGS = (
    (
        Standing.MISSED,
        r"absent|non venu|pas venu|non honor|no ?show|lapin|missed|manque|non presente|did not attend|dna",
    ),
    (Standing.CANCELLED, r"annul|cancel|suppr|delet|decommand|excus|report|deplac|moved|rescheduled|refus|rejete"),
    (Standing.ARRIVED, r"salle d attente|arriv|present|en cours|venu|checked in|in progress|waiting|accueilli"),
    (Standing.DONE, r"\bvue?\b|termin|honor|fini|done|complet|fulfil|effectu|realis|paye|regle|sorti|seen|factur"),
    (
        Standing.BOOKED,
        r"confirm|prevu|planif|a venir|booked|schedul|pending|attente|\bok\b|rdv|reserv|program|nouveau|valid|activ",
    ),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a table when its lines are read."""

    columns: Mapping[str, int]
    zone: tzinfo
    day: date | None = None
    month_first: bool = False
    usual: int = USUAL_MINUTES

    def cell(self, row: Row, field: str) -> str:
        at = self.columns.get(field)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def words(self, row: Row, field: str) -> str:
        return " ".join(neutral(self.cell(row, field)).split())[:_LONGEST_WORDS]


def visit_of(row: Row, frame: Frame) -> tuple[ForeignVisit | None, list[NotUnderstood]]:
    """The visit, or None with the reason; a visit may also come with doubts."""
    said: list[NotUnderstood] = []
    person, title, cancelled = _person(row, frame)
    if is_block(title) or (not title and is_block(frame.words(row, "reason"))):
        return None, [_said(row, "event.not_a_visit", title=excerpt(title or frame.words(row, "reason")))]
    starts, minutes, doubts = _when(row, frame)
    said += doubts
    if starts is None:
        return None, said
    if not (person.family or person.given):
        return None, [*said, _said(row, "row.no_patient")]
    standing, doubt = _standing(row, frame)
    visit = ForeignVisit(
        starts=starts,
        minutes=minutes,
        line=row.line,
        uid=frame.words(row, "uid") or None,
        title=title,
        family=person.family,
        given=person.given,
        birth_name=frame.words(row, "birth_name") or person.birth_name,
        birth_date=born(frame.cell(row, "birth_date"), frame.month_first) or person.birth_date,
        phone=frame.words(row, "phone") or person.phone,
        email=frame.words(row, "email"),
        practitioner=frame.words(row, "practitioner"),
        place=frame.words(row, "place"),
        reason=frame.words(row, "reason") or person.reason,
        standing=Standing.CANCELLED if cancelled else standing,
        patient_id=frame.words(row, "patient_id") or None,
    )
    return visit, [*said, *doubt]


def _person(row: Row, frame: Frame) -> tuple[Who, str, bool]:
    """Who comes, the words that say so, and whether these words begin with "annulé"."""
    family = frame.words(row, "used_name") or frame.words(row, "family") or frame.words(row, "birth_name")
    given = frame.words(row, "given")
    if "patient" not in frame.columns or (family and given):
        title, cancelled = without_cancelled(f"{family} {given}".strip())
        return Who(without_cancelled(family)[0], given), title, cancelled
    title, cancelled = without_cancelled(frame.words(row, "patient"))
    return who(title), title, cancelled


def _when(row: Row, frame: Frame) -> tuple[datetime | None, int, list[NotUnderstood]]:
    """The start in UTC and the length."""
    written = frame.cell(row, "starts")
    day, times, why = _wall(row, frame)
    if why is not None or day is None:
        return None, 0, [why] if why else []
    wall = datetime.combine(day, times[0])
    minutes, said = _minutes(row, frame, times)
    if (offset := read_offset(written)) is not None:
        return (wall - offset).replace(tzinfo=UTC), minutes, said
    at, doubt = settle(wall, frame.zone)
    if doubt is not None:
        said.append(_said(row, doubt, kept=at is not None, text=f"{wall:%d/%m/%Y %H:%M}"))
    return at, minutes, said


def _wall(row: Row, frame: Frame) -> tuple[date | None, tuple[time, ...], NotUnderstood | None]:
    """The day and the times of a line as a clock on the wall shows them, or why they cannot be said."""
    cells = [frame.cell(row, field) for field in ("starts", "date", "time")]
    days = [day for cell in cells if (day := _day(cell, frame)) is not None]
    times = [found for cell in (cells[2], cells[0], cells[1]) if (found := _times(cell))]
    day = days[0] if days else (None if cells[1] else frame.day)
    if day is None or not is_plausible(day):
        return None, (), _said(row, "row.bad_date", text=excerpt(cells[1])) if cells[1] else _said(row, "row.no_date")
    if not times:
        text = cells[2] or cells[0]
        return day, (), _said(row, "row.bad_time", text=excerpt(text)) if text else _said(row, "row.no_time")
    return day, times[0], None


def _day(cell: str, frame: Frame) -> date | None:
    serial = _serial(cell)
    return serial.date() if serial else read_date(cell, frame.month_first)


def _times(cell: str) -> tuple[time, ...]:
    """Times as written, or the fraction of a day a spreadsheet makes of them."""
    if serial := _serial(cell):
        return (serial.time(),) if serial.time() != time(0) else ()
    if re.fullmatch(r"0?[.,]\d+", cell):
        seconds = round(float(cell.replace(",", ".")) * 86_400 / 60) * 60
        return (time(seconds // 3600 % 24, seconds // 60 % 60),)
    return read_times(cell)


def _serial(cell: str) -> datetime | None:
    return from_serial(float(cell.replace(",", "."))) if re.fullmatch(r"\d{5}([.,]\d+)?", cell) else None


def _minutes(row: Row, frame: Frame, times: tuple[time, ...]) -> tuple[int, list[NotUnderstood]]:
    """From the length, else from the end, else the usual one."""
    written = frame.cell(row, "minutes")
    if written and (minutes := read_minutes(re.sub(r"[.,]0+$", "", written))) is not None:
        return min(minutes, LONGEST_MINUTES), []
    ends = _times(frame.cell(row, "ends")) or times[1:]
    said = (
        [_said(row, "row.bad_minutes", kept=True, text=excerpt(written), minutes=str(frame.usual))] if written else []
    )
    if not ends:
        return frame.usual, said
    span = (
        timedelta(hours=ends[0].hour - times[0].hour, minutes=ends[0].minute - times[0].minute)
    ).total_seconds() // 60
    if 0 < span <= LONGEST_MINUTES:
        return int(span), []
    return frame.usual, [_said(row, "event.ends_before", kept=True, minutes=str(frame.usual))] if span < 0 else said


def born(cell: str, month_first: bool) -> date | None:
    """A birth date as written, or as the day number a spreadsheet makes of it."""
    serial = from_serial(float(cell)) if re.fullmatch(r"\d{5}", cell) else None
    return serial.date() if serial else read_birth_date(cell, month_first)


def _standing(row: Row, frame: Frame) -> tuple[Standing, list[NotUnderstood]]:
    written = frame.words(row, "status")
    folded = fold(written)
    for standing, words in _STANDINGS:
        if folded and re.search(words, folded):
            return standing, []
    said = [_said(row, "row.bad_status", kept=True, text=excerpt(written))] if folded else []
    return Standing.BOOKED, said


def _said(row: Row, why: str, *, kept: bool = False, **facts: str) -> NotUnderstood:
    return NotUnderstood(row.line, why, facts, kept)
