"""What a period says: each figure with its interval, and nothing about too few. For screens and exports alike.

Small numbers are hidden here and nowhere else: whoever shows or writes an Answer cannot forget to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from binome.measures.catalogue import CATALOGUE, Measure
from binome.measures.figures import FIGURES, PER_CENT, WEEKS, Figure

Floats = NDArray[np.float64]
NO_DATA, TOO_FEW, JOURNAL = "no_data", "too_few", "journal"
LESS_THAN_A_WEEK = "less_than_a_week"
"""Of a figure by the week: a few days are not one, for they have not its days of rest."""
LEVEL = 0.95
FEWEST = 3
"""Days, or weeks: of fewer, how they differ says nothing, and a figure stands without an interval."""
WEEK_DAYS = 7

TASKS, TASKS_TOLD, INBOX = "tasks", "tasks_per_week", "tasks_open_in_the_evening"

Known = tuple[date, date]
"""The first and the last day that the journal tells of: before and after them, nothing is known to be nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure over a period; `hidden` says why there is none. `days`: how many had something to count."""

    code: str
    value: float | None
    low: float | None
    high: float | None
    above: float | None
    below: float | None
    days: int
    hidden: str | None = None


class Daily(NamedTuple):
    """What a figure is counted on: both of its sums, a row a day, in their order."""

    days: NDArray[np.datetime64]
    above: Floats
    below: Floats

    def over(self, since: date, until: date) -> "Daily":
        """Of these days, both included."""
        first, last = np.searchsorted(self.days, np.array([since, until + ONE_DAY], self.days.dtype))
        return Daily(self.days[first:last], self.above[first:last], self.below[first:last])


ONE_DAY = timedelta(days=1)
NO_DAYS = Daily(np.zeros(0, "datetime64[D]"), np.zeros(0), np.zeros(0))


def daily(rows: pl.DataFrame) -> Daily:
    """Of one figure: what several rows say of a day is added."""
    if not rows["day"].is_sorted() or rows["day"].n_unique() < rows.height:
        rows = rows.group_by("day").agg(pl.col("above").sum(), pl.col("below").sum()).sort("day")
    return Daily(rows["day"].to_numpy(), rows["above"].to_numpy(), rows["below"].to_numpy())


def by_code(day_sums: pl.DataFrame) -> dict[str, Daily]:
    """Every figure there is anything of."""
    return {str(code): daily(rows) for (code,), rows in day_sums.partition_by("code", as_dict=True).items()}


def answers(
    day_sums: pl.DataFrame, since: date, until: date, doctor: str = "", known: Known | None = None
) -> dict[str, Answer]:
    """Every figure that adds up, from `since` to `until`, both included, in its order. `day_sums`: day, code,
    above, below, of one practice; when it also says `doctor`, the rows of that one ("": the whole practice).
    A figure by the week is counted on those of its days that are `known`.
    """
    return answers_of(by_code(of_doctor(where_told(day_sums), doctor)), since, until, known)


def answers_of(figures: Mapping[str, Daily], since: date, until: date, known: Known | None = None) -> dict[str, Answer]:
    """The same of sums that were taken apart once, for all of the days that are asked for."""
    additive = {code: it for code, it in CATALOGUE.items() if code in FIGURES}
    return {
        code: answer(it, figures.get(code, NO_DAYS).over(since, until), since, until, known)
        for code, it in additive.items()
    }


def where_told(day_sums: pl.DataFrame) -> pl.DataFrame:
    """Without what tasks are read for on days before any was written down: what nobody keeps is not an empty inbox.
    One that lies open from before these days says that they are kept.
    """
    of_tasks = pl.col("code").is_in([code for code, it in CATALOGUE.items() if TASKS in it.needs])
    kept = pl.col("code").is_in([TASKS_TOLD, INBOX]) & (pl.col("above") > 0)
    first = day_sums.filter(kept)["day"].min()
    return day_sums.filter(~of_tasks if first is None else ~of_tasks | (pl.col("day") >= first))


def apart(day_sums: pl.DataFrame, by: str, since: date, until: date) -> dict[str, dict[str, Answer]]:
    """By code, then by step, pathway or activity: the figures that are told apart by that. `day_sums` also has it."""
    kept = day_sums.filter(pl.col("day").is_between(since, until), pl.col(by).is_not_null())
    found: dict[str, dict[str, Answer]] = {}
    sizes: dict[str, dict[str, float]] = {}
    for (code, part), rows in sorted(kept.partition_by("code", by, as_dict=True).items(), key=lambda it: str(it[0])):
        measure = CATALOGUE[str(code)]
        if measure.by == by:
            found.setdefault(measure.code, {})[str(part)] = answer(measure, daily(rows), since, until)
            sizes.setdefault(measure.code, {})[str(part)] = float(rows[measure.on].sum())
    return {code: _without_rest(CATALOGUE[code], parts, sizes[code]) for code, parts in found.items()}


def _without_rest(measure: Measure, parts: Mapping[str, Answer], sizes: Mapping[str, float]) -> dict[str, Answer]:
    """What is left of the whole beside the parts that are shown is no small number either: the smallest of them are
    hidden with those that are too small, until together they are not.
    """
    few = {name for name, it in parts.items() if it.hidden == TOO_FEW}
    for name in sorted((it for it in parts if parts[it].hidden is None), key=lambda it: (sizes[it], it)):
        if not 0 < sum(sizes[it] for it in few) < measure.minimum:
            break
        few.add(name)
    hidden = {it: Answer(measure.code, None, None, None, None, None, parts[it].days, TOO_FEW) for it in few}
    return {**parts, **hidden}


def answer(measure: Measure, rows: Daily, since: date, until: date, known: Known | None = None) -> Answer:
    """A ratio of sums."""
    days, figure, (first, last) = len(rows.days), FIGURES[measure.code], within((since, until), known)
    if figure.below == WEEKS and days and (last - first).days + 1 < WEEK_DAYS:
        return Answer(measure.code, None, None, None, None, None, 0, LESS_THAN_A_WEEK)
    above, below = _apart(rows, figure, first, last)
    total = (float(above.sum()), float(below.sum()))
    hidden = _hidden(measure, *total, days)
    if hidden:
        return Answer(measure.code, None, None, None, None, None, days, hidden)
    low, high = _interval(above, below, figure)
    return Answer(measure.code, total[0] / total[1] * figure.scale, low, high, *total, days)


def within(days: Known, known: Known | None) -> Known:
    """Those of these days that are known; the last lies before the first when none is."""
    return days if known is None else (max(days[0], known[0]), min(days[1], known[1]))


def _hidden(measure: Measure, above: float, below: float, days: int) -> str | None:
    if days == 0 or below == 0:
        lacks = next((it for it in measure.needs if it != JOURNAL), None)
        return f"needs_{lacks}" if lacks else NO_DATA
    counted = above if measure.on == "above" else below
    return TOO_FEW if counted < measure.minimum else None


def _interval(above: Floats, below: Floats, figure: Figure) -> tuple[float | None, float | None]:
    """What cannot be below nothing, or above all, is not said to be. Of what never happened, what its count allows."""
    value, half = float(above.sum() / below.sum()), spread(above, below)
    if figure.scale == PER_CENT and value in (0.0, 1.0):
        unseen = 1.0 - ((1 - LEVEL) / 2) ** (1 / float(below.sum()))
        return (0.0, unseen * PER_CENT) if value == 0.0 else ((1.0 - unseen) * PER_CENT, PER_CENT)
    if half is None or half == 0.0:
        return None, None
    low = max(0.0, value - half) if value >= 0 else value - half
    high = min(1.0, value + half) if figure.scale == PER_CENT and value <= 1 else value + half
    return low * figure.scale, high * figure.scale


def _apart(rows: Daily, figure: Figure, since: date, until: date) -> tuple[Floats, Floats]:
    """Both sums of each day. A figure by the week is told apart week by week from `since` on, days of rest included:
    the last may be a part of one.
    """
    if figure.below != WEEKS or not len(rows.days):
        return rows.above, rows.below
    period = (until - since).days + 1
    below = np.array([min(WEEK_DAYS, period - first) / WEEK_DAYS for first in range(0, period, WEEK_DAYS)])
    above = np.zeros(len(below))
    inside = rows.over(since, until)
    np.add.at(above, (inside.days - np.datetime64(since, "D")).astype(int) // WEEK_DAYS, inside.above)
    return above, below


def spread(above: Floats, below: Floats) -> float | None:
    """Half the 95 % interval of a ratio of sums."""
    found = error(above, below)
    return None if found is None else student(len(above) - 1) * found


@cache
def student(freedom: int) -> float:
    """How many standard errors make half a 95 % interval."""
    from scipy.special import stdtrit  # a server starts without it

    return float(stdtrit(freedom, (1 + LEVEL) / 2))


def error(above: Floats, below: Floats) -> float | None:
    """The standard error of a ratio of sums, from how the days differ: the ratio made linear."""
    days = len(above)
    if days < FEWEST or below.sum() == 0:
        return None
    left = above - above.sum() / below.sum() * below
    return float(np.sqrt(days / (days - 1) * np.square(left).sum()) / below.sum())


def sides(day_sums: pl.DataFrame, code: str, since: date, until: date, doctor: str = "") -> tuple[Floats, Floats]:
    """Both sums of a figure, day by day."""
    rows = of_doctor(day_sums, doctor).filter(pl.col("code") == code, pl.col("day").is_between(since, until))
    told = daily(rows)
    return told.above, told.below


def of_doctor(day_sums: pl.DataFrame, doctor: str) -> pl.DataFrame:
    return day_sums.filter(pl.col("doctor") == doctor) if "doctor" in day_sums.columns else day_sums
