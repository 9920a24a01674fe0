"""What is said of a change holds as often as the papers say: unkind series, rivals and the twin's own practices.

`./run truth` draws two thousand series a row, the suite a hundred; `--log-cli-level=INFO` tells what was counted.
"""

import logging
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import settings
from statsmodels.regression.linear_model import GLSAR, OLS

from binome.measures.change.did import side_by_side
from binome.measures.change.evaluation import evaluate
from binome.measures.change.its import average_contrast, interrupted, slope_design, step_design
from binome.measures.change.remembering import Floats, regress
from binome.measures.change.values import Effect
from tests.measures.change.drawn import WARMING, held, remembering, weeks
from tests.measures.change.lived_before_and_after import days_of, journal, weeks_of
from tests.measures.change.test_did import CHANGE as SIDE_CHANGE
from tests.measures.change.test_did import TRUTH, drawn_region
from tests.measures.change.test_evaluation import CHANGE, FIGURES
from tests.measures.change.test_evaluation import days_of as days_with

IN_SUITE = settings.get_current_profile_name() == "suite"
SERIES = 100 if IN_SUITE else 2_000
RIVAL_SERIES = 40 if IN_SUITE else 400
REGIONS = 600
PRACTICES = 3 if IN_SUITE else 100
JOURNALS = 3 if IN_SUITE else 60
COUNTED = logging.getLogger(__name__)
LUCK = 0.08 if IN_SUITE else 0.015
"""So few series leave so much luck to a share."""

pytestmark = [pytest.mark.random_cases, pytest.mark.timeout(1_800)]


def _second_order(luck: np.random.Generator, count: int) -> Floats:
    """Weeks that remember the two before."""
    drawn = luck.standard_normal((count + WARMING, SERIES))
    for week in range(2, count + WARMING):
        drawn[week] += 0.4 * drawn[week - 1] + 0.25 * drawn[week - 2]
    return drawn[WARMING:]


def _lopsided(luck: np.random.Generator, count: int) -> Floats:
    """Waits: mostly short, at times very long."""
    drawn = luck.exponential(size=(count + WARMING, SERIES)) - 1
    for week in range(1, count + WARMING):
        drawn[week] += 0.3 * drawn[week - 1]
    return drawn[WARMING:]


def _counts(luck: np.random.Generator, count: int) -> Floats:
    """Rare events, some three a week."""
    return luck.poisson(np.exp(1.1 + 0.3 * remembering(luck, count, 0.5, SERIES))).astype(float)


def _uneven(luck: np.random.Generator, count: int) -> Floats:
    """Weeks of 30 to 120 visits."""
    return remembering(luck, count, 0.3, SERIES) / np.sqrt(luck.integers(30, 120, (count, 1)) / 100)


def _drifting(luck: np.random.Generator, count: int) -> Floats:
    """A slow movement under the luck of each week."""
    return remembering(luck, count, 0.9, SERIES) + luck.standard_normal((count, SERIES))


def _wandering(luck: np.random.Generator, count: int) -> Floats:
    """A movement that never comes back: no design of this kind can tell it from a change."""
    return np.cumsum(0.3 * luck.standard_normal((count, SERIES)), 0) + luck.standard_normal((count, SERIES))


UNKIND = (
    (_second_order, 0.87),
    (_lopsided, 0.92),
    (_counts, 0.92),
    (_uneven, 0.92),
    (_drifting, 0.88),
    (_wandering, 0.78),
)


@pytest.mark.parametrize(("draw", "least"), UNKIND, ids=lambda it: getattr(it, "__name__", str(it)))
@pytest.mark.parametrize(("before", "after"), [(12, 12), (26, 26), (60, 26)])
def test_intervals_hold_on_series_that_are_not_as_supposed(
    draw: Callable[[np.random.Generator, int], Floats], least: float, before: int, after: int
) -> None:
    """Level, slope, average and plain difference, on series of another law than the one they are computed with."""
    shares = _held(draw(np.random.default_rng([before, after]), before + after), before, after)
    COUNTED.info("%s %d+%d: %s", draw.__name__, before, after, np.round(shares, 3))
    assert min(shares) >= least - LUCK


@pytest.mark.skipif(IN_SUITE, reason="tests/measures/change/test_its.py counts it in the suite")
@pytest.mark.parametrize("memory", [-0.2, 0.0, 0.3, 0.6, 0.8])
@pytest.mark.parametrize(("before", "after", "least"), [(8, 8, 0.84), (12, 12, 0.87), (26, 26, 0.92), (60, 26, 0.92)])
def test_intervals_hold_on_weeks_that_remember(before: int, after: int, least: float, memory: float) -> None:
    """The law they are computed with; the least is at the strongest memory."""
    luck = np.random.default_rng([before, after, round(10 * memory) + 10])
    shares = _held(remembering(luck, before + after, memory, SERIES), before, after)
    COUNTED.info("memory %s %d+%d: %s", memory, before, after, np.round(shares, 3))
    assert min(shares) >= (least if memory > 0.5 else max(least, 0.93)) - LUCK


def test_the_usual_methods_promise_more_than_they_keep() -> None:
    """Why none of them was taken: on 26 + 26 weeks with a memory of 0.6, each holds a slope less often than ours."""
    before, after, memory = 26, 26, 0.6
    known = weeks(before + after)
    values = remembering(np.random.default_rng(1), before + after, memory, RIVAL_SERIES)
    design = slope_design(known, known[before], season=False)
    ours = held(regress(design, values, known).share_below(np.eye(4)[3], 0.0))
    rivals = {"ols": 0, "newey_west": 0, "glsar": 0}
    for column in values.T:
        hac = {"maxlags": 3, "use_correction": True}
        fits = {
            "ols": OLS(column, design).fit(),
            "newey_west": OLS(column, design).fit(cov_type="HAC", cov_kwds=hac, use_t=True),
            "glsar": GLSAR(column, design, 1).iterative_fit(8),
        }
        for name, fit in fits.items():
            low, high = fit.conf_int()[3]
            rivals[name] += low <= 0 <= high
    shares = {name: count / RIVAL_SERIES for name, count in rivals.items()}
    COUNTED.info("ours %.3f, %s", ours, shares)
    assert ours >= 0.92 - LUCK
    assert all(share < ours for share in shares.values())


@pytest.mark.skipif(IN_SUITE, reason="tests/measures/change/test_did.py counts it in the suite")
@pytest.mark.parametrize(("changed", "others"), [(1, 19), (2, 8), (3, 5), (4, 4), (5, 5), (8, 20)])
def test_intervals_hold_for_practices_side_by_side(changed: int, others: int) -> None:
    """Practices that drift by themselves, weeks that remember."""
    luck, kept = np.random.default_rng([changed, others]), 0
    for _ in range(REGIONS):
        told = side_by_side(drawn_region(luck, changed, others), {f"c{it}" for it in range(changed)}, SIDE_CHANGE)
        assert told.effect is not None
        kept += told.effect.low <= TRUTH <= told.effect.high
    COUNTED.info("side by side %d and %d: %.3f", changed, others, kept / REGIONS)
    assert kept / REGIONS >= 0.93 - LUCK


def test_where_nothing_changed_a_change_is_hardly_ever_told() -> None:
    """Six figures a practice: one practice in twenty at most shows one, all figures counted."""
    luck = np.random.default_rng(2)
    told = [evaluate(days_with(luck), CHANGE, FIGURES).figures for _ in range(PRACTICES)]
    wrong = sum(any(it.verdict.code.startswith(("shifted", "differs")) for it in figures) for figures in told)
    COUNTED.info("a change told where there is none: %d of %d", wrong, PRACTICES)
    assert wrong <= max(1, 0.05 * PRACTICES)


TRUTHS = {
    "medical_min_per_visit": -3.01,
    "held_min_per_visit": 3.04,
    "wait_min": 8.03,
    "in_practice_min": 11.03,
}
"""What the assistant changes in the small practice: the mean of 150 pairs of journals, sure to 0.4 min at worst."""


def test_intervals_hold_on_practices_of_the_twin_whose_true_effect_is_known() -> None:
    """Twelve weeks without the assistant and twelve with her, lived, told as a journal, and measured again."""
    found: list[tuple[str, Effect, float]] = []
    for replication in range(JOURNALS):
        lines, came = journal(replication, 12, 12)
        days = days_of(lines)
        for code, truth in TRUTHS.items():
            told = interrupted(weeks_of(days, code), came)
            assert told.difference is not None
            assert told.trended is not None
            found += [("difference", told.difference, truth), ("average", told.trended.average, truth)]
            found += [("level", told.trended.level, truth), ("slope", told.trended.slope, 0.0)]
    for kind in ("difference", "average", "level", "slope"):
        kept = [it.low <= truth <= it.high for name, it, truth in found if name == kind]
        COUNTED.info("twin %s: %d of %d", kind, sum(kept), len(kept))
        assert sum(kept) / len(kept) >= 0.93 - 2 * LUCK


def _held(values: Floats, before: int, after: int) -> tuple[float, ...]:
    known, season = weeks(before + after), before >= 52
    bent = regress(slope_design(known, known[before], season=season), values, known)
    step = regress(step_design(known, known[before], season=season), values, known)
    one, other = np.eye(bent.coefficients.shape[1]), np.eye(step.coefficients.shape[1])
    average = average_contrast(known, known[before], season=season)
    shares = [held(bent.share_below(it, 0.0)) for it in (one[2], one[3], average)]
    return (*shares, held(step.share_below(other[1], 0.0)))
