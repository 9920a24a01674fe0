"""Days become weeks; what is no series is refused with the place that is wrong."""

from datetime import date, timedelta

import pytest

from binome.measures.change.values import Unusable
from binome.measures.change.weekly import by_week, weekly
from tests.measures.change.drawn import MONDAY, weeks


def test_days_are_summed_by_week() -> None:
    """The ratio of a week is that of its sums, not the mean of its days."""
    days = [MONDAY, MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)]
    told = by_week(days, [10.0, 2.0, 3.0], [5.0, 1.0, 3.0])
    assert told.weeks == (MONDAY, MONDAY + timedelta(days=7))
    assert told.values == (2.0, 1.0)
    assert told.ratio == 15 / 9


def test_weeks_in_any_order_and_gaps() -> None:
    """A week without anything below the line is not there, and the gap is counted."""
    known = weeks(5)
    told = weekly([known[4], known[0], known[1], known[2]], [4.0, 1.0, 1.0, 3.0], [1.0, 1.0, 0.0, 1.0])
    assert told.weeks == (known[0], known[2], known[4])
    assert told.gaps == 2


def test_a_week_belongs_to_the_side_where_it_lies_whole() -> None:
    """The one with the day in its middle to neither."""
    told = weekly(weeks(4), [1.0, 2.0, 3.0, 4.0])
    assert told.until(weeks(4)[2] + timedelta(days=1)).values == (1.0, 2.0)
    assert told.since(weeks(4)[2] + timedelta(days=1)).values == (4.0,)


@pytest.mark.parametrize(
    ("days", "above", "below", "why"),
    [
        ([MONDAY, MONDAY + timedelta(days=3)], [1.0, 2.0], None, "week_twice"),
        (weeks(2), [1.0, float("nan")], None, "not_a_number"),
        (weeks(2), [1.0, float("inf")], None, "not_a_number"),
        (weeks(2), [1.0, None], None, "not_a_number"),
        (weeks(2), [1.0, 1e300], [1.0, 1e-300], "not_a_number"),
        (weeks(2), [1.0, 1.0], [1.0, -1.0], "below_negative"),
        (weeks(2), [1.0], None, "lengths"),
        (weeks(2), [1.0, 2.0], [1.0], "lengths"),
    ],
)
def test_what_is_no_series_is_refused(
    days: list[date], above: list[float], below: list[float] | None, why: str
) -> None:
    with pytest.raises(Unusable) as refused:
        weekly(days, above, below)
    assert refused.value.why == why


def test_a_day_twice_is_refused() -> None:
    with pytest.raises(Unusable) as refused:
        by_week([MONDAY, MONDAY], [1.0, 2.0], [1.0, 1.0])
    assert refused.value.why == "day_twice"


def test_an_empty_series_is_one() -> None:
    """Without a week, without a ratio."""
    assert (len(weekly([], [])), weekly([], []).ratio, weekly([], []).thin) == (0, None, ())
