"""Under which rules a contract year is, and what the fund pays at most for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.contract.agreement import COLLECTIVE, AidContract
from binome.contract.calendar import year_since
from binome.contract.money import times
from binome.contract.stated import Stated, read_data, stated
from binome.contract.wording import not_told

WITH_AMOUNTS_OF_THEIR_OWN = 3
"""The third year and those after it are paid alike."""


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules in force for the contracts of a kind signed from `since` to the eve of `until`.

    `takes_over`: the contracts running when it begins come under it at their next anniversary. `new_shares`: the shares
    that a new contract may be for; none is said for a collective one, whose cap depends on its doctors.
    """

    code: str
    kind: str
    datum: Stated
    takes_over: bool
    new_shares: tuple[Fraction, ...]

    @property
    def words(self) -> Mapping[str, str]:
        return self.datum.words


@cache
def regimes() -> Mapping[str, Regime]:
    """Every regime, by its code, the oldest first."""
    told = read_data("aid_regimes.toml")
    return MappingProxyType({code: _regime(code, it, told["checked_on"]) for code, it in told["regime"].items()})


def regime_for(kind: str, signed: date) -> Regime | None:
    """The one a contract of that kind is born under, signed that day; None before there was any."""
    return next((it for it in regimes().values() if it.kind == kind and it.datum.holds_on(signed)), None)


def regime_of(contract: AidContract, year: int) -> Regime:
    """The rules of that contract year. A contract signed before any regime is none: `faults_of` says so first."""
    born = regime_for(contract.kind, contract.signed)
    if born is None:
        raise ValueError(f"no regime of {contract.kind} contracts was in force on {contract.signed}")
    begins = year_since(contract, year)
    later = [it for it in regimes().values() if it.kind == contract.kind and it.takes_over and _begins(it) <= begins]
    return later[-1] if year > 1 and later and _begins(later[-1]) > contract.signed else born


def amount(regime: str, share: Fraction, band: str, year: int) -> Stated:
    """The most that is paid for that year: euros, or None when no source says it."""
    row = _amounts().get((regime, share, band)) or _per_etp(regime, share, band)
    if row is None:
        return not_told(f"amount.{regime}.{share}.{band}.year_{year}", "no_amount", _checked_on())
    key = f"year_{min(year, WITH_AMOUNTS_OF_THEIR_OWN)}"
    value = None if key not in row else times(Decimal(row[key]), _parts(regime, share))
    return stated(f"amount.{regime}.{share}.{band}.{key}", row, value, _checked_on())


def _parts(regime: str, share: Fraction) -> Fraction:
    """A collective aid is told for one full-time equivalent."""
    return share if regimes()[regime].kind == COLLECTIVE else Fraction(1)


def _per_etp(regime: str, share: Fraction, band: str) -> Mapping[str, Any] | None:
    collective = regime in regimes() and regimes()[regime].kind == COLLECTIVE
    return _amounts().get((regime, Fraction(1), band)) if collective else None


def _regime(code: str, words: Mapping[str, Any], checked_on: date) -> Regime:
    datum = stated(f"regime.{code}", words, code, checked_on)
    shares = tuple(Fraction(it) for it in words["new_shares"])
    return Regime(code, words["kind"], datum, words["takes_over"], shares)


def _begins(regime: Regime) -> date:
    return regime.datum.since or date.min


@cache
def _amounts() -> Mapping[tuple[str, Fraction, str], Mapping[str, Any]]:
    rows = read_data("aid_amounts.toml")["amounts"]
    return {(regime, Fraction(row["share"]), row["band"]): row for row in rows for regime in row["regimes"]}


@cache
def _checked_on() -> date:
    found: date = read_data("aid_amounts.toml")["checked_on"]
    return found
