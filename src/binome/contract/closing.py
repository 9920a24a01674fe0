"""A contract closed before its anniversary (an individual one, for a collective): what is due and what goes back."""

from dataclasses import replace
from datetime import date

from binome.contract.agreement import AidContract
from binome.contract.aid import check_of
from binome.contract.amended import BY_DAYS, most_of, parts_of
from binome.contract.calendar import contract_year, over_on, term, year_since
from binome.contract.money import NOTHING
from binome.contract.projected import Assumptions, Settlement


def settlement(contract: AidContract, closed_on: date, way: str = BY_DAYS) -> Settlement | None:
    """For a contract that is closed that day; None when no year is running. Objectives are not looked at here."""
    running = replace(contract, ends_on=None)
    year = contract_year(running, closed_on)
    if not year:
        return None
    due = most_of(parts_of(running, year, closed_on, way))
    paid = sum((it.amount for it in contract.paid if it.year == year), NOTHING)
    balance = None if due is None else due - paid
    on_counts = check_of(running, year, Assumptions()).pays
    return Settlement(year, year_since(running, year), closed_on, due, paid, balance, on_counts, "inference")


def early_settlement(contract: AidContract, given: Assumptions) -> Settlement | None:
    """Of a contract that is said to end before its term."""
    last = over_on(contract)
    return settlement(contract, last, given.amendment) if last < term(contract) else None
