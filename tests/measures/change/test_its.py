"""Before and after a day: intervals that keep their promise, days when nothing happened, what cannot be told."""

from dataclasses import astuple
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.regression.linear_model import GLS

from binome.measures.change.its import (
    FEWEST,
    FEWEST_TO_COMPARE,
    MOST,
    Trended,
    average_contrast,
    interrupted,
    placebos,
    slope_design,
    step_design,
)
from binome.measures.change.remembering import MEMORIES, regress
from binome.measures.change.values import Effect, Unusable
from binome.measures.change.weekly import Weekly, weekly
from tests.measures.change.drawn import MONDAY, changed, held, remembering, weeks

SERIES = 300
LEAST = {8: 0.84, 12: 0.86, 26: 0.90, 60: 0.90}
"""By weeks before, how often the intervals hold at least, for the strongest memory; the most is always."""


@pytest.mark.parametrize("memory", [-0.2, 0.0, 0.3, 0.6, 0.8])
@pytest.mark.parametrize(("before", "after"), [(8, 8), (12, 12), (26, 12), (26, 26), (60, 26)])
def test_intervals_of_95_per_cent_hold_the_truth_as_often_as_the_papers_say(
    before: int, after: int, memory: float
) -> None:
    """On three hundred series each, whatever the memory: 84 to 100 times in a hundred, from 90 with half a year."""
    known, season = weeks(before + after), before >= 52
    luck = np.random.default_rng([before, after, round(10 * memory) + 10])
    values = remembering(luck, before + after, memory, SERIES)
    bent = regress(slope_design(known, known[before], season=season), values, known)
    width = bent.coefficients.shape[1]
    wanted = [np.eye(width)[2], np.eye(width)[3], average_contrast(known, known[before], season=season)]
    shares = [held(bent.share_below(it, 0.0)) for it in wanted]
    step = regress(step_design(known, known[before], season=season), values, known)
    shares.append(held(step.share_below(np.eye(step.coefficients.shape[1])[1], 0.0)))
    assert min(shares) >= (LEAST[before] if memory > 0.5 else 0.92), shares


@pytest.mark.parametrize("memory", [0.0, 0.5])
def test_what_was_put_in_is_found(memory: float) -> None:
    """A shift of three spreads and a bend: within the intervals, and no zero in them."""
    luck = np.random.default_rng(8)
    told = interrupted(_series(changed(luck, 60, 40, memory=memory, level=-6.0, slope=0.2)), weeks(61)[60])
    assert told.trended is not None
    assert told.trended.level.low <= -6.0 <= told.trended.level.high < 0
    assert 0 < told.trended.slope.low <= 0.2 <= told.trended.slope.high
    assert told.trended.average.low <= -6.0 + 0.2 * 19.5 <= told.trended.average.high
    assert (told.n_before, told.n_after, told.season) == (60, 40, True)


def test_many_series_at_once_are_the_same_as_one_by_one() -> None:
    """So that what is measured of the many holds for the one on the screen."""
    known = weeks(30)
    values = remembering(np.random.default_rng(1), 30, 0.4, 5)
    design = slope_design(known, known[18], season=False)
    many = regress(design, values, known)
    for number in range(5):
        alone = regress(design, values[:, number], known)
        one, other = many.effect([0, 0, 1, 0], number), alone.effect([0, 0, 1, 0])
        assert astuple(one) == pytest.approx(astuple(other), rel=1e-9)


def test_for_one_memory_it_is_generalised_least_squares() -> None:
    """As statsmodels has it, gaps included: coefficients and their spread."""
    known = [week for number, week in enumerate(weeks(24)) if number not in (4, 5, 15)]
    values = remembering(np.random.default_rng(2), 21, 0.5)[:, 0]
    design = slope_design(known, known[12], season=False)
    told = regress(design, values, known)
    apart = np.array([[abs((one - two).days) // 7 for one in known] for two in known])
    for at in (0, 3, 12, 18, 25, 40):
        strength, luck = MEMORIES.strength[at], MEMORIES.luck[at]
        alike = (1 - luck) * np.sign(strength) ** apart * abs(strength) ** apart + luck * np.eye(21)
        usual = GLS(values, design, sigma=alike).fit()
        assert told.coefficients[at, :, 0] == pytest.approx(usual.params, rel=1e-7)
        spread = np.sqrt(np.diag(told.unscaled[at]) * told.variance[at, 0])
        assert spread == pytest.approx(usual.bse, rel=1e-7)


def test_a_memory_is_found_again() -> None:
    """On a long series, close to what was put in."""
    luck = np.random.default_rng(4)
    for memory in (0.0, 0.4, 0.8):
        told = interrupted(_series(changed(luck, 100, 60, memory=memory)), weeks(101)[100])
        assert told.memory == pytest.approx(memory, abs=0.2)


def test_a_season_is_taken_away_when_a_whole_year_stands_before() -> None:
    """Winters that come back are no effect of what was changed in autumn."""
    luck = np.random.default_rng(3)
    wave = 4 * np.cos(2 * np.pi * np.arange(130) * 7 / 365.25)
    values = 20 + wave + remembering(luck, 130, 0.2)[:, 0]
    told = interrupted(_series(list(values)), weeks(105)[104])
    assert told.season
    assert told.trended is not None
    assert told.trended.level.low < 0 < told.trended.level.high
    assert told.trended.average.high - told.trended.average.low < 4
    assert not interrupted(_series(list(values[:60])), weeks(31)[30]).season


def test_placebos_are_days_before_the_change_and_find_about_one_in_twenty() -> None:
    """Eight at most, each with eight weeks on both sides, none after the change."""
    luck = np.random.default_rng(6)
    seen, all_of_them = 0, 0
    for _ in range(30):
        series = _series(changed(luck, 40, 20, memory=0.3, level=9.0))
        told = interrupted(series, weeks(41)[40]).placebos
        assert len(told) == 8
        assert told[0].on >= weeks(60)[FEWEST]
        assert told[-1].on <= weeks(60)[40 - FEWEST]
        seen, all_of_them = seen + sum(it.average.settled for it in told), all_of_them + len(told)
    assert 0.005 <= seen / all_of_them <= 0.10


def test_with_too_few_weeks_before_there_is_no_placebo() -> None:
    assert placebos(_series(changed(np.random.default_rng(1), 15, 0, memory=0.0))) == ()


@pytest.mark.parametrize(
    ("before", "after", "compared", "trended"),
    [
        (FEWEST_TO_COMPARE - 1, 30, False, False),
        (FEWEST_TO_COMPARE, FEWEST_TO_COMPARE, True, False),
        (30, FEWEST - 1, True, False),
        (FEWEST, FEWEST, True, True),
    ],
)
def test_too_few_weeks_are_told_without_an_interval(before: int, after: int, compared: bool, trended: bool) -> None:
    """Before and after are told all the same."""
    series = _series(changed(np.random.default_rng(1), before, after, memory=0.1))
    told = interrupted(series, weeks(before + 1)[before])
    assert (told.difference is not None, told.trended is not None) == (compared, trended)
    assert told.before == pytest.approx(np.mean(series.values[:before]))


def test_the_week_of_the_change_and_weeks_nearly_closed_are_of_neither_side() -> None:
    """A change on a Wednesday; a week in August with a tenth of the visits."""
    below = [100.0] * 40
    below[10] = 9.0
    above = [it * value for it, value in zip(below, changed(np.random.default_rng(1), 20, 20, memory=0.0), strict=True)]
    told = interrupted(weekly(weeks(40), above, below), weeks(40)[20] + timedelta(days=2))
    assert told.left_out == (weeks(40)[10], weeks(40)[20])
    assert (told.n_before, told.n_after) == (19, 19)


@pytest.mark.random_cases
@given(
    values=st.lists(st.floats(-1e150, 1e150) | st.sampled_from([0.0, 1.0, 1e-12]), min_size=0, max_size=40),
    at=st.integers(-3, 45),
)
def test_any_series_is_told_or_refused(values: list[float], at: int) -> None:
    """Whatever its sizes: an interval with its two ends in order, or a refusal; nothing else."""
    try:
        told = interrupted(_series(values), MONDAY + timedelta(weeks=at))
    except Unusable:
        return
    effects = [told.difference, *(effects_of(told.trended)), *(it.average for it in told.placebos)]
    for effect in (it for it in effects if it is not None):
        assert effect.low <= effect.high
        assert 0 <= effect.p <= 1 + 1e-9


def effects_of(trended: Trended | None) -> tuple[Effect, ...]:
    return (trended.level, trended.slope, trended.average, trended.slope_before) if trended else ()


def test_weeks_of_long_ago_are_another_practice() -> None:
    """Three years on each side at most: two hundred years of weeks cost no more than six."""
    luck = np.random.default_rng(1)
    told = interrupted(_series(list(luck.standard_normal(400))), weeks(201)[200])
    assert (told.n_before, told.n_after, told.too_far) == (MOST, MOST, 400 - 2 * MOST)


@pytest.mark.parametrize(
    ("values", "change", "why"),
    [
        ([1.0, 2.0, 3.0], MONDAY - timedelta(days=30), "outside"),
        ([1.0, 2.0, 3.0], MONDAY, "outside"),
        ([1.0, 2.0, 3.0], MONDAY + timedelta(days=15), "outside"),
        ([1.0], MONDAY, "one_week"),
        ([], MONDAY, "one_week"),
        ([5.0] * 30, weeks(30)[15], "constant"),
        ([float(it) for it in range(30)], weeks(30)[15], "no_spread"),
        ([0.0] * 15 + [1.0] * 15, weeks(30)[15], "no_spread"),
    ],
)
def test_what_cannot_be_told_is_refused(values: list[float], change: date, why: str) -> None:
    """A day outside the weeks, one week, nothing that varies, a line without any luck."""
    with pytest.raises(Unusable) as refused:
        interrupted(_series(values), change)
    assert refused.value.why == why


def _series(values: list[float]) -> Weekly:
    return weekly(weeks(len(values)), values)
