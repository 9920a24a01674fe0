"""Side by side: who changed against who did not, with few of them and with many."""

from dataclasses import astuple
from itertools import combinations

import numpy as np
import pytest
from statsmodels.regression.linear_model import OLS

from binome.measures.change.did import side_by_side
from binome.measures.change.values import Unusable
from binome.measures.change.weekly import Weekly, weekly
from tests.measures.change.drawn import remembering, weeks

TRUTH = 1.5
CHANGE = weeks(40)[20]


@pytest.mark.parametrize(("changed", "others"), [(1, 19), (2, 8), (3, 5), (4, 4), (5, 5), (8, 20)])
def test_intervals_of_95_per_cent_hold_the_truth_between_86_and_100_times_in_a_hundred(
    changed: int, others: int
) -> None:
    """Weeks that remember each other, practices that differ: sixty regions of each size."""
    luck = np.random.default_rng([changed, others])
    kept = 0
    for _ in range(60):
        told = side_by_side(drawn_region(luck, changed, others), {f"c{it}" for it in range(changed)}, CHANGE)
        assert told.effect is not None
        kept += told.effect.low <= TRUTH <= told.effect.high
    assert kept / 60 >= 0.86


def test_the_difference_is_that_of_a_regression_with_a_column_for_each_practice_and_each_side() -> None:
    """Practices of one size, all weeks there: the usual two-way estimate."""
    region = drawn_region(np.random.default_rng(1), 3, 6)
    told = side_by_side(region, {"c0", "c1", "c2"}, CHANGE)
    rows = [
        (unit, after, side)
        for unit, it in region.items()
        for after, side in enumerate((it.until(CHANGE), it.since(CHANGE)))
    ]
    units = sorted(region)
    design = [[float(unit == one) for one in units] + [after, after * unit.startswith("c")] for unit, after, _ in rows]
    fitted = OLS([side.ratio for *_, side in rows], design).fit()
    assert told.difference == pytest.approx(fitted.params[-1])


def test_the_interval_of_few_is_what_no_deal_rules_out() -> None:
    """Every effect inside, taken away, leaves the deal ordinary; just outside, it is one of the rarest."""
    region = drawn_region(np.random.default_rng(5), 3, 5)
    told = side_by_side(region, {"c0", "c1", "c2"}, CHANGE)
    assert told.effect is not None
    moved = np.array([it.moved for it in told.sides])
    mine = np.array([it.changed for it in told.sides])
    for effect, ordinary in ((told.effect.low - 1e-6, False), (told.effect.low + 1e-6, True)):
        assert (_share_as_far(moved - effect * mine, mine) > 0.05) == ordinary
    for effect, ordinary in ((told.effect.high + 1e-6, False), (told.effect.high - 1e-6, True)):
        assert (_share_as_far(moved - effect * mine, mine) > 0.05) == ordinary


def test_nothing_put_in_is_found_once_in_twenty_at_most() -> None:
    """The placebo within the weeks before the change."""
    luck, found = np.random.default_rng(9), 0
    for _ in range(100):
        placebo = side_by_side(drawn_region(luck, 3, 6), {"c0", "c1", "c2"}, CHANGE).placebo
        assert placebo is not None
        assert placebo.effect is not None
        found += placebo.effect.settled
    assert found / 100 <= 0.10


@pytest.mark.parametrize(("changed", "others"), [(1, 1), (1, 5), (2, 3), (3, 3)])
def test_so_few_that_no_deal_is_rare_are_told_without_an_interval(changed: int, others: int) -> None:
    """Six deals cannot show one in twenty; the difference is told all the same."""
    told = side_by_side(
        drawn_region(np.random.default_rng(1), changed, others), {f"c{it}" for it in range(changed)}, CHANGE
    )
    assert told.effect is None
    assert told.least_p > 0.05
    assert told.difference == pytest.approx(told.moved_changed - told.moved_others)


def test_many_deals_are_drawn_always_the_same() -> None:
    """Four of forty: more deals than are counted one by one."""
    region = drawn_region(np.random.default_rng(2), 4, 36)
    one, two = (side_by_side(region, {"c0", "c1", "c2", "c3"}, CHANGE) for _ in range(2))
    assert one.effect is not None
    assert two.effect is not None
    assert astuple(one.effect) == astuple(two.effect)
    assert one.effect.low <= TRUTH <= one.effect.high


def test_what_cannot_be_compared_is_refused() -> None:
    """Nobody on one side, somebody unknown, a practice that came later."""
    region = drawn_region(np.random.default_rng(1), 2, 2)
    late = {**region, "late": weekly(weeks(40)[25:], [1.0] * 15)}
    for units, changed, why in (
        (region, set(region), "one_sided"),
        (region, set[str](), "one_sided"),
        (region, {"c0", "nobody"}, "unit_unknown"),
        (late, {"c0"}, "unit_one_sided"),
    ):
        with pytest.raises(Unusable) as refused:
            side_by_side(units, changed, CHANGE)
        assert refused.value.why == why


def drawn_region(luck: np.random.Generator, changed: int, others: int) -> dict[str, Weekly]:
    """Each practice at its own height, moving with the country and a little by itself."""
    country = np.linspace(0, 2, 40)
    told = {}
    for name in [f"c{it}" for it in range(changed)] + [f"o{it}" for it in range(others)]:
        drift = np.repeat([0.0, luck.normal(0, 0.5)], 20)
        values = luck.normal(15, 4) + country + drift + remembering(luck, 40, 0.4)[:, 0]
        told[name] = weekly(weeks(40), list(values + TRUTH * name.startswith("c") * np.repeat([0.0, 1.0], 20)))
    return told


def _share_as_far(moved: np.ndarray, mine: np.ndarray) -> float:
    """Of all deals, by hand: how many differ as much as the true one."""
    count, everybody = int(mine.sum()), range(len(moved))
    true = abs(moved[mine].mean() - moved[~mine].mean())
    deals = [np.isin(everybody, chosen) for chosen in combinations(everybody, count)]
    return float(np.mean([abs(moved[it].mean() - moved[~it].mean()) >= true - 1e-12 for it in deals]))
