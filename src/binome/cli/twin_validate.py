"""`binome twin validate`: theory and other people's numbers, beside what the twin gives."""

import sys
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from binome.cli.compiling import compiling_is_said
from binome.cli.saying import NotDone, answer, say

if TYPE_CHECKING:
    from binome.twin.validate.verdict import Row


def validate(
    only: Annotated[str, typer.Option(help='The tables whose name begins so, as "A5" or "A4 fixed".')] = "",
    quick: Annotated[bool, typer.Option("--quick", help="Shorter runs, of what is required alone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say every row as JSON.")] = False,
) -> None:
    """Run theory and the published tables again: expected, obtained, verdict. Exits 1 if a row falls short."""
    from binome.twin.validate.effort import PLAIN, QUICK
    from binome.twin.validate.everything import validated
    from binome.twin.validate.verdict import Verdict

    rows: list[Row] = []
    with compiling_is_said("en"):
        for table, found in groupby(validated(QUICK if quick else PLAIN, only), key=lambda row: row.table):
            if not as_json:
                say(table)
            rows += found
    if not rows:
        raise NotDone(f"no table's name begins with {only!r}.")
    short = sum(row.verdict == Verdict.SHORT for row in rows)
    told = "\n".join(_lines(rows, short))
    answer([row.as_json() for row in rows], as_json=as_json, told=told)
    sys.stdout.flush()
    raise typer.Exit(1 if short else 0)


def _lines(rows: "list[Row]", short: int) -> "list[str]":
    from binome.twin.validate.verdict import Verdict

    lines = []
    for table, found in groupby(rows, key=lambda row: row.table):
        lines += ["", table, "-" * len(table)]
        lines += [_line(row) for row in found]
    told = sum(row.verdict == Verdict.TOLD for row in rows)
    required = len(rows) - told
    return [*lines, "", f"{required - short} of {required} rows within, {short} short; {told} told and not required."]


def _line(row: "Row") -> str:
    allowed = "" if row.tolerance is None else f" ± {_figure(row.tolerance)}"
    reason = "" if row.verdict == "within" else f"  ({row.reason})"
    figures = f"expected {_figure(row.expected)}{allowed}, obtained {_figure(row.obtained)}"
    return f"{row.verdict:19} {row.row}: {figures}{reason}"


def _figure(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.5g}"
