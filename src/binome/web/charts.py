"""Charts, drawn on the server as SVG: no script is needed to read one. Each stands beside its table, which says it all.

    svg = trend(points, marks, language="fr")     drawn once, in the house's light colours
    on_screen(svg)    its colours become the page's own, light, dark or printed; goes into a template as it is
    on_paper(svg)     with the letters of the printed pages, for Typst

What is drawn here is drawn for the eyes alone: a page gives `on_screen` to those who see, and the table to everybody.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, Literal

from django.utils.safestring import SafeString, mark_safe

TOKENS = {
    "#ffffff": "surface",
    "#e9edf0": "sunk",
    "#d8dfe4": "line",
    "#7b8993": "line-strong",
    "#14212a": "ink",
    "#43525d": "ink-2",
    "#586873": "ink-3",
    "#0a666b": "pair-a",
    "#dcf0ee": "pair-a-soft",
    "#3a489f": "pair-d",
    "#e5e8f8": "pair-d-soft",
    "#77367f": "third",
    "#f3e4f5": "third-soft",
}
"""The colours a chart may use, as css/tokens.css has them in light; each stands for the token of that name."""

SURFACE, GRID, INK, QUIET = "#ffffff", "#d8dfe4", "#43525d", "#586873"
LINE, BAND, OTHER, SIGNAL = "#0a666b", "#dcf0ee", "#3a489f", "#77367f"

SCREEN_LETTERS = "Inter, system-ui, sans-serif"
PAPER_LETTERS = "Libertinus Serif"
WIDTH, HEIGHT = 760, 240


@dataclass(frozen=True, slots=True)
class Point:
    """A period's value; `centre`, `lower` and `upper` are what is usual there. `signal`: it is out of the usual."""

    at: date
    value: float | None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    signal: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, told under the chart by its number."""

    at: date
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several; `low` to `high` is its range. `ours`: the one that is spoken of."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    ours: bool = False


def trend(
    points: Sequence[Point],
    marks: Sequence[Mark] = (),
    *,
    language: str,
    by: str = "month",
    target: float | None = None,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """A value along time with its usual range, its signals and what happened. `by`: day, week, month or year.
    `target`: what is aimed at, a line from end to end.
    """
    import altair as alt

    lines = [_row(it) for it in points]
    x = alt.X(
        "at:T", axis=_time_axis(by, [it.at for it in points]), scale=alt.Scale(type="utc", nice=False, padding=18)
    )
    y = alt.Y("value:Q", axis=axis(), scale=alt.Scale(zero=False, nice=True))
    base = alt.Chart(inline(lines)).encode(x=x)
    parts = [
        base.mark_area(color=BAND, interpolate="step", opacity=0.75).encode(y=alt.Y("lower:Q"), y2="upper:Q"),
        base.mark_line(color=QUIET, strokeDash=[5, 4], strokeWidth=1.2, interpolate="step").encode(y="centre:Q"),
        base.mark_line(color=LINE, strokeWidth=2.2).encode(y=y),
        base.transform_filter("!datum.signal").mark_circle(color=LINE, size=36, opacity=1).encode(y="value:Q"),
        base.transform_filter("datum.signal")
        .mark_point(shape="diamond", filled=True, color=SIGNAL, size=120, opacity=1)
        .encode(y="value:Q"),
    ]
    if target is not None:
        aimed = alt.Chart(inline([{"target": target}]))
        parts.append(aimed.mark_rule(color=OTHER, strokeDash=[10, 4], strokeWidth=1.8).encode(y="target:Q"))
    if marks:
        parts += _marks(marks, height)
    return svg_of(alt.layer(*parts).properties(width=width, height=height), language)


def bars(told: Sequence[Bar], *, language: str, width: int = WIDTH, step: int = 30) -> str:
    """Several values beside each other, in the order given, each with its range."""
    import altair as alt

    base, colour = _rows(told)
    x = alt.X("value:Q", axis=axis(), scale=alt.Scale(zero=True))
    bar = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=2).encode(x=x, color=colour)
    reach = base.transform_filter("datum.low != null").mark_rule(color=INK, strokeWidth=1.4)
    return svg_of((bar + reach.encode(x="low:Q", x2="high:Q")).properties(width=width, height=alt.Step(step)), language)


def bands(told: Sequence[Bar], *, language: str, width: int = WIDTH, step: int = 34) -> str:
    """The ranges alone, without the value within: nobody reads a rank in what has no end. Ours reaches behind all."""
    import altair as alt

    base, colour = _rows(told)
    x = alt.X("low:Q", axis=axis(), scale=alt.Scale(zero=False, nice=True))
    behind = base.transform_filter("datum.ours").mark_rect(color=BAND).encode(x=x, x2="high:Q", y=alt.value(0))
    behind = behind.encode(y2=alt.value("height"))
    band = base.mark_bar(height={"band": 0.4}, cornerRadius=6).encode(x=x, x2="high:Q", color=colour)
    return svg_of((behind + band).properties(width=width, height=alt.Step(step)), language)


def _rows(told: Sequence[Bar]) -> tuple[Any, Any]:
    import altair as alt

    lines = [{"name": it.name, "value": it.value, "low": it.low, "high": it.high, "ours": it.ours} for it in told]
    base = alt.Chart(inline(lines)).encode(y=alt.Y("name:N", sort=None, axis=axis(grid=False, labelLimit=240)))
    return base, alt.condition("datum.ours", alt.value(LINE), alt.value("#7b8993"))


def shares(told: Iterable[tuple[str, str, float]], *, language: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Parts of a whole along periods: (period, part, value), stacked in the order the parts first come."""
    import altair as alt

    lines = [
        {"period": period, "part": part, "value": value, "place": n} for n, (period, part, value) in enumerate(told)
    ]
    parts = list(dict.fromkeys(str(it["part"]) for it in lines))
    colours = alt.Scale(domain=parts, range=[OTHER, LINE, SIGNAL, "#7b8993", BAND, "#e5e8f8", "#f3e4f5"][: len(parts)])
    chart = (
        alt.Chart(inline(lines))
        .mark_bar(width={"band": 0.7})
        .encode(
            x=alt.X("period:N", sort=None, axis=axis(grid=False, labelAngle=0)),
            y=alt.Y("value:Q", axis=axis()),
            color=alt.Color("part:N", scale=colours, legend=alt.Legend(orient="bottom", title=None)),
            order=alt.Order("place:Q"),
        )
    )
    return svg_of(chart.properties(width=width, height=height), language)


_ATTRIBUTE = re.compile(r'(fill|stroke)="(#[0-9a-fA-F]{6})"')


def on_screen(svg: str) -> SafeString:
    """The same drawing in the page's own colours, as wide as the page lets it."""
    told = _ATTRIBUTE.sub(_as_token, svg)
    told = re.sub(r' width="[0-9.]+" height="[0-9.]+"', "", told, count=1)
    told = told.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    told = re.sub(r' (role|aria-roledescription|aria-label)="[^"]*"', "", told)
    # Drawn by the library from numbers and words that it escaped itself.
    return mark_safe(told)  # noqa: S308


def on_paper(svg: str) -> str:
    return svg.replace(SCREEN_LETTERS, PAPER_LETTERS)


def _as_token(found: "re.Match[str]") -> str:
    token = TOKENS.get(found[2].lower())
    return f'{found[1]}="var(--{token})"' if token else found[0]


def _row(it: Point) -> dict[str, Any]:
    """Days go as UTC midnights, and are shown in UTC: no zone of the server ever moves one."""
    told = {"at": f"{it.at.isoformat()}T00:00:00Z", "value": it.value, "signal": it.signal}
    return {**told, "centre": it.centre, "lower": it.lower, "upper": it.upper}


def _marks(marks: Sequence[Mark], height: int) -> list[Any]:
    import altair as alt

    lines = [{"at": f"{it.at.isoformat()}T00:00:00Z", "number": str(it.number)} for it in marks]
    base = alt.Chart(inline(lines)).encode(x="at:T")
    rule = base.mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1.2)
    disc = base.mark_circle(color=INK, size=260, opacity=1).encode(y=alt.value(-4))
    number = base.mark_text(color=SURFACE, fontSize=11, fontWeight=700, baseline="middle").encode(
        y=alt.value(-3.5), text="number:N"
    )
    return [rule, disc, number]


def inline(lines: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Data(values=lines)


def axis(**more: Any) -> Any:
    import altair as alt

    told = {"title": None, "domain": False, "ticks": False, "gridColor": GRID, "labelColor": QUIET, "labelPadding": 8}
    return alt.Axis(**{**told, **more})


_EVERY = {"day": "day", "week": "week", "month": "month", "year": "year"}
_NAMED = {"day": "%e %b", "week": "%e %b", "month": "%b", "year": "%Y"}
_MOST_NAMES = 14


def _time_axis(by: str, days: Sequence[date]) -> Any:
    """Periods by name; their year under the first, and under what begins each other year."""
    count = len(days)
    if by == "week" and count > _MOST_NAMES:
        by, count = "month", count // 4
    named = f"utcFormat(datum.value, '{_NAMED[by]}')"
    begins = "utcmonth(datum.value) == 0 && utcdate(datum.value) <= 7 || datum.index == 0"
    with_year = f"({begins}) ? [{named}, utcFormat(datum.value, '%Y')] : {named}"
    ticks = {"interval": _EVERY[by], "step": max(1, count // _MOST_NAMES) if by != "year" else 1}
    label = named if by == "year" else with_year
    named_days = {"values": [_midnight(it) for it in days]} if by == "week" else {"tickCount": ticks}
    return axis(grid=False, labelExpr=label, labelOverlap="greedy", **named_days)


def _midnight(day: date) -> int:
    """As the drawing library counts: milliseconds. Its own weeks begin on Sundays, ours on Mondays."""
    return int(datetime.combine(day, time(), UTC).timestamp() * 1000)


_LOOK = {
    "view": {"stroke": None},
    "background": None,
    "font": SCREEN_LETTERS,
    "padding": {"left": 14, "right": 12, "top": 8, "bottom": 4},
    "axis": {"labelFontSize": 12},
    "legend": {"labelColor": INK, "labelFontSize": 12, "symbolType": "square"},
}


def svg_of(chart: Any, language: str) -> str:
    spec = {**chart.to_dict(validate=False), "config": _LOOK}
    return _rendered(json.dumps(spec, sort_keys=True), "fr-FR" if language.startswith("fr") else "en-GB")


@lru_cache(maxsize=256)
def _rendered(spec: str, locale: Literal["fr-FR", "en-GB"]) -> str:
    import vl_convert  # a tenth of a second and many megabytes, for those who open a chart

    return str(vl_convert.vegalite_to_svg(spec, format_locale=locale, time_format_locale=locale))
