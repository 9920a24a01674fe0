"""A simulated journal brought from elsewhere, read apart: `python -m binome.interop.trace_file < brought > trusted`.

A stranger's Parquet may unfold to any size, and its reader is compiled code. So it is read in a process of its own
with little memory and little time, which answers the journal's columns written anew, or why not. Nothing else of the
file goes further.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import fields
from io import BytesIO
from itertools import chain, groupby
from operator import attrgetter
from typing import IO, TYPE_CHECKING

from binome.journal.event import LIVED, Event
from binome.journal.replay import day_from, visit_from
from binome.journal.stories import DAY_PREFIX, About, about
from binome.practice.refusal import MoveRefused, Refused

if TYPE_CHECKING:
    import polars as pl

LARGEST_BYTES = 20_000_000
MOST_EVENTS = 300_000
MOST_CODES = 300
"""People and rooms."""
MOST_A_DAY = 1_500
MEMORY_BYTES = 1_500_000_000
CPU_S = 30
PATIENCE_S = 60.0
SLICE = 20_000
REFUSED = 3
"""The exit of the process that read the file and says why not."""

_NEEDED = ("story", "number", "moment", "at", "by", "role", "origin")
_CODES = ("story", "by", "room", "to", "origin")
_CODE = r"^[\w.:-]{1,64}$"
_YEARS = (1990, 2200)


def trusted_trace(brought: bytes) -> bytes:
    """The same journal as Parquet of our own; raises MoveRefused with what is wrong."""
    if not brought:
        raise MoveRefused("trace.no_file")
    if len(brought) > LARGEST_BYTES:
        raise MoveRefused("trace.too_long", most=LARGEST_BYTES // 1_000_000)
    try:
        done = subprocess.run(  # noqa: S603  our own words, and what was brought goes in as bytes
            [sys.executable, "-I", "-m", __name__, str(MEMORY_BYTES), str(CPU_S)],
            input=brought,
            capture_output=True,
            timeout=PATIENCE_S,
            env={"POLARS_MAX_THREADS": "1", "PATH": os.environ.get("PATH", "")},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise MoveRefused("trace.too_heavy") from None
    if done.returncode == 0:
        return done.stdout
    raise _refusal(done.returncode, done.stderr)


def _refusal(code: int, said: bytes) -> MoveRefused:
    if code != REFUSED:
        return MoveRefused("trace.too_heavy")
    told = json.loads(said)
    return MoveRefused(told.pop("code"), **told)


# --- in the process of its own ----------------------------------------------------------------------


def main(limits: list[str], brought: IO[bytes], out: IO[bytes], why: IO[str]) -> int:
    _confine(*map(int, limits))
    try:
        table = checked(_table(brought.read()))
    except Refused as refusal:
        why.write(json.dumps({"code": refusal.code, **refusal.facts}, default=str))
        return REFUSED
    table.write_parquet(out)
    return 0


def _confine(memory: int = MEMORY_BYTES, cpu: int = CPU_S) -> None:
    """Little memory, little time, behind everybody else; where the system has no such limits, time alone."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        os.nice(10)


def _table(data: bytes) -> "pl.DataFrame":
    """Whatever the columns, as they stand in the file."""
    import polars as pl

    try:
        if data.startswith(b"PAR1"):
            return pl.read_parquet(BytesIO(data), n_rows=MOST_EVENTS + 1)
        return pl.read_csv(BytesIO(data), infer_schema=False, n_rows=MOST_EVENTS + 1)
    except MemoryError:
        raise MoveRefused("trace.too_heavy") from None
    except BaseException as problem:  # a reader that panics says so by an exception of its own
        raise MoveRefused("trace.not_one") from problem


def checked(table: "pl.DataFrame") -> "pl.DataFrame":
    """The journal's columns, of visits and days, of one run, of stories that could have happened."""
    import polars as pl

    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        raise MoveRefused("trace.columns", missing=", ".join(missing))
    if table.height > MOST_EVENTS:
        raise MoveRefused("trace.too_much", most=MOST_EVENTS)
    told = _typed(table)
    kinds = {story: about(story) for story in told["story"].unique().to_list()}
    kept = [story for story, kind in kinds.items() if kind in (About.VISIT, About.DAY)]
    told = told.filter(pl.col("story").is_in(kept)).with_columns(patient=pl.lit(None, pl.String))
    _refuse_strange(told)
    _refuse_unlived(told)
    return told


def _typed(table: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl
    from polars.exceptions import PolarsError

    from binome.journal.columns import SCHEMA

    try:
        typed = table.select(*(_column(table, name, kind) for name, kind in SCHEMA.items()))
    except PolarsError as problem:
        raise MoveRefused("trace.not_one") from problem
    if typed.select(pl.any_horizontal(pl.col(*_NEEDED).is_null().any())).item():
        raise MoveRefused("trace.not_one")
    return typed


def _column(table: "pl.DataFrame", name: str, kind: "pl.DataType") -> "pl.Expr":
    """As the journal has it: a table of text says moments and truths in words; what it does not tell is left out."""
    import polars as pl

    if name not in table.columns:
        return pl.lit(_USUAL[name], kind).alias(name)
    column = pl.col(name)
    if table[name].dtype != pl.String or kind == pl.String:
        return column.cast(kind).fill_null(_USUAL[name]) if kind == pl.Boolean else column.cast(kind)
    if kind == pl.Boolean:
        return column.fill_null("false") == "true"
    if isinstance(kind, pl.Datetime):
        return column.str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us", time_zone="UTC")
    return column.cast(kind)


_USUAL = {it.name: it.default if it.name in ("to_sign",) else None for it in fields(Event)}


def _refuse_strange(told: "pl.DataFrame") -> None:
    """Of one run, simulated, not too large, with codes for codes and years that a calendar knows."""
    import polars as pl

    runs = told["origin"].unique().to_list()
    if not runs:
        raise MoveRefused("trace.nobody")
    if LIVED in runs:
        raise MoveRefused("trace.lived")
    if len(runs) > 1:
        raise MoveRefused("trace.several")
    odd = told.select(pl.any_horizontal(~pl.col(*_CODES).str.contains(_CODE).fill_null(value=True).all())).item()
    first, last = _YEARS
    moments = pl.concat([told["at"], told["due"].drop_nulls()])
    if odd or not moments.dt.year().is_between(first, last).all():
        raise MoveRefused("trace.strange")
    codes = sum(told[name].n_unique() for name in ("by", "room", "to"))
    due = told["due"].drop_nulls()
    if not due.len():
        raise MoveRefused("trace.nobody")
    busiest = due.dt.date().value_counts()["count"].max()
    if codes > MOST_CODES or busiest > MOST_A_DAY:  # type: ignore[operator]
        raise MoveRefused("trace.too_much_a_day", most=MOST_A_DAY, codes=MOST_CODES)


def _refuse_unlived(told: "pl.DataFrame") -> None:
    from binome.journal.columns import events_of

    ordered = told.sort("story", "number")
    story = ""
    try:
        lines = chain.from_iterable(map(events_of, ordered.iter_slices(SLICE)))
        for story, of_it in groupby(lines, key=attrgetter("story")):
            (day_from if story.startswith(DAY_PREFIX) else visit_from)(story, of_it)
    except (Refused, ValueError, LookupError, TypeError, AssertionError, OverflowError) as problem:
        raise MoveRefused("trace.impossible", story=story) from problem


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer, sys.stderr))
