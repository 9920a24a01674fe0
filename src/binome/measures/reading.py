"""A journal brought as a file, Parquet or CSV: read line by line without believing it, or refused with the place.

Columns that no figure reads may be missing. A line that is there twice is refused: the journal has each number of a
story once, and counting one of two would be choosing.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from binome.journal.columns import SCHEMA
from binome.practice.words import Moment, Role, Step

NEEDED = ("story", "number", "moment", "at", "by", "role")
READ = tuple(name for name in SCHEMA if name != "to_sign")
KEYS = ("practice", "story", "number")
CLOCKS_APART = timedelta(minutes=1)
"""Two machines may differ by as much; a line that is further back than the one before it was not lived so."""
YEARS = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
_WORDS: dict[str, type[StrEnum]] = {"moment": Moment, "role": Role, "to_role": Role, "step": Step}
_TIMES = tuple(name for name, kind in SCHEMA.items() if isinstance(kind, pl.Datetime))
_WHOLE = tuple(name for name, kind in SCHEMA.items() if kind == pl.Int32)
LINE, RAW = "line of the file", "raw "
HEADING = 1
"""A CSV has a line of headings before its first."""


class UnreadableJournal(Exception):
    """Why a file is no journal: `why` is a code, `line` that of the file, `column` and `found` what stands there."""

    def __init__(self, why: str, *, line: int | None = None, column: str = "", found: str = "") -> None:
        super().__init__(f"{why} {column} {found}")
        self.why, self.line, self.column, self.found = why, line, column, found


def read(path: Path) -> pl.LazyFrame:
    """The lines of the file, checked, in the journal's own types. Raises UnreadableJournal, or OSError."""
    with path.open("rb") as file:
        parquet = file.read(4) == b"PAR1"
    try:
        brought = pl.scan_parquet(path, glob=False) if parquet else pl.scan_csv(path, infer_schema=False, glob=False)
        checked(brought, first=1 if parquet else 1 + HEADING)
        return _typed(brought)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as problem:
        raise UnreadableJournal("not_a_journal", found=_short(str(problem))) from None


def checked(brought: pl.LazyFrame, first: int = 1) -> None:
    """Raises UnreadableJournal at the first line that no journal could hold; lines are numbered from `first`."""
    kinds = brought.collect_schema()
    if missing := [name for name in NEEDED if name not in kinds]:
        raise UnreadableJournal("columns_missing", column=", ".join(missing))
    for name in (it for it in _TIMES if it in kinds):
        _refuse_without_zone(name, kinds[name])
    if nested := next((it for it in (*READ, "practice") if it in kinds and kinds[it].is_nested()), None):
        raise UnreadableJournal("not_a_text", column=nested, found=_short(str(kinds[nested])))
    written = {name for name in kinds if name in READ}
    lines = _typed(brought, **{f"{RAW}{name}": pl.col(name) for name in written}).with_row_index(LINE, offset=first)
    found = list(_faults(lines, written))
    for fault in pl.collect_all([it.head(1) for it in found]):
        if fault.height:
            why, column, line, value = fault.row(0)
            raise UnreadableJournal(why, line=line, column=column, found=_short("" if value is None else str(value)))
    if lines.select(pl.len()).collect().item() == 0:
        raise UnreadableJournal("empty")


def _refuse_without_zone(name: str, kind: Any) -> None:
    if kind == pl.String:
        return
    if not isinstance(kind, pl.Datetime):
        raise UnreadableJournal("not_a_moment", column=name, found=str(kind))
    if kind.time_zone is None:
        raise UnreadableJournal("no_time_zone", column=name)


def _typed(brought: pl.LazyFrame, **besides: pl.Expr) -> pl.LazyFrame:
    """Each column as the journal has it; what cannot be is nothing, and is found by comparing with what was written."""
    kinds = brought.collect_schema()
    columns = {name: _as(name, kinds[name]) for name in READ if name in kinds}
    lacking = {name: pl.lit(None, dtype=SCHEMA[name]) for name in READ if name not in kinds}
    practice = pl.col("practice").cast(pl.String) if "practice" in kinds else pl.lit("")
    return brought.select(**columns, **lacking, practice=practice, **besides)


def _as(name: str, kind: Any) -> pl.Expr:
    column = pl.col(name)
    if name in _TIMES:
        if kind == pl.String:
            text = pl.when(column == "").then(None).otherwise(column).str.replace("Z$", "+00:00")
            return text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us", time_zone="UTC", strict=False)
        return column.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    if name in _WHOLE:
        whole = pl.when(column == column.floor()).then(column) if kind.is_float() else column
        return whole.cast(pl.Int32, strict=False)
    text = column.cast(pl.String, strict=False)
    return pl.when(text == "").then(None).otherwise(text)


def _faults(lines: pl.LazyFrame, written: set[str]) -> Iterator[pl.LazyFrame]:
    """Each kind of fault as [why, column, line, what was written], its first line first."""
    for name in NEEDED:
        yield _fault(lines, "nothing_there", name, pl.col(f"{RAW}{name}").is_null())
    for name in (it for it in (*_TIMES, *_WHOLE) if it in written):
        raw = pl.col(f"{RAW}{name}")
        yield _fault(
            lines, _expected(name), name, pl.col(name).is_null() & raw.is_not_null() & (raw.cast(pl.String) != "")
        )
    for name in (it for it in _TIMES if it in written):
        yield _fault(lines, "year_out_of_reach", name, ~pl.col(name).is_between(*YEARS))
    for name, words in _WORDS.items():
        if name in written:
            yield _fault(lines, "unknown_word", name, ~pl.col(name).is_in([it.value for it in words]))
    yield _fault(lines, "number_below_one", "number", pl.col("number") < 1)
    withdrawn, earlier = (
        pl.col("moment") == Moment.WITHDRAWN.value,
        pl.col("withdraws").is_between(1, pl.col("number") - 1),
    )
    yield _fault(lines, "withdraws_nothing", "withdraws", withdrawn & ~earlier.fill_null(False), of="moment")
    nameless = pl.col("practice").is_null() & pl.col("practice").is_not_null().any()
    yield _fault(lines, "nothing_there", "practice", nameless, of="story")
    yield _doubled(lines)
    yield _back_in_time(lines)


def _expected(name: str) -> str:
    return "not_a_moment" if name in _TIMES else "not_a_number"


def _fault(lines: pl.LazyFrame, why: str, column: str, where: pl.Expr, of: str = "") -> pl.LazyFrame:
    shown = pl.col(f"{RAW}{of or column}").cast(pl.String, strict=False)
    return lines.filter(where).select(why=pl.lit(why), column=pl.lit(column), line=pl.col(LINE), found=shown)


def _doubled(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The second of two lines that bear one number of one story."""
    groups = lines.group_by(*KEYS).agg(pl.len().alias("times"), pl.col(LINE).max())
    twice = groups.filter(pl.col("times") > 1).sort(LINE)
    which = pl.concat_str([pl.col("story"), pl.col("number").cast(pl.String)], separator=" / ")
    return twice.select(why=pl.lit("line_twice"), column=pl.lit("number"), line=pl.col(LINE), found=which)


def _back_in_time(lines: pl.LazyFrame) -> pl.LazyFrame:
    """A line of a story that lies before the one before it: a step would last less than nothing."""
    told = lines.select(*KEYS, "at", LINE).drop_nulls(["story", "number", "at"]).sort(*KEYS)
    same = pl.all_horizontal(pl.col(it).eq_missing(pl.col(it).shift(1)) for it in KEYS[:-1])
    back = told.filter(same & (pl.col("at") < pl.col("at").shift(1) - CLOCKS_APART)).sort(LINE)
    return back.select(
        why=pl.lit("back_in_time"), column=pl.lit("at"), line=pl.col(LINE), found=pl.col("at").cast(pl.String)
    )


def _short(text: str, most: int = 80) -> str:
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[:most]}…"
