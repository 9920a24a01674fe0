"""The aid of each contract year: the most there is, what hangs on the counts, and when it comes."""

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.contract.agreement import ACTIVE, QUANTITIES, REGISTERED, AidContract, Goal
from binome.contract.amended import amount_of, most_of, parts_of
from binome.contract.attainment import METHODS, attained, due
from binome.contract.calendar import absent_days, months_after, over_on, year_since
from binome.contract.counted import Counts
from binome.contract.money import NOTHING
from binome.contract.projected import Assumptions, Check, Instalment, MoneyRange, Outlook, YearAid
from binome.contract.regimes import regime_of
from binome.contract.rules import whole
from binome.contract.stated import read_data
from binome.practice.activities import in_both_tongues

By = Mapping[str, Counts]
Goals = Mapping[str, Goal]
Shift = Callable[[Outlook, str], Outlook]


def check_of(contract: AidContract, year: int, given: Assumptions) -> Check:
    """The day the counts of that year are read; the year's aid hangs on it from the third on."""
    closes = given.check == "closing"
    day = year_since(contract, year + closes)
    away = absent_days(contract, contract.starts_on, day)
    moved = day + timedelta(days=away) if given.suspension == "postpone" else day
    asked_on = moved - timedelta(days=closes)
    return Check(year, moved, asked_on, pays=year > whole("paid_in_full_years"), suspended_days=away)


def goals_of(contract: AidContract, check: Check) -> Goals:
    """The targets that the counts of that check are held against."""
    return {quantity: contract.goal_on(quantity, check.asked_on) for quantity in QUANTITIES}


def year_aid(contract: AidContract, year: int, counted: By, given: Assumptions) -> YearAid:
    """One contract year, under each way of counting what is not wholly attained."""
    since, check = year_since(contract, year), check_of(contract, year, given)
    until = min(year_since(contract, year + 1), over_on(contract))
    parts = parts_of(contract, year, until, given.amendment)
    most = most_of(parts)
    outlooks = {quantity: it.on(check.on) for quantity, it in counted.items()}
    return YearAid(
        year=year,
        since=since,
        until=until,
        regime=regime_of(contract, year).code,
        most=most,
        amount=amount_of(parts),
        check=check,
        outlooks=MappingProxyType(outlooks),
        by_method=MappingProxyType(_by_method(contract, most, check, counted, given)),
        worst=most if most is None or not check.pays else NOTHING,
        paid=sum((it.amount for it in contract.paid if it.year == year), NOTHING),
        parts=parts,
        instalments=instalments(contract.kind, since, year),
    )


def aid_range(goals: Goals, most: Decimal, outlooks: Mapping[str, Outlook], way: str, by: str) -> MoneyRange:
    """What is due at the low end of both ranges, at their middles, at their high ends; from nothing to all of it when
    no range is known. A part of a patient does not count."""
    middle = _due(goals, most, outlooks, "middle", way, by)
    if not all(it.has_range for it in outlooks.values()):
        return MoneyRange(most if by == "none" else NOTHING, middle, most)
    low, high = (_due(goals, most, outlooks, end, way, by) for end in ("low_95", "high_95"))
    return MoneyRange(low, middle, high)


def instalments(kind: str, since: date, year: int) -> tuple[Instalment, ...]:
    """How the aid of a year that begins that day comes in, as far as a source says: of a collective one, none does."""
    rows = (it for it in _payments() if year in it["years"] and kind in it["kinds"])
    held = (it for it in rows if it.get("since", date.min) <= since < it.get("until", date.max))
    return tuple(Instalment(it["percent"], _by(it, since), in_both_tongues(it), it["mark"]) for it in held)


def _by_method(
    contract: AidContract, most: Decimal | None, check: Check, counted: By, given: Assumptions
) -> dict[str, MoneyRange]:
    """Nothing without an amount; nor, when the counts decide, without a count of each quantity."""
    if most is not None and not check.pays:
        return dict.fromkeys(METHODS, MoneyRange(most, most, most))
    if most is None or any(it.latest is None for it in counted.values()):
        return {}
    outlooks = {quantity: it.on(check.on) for quantity, it in counted.items()}
    goals = goals_of(contract, check)
    return {method: aid_range(goals, most, outlooks, given.attainment, method) for method in METHODS}


def _due(goals: Goals, most: Decimal, outlooks: Mapping[str, Outlook], end: str, way: str, method: str) -> Decimal:
    done = {q: attained(goals[q], whole_patients(getattr(it, end)), way) for q, it in outlooks.items()}
    return due(most, done[REGISTERED], done[ACTIVE], method)


def whole_patients(count: float) -> int:
    """Rounded down, a hair's breadth of arithmetic apart."""
    return math.floor(count + 1e-6)


def _by(row: Mapping[str, Any], since: date) -> date | None:
    if "after_months" in row:
        return months_after(since, row["after_months"])
    return since + timedelta(days=row["after_days"]) if "after_days" in row else None


@cache
def _payments() -> tuple[Mapping[str, Any], ...]:
    return tuple(read_data("aid_payments.toml")["payment"])
