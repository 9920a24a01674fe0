"""Charts of what is to come, in the look of web/charts: where a count goes with its range, money against a cost."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from binome.web.charts import BAND, INK, LINE, OTHER, QUIET, SIGNAL, WIDTH, axis, inline, svg_of

KEPT = 128
"""Drawings: a page that is looked at again is not drawn again."""
WIDER_BAND = "#e5e8f8"
FAN_HEIGHT, FLOW_HEIGHT = 230, 220
SHORT, LONG = 200, 500
"""Days: a shorter time is named by month, a longer one by quarter, the longest by year."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day to come: the middle, and between what four in five, and nineteen in twenty, would lie."""

    at: date
    middle: float
    low_80: float | None = None
    high_80: float | None = None
    low_95: float | None = None
    high_95: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """From where, on which day; to where, by which."""

    since: date
    start: float
    by: date | None
    target: float
    words: str


@dataclass(frozen=True, slots=True)
class Year:
    """What comes in, over which range, against what it costs. `name` as the axis says it."""

    name: str
    aid: float
    low: float
    high: float
    cost: float


@lru_cache(maxsize=KEPT)
def fan(
    read: tuple[tuple[date, float], ...],
    ahead: tuple[Ahead, ...],
    goal: Goal,
    *,
    today: date,
    language: str,
    width: int = WIDTH,
    height: int = FAN_HEIGHT,
) -> str:
    """What was counted, day by day; where it goes, as a range; the target as a line across."""
    import altair as alt

    told = [_row(it) for it in (*_began(read, ahead), *ahead)]
    days = [day for day, _count in read] + [it.at for it in ahead] + [today] + ([goal.by] if goal.by else [])
    first, last = min([*days, goal.since]), max(days)
    x = alt.X("at:T", axis=_days_axis((last - first).days), scale=alt.Scale(type="utc", nice=False, padding=14))
    y = alt.Y("middle:Q", axis=axis(tickCount=5), scale=alt.Scale(zero=False, nice=True))
    base = alt.Chart(inline(told)).encode(x=x)
    known = base.transform_filter("isValid(datum.low_95)")  # a band without ends would fall to nought
    line = alt.Chart(inline([{"at": _utc(day), "middle": count} for day, count in read])).encode(x=x, y=y)
    parts = [
        known.mark_area(color=WIDER_BAND, opacity=1).encode(y="low_95:Q", y2="high_95:Q"),
        known.mark_area(color=BAND, opacity=1).encode(y="low_80:Q", y2="high_80:Q"),
        base.mark_line(color=LINE, strokeDash=[6, 4], strokeWidth=1.6).encode(y="middle:Q"),
        line.mark_line(color=LINE, strokeWidth=2.2),
        line.mark_circle(color=LINE, size=46, opacity=1),
        *_goal(goal, first, last, x),
        *_today(today),
    ]
    return svg_of(alt.layer(*parts).properties(width=width, height=height), language)


@lru_cache(maxsize=KEPT)
def flow(years: tuple[Year, ...], *, language: str, width: int = WIDTH, height: int = FLOW_HEIGHT) -> str:
    """A bar a year for what comes in, with its range; across it, what the year costs."""
    import altair as alt

    lines = [{"name": it.name, "aid": it.aid, "low": it.low, "high": it.high, "cost": it.cost} for it in years]
    x = alt.X("name:N", sort=None, axis=axis(grid=False, labelAngle=0))
    base = alt.Chart(inline(lines)).encode(x=x)
    y = alt.Y("aid:Q", axis=axis(tickCount=5, format=",.0f"), scale=alt.Scale(zero=True))
    ranged = base.transform_filter("datum.low != datum.high")
    parts = [
        base.mark_bar(color=LINE, width={"band": 0.5}, cornerRadiusEnd=2).encode(y=y),
        ranged.mark_rule(color=INK, strokeWidth=1.6).encode(y="low:Q", y2="high:Q"),
        base.mark_tick(color=SIGNAL, thickness=3, width={"band": 0.78}).encode(y="cost:Q"),
    ]
    return svg_of(alt.layer(*parts).properties(width=width, height=height), language)


def _began(read: tuple[tuple[date, float], ...], ahead: tuple[Ahead, ...]) -> tuple[Ahead, ...]:
    """The last count, from which what is to come sets out; a range that is known opens there."""
    if not read or not ahead:
        return ()
    (day, count), opens = read[-1], ahead[0].low_95 is not None
    return (Ahead(day, count, *(count,) * 4) if opens else Ahead(day, count),)


def _goal(goal: Goal, first: date, last: date, x: Any) -> list[Any]:
    """The target across the drawing, and the even way to it."""
    import altair as alt

    across = [{"at": _utc(day), "middle": goal.target} for day in (first, last)]
    parts = [alt.Chart(inline(across)).mark_line(color=OTHER, strokeWidth=1.8).encode(x=x, y="middle:Q")]
    named = alt.Chart(inline([{"at": _utc(first), "middle": goal.target, "words": goal.words}]))
    parts.append(
        named.mark_text(color=OTHER, align="left", dx=4, dy=-8, fontSize=12, fontWeight=600).encode(
            x=x, y="middle:Q", text="words:N"
        )
    )
    if goal.by and goal.target > goal.start:
        even = [{"at": _utc(goal.since), "middle": goal.start}, {"at": _utc(goal.by), "middle": goal.target}]
        thin = alt.Chart(inline(even)).mark_line(color=OTHER, strokeWidth=1, strokeDash=[2, 3])
        parts.append(thin.encode(x=x, y="middle:Q"))
    return parts


def _today(today: date) -> list[Any]:
    import altair as alt

    return [alt.Chart(inline([{"at": _utc(today)}])).mark_rule(color=QUIET, strokeDash=[3, 3]).encode(x="at:T")]


def _days_axis(days: int) -> Any:
    every = {"interval": "month", "step": 1 if days < SHORT else 3 if days < LONG * 2 else 6}
    label = "[utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')]"
    return axis(grid=False, labelExpr=label, tickCount=every, labelOverlap="greedy")


def _row(it: Ahead) -> dict[str, Any]:
    ends = {name: getattr(it, name) for name in ("low_80", "high_80", "low_95", "high_95")}
    return {"at": _utc(it.at), "middle": it.middle, **ends}


def _utc(day: date) -> str:
    """Days go as UTC midnights, and are shown in UTC: no zone of the server ever moves one."""
    return f"{day.isoformat()}T00:00:00Z"
