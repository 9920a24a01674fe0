"""What a process remembers of its figures is what it would count again."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import polars as pl
import pytest

from binome.measures.answers import TASKS_TOLD, answers
from binome.web import figures
from binome.web.figures import Sums
from binome.web.store.measured import Held
from binome.web.store.measured_months import ATTENDANCE, SUMS

OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)
KNOWN = (OCTOBER, date(2025, 11, 30))
WEEKS = [(date(2025, 11, 3), date(2025, 11, 9)), (date(2025, 11, 10), date(2025, 11, 16))]


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    figures._known.clear()
    yield
    figures._known.clear()


def month(first: date, edition: str, rows: list[tuple[date, str, str, float, float]]) -> Held:
    packed = [BytesIO(), BytesIO()]
    pl.DataFrame(rows, schema=SUMS, orient="row").write_parquet(packed[0])
    pl.DataFrame(schema=ATTENDANCE).write_parquet(packed[1])
    return Held(edition, first, *(it.getvalue() for it in packed))


def one_day(day: date, code: str, above: float, below: float = 20.0) -> list[tuple[date, str, str, float, float]]:
    return [(day, "", code, above, below), (day, "m1", code, above / 2, below)]


@pytest.fixture
def months() -> tuple[Held, Held]:
    """Tasks were told in October; in November the first of them was on the 13th, and the inbox was open all along."""
    october = one_day(date(2025, 10, 6), TASKS_TOLD, 2.0)
    november = [
        row
        for n in range(3, 17)
        for row in (
            *one_day(date(2025, 11, n), "task_hours", n % 4, 12.0),
            *one_day(date(2025, 11, n), "wait_min", 300.0 + n * n, 30.0),
            *one_day(date(2025, 11, n), "visits_per_week", 30.0, 0.0),
        )
    ] + one_day(date(2025, 11, 13), TASKS_TOLD, 3.0)
    return month(OCTOBER, "one", october), month(NOVEMBER, "two", november)


def test_a_page_that_looks_further_back_is_not_told_what_a_shorter_one_was(months: tuple[Held, Held]) -> None:
    """Of a practice that keeps tasks since October, a page of November alone knows only those of November."""
    short, far = Sums(NOVEMBER, months[1:], KNOWN, None), Sums(OCTOBER, months, KNOWN, None)
    asked = [sums.along("task_hours", WEEKS) for sums in (short, far)]
    figures._known.clear()
    assert [sums.along("task_hours", WEEKS) for sums in (far, short)] == asked[::-1]
    assert asked[0] != asked[1]


@pytest.mark.parametrize("doctor", ["", "m1"])
def test_period_by_period_is_what_the_days_themselves_answer(months: tuple[Held, Held], doctor: str) -> None:
    """Taken apart once or asked for again: the very same numbers."""
    sums = Sums(OCTOBER, months, KNOWN, None)
    days = pl.concat([it.sums for it in months])
    for period in (*WEEKS, (OCTOBER, date(2025, 11, 30))):
        plain = answers(days, *period, doctor, KNOWN)
        for code in ("wait_min", "visits_per_week", "task_hours"):
            assert sums.along(code, [period], doctor) == [plain[code]]
            assert sums.of(period, doctor)[code] == plain[code]


def test_a_day_that_is_over_is_told_though_nothing_was_counted_again(months: tuple[Held, Held]) -> None:
    """At midnight no month is another: what the day before told first, its tasks and its doctors, is there all the
    same."""
    first = date(2025, 11, 17)
    rows = [*one_day(first, TASKS_TOLD, 20.0), *one_day(first, "task_hours", 4.0)]
    held = (month(NOVEMBER, "four", one_day(date(2025, 11, 3), "wait_min", 300.0) + rows),)
    asked = (first, first)
    eve, after = (Sums(NOVEMBER, held, (OCTOBER, last), None) for last in (date(2025, 11, 16), first))
    assert (eve.one("task_hours", asked).hidden, eve.doctors("task_hours")) == ("needs_tasks", [])
    assert (after.one("task_hours", asked).value, after.doctors("task_hours")) == (0.2, ["m1"])


def test_hours_that_are_still_to_come_stand_below_no_line(months: tuple[Held, Held]) -> None:
    """A month that runs is not said to be worse for the days it has not lived."""
    planned = [row for n in range(3, 29) for row in one_day(date(2025, 11, n), "visits_per_doctor_day", 0.0, 6.0)]
    lived = [row for n in range(3, 11) for row in one_day(date(2025, 11, n), "visits_per_doctor_day", 120.0, 0.0)]
    held = (month(NOVEMBER, "three", planned + lived),)
    sums = Sums(NOVEMBER, held, (OCTOBER, date(2025, 11, 10)), None)
    whole = (NOVEMBER, date(2025, 11, 30))
    for found in (sums.one("visits_per_doctor_day", whole), sums.of(whole)["visits_per_doctor_day"]):
        assert (found.above, found.below, found.value) == (960.0, 48.0, 20.0)
