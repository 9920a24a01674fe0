"""Small contracts to test with, and hypothesis strategies of them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from binome.contract.agreement import (
    BANDS,
    COLLECTIVE,
    INDIVIDUAL,
    AidContract,
    Amendment,
    Goal,
    PostAbsence,
    Reading,
    Signatory,
)

START = date(2024, 9, 1)


def contract(**said: Any) -> AidContract:
    """A full-time contract of the convention of 2024: 1,000 to 1,260 registered, 1,500 to 1,610 active."""
    whole: dict[str, Any] = {
        "code": "dr-a",
        "starts_on": START,
        "share": Fraction(1),
        "registered": Goal(1000, 1260),
        "active": Goal(1500, 1610),
    }
    return AidContract(**(whole | said))


def steady(registered: float = 1.5, active: float = 0.7, months: int = 12, every: int = 2) -> tuple[Reading, ...]:
    """Counts that grow by so much a week, read every so many months, on the line but for whole patients."""
    days = [START + timedelta(days=30 * n) for n in range(every, months + 1, every)]
    return tuple(
        Reading(day, 1000 + round(registered * (day - START).days / 7), 1500 + round(active * (day - START).days / 7))
        for day in days
    )


days = st.dates(date(2019, 8, 20), date(2040, 12, 31))
goals = st.builds(
    lambda start, growth: Goal(start, max(0, start + growth)), st.integers(0, 4000), st.integers(-50, 900)
)
counts = st.integers(0, 6000)
euros = st.integers(0, 20_000_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def contracts(draw: st.DrawFn) -> AidContract:
    """Any that a file may hold."""
    kind = draw(st.sampled_from([INDIVIDUAL, COLLECTIVE]))
    first = date(2026, 2, 25) if kind == COLLECTIVE else date(2019, 8, 20)
    starts_on = draw(st.dates(first, date(2035, 12, 31)))
    shares = ["1/3", "1/2", "1", "3/2", "2"] if kind == INDIVIDUAL else ["1/2", "1", "5/2", "7"]
    ends = draw(st.none() | st.integers(1, 2500))
    doctors = tuple(Signatory(f"dr{n}", start_registered=900) for n in range(3)) if kind == COLLECTIVE else ()
    away = draw(st.lists(st.integers(0, 1500), max_size=2))
    lasts = min(ends or 1826, 1826)
    amended = draw(st.lists(st.integers(1, max(1, lasts - 1)), max_size=2, unique=True)) if lasts > 1 else []
    return AidContract(
        code="dr-a",
        starts_on=starts_on,
        share=Fraction(draw(st.sampled_from(shares))),
        registered=draw(goals),
        active=draw(goals),
        kind=kind,
        band=draw(st.sampled_from(BANDS)),
        ends_on=starts_on + timedelta(days=ends) if ends else None,
        signatories=doctors,
        absences=tuple(_away(starts_on, n) for n in away),
        amendments=tuple(draw(amendments(starts_on + timedelta(days=n), shares)) for n in amended),
    )


def amendments(on: date, shares: list[str]) -> st.SearchStrategy[Amendment]:
    """One that changes the share, and perhaps the four numbers."""
    share = st.sampled_from([Fraction(it) for it in shares])
    return st.builds(Amendment, st.just(on), share, st.none() | goals, st.none() | goals)


def _away(starts_on: date, after: int) -> PostAbsence:
    since = starts_on + timedelta(days=after)
    return PostAbsence(since, since + timedelta(days=30), declared_on=since if after % 2 else None)


@st.composite
def readings(draw: st.DrawFn, of: AidContract) -> tuple[Reading, ...]:
    """Counts at any days around the contract, some of one quantity only."""
    rows = draw(st.lists(st.tuples(st.integers(-400, 2200), st.none() | counts, counts), max_size=8))
    return tuple(Reading(of.starts_on + timedelta(days=after), one, two) for after, one, two in rows)
