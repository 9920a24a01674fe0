"""A year whose share of a full time an amendment changes: its days under each share, and the most that they pay."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contract.agreement import AidContract
from binome.contract.calendar import year_since
from binome.contract.money import NOTHING, times
from binome.contract.projected import AidPart
from binome.contract.regimes import amount, regime_of
from binome.contract.stated import Stated

BY_DAYS = "days"
"""The way of the topic `amendment` under which the new amount counts from the amendment's own day."""


def parts_of(contract: AidContract, year: int, until: date, way: str) -> tuple[AidPart, ...]:
    """The days of that contract year up to `until`. No text was found that says how they are paid: by days is ours.

    Under the other way the share of the year's first day is paid for all of it.
    """
    since = year_since(contract, year)
    days = contract.stretches(since, until) if way == BY_DAYS else [(since, until)]
    found: list[tuple[date, date, Fraction]] = []
    for first, end in days:
        share = contract.share_on(first)
        if found and found[-1][2] == share:
            first = found.pop()[0]
        found.append((first, end, share))
    return tuple(_part(contract, year, *it) for it in found)


def most_of(parts: tuple[AidPart, ...]) -> Decimal | None:
    """All of them together; None when the amount of one is not known."""
    known = [it.most for it in parts if it.most is not None]
    return sum(known, NOTHING) if len(known) == len(parts) else None


def amount_of(parts: tuple[AidPart, ...]) -> Stated:
    """The datum of the last, or the one that is not known."""
    return next((it.amount for it in parts if it.most is None), parts[-1].amount)


def _part(contract: AidContract, year: int, since: date, until: date, share: Fraction) -> AidPart:
    datum = amount(regime_of(contract, year).code, share, contract.band, year)
    whole = (year_since(contract, year + 1) - year_since(contract, year)).days
    most = None if datum.value is None else times(datum.value, Fraction((until - since).days, whole))
    return AidPart(since, until, share, most, datum)
