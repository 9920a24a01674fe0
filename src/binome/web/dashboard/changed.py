"""Before and after a day: what the weeks tell of it, and no more than they can."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from binome.measures.catalogue import Measure
from binome.measures.change.evaluation import FOLLOWED, Evaluated, evaluate
from binome.measures.change.telling import number, tell
from binome.measures.change.values import Sentence, Unusable
from binome.web.figures import unit_name
from binome.web.store.measured import day_sums, first_visited, held
from binome.web.store.measured_months import WHOLE, first_of, next_month
from binome.web.store.practice import House

LOOKS = timedelta(weeks=78)
"""On each side of the day, at most: what is older says little of it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """`verdict` is said first, whatever the numbers; `cautions` go with it always."""

    verdict: str
    before: str = ""
    after: str = ""
    weeks: tuple[int, int] = (0, 0)
    unit: str = ""
    cautions: tuple[str, ...] = ()


def before_and_after(house: House, measure: Measure, change: date, today: date, language: str) -> Changed | None:
    """None for a figure that is not followed week by week."""
    if measure.code not in FOLLOWED:
        return None
    since, until = change - LOOKS, min(change + LOOKS, _monday(today))
    days = day_sums(house, since, until)
    days = days.filter(pl.col("doctor") == WHOLE).drop("doctor")
    lacking = _not_counted(house, since, until)
    noted = (Sentence("months_not_counted", {"count": len(lacking)}),) if lacking else ()
    try:
        found = evaluate(_without_weeks_of(days, lacking), change, (measure.code,), simulated=house.is_demo)
    except Unusable as unusable:
        verdict = tell(language, Sentence(unusable.why, unusable.facts))
        return Changed(verdict, cautions=tuple(tell(language, one) for one in noted))
    return _told(found.figures[0], (*noted, *found.cautions), language)


def _not_counted(house: House, since: date, until: date) -> list[date]:
    """The months of these days, from the first visit on, that nobody has counted yet."""
    first, there = first_visited(house), {it.month for it in held(house, since, until)}
    month, found = first_of(max(since, first)) if first else until, []
    while month < until:
        found += [] if month in there else [month]
        month = next_month(month)
    return found


def _without_weeks_of(days: pl.DataFrame, months: list[date]) -> pl.DataFrame:
    """A week of which some days are not counted is no week of few days."""
    week = pl.col("day").dt.truncate("1w")
    for month in months:
        days = days.filter((week + timedelta(days=6) < month) | (week >= next_month(month)))
    return days


def _told(it: Evaluated, shared: tuple[Sentence, ...], language: str) -> Changed:
    told = [it.chart_verdict] if it.chart_verdict else []
    cautions = tuple(tell(language, one) for one in (*told, *it.cautions, *shared))
    verdict, seen = tell(language, it.verdict), it.interruption
    if seen is None:
        return Changed(verdict, cautions=cautions)
    before, after = (number(language, value) for value in (seen.before, seen.after))
    return Changed(verdict, before, after, (seen.n_before, seen.n_after), unit_name(it.measure.unit), cautions)


def _monday(day: date) -> date:
    """The running week is not over."""
    return day - timedelta(days=day.weekday())
