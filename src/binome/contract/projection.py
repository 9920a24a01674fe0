"""A contract and its readings, on a day: where it stands, where it goes, and what that pays."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from binome.contract.agreement import QUANTITIES, AidContract, Reading
from binome.contract.aid import year_aid
from binome.contract.calendar import contract_year, years_of
from binome.contract.cash import cash_flows
from binome.contract.closing import early_settlement
from binome.contract.counted import counts
from binome.contract.dues import dues
from binome.contract.levers import check_ahead, levers, next_paying
from binome.contract.projected import Assumptions, Projection
from binome.contract.regimes import regime_of
from binome.contract.remarks import remarks, unsettled
from binome.contract.standing import standing
from binome.contract.wording import worded

AS_IT_IS = Assumptions()


def project(
    contract: AidContract, readings: Iterable[Reading], on: date, assumptions: Assumptions = AS_IT_IS
) -> Projection:
    """Readings after that day are not looked at. Nothing in it is official, and it says so."""
    read = tuple(readings)
    counted = {quantity: counts(contract, quantity, read, on, assumptions.handed) for quantity in QUANTITIES}
    years = tuple(year_aid(contract, year, counted, assumptions) for year in years_of(contract))
    check = check_ahead(years, on)
    year = contract_year(contract, on)
    return Projection(
        contract=contract,
        on=on,
        regime=regime_of(contract, year or (1 if year == 0 else years[-1].year)).code,
        year=year,
        assumptions=assumptions,
        standings=MappingProxyType(
            {quantity: standing(contract, it, check, assumptions, on) for quantity, it in counted.items()}
        ),
        next_check=check,
        years=years,
        cash=cash_flows(contract, years, assumptions),
        levers=levers(contract, counted, next_paying(years, on), assumptions, on),
        dues=dues(contract, years, assumptions, on),
        remarks=remarks(contract, counted, years, on),
        unsettled=unsettled(contract, years, assumptions),
        settlement=early_settlement(contract, assumptions),
        not_official=worded("not_official"),
    )
