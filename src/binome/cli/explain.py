"""`binome explain`: what the difference of one figure between two periods is made of, group by group."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from binome.cli.measure import YEARS, ZONE, Source, of_file, of_house
from binome.cli.saying import NotDone, answer

if TYPE_CHECKING:
    import polars as pl

Period = tuple[date, date]
GROUPS = ("doctor", "pathway", "step", "activity")


def explain(
    figure: Annotated[str, typer.Option(help="A figure's code: wait_min.")],
    before: Annotated[str, typer.Option(help="The first period, 2026-01-01..2026-01-31, both days included.")],
    after: Annotated[str, typer.Option(help="The second one.")],
    by: Annotated[str, typer.Option(help="doctor, pathway, step or activity.")] = "doctor",
    journal: Annotated[
        Path | None,
        typer.Option(help="A file of the journal's columns, Parquet or CSV; without it, the practice's own."),
    ] = None,
    practice: Annotated[str, typer.Option(help="The practice's code, when there are several.")] = "",
    zone: Annotated[str, typer.Option(help="The time zone of a file's practice.")] = ZONE,
    language: Annotated[str, typer.Option(help="fr or en.")] = "fr",
    as_json: Annotated[bool, typer.Option("--json", help="Say it as JSON.")] = False,
) -> None:
    """What explains a difference: how it went within each group, and who weighed how much. An account, no cause."""
    if language not in ("fr", "en"):
        raise NotDone(f"no language is called {language!r}: fr or en.")
    if by not in GROUPS:
        raise NotDone(f"nothing is told by {by!r}: there are {', '.join(GROUPS)}.")
    periods = _period("before", before), _period("after", after)
    _refuse_figure(figure)
    source = of_file(journal, practice, zone) if journal else of_house(practice)
    told = _told(source, figure, by, periods, language)
    answer(told, as_json=as_json, told=told["said"])


def _period(name: str, written: str) -> Period:
    """2026-01-01..2026-01-31."""
    since, found, until = written.partition("..")
    try:
        days = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        found = ""
    if not found:
        raise NotDone(f"--{name} is two days, 2026-01-01..2026-01-31, and {written[:40]!r} is not.")
    if days[1] < days[0]:
        raise NotDone(f"--{name} ends ({days[1]}) before it begins ({days[0]}).")
    if strange := next((it for it in days if it.year not in YEARS), None):
        raise NotDone(f"no journal has days of the year {strange.year}: {YEARS[0]} to {YEARS[-1]}.")
    return days


def _refuse_figure(code: str) -> None:
    from binome.measures.figures import FIGURES, WEEKS

    known = [it for it, figure in FIGURES.items() if figure.below != WEEKS]
    if code not in known:
        raise NotDone(f"{code[:40]!r} is not taken apart. There are: {', '.join(known)}.")


def _told(source: Source, code: str, by: str, periods: tuple[Period, Period], language: str) -> dict[str, Any]:
    from binome.measures.catalogue import CATALOGUE
    from binome.measures.change.months import explained
    from binome.measures.change.telling import tell
    from binome.measures.change.verdicts import account

    days = _days(source, code, by, periods)
    _refuse_hidden(source, days, code, periods)
    found = explained(days, code, *periods, (by,))
    (first, last), (then, until) = periods
    return {
        "journal": source.name,
        "zone": source.zone,
        "simulated": source.simulated,
        "figure": code,
        "unit": CATALOGUE[code].unit,
        "by": by,
        "before": {"from": first, "to": last, "value": found.before},
        "after": {"from": then, "to": until, "value": found.after},
        "difference": found.difference,
        "rate": found.rate,
        "mix": found.mix,
        "parts": [{"group": it.group, "rate": it.rate, "mix": it.mix} for it in found.parts],
        "said": tell(language, account(found, CATALOGUE[code].unit, by)),
    }


def _days(source: Source, code: str, by: str, periods: tuple[Period, Period]) -> "pl.DataFrame":
    """day, code, above, below and the group, of that figure."""
    import polars as pl

    from binome.measures.sums import codes_by, sums
    from binome.measures.told import told

    tables = told(source.lines, source.zone, source.ground(min(it[0] for it in periods), max(it[1] for it in periods)))
    if code not in codes_by(tables, ("practice", "day", by)):
        ways = [it for it in GROUPS if code in codes_by(tables, ("practice", "day", it))]
        raise NotDone(f"{code} is not told by {by} here" + (f", but by {', '.join(ways)}." if ways else "."))
    days: pl.DataFrame = sums(tables, ("practice", "day", by)).collect().to_native()
    return days.filter(pl.col("code") == code)


def _refuse_hidden(source: Source, days: "pl.DataFrame", code: str, periods: tuple[Period, Period]) -> None:
    """What is hidden of a period is not told by its groups either."""
    from binome.measures.answers import answers

    whole = days.select("day", "code", "above", "below")
    for name, (since, until) in zip(("before", "after"), periods, strict=True):
        if hidden := answers(whole, since, until)[code].hidden:
            raise NotDone(f"{source.name}: {code} is hidden from {since} to {until} (--{name}): {hidden}.")
