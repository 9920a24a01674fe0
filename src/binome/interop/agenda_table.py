"""Agendas as tables: a booking site's CSV, a workbook, or a day copied from a page and pasted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from binome.interop.agenda_rows import FIELDS, USUAL_MINUTES, Frame, visit_of
from binome.interop.columns import guess_columns, heading_score, looks, signature
from binome.interop.letters import MOST_EVENTS, excerpt, no_more_than
from binome.interop.moments import read_date, read_times
from binome.interop.names import fold
from binome.interop.pasted import unstacked
from binome.interop.reading import ForeignVisit, Guess, NotUnderstood, Reading, Table, Tongue, Unreadable
from binome.interop.sheet import Row, Sheet, read_sheet
from binome.interop.together import by_line, covered, in_order, told_apart
from binome.interop.vocabulary import kinds

_HEADING_WITHIN = 15
_SHOWN = 5
_BLOCKS = {"time": 0, "patient": 1, "reason": 2}
"""What unstacked() made of blocks of lines; guessing again could lose a visit to what is said under its name."""
_WHEN = ("date", "starts", "time")
_WHO = ("patient", "family", "birth_name", "given", "used_name")


def read_agenda_table(
    data: bytes,
    zone: tzinfo,
    name: str = "",
    *,
    mapping: Mapping[str, int] | None = None,
    day: date | None = None,
    usual: int = USUAL_MINUTES,
) -> Reading:
    """The visits of a table. `mapping` (field -> column) replaces what would be guessed; `day` is the date of lines
    that have none (without it: one written above the table, else in the file's name)."""
    laid = best_sheet(read_sheet(data), FIELDS)
    sheet = unstacked(laid)
    titled = headed(sheet, FIELDS, _BLOCKS if mapping is None and sheet is not laid else mapping)
    no_more_than(MOST_EVENTS, len(titled.rows), "file.too_many_events")
    columns = titled.table.columns
    frame = Frame(
        {field: guess.column for field, guess in columns.items()},
        zone,
        day or _day_above(titled) or read_date(name),
        is_month_first(columns, titled.rows),
        usual,
    )
    visits, said = _visits(titled, frame)
    return Reading(
        Tongue.TABLE,
        f"table:{titled.table.signature}",
        sheet.encoding,
        visits=in_order(told_apart(visits)),
        not_understood=by_line([*sheet.not_understood, *left_aside(sheet), *_missing(titled, frame), *said]),
        covers=covered(visits, zone),
        table=titled.table,
    )


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet whose columns have a meaning. `above` are the lines before the heading."""

    table: Table
    line: int
    above: tuple[Row, ...]
    rows: tuple[Row, ...]


def headed(sheet: Sheet, fields: Sequence[str], mapping: Mapping[str, int] | None) -> Headed:
    """The heading found (there may be none: then columns have no names), its columns guessed or as told."""
    at = _heading_at(sheet.rows, fields)
    above, rows = (sheet.rows[:at], sheet.rows[at + 1 :]) if at is not None else ((), sheet.rows)
    width = max((len(row.cells) for row in sheet.rows[:100]), default=0)
    header = sheet.rows[at].cells if at is not None else ("",) * width
    sample = [row.cells for row in rows if _day_alone(row) is None]
    columns = guess_columns(header, sample, fields) if mapping is None else _as_told(header, mapping)
    if not set(columns) - {"reason"}:
        raise Unreadable(None, "file.table", excerpt(" ".join(sheet.rows[0].cells)))
    table = Table(tuple(header), columns, signature(header), tuple(tuple(cells) for cells in sample[:_SHOWN]))
    return Headed(table, sheet.rows[at].line if at is not None else sheet.rows[0].line, above, rows)


def left_aside(sheet: Sheet) -> list[NotUnderstood]:
    return [NotUnderstood(None, "sheet.ignored", {"name": excerpt(other.name)}) for other in sheet.others]


def best_sheet(sheet: Sheet, fields: Sequence[str]) -> Sheet:
    """Of a workbook's sheets, the one whose heading we know best."""
    sheets = [replace(sheet, others=()), *sheet.others]
    best = max(
        sheets, key=lambda one: max((heading_score(r.cells, fields) for r in one.rows[:_HEADING_WITHIN]), default=0)
    )
    return replace(best, others=tuple(other for other in sheets if other is not best))


def is_month_first(columns: Mapping[str, Guess], rows: Sequence[Row]) -> bool:
    """3/4/2026 is 3 April, unless the file itself holds dates that can only be read the other way."""
    at = [guess.column for field, guess in columns.items() if kinds()[field] in ("date", "moment", "birth")]
    cells = [row.cells[column] for row in rows for column in at if column < len(row.cells)]
    day_first = sum(read_date(cell) is not None for cell in cells)
    return sum(read_date(cell, month_first=True) is not None for cell in cells) > day_first


def _heading_at(rows: Sequence[Row], fields: Sequence[str]) -> int | None:
    scores = [heading_score(row.cells, fields) for row in rows[:_HEADING_WITHIN]]
    best = max(scores, default=0)
    if best == 0:
        return None
    at = scores.index(best)
    # One known word alone is a heading only if nothing in its line looks like a visit: "Dr" also stands in titles.
    return at if best > 1 or (len(rows[at].cells) > 1 and not looks("time", rows[at].cells)) else None


def _as_told(header: Sequence[str], mapping: Mapping[str, int]) -> dict[str, Guess]:
    told = {field: at for field, at in mapping.items() if field in kinds() and 0 <= at < max(len(header), 1)}
    return {field: Guess(at, header[at] if header else "", 1.0) for field, at in told.items()}


def _day_above(titled: Headed) -> date | None:
    """Many programs write the day over the table."""
    found = (read_date(cell) for row in titled.above for cell in row.cells)
    return next((day for day in found if day is not None), None)


def _missing(titled: Headed, frame: Frame) -> list[NotUnderstood]:
    wanted = {"date": (*_WHEN[:2],), "time": ("starts", "time", "date"), "patient": _WHO}
    lacking = [field for field, any_of in wanted.items() if not any(other in frame.columns for other in any_of)]
    if frame.day is not None or any(_day_alone(row) for row in titled.rows):
        lacking = [field for field in lacking if field != "date"]
    return [NotUnderstood(titled.line, "column.missing", {"field": field}) for field in lacking]


def _visits(titled: Headed, frame: Frame) -> tuple[list[ForeignVisit], list[NotUnderstood]]:
    visits: list[ForeignVisit] = []
    seen: set[ForeignVisit] = set()
    said: list[NotUnderstood] = []
    for row in titled.rows:
        if (day := _day_alone(row)) is not None:
            frame = replace(frame, day=day)
            continue
        if [fold(cell) for cell in row.cells] == [fold(cell) for cell in titled.table.header]:
            continue
        visit, doubts = visit_of(row, frame)
        said += [*doubts, *_too_wide(row, titled)]
        if visit is None:
            continue
        if (bare := replace(visit, line=None)) in seen:
            said.append(NotUnderstood(row.line, "row.twice"))
        else:
            seen.add(bare)
            visits.append(visit)
    return visits, said


def _day_alone(row: Row) -> date | None:
    """A line that holds a day and nothing else opens that day: "Mardi 24 novembre 2026"."""
    filled = [cell for cell in row.cells if cell]
    return read_date(filled[0]) if len(filled) == 1 and not read_times(filled[0]) else None


def _too_wide(row: Row, titled: Headed) -> Iterable[NotUnderstood]:
    if any(row.cells[len(titled.table.header) :]):
        yield NotUnderstood(row.line, "row.too_wide", kept=True)
