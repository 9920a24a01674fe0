"""What explains this month, on the sums of days."""

from datetime import date

import polars as pl
import pytest

from binome.measures.change.months import OTHERS, explained
from binome.measures.change.values import Unusable

MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 6, 30))


def sums() -> pl.DataFrame:
    """Doctor a: 60 then 40 visits of 10 min; b: 40 of 20 then 60 of 22; c: 2 then 30 of 15; d: 9 of 10, then
    none. And another figure.
    """
    rows = [
        (date(2026, 5, 4), "medical_min_per_visit", "a", 300.0, 30.0),
        (date(2026, 5, 5), "medical_min_per_visit", "a", 300.0, 30.0),
        (date(2026, 5, 31), "medical_min_per_visit", "b", 800.0, 40.0),
        (date(2026, 5, 31), "medical_min_per_visit", "c", 30.0, 2.0),
        (date(2026, 5, 31), "medical_min_per_visit", "d", 90.0, 9.0),
        (date(2026, 6, 1), "medical_min_per_visit", "a", 400.0, 40.0),
        (date(2026, 6, 30), "medical_min_per_visit", "b", 1320.0, 60.0),
        (date(2026, 6, 30), "medical_min_per_visit", "c", 450.0, 30.0),
        (date(2026, 6, 30), "wait_min", "a", 9999.0, 1.0),
        (date(2026, 7, 1), "medical_min_per_visit", "a", 9999.0, 1.0),
    ]
    return pl.DataFrame(rows, schema=["day", "code", "doctor", "above", "below"], orient="row")


def test_a_month_beside_another_by_doctor() -> None:
    """Whole months, one figure; who saw too few in one of them is told among others; the parts add up."""
    told = explained(sums(), "medical_min_per_visit", MAY, JUNE)
    assert told.before == pytest.approx(1520 / 111)
    assert told.after == pytest.approx(2170 / 130)
    assert [it.group for it in told.parts] == ["a", "b", OTHERS]
    assert told.rate + told.mix == pytest.approx(told.difference)


def test_minutes_in_all_move_by_volume_too() -> None:
    """The total of what stands above the line."""
    told = explained(sums(), "medical_min_per_visit", MAY, JUNE, total=True)
    assert (told.before, told.after) == pytest.approx((1520, 2170))
    assert told.volume + told.rate + told.mix == pytest.approx(650)


def test_a_month_without_anything_is_refused() -> None:
    with pytest.raises(Unusable):
        explained(sums(), "medical_min_per_visit", MAY, (date(2027, 1, 1), date(2027, 1, 31)))
