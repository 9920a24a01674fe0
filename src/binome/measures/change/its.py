"""Before and after a day: interrupted time series on weeks.

The weeks before have a level and a slope; the day may shift the level and bend the slope. Where a whole year stands
before it, the season has one wave of its own. Errors remember the week before (`remembering.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

import numpy as np

from binome.measures.change.remembering import Floats, Regressed, regress
from binome.measures.change.values import Effect, Unusable
from binome.measures.change.weekly import WEEK, Weekly, monday

FEWEST = 8
"""Weeks wanted on each side: with fewer, a slope and its memory are not told apart."""
FEWEST_TO_COMPARE = 4
"""Weeks wanted on each side for a difference without slopes."""
YEAR_WEEKS = 365.25 / 7
FEWEST_FOR_A_SEASON = 52
MOST_PLACEBOS = 8
MOST = 156
"""Weeks taken on each side: the practice of more than three years ago is another one."""
METHOD = "its_memory"


@dataclass(frozen=True, slots=True)
class Placebo:
    """The same calculation at a day when nothing was changed, on the weeks before the change alone."""

    on: date
    average: Effect


@dataclass(frozen=True, slots=True)
class Trended:
    """What the day shifted and bent, beside the level and the slope from before."""

    level: Effect
    slope: Effect
    """A week, beside the slope from before."""
    average: Effect
    """Over the weeks after, beside what the weeks before let expect: level and slope together."""
    slope_before: Effect


@dataclass(frozen=True, slots=True)
class Interruption:
    """What the weeks tell about a day. Effects are None when there are too few weeks to tell."""

    change: date
    n_before: int
    n_after: int
    before: float
    after: float
    difference: Effect | None
    """After less before, as if neither side had a slope."""
    trended: Trended | None
    memory: float | None
    """How much a week tells of the next: the mean of what is believed of it."""
    season: bool
    placebos: tuple[Placebo, ...]
    too_far: int
    """Weeks more than three years away, which count for neither side."""
    left_out: tuple[date, ...]
    """Weeks that count for neither side: the one with the day in its middle, those when hardly anything was open."""
    method: str = METHOD


def interrupted(series: Weekly, change: date) -> Interruption:
    """Before and after that day. Refused when there is no week on one of its sides, or nothing ever varies."""
    left_out = tuple(sorted({*series.thin, *_middle(series, change)}))
    whole = series.without(left_out)
    before, after = whole.until(change).nearest(-MOST), whole.since(change).nearest(MOST)
    kept = before.then(after)
    _refuse_unless_both(series, before, after, change)
    fewest, season = min(len(before), len(after)), len(before) >= FEWEST_FOR_A_SEASON
    stepped = _fitted(step_design, kept, after.weeks[0], season=season) if fewest >= FEWEST_TO_COMPARE else None
    bent = _fitted(slope_design, kept, after.weeks[0], season=season) if fewest >= FEWEST else None
    best = bent or stepped
    return Interruption(
        change,
        n_before=len(before),
        n_after=len(after),
        before=_ratio(before),
        after=_ratio(after),
        difference=stepped.effect(_nth(1, stepped)) if stepped else None,
        trended=_trended(bent, kept, after.weeks[0], season=season) if bent else None,
        memory=float(best.memory[0]) if best else None,
        season=season and best is not None,
        placebos=placebos(before),
        too_far=len(whole) - len(kept),
        left_out=left_out,
    )


def _ratio(series: Weekly) -> float:
    ratio = series.ratio
    assert ratio is not None, "weeks without anything below are not there"
    return ratio


def placebos(before: Weekly) -> tuple[Placebo, ...]:
    """At most eight days spread over the weeks before, each with enough weeks on both sides."""
    possible = range(FEWEST, len(before) - FEWEST + 1)
    if not possible or _constant(before.values):
        return ()
    chosen = np.unique(np.linspace(possible[0], possible[-1], min(MOST_PLACEBOS, len(possible))).round().astype(int))
    return tuple(_placebo(before, before.weeks[at]) for at in chosen)


def _placebo(before: Weekly, on: date) -> Placebo:
    season = len(before.until(on)) >= FEWEST_FOR_A_SEASON
    fitted = _fitted(slope_design, before, on, season=season)
    return Placebo(on, fitted.effect(average_contrast(before.weeks, on, season=season)))


def _trended(bent: Regressed, kept: Weekly, on: date, *, season: bool) -> Trended:
    return Trended(
        level=bent.effect(_nth(2, bent)),
        slope=bent.effect(_nth(3, bent)),
        average=bent.effect(average_contrast(kept.weeks, on, season=season)),
        slope_before=bent.effect(_nth(1, bent)),
    )


class Design(Protocol):
    """Which columns a regression has."""

    def __call__(self, weeks: Sequence[date], on: date, *, season: bool) -> Floats: ...


def _fitted(design: Design, series: Weekly, on: date, *, season: bool) -> Regressed:
    return regress(design(series.weeks, on, season=season), series.values, series.weeks)


def slope_design(weeks: Sequence[date], on: date, *, season: bool) -> Floats:
    """Columns: one, the slope, the shift, the bend; and the season's wave."""
    time, since = _time(weeks, on)
    return np.column_stack([np.ones_like(time), time, since, since * time, *_wave(weeks, season=season)])


def step_design(weeks: Sequence[date], on: date, *, season: bool) -> Floats:
    """Columns: one, the shift; and the season's wave."""
    _, since = _time(weeks, on)
    return np.column_stack([np.ones_like(since), since, *_wave(weeks, season=season)])


def average_contrast(weeks: Sequence[date], on: date, *, season: bool) -> Floats:
    """The shift and the bend, met over the weeks after."""
    time, since = _time(weeks, on)
    told = np.zeros(6 if season else 4)
    told[2], told[3] = 1.0, time[since > 0].mean()
    return told


def _time(weeks: Sequence[date], on: date) -> tuple[Floats, Floats]:
    time = np.array([(week - monday(on)) // WEEK for week in weeks], float)
    return time, (time >= 0).astype(float)


def _wave(weeks: Sequence[date], *, season: bool) -> list[Floats]:
    if not season:
        return []
    turned = 2 * np.pi * np.array([week.toordinal() / 7 for week in weeks]) / YEAR_WEEKS
    return [np.sin(turned), np.cos(turned)]


def _nth(coefficient: int, fitted: Regressed) -> Floats:
    chosen = np.zeros(fitted.coefficients.shape[1])
    chosen[coefficient] = 1.0
    return chosen


def _middle(series: Weekly, change: date) -> list[date]:
    """The week that has the day in its middle is of neither side."""
    week = monday(change)
    return [week] if week != change and week in series.weeks else []


def _refuse_unless_both(series: Weekly, before: Weekly, after: Weekly, change: date) -> None:
    if len(series) < 2:
        raise Unusable("one_week", weeks=len(series))
    if not before or not after:
        raise Unusable("outside", day=change, first=series.weeks[0], last=series.weeks[-1])
    if _constant((*before.values, *after.values)):
        raise Unusable("constant", value=before.values[0])


def _constant(values: Sequence[float]) -> bool:
    return all(one == two for one, two in pairwise(values))
