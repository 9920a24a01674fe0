"""One figure along time: its periods, what is usual there, what is not, and what happened meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from binome.measures.answers import Answer
from binome.measures.catalogue import Measure
from binome.measures.change.spc import ALL, Baseline, Chart, p, xmr
from binome.measures.change.telling import tell
from binome.measures.change.values import Sentence, Unusable
from binome.measures.change.weekly import Weekly, weekly
from binome.web.charts import WIDTH, Mark, Point, on_screen, trend
from binome.web.dashboard.periods import MONTH, WEEK, Period, before, period_of
from binome.web.figures import COUNT, Said, Sums, said, written
from binome.web.store.measured_notes import Annotation

SHOWN = {WEEK: 52, MONTH: 25}
"""Periods on the chart: a year of weeks, two years of months."""


@dataclass(frozen=True, slots=True)
class Row:
    """A period in the table behind the chart."""

    period: Period
    name: str
    said: Said
    above: str
    below: str
    usual: str
    signals: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Along:
    """The chart, its table, and what is to be said of them."""

    svg: SafeString
    rows: tuple[Row, ...]
    signals: tuple[str, ...]
    cautions: tuple[str, ...]
    marks: tuple[tuple[int, Annotation], ...]


def shown_periods(by: str, last: date) -> list[Period]:
    """Up to the one that day lies in, the oldest first."""
    found = [period_of(by, last)]
    while len(found) < SHOWN[by]:
        found.append(before(found[-1]))
    return found[::-1]


def along(
    sums: Sums,
    measure: Measure,
    by: str,
    last: date,
    notes: Sequence[Annotation],
    base: Baseline,
    language: str,
    *,
    target: float | None = None,
    width: int = WIDTH,
) -> Along:
    periods = shown_periods(by, last)
    found = sums.along(measure.code, [(it.since, it.last) for it in periods])
    periods, found = _from_the_first(periods, found)
    chart, cautions = control(measure, periods, found, base)
    numbered = [(n, it) for n, it in enumerate(_within(notes, periods), start=1)]
    limits = {it.on: it for it in chart.points} if chart else {}
    points = [_point(at, it, limits.get(_monday(at.since))) for at, it in zip(periods, found, strict=True)]
    marks = [Mark(it.day, n) for n, it in numbered]
    rows = [
        _row(at, it, limits.get(_monday(at.since)), measure, numbered, language)
        for at, it in zip(periods, found, strict=True)
    ]
    return Along(
        on_screen(trend(points, marks, language=language, by=by, target=target, width=width)),
        tuple(rows[::-1]),
        tuple(dict.fromkeys(_signal(it, language) for it in chart.signals)) if chart else (),
        tuple(tell(language, it) for it in cautions),
        tuple(numbered),
    )


def control(
    measure: Measure, periods: Sequence[Period], found: Sequence[Answer], base: Baseline = ALL
) -> tuple[Chart | None, tuple[Sentence, ...]]:
    """What is usual of these periods, or why it cannot be said; what to be careful of. Hidden ones do not count."""
    there = [(at.since, it) for at, it in zip(periods, found, strict=True) if it.value is not None]
    try:
        series = weekly(
            [at for at, _it in there], [it.above or 0.0 for _at, it in there], [_below(it) for _, it in there]
        )
        chart = _chart(measure, series, base)
    except Unusable as unusable:
        return None, (Sentence(unusable.why, unusable.facts),)
    return chart, chart.cautions


def _chart(measure: Measure, series: Weekly, base: Baseline) -> Chart:
    try:
        return p(series, base) if measure.unit == "%" else xmr(series, base)
    except Unusable as unusable:
        if unusable.why == "not_a_share":
            return xmr(series, base)
        if base != ALL and unusable.why == "baseline_short":
            chart = _chart(measure, series, ALL)
            return replace(chart, cautions=(Sentence("baseline_left", unusable.facts), *chart.cautions))
        raise


def _below(it: Answer) -> float:
    return it.below or 0.0


def _from_the_first(periods: list[Period], found: list[Answer]) -> tuple[list[Period], list[Answer]]:
    """What lies before there was a first figure to tell is no part of the chart."""
    first = next((n for n, it in enumerate(found) if it.value is not None), 0)
    return periods[first:], found[first:]


def _within(notes: Sequence[Annotation], periods: Sequence[Period]) -> list[Annotation]:
    return [it for it in notes if periods and periods[0].since <= it.day <= periods[-1].last]


def _monday(day: date) -> date:
    """The weekly series knows a period by the Monday of its first day."""
    return day - timedelta(days=day.weekday())


def _point(at: Period, it: Answer, limit: Any) -> Point:
    scale = _scale(it)
    if limit is None:
        return Point(at.since, it.value)
    low, high = (None if end is None else end * scale for end in (limit.low, limit.high))
    return Point(at.since, it.value, limit.centre * scale, low, high, bool(limit.signals))


def _scale(it: Answer) -> float:
    """A share is counted of one and said of a hundred."""
    if it.value is None or not it.above or not it.below:
        return 1.0
    return it.value / (it.above / it.below)


def _row(
    at: Period, it: Answer, limit: Any, measure: Measure, notes: Sequence[tuple[int, Annotation]], language: str
) -> Row:
    return Row(
        at,
        short_name(at),
        said(it, measure),
        "" if it.above is None else written(it.above, COUNT),
        "" if it.below is None else written(it.below, COUNT),
        _usual(_point(at, it, limit), measure) if limit else "",
        tuple(rule_name(rule, language) for rule in limit.signals) if limit else (),
        tuple(n for n, note in notes if at.since <= note.day <= at.last),
    )


def _usual(point: Point, measure: Measure) -> str:
    low, high = (
        None if it is None else written(it, measure.unit) for it in (max(0.0, point.lower or 0.0), point.upper)
    )
    if high is None:
        return _("from %(low)s") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def short_name(at: Period) -> str:
    return date_format(at.since, "F Y") if at.kind == MONTH else date_format(at.since, "j F Y")


def _signal(it: Any, language: str) -> str:
    facts = {
        "rule": rule_name(it.rule, language),
        "since": date_format(it.since, "j F Y"),
        "until": date_format(it.until, "j F Y"),
    }
    if it.since == it.until:
        return _("%(rule)s (%(since)s)") % facts
    return _("%(rule)s (%(since)s to %(until)s)") % facts


def rule_name(rule: str, language: str) -> str:
    return tell(language, Sentence(f"rule_{rule}"))
