"""What a difference is made of: parts that add up, by hand and on any numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.measures.change.explain import gathered, ratio_explained, total_explained
from binome.measures.change.values import Unusable

GROUPS = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.floats(0, 1e4), st.floats(0.5, 1e4)), min_size=1, max_size=6
)


def test_a_month_by_hand() -> None:
    """A sees 60 then 40 at 10 min, B 40 then 60 at 20 then 22 min: 14 becomes 17.2, 1 of it by B's pace.

    Pace: B weighs 0.5 on average, 0.5 × 2 = 1. Mix: 0.2 more of B (21) and less of A (10), 0.2 × 11 = 2.2.
    """
    told = ratio_explained({"a": (600, 60), "b": (800, 40)}, {"a": (400, 40), "b": (1320, 60)})
    assert (told.before, told.after) == (14, 17.2)
    assert (told.rate, told.mix, told.volume) == pytest.approx((1.0, 2.2, 0.0))
    assert [it.rate for it in told.parts] == pytest.approx([0.0, 1.0])


def test_a_total_moves_by_volume_too() -> None:
    """As many minutes a visit, twice the visits: all of it is volume."""
    told = total_explained({"a": (600, 60), "b": (800, 40)}, {"a": (1200, 120), "b": (1600, 80)})
    assert (told.volume, told.rate, told.mix) == pytest.approx((1400, 0, 0))


def test_who_comes_or_leaves_weighs_and_has_no_pace_to_compare() -> None:
    """A new doctor who is slower is mix, nobody's pace."""
    told = ratio_explained({"a": (100, 10)}, {"a": (100, 10), "new": (150, 10)})
    assert told.rate == 0
    assert told.mix == told.difference == 2.5


@pytest.mark.random_cases
@given(before=GROUPS, after=GROUPS)
def test_the_parts_add_up_to_the_difference(before: dict, after: dict) -> None:
    """Of ratios and totals, of any groups in either period."""
    for explain in (ratio_explained, total_explained):
        told = explain(before, after)
        scale = 1e-9 * (abs(told.before) + abs(told.after) + 1)
        assert told.volume + told.rate + told.mix == pytest.approx(told.difference, abs=scale)
        assert math.fsum(it.whole for it in told.parts) + told.volume == pytest.approx(told.difference, abs=scale)
        turned = explain(after, before)
        assert (turned.rate, turned.mix) == pytest.approx((-told.rate, -told.mix), abs=scale)


def test_groups_too_small_in_one_period_are_told_together() -> None:
    """Nobody is seen through the parts, and nothing is lost. Three of B and eight of C are enough together."""
    before, after = gathered({"a": (50, 10), "b": (9, 3), "c": (8, 8)}, {"a": (60, 12), "b": (70, 14)}, 10, "others")
    assert before == {"a": (50, 10), "others": (17, 11)}
    assert after == {"a": (60, 12), "others": (70, 14)}


def test_one_small_group_is_told_with_the_smallest_of_the_others() -> None:
    """Alone under another name, B's three would be what the whole leaves."""
    before, after = gathered({"a": (50, 40), "b": (9, 3), "c": (8, 20)}, {"a": (60, 40), "b": (70, 14)}, 10, "others")
    assert before == {"a": (50, 40), "others": (17, 23)}
    assert after == {"a": (60, 40), "others": (70, 14)}


@pytest.mark.parametrize("wrong", [{}, {"a": (1.0, 0.0)}, {"a": (float("nan"), 1.0)}])
def test_a_period_without_anything_is_refused(wrong: dict) -> None:
    with pytest.raises(Unusable):
        ratio_explained(wrong, {"a": (1.0, 1.0)})
