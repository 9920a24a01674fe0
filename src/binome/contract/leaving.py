"""A doctor leaves a group's contract while it goes on: what is known of those who stay, and what no text settles."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from binome.contract.agreement import AidContract, Reading, Signatory
from binome.contract.calendar import year_since, years_of
from binome.contract.eligibility import etp_cap
from binome.contract.rules import whole


@dataclass(frozen=True, slots=True)
class Leaving:
    """At the next anniversary, for one enters and leaves then. How the group's start is counted again was not found.

    `share` stays as chosen; `cap`: the most it might be to sign that day with those who stay; `mean`: of their
    registered patients, None when one's is not known.
    """

    doctor: str
    on: date
    staying: int
    share: Fraction
    cap: Fraction
    mean: Fraction | None

    @property
    def above_cap(self) -> bool:
        return self.share > self.cap

    @property
    def mean_below(self) -> bool | None:
        return None if self.mean is None else self.mean < whole("group_mean_registered")


def leavings(contract: AidContract, readings: tuple[Reading, ...], on: date) -> tuple[Leaving, ...]:
    """One for each doctor who is in the contract that day; none when no anniversary is left."""
    day = next((day for year in years_of(contract) if (day := year_since(contract, year)) > on), None)
    if day is None:
        return ()
    there = [it for it in contract.signatories if it.is_in(day)]
    return tuple(_leaving(contract, readings, it, there, day) for it in there)


def _leaving(
    contract: AidContract, readings: tuple[Reading, ...], leaver: Signatory, there: list[Signatory], day: date
) -> Leaving:
    stay = [it for it in there if it is not leaver]
    lists = [_list_of(it, readings) for it in stay]
    known = [it for it in lists if it is not None]
    mean = Fraction(sum(known), len(known)) if known and len(known) == len(stay) else None
    cap = etp_cap(len(stay), sum(it.trainer for it in stay), day)
    return Leaving(leaver.code, day, len(stay), contract.share_on(day), cap, mean)


def _list_of(doctor: Signatory, readings: tuple[Reading, ...]) -> int | None:
    """The last that was read of their own list; else where it started."""
    own = [it for it in readings if it.doctor == doctor.code and it.registered is not None]
    return max(own, key=lambda it: it.on).registered if own else doctor.start_registered
