"""What a report says, as plain data for its page: figures with their range, beside what must not get worse."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.measures.answers import Answer
from binome.measures.catalogue import CATALOGUE, Measure
from binome.web.charts import Mark, Point, on_paper, trend
from binome.web.figures import ALIKE, BETTER, UNSURE, WORSE, Said, Sums, difference, said, unit_name, written
from binome.web.pulse_told import Line
from binome.web.reports.chapters import Chapter, asked
from binome.web.reports.spans import Span
from binome.web.store.measured_notes import Annotation, Improvement
from binome.web.store.practice import House

Row = dict[str, Any]
FEWEST_POINTS = 3
_LONG_WORD = re.compile(r"\S{20}(?=\S{10})")
CHART_WIDTH, CHART_HEIGHT = 700, 170


def chapter_told(
    it: Chapter, sums: Sums, span: Span, notes: Sequence[Annotation], pulse: Sequence[Line], here: date
) -> Row:
    """`here`: the day it is printed; no chart goes beyond it."""
    now, then = sums.of((span.since, span.last)), sums.of((span.before().since, span.before().last))
    figures = [_row(one, now, then) for one in it.measures]
    drawn, chart = _drawn(it, sums, span, notes, here)
    rails = [_row(one, now, then) for one in it.guardrails]
    return {
        "asked": asked(it.code),
        "rows": [row for row in figures if row["value"]],
        "rails": [*(row for row in rails if row["value"]), *(_pulse_row(line) for line in pulse if it.with_pulse)],
        "missing": [[row["name"], row["why"]] for row in [*figures, *rails] if not row["value"]],
        "chart": chart,
        "drawn": _titled(CATALOGUE[drawn]) if drawn else "",
    }


def _drawn(it: Chapter, sums: Sums, span: Span, notes: Sequence[Annotation], here: date) -> tuple[str, str]:
    """The chapter's own figure, or the first of its others that has months enough: a young journal has not its own."""
    for code in dict.fromkeys((it.drawn, *it.figures)) if it.drawn else ():
        if chart := _chart(code, sums, span, notes, here):
            return code, chart
    return "", ""


def _titled(measure: Measure) -> str:
    name, unit = measure.words(tongue()).name, unit_name(measure.unit)
    return f"{name} ({unit})" if unit and unit not in name else name


def briefly(chapters: Sequence[Row]) -> list[Row]:
    """What differs clearly from the time before, each figure once, wherever it stands: nothing is chosen by hand."""
    rows = {
        row["name"]: row for it in chapters for row in (*it["rows"], *it["rails"]) if row["tone"] in (BETTER, WORSE)
    }
    return list(rows.values())


def _row(measure: Measure, now: dict[str, Answer], then: dict[str, Answer]) -> Row:
    found, before = now[measure.code], then[measure.code]
    told = said(found, measure)
    change = difference(found, before, measure)
    return {
        "name": measure.words(tongue()).name,
        "value": "" if told.hidden else f"{told.value} {told.unit}".strip(),
        "why": told.hidden,
        "range": told.range,
        "before": _valued(said(before, measure)),
        "change": change.words if change else "",
        "verdict": _verdict(change.tone) if change else "",
        "tone": change.tone if change else "",
    }


def _pulse_row(line: Line) -> Row:
    """What the team says of its load, of the latest round that may be told."""
    period = f"{line.period}, {_('simulated')}" if line.simulated else line.period
    name = _("%(name)s (pulse, %(period)s)") % {"name": line.name, "period": period}
    half = _("%(low)s to %(high)s") % {"low": line.lower, "high": line.upper}
    value = f"{line.median} / {line.high}"
    return {"name": name, "value": value, "range": half, "before": "", "change": "", "verdict": "", "tone": ""}


def _verdict(tone: str) -> str:
    return {
        BETTER: _("better"),
        WORSE: _("worse"),
        ALIKE: _("no clear difference"),
        UNSURE: _("without a range"),
    }.get(tone, "")


def _valued(told: Said) -> str:
    return "–" if told.hidden else f"{told.value} {told.unit}".strip()


def _chart(code: str, sums: Sums, span: Span, notes: Sequence[Annotation], here: date) -> str:
    """Its months, each with its range; what happened is numbered as in the list. Empty when there is too little."""
    months = [it for it in span.months() if it.since <= here]
    found = sums.along(code, [(it.since, it.last) for it in months])
    first = next((n for n, it in enumerate(found) if it.value is not None), len(found))
    points = [
        Point(at.since, it.value, None, it.low, it.high) for at, it in zip(months[first:], found[first:], strict=True)
    ]
    if sum(it.value is not None for it in points) < FEWEST_POINTS:
        return ""
    shown = [Mark(it.day, n) for n, it in enumerate(notes, start=1) if it.day >= points[0].at]
    return on_paper(
        trend(points, shown, language=get_language() or "fr", by="month", width=CHART_WIDTH, height=CHART_HEIGHT)
    )


def happened(notes: Sequence[Annotation], house: House) -> list[list[str]]:
    return [
        [str(n), date_format(it.day, "j F Y"), breakable(it.words), house.people.get(it.by, "")]
        for n, it in enumerate(notes, start=1)
    ]


def breakable(words: str) -> str:
    """What was typed, and where a word that no line can hold may be broken: paper does not scroll."""
    return _LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", words)


def loop_told(it: Improvement, house: House, sums: Sums, last: date) -> Row:
    """Indicator, target, action, result: what the meeting looks at. Of one under way, what there is by that day."""
    measure = CATALOGUE[it.code]
    result = (it.result or {}).get("value") if it.closed_at else _by(it, sums, last)
    return {
        "name": measure.words(tongue()).name,
        "action": breakable(it.action),
        "who": house.people.get(it.who, it.who),
        "start": _number(it.start, measure),
        "target": _number(it.target, measure),
        "result": _number(result, measure),
        "begins": date_format(it.begins, "j F Y"),
        "so_far": not it.closed_at and result is not None,
        "meeting": date_format(it.meeting, "j F Y"),
        "closed": date_format(house.practice.local(it.closed_at), "j F Y") if it.closed_at else "",
        "lesson": breakable(it.lesson),
    }


def _by(it: Improvement, sums: Sums, last: date) -> float | None:
    return sums.one(it.code, (it.begins, last)).value if it.begins <= last else None


def _number(value: float | None, measure: Measure) -> str:
    return "–" if value is None else f"{written(value, measure.unit)} {unit_name(measure.unit, value)}".strip()


def method_told(chapters: Sequence[Chapter]) -> list[list[str]]:
    """Each figure of the report, once: what it is, what is divided by what, what it leaves out."""
    told = dict.fromkeys(one.code for it in chapters for one in (*it.measures, *it.guardrails))
    words = [CATALOGUE[code].words(tongue()) for code in told]
    return [[it.name, it.definition, it.numerator, it.denominator, it.exclusions, it.source] for it in words]


def tongue() -> str:
    """Of the catalogue's two, the one the report is printed in."""
    return "fr" if (get_language() or "fr").startswith("fr") else "en"
