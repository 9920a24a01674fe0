"""A practice of eight with fifteen months of figures, as the months keep them, and a pulse that is over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import polars as pl
import pytest
import time_machine

from binome.web import figures
from binome.web.reports import page
from binome.web.store import measured
from binome.web.store.measured_months import ATTENDANCE, SUMS
from binome.web.store.models import MeasuredMonthRow
from tests.web.board.small import Small, build
from tests.web.pulse.team import EVERYBODY, all_answer, grown

HERE = datetime(2026, 4, 10, 9, tzinfo=UTC)
FIRST = date(2025, 2, 1)


@pytest.fixture
def small(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Small]:
    """Nothing is counted beside the test: the months are here."""
    monkeypatch.setattr(page, "wake", lambda practice: None)
    measured._known.clear()
    figures._known.clear()
    with time_machine.travel(HERE, tick=False):
        found = grown(build())
        _write(found)
        for month in (2, 3):
            all_answer(found, EVERYBODY, date(2026, month, 10))
        yield found


def _write(small: Small) -> None:
    month = FIRST
    while month < date(2026, 5, 1):
        over = month < date(2026, 4, 1)
        MeasuredMonthRow.objects.create(
            practice_id=small.house.id,
            month=month,
            sums=_packed(pl.DataFrame(list(_rows(month)), schema=SUMS, orient="row")),
            attendance=_packed(pl.DataFrame(schema=ATTENDANCE)),
            lines=1,
            last=1,
            version="1",
            edition=f"{month:%Y-%m}",
            measured_at=HERE,
            frozen_at=HERE if over else None,
        )
        month = (month + timedelta(days=31)).replace(day=1)


def _rows(month: date) -> Iterator[tuple[date, str, str, float, float]]:
    """Twenty visits a day; in March 2026 one waits twice as long."""
    longer = 2.0 if month == date(2026, 3, 1) else 1.0
    for n in range(9):
        day = month + timedelta(days=3 * n)
        chance = 1 + 0.04 * ((day.toordinal() * 7) % 5 - 2)
        yield day, "", "medical_min_per_visit", 20 * 12 * chance, 20.0
        yield day, "", "held_min_per_visit", 20 * 18 * chance, 20.0
        yield day, "", "wait_min", 20 * 9 * chance * longer, 20.0
        yield day, "", "not_served_share", 1.0 if n % 3 == 0 else 0.0, 20.0
        yield day, "", "left_unseen_share", 0.0, 2.0 / 9


def _packed(table: pl.DataFrame) -> bytes:
    out = BytesIO()
    table.write_parquet(out)
    return out.getvalue()
