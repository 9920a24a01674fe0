"""A whole evaluation: each main figure before and after a day, its chart, its verdict, what to be careful of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

import polars as pl

from binome.measures.answers import where_told
from binome.measures.catalogue import CATALOGUE, Measure
from binome.measures.change import spc
from binome.measures.change.did import Contrast, side_by_side
from binome.measures.change.its import Interruption, interrupted
from binome.measures.change.rules import Family
from binome.measures.change.spc import Baseline, Chart
from binome.measures.change.values import CERTAINTY, Sentence, Unusable
from binome.measures.change.verdicts import (
    Counted,
    cautions,
    chart_verdict,
    contrast_cautions,
    contrast_verdict,
    verdict,
)
from binome.measures.change.weekly import THIN, Weekly, by_week, monday, weekly
from binome.measures.figures import FIGURES, PER_CENT, WEEKS

MAIN = (
    "lead_days", "same_day_share", "wait_min", "wait_over_30_share", "in_practice_min", "no_show_share",
    "medical_min_per_visit", "held_min_per_visit", "visits_per_medical_hour", "delegated_share", "visits_per_week",
    "not_served_share", "prevention_done_share", "follow_up_done_share", "urgent_questions_per_hour",
    "tasks_in_time_share",
)  # fmt: skip
"""What is looked at when nobody says: the more figures, the less each of them proves."""

FOLLOWED = tuple(code for code in CATALOGUE if code in FIGURES)
"""What can be followed by week: the figures that add up."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One figure. Without an interruption, the verdict says why."""

    measure: Measure
    verdict: Sentence
    interruption: Interruption | None = None
    chart: Chart | None = None
    chart_verdict: Sentence | None = None
    cautions: tuple[Sentence, ...] = ()
    contrast: Contrast | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one journal about one day."""

    change: date
    first: date
    last: date
    figures: tuple[Evaluated, ...]
    cautions: tuple[Sentence, ...]


def evaluate(days: pl.DataFrame, change: date, codes: Sequence[str] = MAIN, *, simulated: bool = False) -> Evaluation:
    """`days`: day, code, above, below, the visits a week among the codes.

    Raises Unusable when the day has not a whole week of them on each side.
    """
    days = where_told(days)
    opened = _open_weeks(days)
    _refuse_outside(opened, change)
    found = _counted([_evaluated(CATALOGUE[code], _weeks_of(days, code, opened), change) for code in codes])
    told = [Sentence("simulated")] if simulated else []
    told += [Sentence("observational")]
    told += [Sentence("many_figures", {"count": len(found)})] if len(found) > 1 else []
    told += [Sentence("spc_often")] if any(it.chart for it in found) else []
    return Evaluation(change, opened[0], opened[-1], found, tuple(told))


def compare(
    days: pl.DataFrame, change: date, changed: frozenset[str], codes: Sequence[str] = MAIN, *, simulated: bool = False
) -> Evaluation:
    """The same with a column `unit` (a practice or a doctor): those who changed beside those who did not."""
    days = where_told(days)
    opened = _open_weeks(days)
    _refuse_outside(opened, change)
    known = set(days["unit"])
    if unknown := sorted(changed - known):
        raise Unusable("unit_unknown", units=unknown, known=sorted(known))
    if not changed or changed >= known:
        raise Unusable("one_sided", changed=len(changed), others=len(known) - len(changed))
    found = tuple(_compared(CATALOGUE[code], days, opened, changed, change) for code in codes)
    told = [Sentence("simulated")] if simulated else []
    return Evaluation(change, opened[0], opened[-1], found, (*told, Sentence("observational")))


def _compared(
    measure: Measure, days: pl.DataFrame, opened: Sequence[date], changed: frozenset[str], change: date
) -> Evaluated:
    of_unit = days.partition_by("unit", as_dict=True)
    units = {str(unit): _weeks_of(rows, measure.code, opened) for (unit,), rows in of_unit.items()}
    kept = {unit: _scaled(it, measure) for unit, it in units.items() if _on_both_sides(measure, it, change)}
    left_out = len(units) - len(kept)
    notes = (Sentence("did_left_out", {"count": left_out}),) if left_out else ()
    try:
        found = side_by_side(kept, changed & set(kept), change)
    except Unusable as unusable:
        return Evaluated(measure, Sentence(unusable.why, unusable.facts), cautions=notes)
    said = contrast_verdict(found, measure.unit)
    return Evaluated(measure, said, cautions=(*notes, *contrast_cautions(found)), contrast=found)


def _on_both_sides(measure: Measure, series: Weekly, change: date) -> bool:
    sides = series.until(change), series.since(change)
    return all(side and not _too_small(measure, side) for side in sides)


def _evaluated(measure: Measure, series: Weekly, change: date) -> Evaluated:
    before, after = series.until(change), series.since(change)
    if not before or not after:
        return Evaluated(measure, Sentence("no_data"))
    if _too_small(measure, before) or _too_small(measure, after):
        return Evaluated(measure, Sentence("hidden_small", {"minimum": measure.minimum}))
    scaled = _scaled(series, measure)
    try:
        found = interrupted(scaled, change)
    except Unusable as unusable:
        return Evaluated(measure, Sentence(unusable.why, unusable.facts))
    chart, said = _charted(series.without(found.left_out), scaled.without(found.left_out), measure, found)
    notes = (*cautions(found, scaled), *(chart.cautions if chart else ()))
    return Evaluated(measure, verdict(found, measure.unit), found, chart, said, notes)


def _charted(series: Weekly, scaled: Weekly, measure: Measure, found: Interruption) -> tuple[Chart | None, Sentence]:
    """Of shares a p chart, of anything else the values themselves; its limits from the weeks before the change."""
    base = Baseline(until=found.change - timedelta(days=7))
    try:
        shares = FIGURES[measure.code].scale == PER_CENT and _whole(series)
        chart = _in_per_cent(spc.p(series, base)) if shares else spc.xmr(scaled, base, Family.NHS)
    except Unusable as unusable:
        return None, Sentence(unusable.why, unusable.facts)
    return chart, chart_verdict(chart, found)


def _whole(series: Weekly) -> bool:
    sides = zip(series.above, series.below, strict=True)
    return all(over.is_integer() and under.is_integer() and over <= under for over, under in sides)


def _in_per_cent(chart: Chart) -> Chart:
    def scaled(value: float | None) -> float | None:
        return None if value is None else PER_CENT * value

    points = tuple(
        replace(it, value=PER_CENT * it.value, centre=PER_CENT * it.centre, low=scaled(it.low), high=scaled(it.high))
        for it in chart.points
    )
    return replace(chart, centre=PER_CENT * chart.centre, points=points)


def _counted(figures: Sequence[Evaluated]) -> tuple[Evaluated, ...]:
    """Verdicts that count everything that was looked at, of every figure (Holm): what luck explains does not stand."""
    known = {it.measure.code: it.interruption for it in figures if it.interruption and it.interruption.trended}
    chances = {("average", code): it.trended.average.p for code, it in known.items() if it.trended}
    chances |= {("difference", code): it.difference.p for code, it in known.items() if it.difference}
    standing = _standing(chances)

    def judged(it: Evaluated) -> Evaluated:
        code = it.measure.code
        if it.interruption is None or code not in known:
            return it
        counted = Counted(("average", code) in standing, ("difference", code) in standing, len(known))
        return replace(it, verdict=verdict(it.interruption, it.measure.unit, counted))

    return tuple(map(judged, figures))


def _standing(chances: Mapping[tuple[str, str], float]) -> frozenset[tuple[str, str]]:
    if not chances:
        return frozenset()
    from statsmodels.stats.multitest import multipletests

    rejected = multipletests(list(chances.values()), alpha=1 - CERTAINTY, method="holm")[0]
    return frozenset(key for key, stands in zip(chances, rejected, strict=True) if stands)


# --- from days to weeks -----------------------------------------------------------------------------------


def _open_weeks(days: pl.DataFrame) -> list[date]:
    """The whole weeks when the practice was at work, in order."""
    opened = sorted(set(days.filter(pl.col("code") == "visits_per_week", pl.col("above") > 0)["day"]))
    by_monday = Counter(monday(day) for day in opened)
    if not by_monday:
        raise Unusable("one_week", weeks=0)
    usual, torn = median(by_monday.values()), _torn(opened)
    return [week for week in sorted(by_monday) if by_monday[week] >= THIN * usual and week not in torn]


def _torn(opened: Sequence[date]) -> frozenset[date]:
    """The first and the last week when the data begin or end in their middle."""
    on_weekday = Counter(day.weekday() for day in opened)
    most = max(on_weekday.values())
    usual = [weekday for weekday, count in on_weekday.items() if count > most / 2]
    first, last = opened[0], opened[-1]
    torn = {monday(first)} if first.weekday() > min(usual) else set()
    return frozenset(torn | ({monday(last)} if last.weekday() < max(usual) else set()))


def _refuse_outside(opened: Sequence[date], change: date) -> None:
    if len(opened) < 2:
        raise Unusable("one_week", weeks=len(opened))
    if change < opened[0] + timedelta(days=7) or change > opened[-1]:
        raise Unusable("outside", day=change, first=opened[0], last=opened[-1])


def _weeks_of(days: pl.DataFrame, code: str, opened: Sequence[date]) -> Weekly:
    """The figure by week, of the weeks at work; of one that is counted by the week, each is one."""
    rows = days.filter(pl.col("code") == code).sort("day")
    if FIGURES[code].below != WEEKS:
        summed = by_week(rows["day"].to_list(), rows["above"].to_list(), rows["below"].to_list())
        return summed.where(frozenset(opened).__contains__)
    sums = Counter[date]()
    for day, above in zip(rows["day"], rows["above"], strict=True):
        sums[monday(day)] += above
    return weekly(opened, [sums[week] for week in opened])


def _too_small(measure: Measure, series: Weekly) -> bool:
    counted = series.above if measure.on == "above" else series.below
    return bool(series) and sum(counted) < measure.minimum


def _scaled(series: Weekly, measure: Measure) -> Weekly:
    scale = FIGURES[measure.code].scale
    return Weekly(series.weeks, tuple(it * scale for it in series.above), series.below)
