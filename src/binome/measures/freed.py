"""Medical time freed on visits: what the visits of now would have cost at the baseline's minutes, less what they cost.

Nothing is adjusted. The baseline is the practice's own, declared by it; the range comes from how the days of both
periods differ. If the patients, their reasons or the doctors have changed as well, that is in the figure too.
"""

from dataclasses import dataclass
from datetime import date
from math import hypot

import polars as pl

from binome.measures.answers import LESS_THAN_A_WEEK, WEEK_DAYS, Answer, Known, error, sides, student, within
from binome.measures.catalogue import CATALOGUE

CODE, SPENT = "medical_time_freed_min_per_week", "medical_min_per_visit"
NEEDS_BASELINE, TOO_FEW, OVERLAP = "needs_baseline", "too_few", "baseline_overlaps"
METHOD = "unadjusted"
"""Said beside the figure wherever it stands."""


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    since: date
    until: date

    @property
    def weeks(self) -> float:
        return ((self.until - self.since).days + 1) / WEEK_DAYS


def freed(
    day_sums: pl.DataFrame, baseline: Period | None, now: Period, doctor: str = "", known: Known | None = None
) -> Answer:
    """Minutes a week. `above` is the minutes freed over the period, `below` its weeks, as far as they are known."""
    if baseline is None:
        return _nothing(NEEDS_BASELINE)
    if baseline.since <= now.until and now.since <= baseline.until:
        return _nothing(OVERLAP)
    now = Period(*within((now.since, now.until), known))
    if now.weeks < 1:
        return _nothing(LESS_THAN_A_WEEK)
    before = sides(day_sums, SPENT, baseline.since, baseline.until, doctor)
    after = sides(day_sums, SPENT, now.since, now.until, doctor)
    visits = [float(below.sum()) for _, below in (before, after)]
    if min(visits) < CATALOGUE[CODE].minimum:
        return _nothing(TOO_FEW)
    saved = before[0].sum() / visits[0] - after[0].sum() / visits[1]
    errors, days = [error(*it) for it in (before, after)], min(len(before[0]), len(after[0]))
    a_week = visits[1] / now.weeks
    half = None
    if None not in errors:
        half = student(days - 1) * hypot(*(it or 0.0 for it in errors)) * a_week
    value = float(saved) * a_week
    low, high = (None, None) if half is None else (value - half, value + half)
    return Answer(CODE, value, low, high, value * now.weeks, now.weeks, len(after[0]))


def _nothing(why: str) -> Answer:
    return Answer(CODE, None, None, None, None, None, 0, why)
