"""One figure along time: its periods, what is usual there, what is not, and what happened meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from binome.measures.answers import Answer
from binome.measures.catalogue import Measure
from binome.measures.change.spc import ALL, Baseline, Chart, p, xmr
from binome.measures.change.values import Unusable
from binome.measures.change.weekly import Weekly, weekly
from binome.web.charts import Mark, Point, on_screen, trend
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
    sums: Sums, measure: Measure, by: str, last: date, notes: Sequence[Annotation], base: Baseline, language: str
) -> Along:
    periods = shown_periods(by, last)
    found = sums.along(measure.code, [(it.since, it.last) for it in periods])
    periods, found = _from_the_first(periods, found)
    chart, why_none = control(measure, periods, found, base)
    numbered = [(n, it) for n, it in enumerate(_within(notes, periods), start=1)]
    limits = {it.on: it for it in chart.points} if chart else {}
    points = [_point(at, it, limits.get(_monday(at.since))) for at, it in zip(periods, found, strict=True)]
    marks = [Mark(it.day, n) for n, it in numbered]
    rows = [
        _row(at, it, limits.get(_monday(at.since)), measure, numbered) for at, it in zip(periods, found, strict=True)
    ]
    return Along(
        on_screen(trend(points, marks, language=language, by=by)),
        tuple(rows[::-1]),
        tuple(dict.fromkeys(_signal(it) for it in chart.signals)) if chart else (),
        why_none or tuple(_caution(it.code, it.facts) for it in (chart.cautions if chart else ())),
        tuple(numbered),
    )


def control(
    measure: Measure, periods: Sequence[Period], found: Sequence[Answer], base: Baseline = ALL
) -> tuple[Chart | None, tuple[str, ...]]:
    """What is usual of these periods, or why it cannot be said. Periods that are hidden are not counted in."""
    there = [(at.since, it) for at, it in zip(periods, found, strict=True) if it.value is not None]
    try:
        series = weekly(
            [at for at, _it in there], [it.above or 0.0 for _at, it in there], [_below(it) for _, it in there]
        )
        return _chart(measure, series, base), ()
    except Unusable as unusable:
        return None, (_caution(unusable.why, unusable.facts),)


def _chart(measure: Measure, series: Weekly, base: Baseline) -> Chart:
    try:
        return p(series, base) if measure.unit == "%" else xmr(series, base)
    except Unusable as unusable:
        if unusable.why == "not_a_share":
            return xmr(series, base)
        if base != ALL and unusable.why == "baseline_short":
            return _chart(measure, series, ALL)
        raise


def _below(it: Answer) -> float:
    return it.below or 0.0


def _from_the_first(periods: list[Period], found: list[Answer]) -> tuple[list[Period], list[Answer]]:
    """What lies before there was anything to count is no part of the chart."""
    first = next((n for n, it in enumerate(found) if it.hidden != "no_data"), 0)
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


def _row(at: Period, it: Answer, limit: Any, measure: Measure, notes: Sequence[tuple[int, Annotation]]) -> Row:
    return Row(
        at,
        short_name(at),
        said(it, measure),
        "" if it.above is None else written(it.above, COUNT),
        "" if it.below is None else written(it.below, COUNT),
        _usual(_point(at, it, limit), measure) if limit else "",
        tuple(rule_name(rule) for rule in limit.signals) if limit else (),
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


def _signal(it: Any) -> str:
    facts = {
        "rule": rule_name(it.rule),
        "since": date_format(it.since, "j F Y"),
        "until": date_format(it.until, "j F Y"),
    }
    if it.since == it.until:
        return _("%(rule)s (%(since)s)") % facts
    return _("%(rule)s (%(since)s to %(until)s)") % facts


def rule_name(rule: str) -> str:
    """A rule of control charts, as one says it to somebody who does not know them."""
    return {
        "outside": pgettext("signal", "out of the usual range"),
        "shift_7": pgettext("signal", "seven in a row on the same side"),
        "trend_7": pgettext("signal", "seven in a row in the same direction"),
        "two_of_three": pgettext("signal", "two of three close to a limit"),
    }.get(rule, pgettext("signal", "an unusual run"))


def _caution(code: str, facts: Any) -> str:
    said_ = {
        "baseline_short": _("Too few periods yet to say what is usual: %(points)s, and it takes %(least)s."),
        "spc_provisional": _("What is usual is still provisional: %(points)s periods, and %(enough)s are wanted."),
        "spc_rare": _("So rare an event is better looked at by month or by quarter."),
        "spc_memory": _("Each period resembles the one before it: the signals may come too often."),
        "constant": _("It never varies: there is nothing to say of what is usual."),
        "no_points": _("Nothing to count in these days."),
    }.get(code)
    return said_ % dict(facts) if said_ else _("What is usual cannot be said of these periods.")
