"""The pace of the readings and its range: on truths that are known, the range holds at least as often as it says."""

import math
import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.contract import student
from binome.contract.trend import Point, line_through, outlook, pace

FIRST = date(2024, 9, 1)
Truth = Callable[[random.Random, list[int]], list[float]]


def line_with_errors(luck: random.Random, days: list[int]) -> list[float]:
    """Each count errs by itself around a line."""
    return [1000 + 0.2 * day + luck.gauss(0, 6) for day in days]


def steps_that_stay(luck: random.Random, days: list[int]) -> list[float]:
    """What was gained stays gained: the errors add up."""
    found, count = [], 1000.0
    for before, day in zip([0, *days], days, strict=False):
        count += 0.2 * (day - before) + luck.gauss(0, 0.7 * math.sqrt(day - before))
        found.append(count)
    return found


def arrivals_one_by_one(luck: random.Random, days: list[int]) -> list[float]:
    """Patients come one by one at a constant pace."""
    found, count = [], 1000
    for before, day in zip([0, *days], days, strict=False):
        count += sum(luck.random() < 0.2 for _ in range(day - before))
        found.append(float(count))
    return found


def ends(points: list[Point], day: date) -> list[float]:
    """The outlook of that day from its low end to its high end; the middle alone when there is no range."""
    line = line_through(points)
    assert line is not None
    found = outlook(line, day)
    told = (found.low_95, found.low_80, found.middle, found.high_80, found.high_95)
    return [it for it in told if it is not None]


@pytest.mark.parametrize("truth", [line_with_errors, steps_that_stay, arrivals_one_by_one])
@pytest.mark.parametrize("readings", [3, 5, 12])
def test_the_range_holds_at_least_as_often_as_it_says(truth: Truth, readings: int) -> None:
    """The count 300 days after the last reading lies in the 95 % range 95 times of a hundred or more; likewise 80."""
    luck, days = random.Random(20261122 + readings), [90 * n for n in range(readings)]
    inside = {"80": 0, "95": 0}
    for _ in range(300):
        *known, ahead = truth(luck, [*days, days[-1] + 300])
        points = [(FIRST + timedelta(days=day), round(count)) for day, count in zip(days, known, strict=True)]
        found = ends(points, FIRST + timedelta(days=days[-1] + 300))
        inside["95"] += found[0] <= ahead <= found[4]
        inside["80"] += found[1] <= ahead <= found[3]
    assert inside["80"] >= 300 * 0.80 - 3 * math.sqrt(300 * 0.80 * 0.20)
    assert inside["95"] >= 300 * 0.95 - 3 * math.sqrt(300 * 0.95 * 0.05)


@pytest.mark.parametrize(
    ("freedom", "bound_80", "bound_95"), [(1, 3.078, 12.706), (2, 1.886, 4.303), (5, 1.476, 2.571), (30, 1.310, 2.042)]
)
def test_student_s_bounds_are_those_of_the_tables(freedom: int, bound_80: float, bound_95: float) -> None:
    """To the third decimal."""
    found = student.bound(0.80, freedom), student.bound(0.95, freedom)
    assert (round(found[0], 3), round(found[1], 3)) == (bound_80, bound_95)


def test_two_points_give_a_pace_and_no_range() -> None:
    """One gives neither."""
    assert line_through([(FIRST, 1000)]) is None
    line = line_through([(FIRST, 1000), (FIRST + timedelta(days=100), 1020)])
    assert line is not None
    assert (pace(line).per_day, pace(line).low) == (pytest.approx(0.2), None)
    assert not outlook(line, FIRST + timedelta(days=200)).has_range


def test_points_on_a_line_still_have_a_range() -> None:
    """No count is surer than patients who come one by one."""
    found = ends([(FIRST + timedelta(days=100 * n), 1000 + 20 * n) for n in range(6)], FIRST + timedelta(days=900))
    assert found[2] == pytest.approx(1180)
    assert found[4] - found[0] > 2 * math.sqrt(80)


points = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 5000)), min_size=2, max_size=12, unique_by=lambda it: it[0]
)


@given(points, st.integers(0, 4000))
def test_a_range_is_around_its_middle_and_never_below_nought(told: list[tuple[int, int]], ahead: int) -> None:
    """The 80 % inside the 95 %, whatever was read."""
    read = sorted((FIRST + timedelta(days=day), count) for day, count in told)
    found = ends(read, FIRST + timedelta(days=ahead))
    assert len(found) == (5 if len(told) > 2 else 1)
    assert found == sorted(found)
    assert found[0] >= 0


@given(points)
def test_the_range_widens_with_the_day(told: list[tuple[int, int]]) -> None:
    """After the last reading, further is never surer."""
    read = sorted((FIRST + timedelta(days=day), count + 100_000) for day, count in told)
    near, far = (ends(read, read[-1][0] + timedelta(days=n)) for n in (30, 60))
    assert far[-1] - far[0] >= near[-1] - near[0] - 1e-6
