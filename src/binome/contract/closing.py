"""A contract closed before its anniversary (an individual one, for a collective): what is due and what goes back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contract.agreement import AidContract
from binome.contract.calendar import contract_year, year_since
from binome.contract.money import NOTHING, times
from binome.contract.regimes import amount_of


@dataclass(frozen=True, slots=True)
class Settlement:
    """The year that is cut: `due` for its days, `paid` for it, `balance` still to come (below nought, to give back).

    The source says "pro rata" and no more: by days is our reading. `due` None: the year's amount is not known.
    """

    year: int
    since: date
    closed_on: date
    due: Decimal | None
    paid: Decimal
    balance: Decimal | None
    mark: str


def settlement(contract: AidContract, closed_on: date) -> Settlement | None:
    """For a contract that is closed that day; None when no year is running. Objectives are not looked at here."""
    year = contract_year(contract, closed_on)
    if not year:
        return None
    since, end, most = year_since(contract, year), year_since(contract, year + 1), amount_of(contract, year).value
    due = None if most is None else times(most, Fraction((closed_on - since).days, (end - since).days))
    paid = sum((it.amount for it in contract.paid if it.year == year), NOTHING)
    balance = None if due is None else due - paid
    return Settlement(year, since, closed_on, due, paid, balance, "inference")
