"""Means and their ranges, beside a statistics library that a run does not need."""

import math

import numpy as np
import pytest
from scipy import stats

from binome.twin.intervals import from_sums, incomplete_beta, mean_of, student


@pytest.mark.parametrize("freedom", [1, 2, 5, 19, 99, 999, 100_000])
@pytest.mark.parametrize("certainty", [0.5, 0.8, 0.95, 0.999])
def test_students_law_is_that_of_the_library(freedom: int, certainty: float) -> None:
    """To nine digits, from one degree of freedom on."""
    assert student(freedom, certainty) == pytest.approx(stats.t.ppf(0.5 + certainty / 2, freedom), rel=1e-9)


@pytest.mark.parametrize(("x", "a", "b"), [(0.0, 1, 1), (0.2, 0.5, 3), (0.9, 30, 0.5), (1.0, 2, 2)])
def test_the_incomplete_beta_is_that_of_the_library(x: float, a: float, b: float) -> None:
    """On both sides of where its fraction converges."""
    assert incomplete_beta(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-12)


def test_an_interval_holds_the_truth_as_often_as_it_says() -> None:
    """95 % intervals of 10 normal values hold their mean 93 to 97 times in a hundred."""
    rows = np.random.default_rng(7).normal(3.0, 2.0, (2_000, 10))
    held = sum(mean.low <= 3.0 <= mean.high for mean in map(mean_of, rows))
    assert 0.93 <= held / 2_000 <= 0.97


def test_what_is_unknown_is_left_out_and_one_value_has_no_interval() -> None:
    """A replication in which nobody came says nothing of waiting."""
    assert mean_of(np.array([1.0, math.nan, 3.0])).mean == 2.0
    assert math.isinf(mean_of(np.array([1.0])).high)
    assert math.isnan(mean_of(np.array([math.nan])).mean)
    assert mean_of(np.array([1.0])).as_json()["high"] is None


def test_sums_say_what_the_values_say() -> None:
    """Periods are kept as sums only."""
    values = np.array([1.0, 2.5, 4.0, 8.0])
    assert from_sums(4, values.sum(), (values**2).sum()) == pytest.approx(mean_of(values))
