"""A practice of the twin whose assistant came on a known day: one journal, and how much that truly changed."""

from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import polars as pl

from binome.journal.columns import columns
from binome.measures.change.weekly import Weekly, by_week
from binome.measures.sums import sums
from binome.measures.told import told
from binome.twin.chance import Key
from binome.twin.model import Scenario
from binome.twin.retell import all_events
from binome.twin.scenario import read
from binome.twin.traced import traced_days
from tests.twin.scenarios import small

PARIS = ZoneInfo("Europe/Paris")
FIRST = date(2027, 1, 4)
SEED = 21


def journal(replication: int, before: int, after: int) -> tuple[pl.DataFrame, date]:
    """So many weeks without the assistant, then so many with her; and the Monday she came."""
    came = FIRST + timedelta(weeks=before)
    parts = [
        _lived(_practice(FIRST, before, alone=True), 2 * replication, "before"),
        _lived(_practice(came, after, alone=False), 2 * replication + 1, "after"),
    ]
    return pl.concat(parts), came


@cache
def _practice(first: date, count: int, *, alone: bool) -> Scenario:
    away = f", away = [{{ since = {first}, until = {first + timedelta(weeks=count + 9)} }}]" if alone else ""
    return read(
        small(
            ("days = 5", f"days = {7 * count}"),
            ("law_on = 2027-01-04", f"law_on = {first}\n\n[calendar]\nfirst_day = {first}"),
            (
                'a1 = { role = "assistant", hours = ["08:00-13:00"] }',
                f'a1 = {{ role = "assistant", hours = ["08:00-13:00"]{away} }}',
            ),
        )
    )


def _lived(practice: Scenario, replication: int, run: str) -> pl.DataFrame:
    days = traced_days(practice, Key.of(SEED, 0, replication))
    return columns(all_events(days, f"{run}-{replication}", zone=PARIS, practice="twin"))


def days_of(lines: pl.DataFrame) -> pl.DataFrame:
    found: pl.DataFrame = sums(told(lines)).collect().to_native()
    return found


def weeks_of(days: pl.DataFrame, code: str) -> Weekly:
    rows = days.filter(pl.col("code") == code)
    return by_week(rows["day"].to_list(), rows["above"].to_list(), rows["below"].to_list())
