"""Rows and cells out of CSV, pasted text and workbooks: all cells as text, each row with its line."""

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook

from binome.interop.letters import decode, within_size
from binome.interop.reading import NotUnderstood, Unreadable

MOST_ROWS = 50_100
"""The longest list that is read whole (letters.no_more_than), and what stands over it."""

_WIDEST = 200
_LARGEST_UNZIPPED_MB = 200
_DELIMITERS = "\t;,|"
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Row:
    """One line that says something."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table before anybody knows what its columns mean."""

    rows: tuple[Row, ...]
    encoding: str
    not_understood: tuple[NotUnderstood, ...] = ()
    others: tuple["Sheet", ...] = ()
    name: str = ""


def is_workbook(data: bytes) -> bool:
    return data.startswith(_WORKBOOK_MARKS)


def read_sheet(data: bytes) -> Sheet:
    """The rows of a text or of a workbook (then its first sheet, with the others beside it)."""
    return _workbook(within_size(data)) if is_workbook(data) else _text(within_size(data))


def neutral(text: str) -> str:
    """The same words without what would make a spreadsheet run them as a formula, here or in a later export."""
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.strip().lstrip("=@\t\r'") if text[:1] in "=@\t\r'" else text.strip()


def _text(data: bytes) -> Sheet:
    text, encoding = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    delimiter = _delimiter(lines)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(before + 1, tuple(cell.strip() for cell in cells[:_WIDEST])))
            before = reader.line_num
            if len(rows) > MOST_ROWS:
                break
    except csv.Error as error:
        raise Unreadable(before + 1, "file.endless_cell", "") from error
    if not rows:
        raise Unreadable(None, "file.not_empty", "")
    return _bounded(rows, f"{encoding}, {_NAMES[delimiter]}")


_NAMES = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar"}


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the same number of cells, most of them."""
    head = [line for line in text.split("\n", 60)[:60] if line.strip()][:30]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [_unquoted(line).count(sign) for line in head]
        usual = max(set(counts), key=lambda n: (counts.count(n) * (n > 0), n), default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=evenness)


def _unquoted(line: str) -> str:
    """The line without what stands between quotes: "Dupont, Marie" is one cell."""
    return "".join(line.split('"')[::2])


def _workbook(data: bytes) -> Sheet:
    _refuse_bombs(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        sheets = [
            _grid(name, grid.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1))
            for name, grid in grids
            if grid.height
        ]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        # The reader is written in Rust: on a broken file it may panic, which Python sees as a BaseException.
        raise Unreadable(None, "file.workbook", "") from error
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Unreadable(None, "file.not_empty", "")
    first, *others = filled
    return Sheet(first.rows, first.encoding, first.not_understood, tuple(others), first.name)


def _refuse_bombs(data: bytes) -> None:
    """A workbook is a zip: what it says it unpacks to is checked before it is unpacked."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(None, "file.workbook", "") from error
    if size > _LARGEST_UNZIPPED_MB * 1024 * 1024:
        raise Unreadable(None, "file.smaller", f"{size // (1024 * 1024)} > {_LARGEST_UNZIPPED_MB}")


def _grid(name: str, grid: Iterable[Iterable[object]]) -> Sheet:
    written = ((line, tuple(_words(cell) for cell in cells)[:_WIDEST]) for line, cells in enumerate(grid, start=1))
    rows = [Row(line, cells) for line, cells in written if any(cells)]
    kept = _bounded(rows, "workbook")
    return Sheet(kept.rows, kept.encoding, kept.not_understood, (), name)


def _words(cell: object) -> str:
    """A workbook's typed cell as a person would have written it."""
    match cell:
        case bool():
            return str(cell)
        case datetime():
            return f"{cell:%Y-%m-%d}" if cell.time() == time(0) else f"{cell:%Y-%m-%d %H:%M:%S}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            minutes = int(cell.total_seconds() // 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case _:
            return str(cell).replace("\x00", "").strip()


def _bounded(rows: list[Row], encoding: str) -> Sheet:
    if len(rows) <= MOST_ROWS:
        return Sheet(tuple(rows), encoding)
    said = NotUnderstood(rows[MOST_ROWS].line, "rows.too_many", {"count": str(MOST_ROWS)})
    return Sheet(tuple(rows[:MOST_ROWS]), encoding, (said,))
