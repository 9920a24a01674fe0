"""`binome evaluate`: before and after a day, figure by figure, and what may be said of it."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from binome.cli.measure import DAY, ZONE, Source, of_file, of_house
from binome.cli.saying import NotDone, answer

if TYPE_CHECKING:
    import polars as pl

    from binome.measures.change.evaluation import Evaluation

Codes = list[str]


def evaluate(
    change: Annotated[datetime, typer.Option(formats=DAY, help="The day it was changed, 2026-03-02.")],
    journal: Annotated[
        Path | None,
        typer.Option(help="A file of the journal's columns, Parquet or CSV; without it, the practice's own."),
    ] = None,
    practice: Annotated[str, typer.Option(help="The practice's code, when there are several.")] = "",
    changed: Annotated[
        Codes | None,
        typer.Option(help="Who changed, as often as needed: they are set beside the others (practices, or doctors)."),
    ] = None,
    figure: Annotated[
        Codes | None, typer.Option(help="A figure's code, as often as needed; the main ones if not given.")
    ] = None,
    zone: Annotated[str, typer.Option(help="The time zone of a file's practice.")] = ZONE,
    language: Annotated[str, typer.Option(help="fr or en.")] = "fr",
    as_json: Annotated[bool, typer.Option("--json", help="Say it as JSON.")] = False,
) -> None:
    """What moved with a change: before, after, the trend apart, control charts, placebo dates, and a careful verdict.

    It looks on: it never says why. Weeks are whole ones, and eight are needed on each side.
    """
    if language not in ("fr", "en"):
        raise NotDone(f"no language is called {language!r}: fr or en.")
    codes = _codes(figure or [])
    source = of_file(journal, practice, zone, several=bool(changed)) if journal else of_house(practice)
    from binome.measures.change.retold import account
    from binome.measures.change.retold import as_json as written
    from binome.measures.change.telling import tell
    from binome.measures.change.values import Sentence, Unusable

    try:
        told = _evaluated(source, change.date(), frozenset(changed or ()), codes)
    except Unusable as unusable:
        raise NotDone(f"{source.name}: {tell(language, Sentence(unusable.why, unusable.facts))}") from None
    result = {"journal": source.name, "zone": source.zone, "simulated": source.simulated, **written(told, language)}
    answer(result, as_json=as_json, told=account(told, language))


def _codes(asked: Codes) -> Codes:
    from binome.measures.change.evaluation import FOLLOWED, MAIN

    if unknown := [code for code in asked if code not in FOLLOWED]:
        raise NotDone(
            f"these figures are not followed by week: {', '.join(unknown)}. There are: {', '.join(FOLLOWED)}."
        )
    return list(dict.fromkeys(asked)) or list(MAIN)


def _evaluated(source: Source, change: date, changed: frozenset[str], codes: Codes) -> "Evaluation":
    from binome.measures.change.evaluation import compare, evaluate

    if not changed:
        return evaluate(_days(source, ("practice", "day")), change, codes, simulated=source.simulated)
    practices = _days(source, ("practice", "day"))
    unit = "practice" if practices["practice"].n_unique() > 1 else "doctor"
    days = practices if unit == "practice" else _days(source, ("practice", "day", "doctor"))
    named = days.drop_nulls(unit).rename({unit: "unit"})
    return compare(named, change, changed, codes, simulated=source.simulated)


def _days(source: Source, by: tuple[str, ...]) -> "pl.DataFrame":
    import polars as pl

    from binome.measures.sums import sums
    from binome.measures.told import told

    local = pl.col("at").dt.convert_time_zone(source.zone).dt.date()
    first, last = source.lines.select(local.min().alias("first"), local.max().alias("last")).collect().row(0)
    days: pl.DataFrame = sums(told(source.lines, source.zone, source.ground(first, last)), by).collect().to_native()
    return days
