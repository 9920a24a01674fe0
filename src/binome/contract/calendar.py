"""The days of a contract: its years, its anniversaries, its term."""

from collections.abc import Iterator
from datetime import date, timedelta

from binome.contract.agreement import AidContract
from binome.contract.rules import whole
from binome.practice.qualification import years_after


def year_since(contract: AidContract, year: int) -> date:
    """The first day of that contract year, from 1; for a 29 February, the first of March where there is none."""
    return years_after(contract.starts_on, year - 1)


def term(contract: AidContract) -> date:
    """The first day it holds no more when nobody ends it before."""
    return year_since(contract, whole("term_years") + 1)


def over_on(contract: AidContract) -> date:
    """The first day it holds no more."""
    return min(contract.ends_on or date.max, term(contract))


def contract_year(contract: AidContract, day: date) -> int | None:
    """Which contract year that day is in: 0 before the first, None once the contract is over."""
    if day >= over_on(contract):
        return None
    return sum(year_since(contract, year) <= day for year in range(1, whole("term_years") + 1))


def years_of(contract: AidContract) -> Iterator[int]:
    """The years it has, those that its end cuts included."""
    return (year for year in range(1, whole("term_years") + 1) if year_since(contract, year) < over_on(contract))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where the month has no such day, the first of the next."""
    ahead = day.month - 1 + months
    year, month = day.year + ahead // 12, ahead % 12 + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year, month + 1, 1)  # December has all its days: this is never the year's last month


def absent_days(contract: AidContract, since: date, until: date) -> int:
    """The days between two dates on which an absence was declared; a day is counted once, whoever was away."""
    away = set[date]()
    for it in contract.absences:
        if it.declared_on:
            first, last = max(since, it.since), min(until, it.until or until)
            away |= {first + timedelta(days=n) for n in range(max(0, (last - first).days))}
    return len(away)
