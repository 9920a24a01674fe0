"""Control charts: limits by hand, each rule on a series made for it, and how often they are wrong."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from binome.measures.change import spc
from binome.measures.change.rules import Family
from binome.measures.change.spc import Baseline, Chart
from binome.measures.change.values import Unusable
from binome.measures.change.weekly import Weekly, weekly
from tests.measures.change.drawn import remembering, weeks

HALF_YEAR = 26
CHARTS = 300
CALM = [10.0, 11.0, 9.0, 10.0, 11.0, 9.0, 10.0, 11.0, 9.0, 10.0, 11.0, 9.0]


def test_limits_of_values_come_from_the_moving_ranges_of_the_baseline() -> None:
    """Mean 10, mean range 15/11: three spreads are 3 × 15 / 11 / 1.128 away, for the points after too."""
    chart = spc.xmr(_values([*CALM, 10.0, 30.0]), Baseline(until=weeks(12)[-1]))
    away = 3 * 15 / 11 / 1.128
    assert chart.centre == 10
    assert (chart.points[-1].low, chart.points[-1].high) == pytest.approx((10 - away, 10 + away))
    assert chart.baseline == 12
    assert chart.points[-1].signals == ("outside",)
    assert chart.signals[0].side == "high"


def test_one_wild_jump_does_not_widen_the_limits() -> None:
    """Ranges beyond 3.27 mean ones are left out, once."""
    calm = spc.xmr(_values(CALM * 2)).points[0].high
    wild = spc.xmr(_values([*CALM, 60.0, *CALM]), Baseline()).points[0].high
    assert calm is not None
    assert wild is not None
    assert wild - np.mean([*CALM, 60.0, *CALM]) == pytest.approx(calm - 10, rel=0.1)


def test_limits_of_shares_are_those_of_the_binomial_law() -> None:
    """For each week by its own number: where five in a hundred is usual, 3 of 20 may well be, 80 of 400 not."""
    below = [20.0, 400.0] * 10
    above = [1.0, 20.0] * 9 + [3.0, 80.0]
    chart = spc.p(weekly(weeks(20), above, below), Baseline(until=weeks(20)[17]))
    assert chart.centre == pytest.approx(0.05)
    assert chart.points[0].high == pytest.approx(binom.isf(0.00135, 20, 0.05) / 20)
    assert chart.points[0].low is None
    assert chart.points[1].low == pytest.approx(binom.ppf(0.00135, 400, 0.05) / 400)
    assert [point.signals for point in chart.points[-2:]] == [(), ("outside",)]


def test_counts_are_measured_on_their_own_ground() -> None:
    """Twice the days, twice the events, the same point."""
    chart = spc.u(weekly(weeks(14), [5.0, 10.0, 4.0, 11.0, 6.0, 9.0] * 2 + [6.0, 60.0], [1.0, 2.0] * 7))
    assert chart.points[-1].signals == ("outside",)
    assert chart.wider == 1.0


def test_weeks_that_differ_by_more_than_chance_widen_the_limits() -> None:
    """As Laney does; a share that swings from 5 to 15 % of 400 is the usual here."""
    above = [20.0, 60.0] * 10
    chart = spc.p(weekly(weeks(20), above, [400.0] * 20))
    assert chart.wider > 3
    assert chart.signals == ()


@pytest.mark.parametrize(
    ("family", "then", "rule"),
    [
        (Family.NHS, [10.5] * 7, "shift_7"),
        (Family.NHS, [8.0, 8.5, 9.0, 9.5, 10.5, 11.0, 11.5], "trend_7"),
        (Family.NHS, [13.0, 9.0, 13.0], "two_of_three"),
        (Family.NHS, [5.0], "outside"),
        (Family.WESTERN_ELECTRIC, [10.5] * 8, "shift_8"),
        (Family.WESTERN_ELECTRIC, [11.4, 11.6, 9.0, 11.4, 11.5], "four_of_five"),
        (Family.WESTERN_ELECTRIC, [7.0, 7.1], "two_of_three"),
    ],
)
def test_each_rule_holds_on_a_series_made_for_it_and_not_one_point_earlier(
    family: Family, then: list[float], rule: str
) -> None:
    """The others of its family stay silent."""
    before = [9.9, *CALM[1:]] if rule.startswith("shift") else CALM
    base = Baseline(until=weeks(12)[-1])
    assert {it.rule for it in spc.xmr(_values([*before, *then]), base, family).since(weeks(13)[12])} == {rule}
    shorter = spc.xmr(_values([*before, *then[:-1]]), base, family)
    assert shorter.since(weeks(13)[12]) == ()


def test_a_run_that_goes_on_is_told_once() -> None:
    """With its first and its last week."""
    chart = spc.xmr(_values([*CALM, *[10.5] * 15]), Baseline(until=weeks(12)[-1]))
    (signal,) = chart.since(weeks(13)[12])
    assert (signal.rule, signal.since, signal.until) == ("shift_7", weeks(27)[12], weeks(27)[26])


def test_limits_begin_anew_at_each_phase() -> None:
    """What was a shift is the new usual, and no run crosses over."""
    shifted = [*CALM, *(it + 20 for it in CALM)]
    assert spc.xmr(_values(shifted), Baseline(until=weeks(12)[-1])).signals
    chart = spc.xmr(_values(shifted), phases=[weeks(13)[12]])
    assert chart.signals == ()
    assert (chart.points[0].centre, chart.points[-1].centre, chart.centre) == (10, 30, 30)


@pytest.mark.parametrize(
    ("draw", "chart", "least", "most"),
    [
        ("values", spc.xmr, 0.35, 0.55),
        ("shares_of_20", spc.p, 0.01, 0.12),
        ("shares_of_300", spc.p, 0.10, 0.32),
        ("counts_of_1", spc.u, 0.01, 0.14),
        ("counts_of_40", spc.u, 0.12, 0.34),
    ],
)
def test_how_often_half_a_year_without_any_change_shows_a_signal(
    draw: str, chart: Callable[..., Chart], least: float, most: float
) -> None:
    """Baseline of half a year, NHS rules: often, and the papers say it. Small weeks are not worse than large ones."""
    luck = np.random.default_rng(11)
    known = weeks(2 * HALF_YEAR)
    base = Baseline(until=known[HALF_YEAR - 1])
    alarms = sum(bool(chart(_drawn(luck, draw, known), base).since(known[HALF_YEAR])) for _ in range(CHARTS))
    assert least <= alarms / CHARTS <= most


def test_a_real_shift_of_two_spreads_is_seen() -> None:
    """In nineteen charts of twenty, within half a year."""
    luck, known = np.random.default_rng(12), weeks(2 * HALF_YEAR)
    shift = np.repeat([0.0, 2.0], HALF_YEAR)
    base = Baseline(until=known[HALF_YEAR - 1])
    seen = sum(
        bool(spc.xmr(weekly(known, list(shift + luck.standard_normal(52))), base).since(known[HALF_YEAR]))
        for _ in range(100)
    )
    assert seen >= 95


@pytest.mark.parametrize(
    ("chart", "above", "below", "why"),
    [
        (spc.xmr, [1.0, 2.0] * 5, None, "baseline_short"),
        (spc.xmr, [], None, "no_points"),
        (spc.xmr, [3.0] * 20, None, "constant"),
        (spc.p, [0.0] * 20, [30.0] * 20, "constant"),
        (spc.p, [1.5] * 20, [30.0] * 20, "not_a_share"),
        (spc.p, [31.0] * 20, [30.0] * 20, "not_a_share"),
        (spc.u, [1.5] * 20, None, "not_a_count"),
        (spc.u, [-1.0] * 20, None, "not_a_count"),
    ],
)
def test_what_no_chart_can_be_drawn_of_is_refused(
    chart: Callable[..., Chart], above: list[float], below: list[float] | None, why: str
) -> None:
    with pytest.raises(Unusable) as refused:
        chart(weekly(weeks(len(above)), above, below))
    assert refused.value.why == why


@pytest.mark.random_cases
@given(
    above=st.lists(st.floats(-1e150, 1e150) | st.integers(0, 30).map(float), max_size=40),
    below=st.floats(1e-9, 1e9) | st.integers(1, 60).map(float),
    chart=st.sampled_from([spc.xmr, spc.p, spc.u]),
    family=st.sampled_from(list(Family)),
)
def test_any_series_has_a_chart_or_a_refusal(
    above: list[float], below: float, chart: Callable[..., Chart], family: Family
) -> None:
    """A point for each week, its limits in order; or a refusal; nothing else."""
    try:
        told = chart(weekly(weeks(len(above)), above, [below] * len(above)), family=family)
    except Unusable:
        return
    assert len(told.points) == len(above)
    assert all((it.low or it.centre) <= (it.high or it.centre) for it in told.points)


def test_values_whose_squares_are_infinite_have_a_chart_too() -> None:
    """As a minute over next to nothing has."""
    assert len(spc.xmr(_values([0.0, 1.0, 1e155] * 8)).points) == 24


def test_how_far_a_chart_can_be_leaned_on_is_said() -> None:
    """Few points, rare events, weeks that remember each other."""
    assert {it.code for it in spc.xmr(_values(CALM)).cautions} >= {"spc_provisional"}
    rare = spc.p(weekly(weeks(24), [0.0, 0.0, 1.0] * 8, [10.0] * 24))
    assert {it.code for it in rare.cautions} >= {"spc_rare"}
    slow = remembering(np.random.default_rng(1), 60, 0.8)[:, 0]
    assert {it.code for it in spc.xmr(_values(list(slow))).cautions} == {"spc_memory"}


def _values(values: list[float]) -> Weekly:
    return weekly(weeks(len(values)), values)


def _drawn(luck: np.random.Generator, draw: str, known: list[date]) -> Weekly:
    count = len(known)
    if draw == "values":
        return weekly(known, list(luck.standard_normal(count)))
    kind, _, size = draw.rpartition("_")
    if kind == "counts_of":
        return weekly(known, list(luck.poisson(int(size), count)))
    below = np.maximum(1, luck.poisson(int(size), count))
    return weekly(known, list(luck.binomial(below, 0.1)), list(below))
