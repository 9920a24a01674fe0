"""Months are counted once, again when their journal moves, and not any more once they are frozen."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from binome.practice.refusal import MoveRefused
from binome.web.store import measured
from binome.web.store.measured import attendance, day_sums, fresh_as_of
from binome.web.store.measured_checking import frozen_differences
from binome.web.store.measured_months import (
    FREEZES_AFTER,
    decisions,
    first_of,
    freeze_again,
    freezes_on,
    measure,
    months,
    next_month,
    reopen,
)
from tests.web.board.small import Small, book, build

pytestmark = pytest.mark.both_databases
MANY = timedelta(days=400)


@pytest.fixture
def small(db: None) -> Small:
    measured._known.clear()
    found = build()
    book(found, "v1")
    return found


@pytest.fixture
def later(small: Small) -> datetime:
    """A moment at which the month of today is over long enough to be frozen."""
    day = freezes_on(first_of(small.today))
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)


def count(small: Small, at: datetime) -> list[tuple[int, int]]:
    return list(measure(small.house, at))


def booked(small: Small) -> float:
    """How many appointments the figures say were asked for, of which how many are the same day's is a share."""
    rows = day_sums(small.house, small.today - MANY, small.today + MANY)
    rows = rows.filter(pl.col("code") == "same_day_share", pl.col("doctor") == "")
    return float(rows["below"].sum())


def test_a_month_is_counted_with_its_days_and_doctors(small: Small) -> None:
    count(small, datetime.now(UTC))
    rows = day_sums(small.house, small.today, small.today + timedelta(days=1))
    assert set(rows["doctor"]) >= {"", "m1"}
    assert booked(small) == 1
    assert attendance(small.house, small.today, small.today + timedelta(days=1)).columns == [
        "month", "patient", "doctor", "visits",
    ]  # fmt: skip


def test_it_is_counted_again_only_once_its_journal_has_moved(small: Small) -> None:
    """The second look finds nothing to do, and says that the figures are fresh; the third finds a line more."""
    at = datetime.now(UTC)
    assert count(small, at)[-1] == (1, 1)
    assert count(small, at + timedelta(minutes=5)) == [(0, 0)]
    assert fresh_as_of(small.house) == at + timedelta(minutes=5)
    book(small, "v2")
    assert count(small, at + timedelta(minutes=6))[-1] == (1, 1)
    assert booked(small) == 2


def test_a_month_is_frozen_some_days_after_its_end(small: Small, later: datetime) -> None:
    """Not on the day before; and no line written later moves it."""
    count(small, later - timedelta(days=1))
    assert [row["frozen_at"] for row in months(small.house) if row["month"] == first_of(small.today)] == [None]
    count(small, later)
    assert months(small.house)[-1]["frozen_at"] == later
    book(small, "v2")
    count(small, later + timedelta(days=1))
    assert booked(small) == 1


def test_a_frozen_month_that_is_not_what_its_journal_says_is_told(small: Small, later: datetime) -> None:
    """Figure by figure; before anything moved, nothing is told."""
    count(small, later)
    assert list(frozen_differences(small.house)) == []
    book(small, "v2")
    found = {it.what: it for it in frozen_differences(small.house)}
    assert found["same_day_share"].kept == (1.0, 1.0)
    assert found["same_day_share"].told == (2.0, 2.0)


def test_a_month_is_opened_again_and_frozen_again_with_a_reason(small: Small, later: datetime) -> None:
    """Who and why is kept; time alone does not freeze it a second time."""
    count(small, later)
    month = first_of(small.today)
    book(small, "v2")
    reopen(small.house, month, by="m1", at=later, reason="Un jour oublié")
    count(small, later + timedelta(days=1))
    assert booked(small) == 2
    assert months(small.house)[-1]["frozen_at"] is None
    freeze_again(small.house, month, by="m1", at=later + timedelta(days=2), reason="Complet")
    assert [(it["what"], it["by"], it["reason"]) for it in decisions(small.house)] == [
        ("frozen", "m1", "Complet"),
        ("reopened", "m1", "Un jour oublié"),
        ("frozen", "", ""),
    ]


def test_what_cannot_be_is_refused(small: Small, later: datetime) -> None:
    """Without a reason; a month that is so already; one that is not over."""
    count(small, later)
    month = first_of(small.today)
    at = datetime.now(UTC)
    for refused, deed in {
        "month.no_reason": lambda: reopen(small.house, month, by="m1", at=later, reason="  "),
        "month.is_so_already": lambda: freeze_again(small.house, month, by="m1", at=later, reason="x"),
        "month.not_over": lambda: freeze_again(small.house, month, by="m1", at=at, reason="x"),
        "month.unknown": lambda: freeze_again(small.house, month + timedelta(days=3), by="m1", at=later, reason="x"),
    }.items():
        with pytest.raises(MoveRefused) as refusal:
            deed()
        assert refusal.value.code == refused


def test_months_follow_each_other() -> None:
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert freezes_on(date(2026, 10, 1)) == date(2026, 11, 1) + FREEZES_AFTER
