"""A day counted by eye gives the sums the figures are made of."""

from datetime import date

import pytest

from binome.measures.sums import sums
from binome.measures.told import told
from tests.measures.days import a_monday

BY_HAND = {
    "wait_min": (15 + 34, 2),  # v1: 8:50-9:00, 9:10-9:15; v2: 9:20-9:30, 9:36-10:00
    "wait_over_30_share": (1, 2),
    "wait_to_room_min": (10 + 10, 2),
    "in_practice_min": (35 + 60, 2),
    "medical_min_per_visit": (10 + 14, 2),
    "visits_per_week": (2, 0),
    "no_show_share": (1, 4),
    "not_served_share": (1, 3),
}
BOOKED = {date(2026, 2, 23): (7, 1), date(2026, 2, 27): (3, 1), date(2026, 3, 1): (1, 1), date(2026, 3, 2): (0, 1)}


@pytest.mark.parametrize("code", BY_HAND)
def test_each_sum_is_what_one_counts_by_eye(code: str) -> None:
    rows = sums(told(a_monday())).collect().to_native()
    day = {
        row["code"]: (row["above"], row["below"])
        for row in rows.iter_rows(named=True)
        if row["day"] == date(2026, 3, 2)
    }
    assert day[code] == pytest.approx(BY_HAND[code])


def test_a_booking_counts_on_the_day_it_was_asked_for() -> None:
    rows = sums(told(a_monday())).collect().to_native()
    asked = {
        row["day"]: (row["above"], row["below"]) for row in rows.iter_rows(named=True) if row["code"] == "lead_days"
    }
    assert asked == BOOKED
