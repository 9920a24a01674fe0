"""What is due when an objective is attained in part: within bounds, never less for more, exact to the cent."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.contract.agreement import Goal
from binome.contract.attainment import METHODS, attained, due
from binome.contract.money import cents
from binome.contract.rules import topics
from tests.contract.making import counts, euros, goals

ways = st.sampled_from(["growth", "level"])
shares = st.fractions(0, 1, max_denominator=5000)


def test_the_methods_are_those_that_are_offered() -> None:
    """No code is offered that nothing computes, nor computed that is not offered."""
    assert list(METHODS) == list(topics()["method"].ways)


@given(goals, counts, st.integers(0, 500), ways)
def test_more_patients_never_attain_less(goal: Goal, count: int, more: int, way: str) -> None:
    """Under either way to say attained; and always from nothing to all of it."""
    fewer, many = attained(goal, count, way), attained(goal, count + more, way)
    assert 0 <= fewer <= many <= 1


@given(goals, counts, ways)
def test_all_of_it_is_attained_from_the_target_on_and_only_there(goal: Goal, count: int, way: str) -> None:
    """One patient short is not all of it."""
    assert (attained(goal, count, way) == 1) is (count >= goal.target)


def test_one_patient_more_may_be_all_that_is_asked() -> None:
    """Half of it is then nothing of it, and the start is not it."""
    assert [attained(Goal(1000, 1001), count, "growth") for count in (999, 1000, 1001)] == [0, 0, 1]
    assert attained(Goal(1000, 1002), 1001, "growth") == Fraction(1, 2)


@given(euros, shares, shares, st.sampled_from(sorted(METHODS)))
def test_what_is_due_is_never_negative_nor_more_than_the_most(
    most: Decimal, one: Fraction, two: Fraction, method: str
) -> None:
    """And is a whole number of cents."""
    found = due(most, one, two, method)
    assert 0 <= found <= most
    assert found == found.quantize(Decimal("0.01"))


@given(euros, shares, shares, shares, st.sampled_from(sorted(METHODS)))
def test_more_attained_is_never_less_due(
    most: Decimal, one: Fraction, two: Fraction, more: Fraction, method: str
) -> None:
    """For either quantity."""
    grown = min(Fraction(1), one + more)
    assert due(most, one, two, method) <= due(most, grown, two, method)
    assert due(most, two, one, method) <= due(most, two, grown, method)


@given(euros, shares)
def test_a_proration_is_exact_to_the_cent(most: Decimal, share: Fraction) -> None:
    """Less than half a cent from the exact fraction, whatever it is."""
    found = due(most, share, Fraction(1), "lower")
    assert abs(Fraction(found) - Fraction(most) * share) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("euros", "rounded"),
    [("1/3", "0.33"), ("2/3", "0.67"), ("1/200", "0.01"), ("-1/200", "-0.01"), ("-1/400", "0.00"), ("1/400", "0.00")],
)
def test_half_a_cent_goes_away_from_zero(euros: str, rounded: str) -> None:
    """And no amount is minus nought."""
    assert str(cents(Fraction(euros))) == rounded
