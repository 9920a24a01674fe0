"""The journal's own count of the active list stands beside the fund's, said to be another, or is said to be missing."""

from datetime import UTC, date, datetime, time, timedelta
from secrets import token_hex

import polars as pl
import pytest

from binome.contract.calendar import months_after
from binome.web.contract.counted import own_active
from binome.web.store import contracts
from binome.web.store.measured_months import ATTENDANCE, SUMS, _packed
from binome.web.store.models import MeasuredMonthRow, VisitRow
from tests.web.board.small import Small


def came(small: Small, month: date, patients: list[tuple[str, str]]) -> None:
    """Who came to whom that month."""
    rows = [(month, patient, doctor, 1) for patient, doctor in patients]
    table = pl.DataFrame(rows, schema=ATTENDANCE, orient="row")
    MeasuredMonthRow.objects.create(
        practice_id=small.house.id,
        month=month,
        sums=_packed(pl.DataFrame(schema=SUMS)),
        attendance=_packed(table),
        lines=1,
        last=1,
        version="1",
        edition=token_hex(8),  # as they are: a process knows a month by it
        measured_at=datetime.now(UTC),
    )


@pytest.fixture
def months(small: Small) -> list[date]:
    """The fourteen before this one, the latest first."""
    return [months_after(small.today.replace(day=1), -n) for n in range(1, 15)]


def test_a_patient_counts_once_and_only_with_who_signed(small: Small, code: str, months: list[date]) -> None:
    """Over twelve whole months: neither the month that runs, nor what is older, nor a colleague's patients."""
    for month in months:
        came(small, month, [("p-1", "m1"), (f"p-{month}", "m1"), (f"q-{month}", "m2")])
    came(small, small.today.replace(day=1), [("p-new", "m1")])
    own = own_active(small.house, contracts.contract(small.house, code), small.today)
    assert own is not None
    assert (own.patients, own.months, own.since) == (13, 12, months[11])
    assert own.whole


def test_less_than_a_year_is_said_to_be_less(small: Small, code: str, months: list[date]) -> None:
    for month in months[:3]:
        came(small, month, [(f"p-{month}", "m1")])
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "en 3 mois" in page
    assert "pas encore comparable" in page


def test_a_month_that_only_knows_what_was_booked_ahead_is_not_one_of_them(
    small: Small, code: str, months: list[date]
) -> None:
    """Nobody could have come yet: to say that these are the patients of so many months would be too many months."""
    for month in months[:3]:
        came(small, month, [(f"p-{month}", "m1")])
    came(small, months[3], [])
    day = months[2] + timedelta(days=9)
    due = datetime.combine(day, time(9), UTC)
    VisitRow.objects.create(
        practice_id=small.house.id, story="v-first", day=day, version=1, number=4, doctor="m1", due=due,
        until=due + timedelta(minutes=15), minutes=15, pathway="single_room", state="done",
    )  # fmt: skip
    own = own_active(small.house, contracts.contract(small.house, code), small.today)
    assert own is not None
    assert (own.since, own.months, own.patients) == (months[2], 3, 3)


def test_a_journal_that_was_never_counted_says_so(small: Small, code: str) -> None:
    assert own_active(small.house, contracts.contract(small.house, code), small.today) is None
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "n’a pas encore été compté" in page
