"""The journal as columns: what measures read, what leaves as Parquet or CSV."""

from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from binome.journal.event import Event
from binome.practice.words import Moment, Role, Step

_MOMENT_IN_TIME = pl.Datetime("us", "UTC")

SCHEMA: dict[str, Any] = {
    "story": pl.String,
    "number": pl.Int32,
    "moment": pl.String,
    "at": _MOMENT_IN_TIME,
    "by": pl.String,
    "role": pl.String,
    "step": pl.String,
    "activity": pl.String,
    "room": pl.String,
    "delegation": pl.String,
    "to_sign": pl.Boolean,
    "reason": pl.String,
    "to": pl.String,
    "to_role": pl.String,
    "withdraws": pl.Int32,
    "due": _MOMENT_IN_TIME,
    "minutes": pl.Int32,
    "pathway": pl.String,
    "patient": pl.String,
    "kind": pl.String,
    "level": pl.String,
    "origin": pl.String,
}
"""One column per field of Event, in its order. Times are UTC."""

_WORDS: dict[str, type[StrEnum]] = {"moment": Moment, "role": Role, "step": Step, "to_role": Role}


def columns(events: Iterable[Event]) -> pl.DataFrame:
    """Events as columns, one row each, in the order given."""
    told = list(events)
    return pl.DataFrame({name: [_plain(getattr(e, name)) for e in told] for name in SCHEMA}, schema=SCHEMA)


def events_of(table: pl.DataFrame) -> list[Event]:
    """The events of such a table: columns(events_of(t)) == t."""
    return [Event(**{name: _word(name, value) for name, value in row.items()}) for row in table.iter_rows(named=True)]


def write(events: Iterable[Event], out: Path) -> int:
    """Write Parquet or CSV, by the file's ending; answers how many lines."""
    table = columns(events)
    write_columns(table, out, "csv" if out.suffix == ".csv" else "parquet")
    return table.height


def write_columns(table: pl.DataFrame, out: Path, kind: str) -> None:
    """Write such a table as "csv" or "parquet", whatever the file is called."""
    if kind == "csv":
        table.write_csv(out, datetime_format="%Y-%m-%dT%H:%M:%S%.6fZ")
    else:
        table.write_parquet(out)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, StrEnum) else value


def _word(name: str, value: Any) -> Any:
    return value if value is None or name not in _WORDS else _WORDS[name](value)


assert list(SCHEMA) == [f.name for f in fields(Event)], "one column per field of Event"
