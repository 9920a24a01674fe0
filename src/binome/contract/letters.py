"""The facts of the letters to the fund: prepared, never sent. The wording is the paper's, in the web."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from binome.contract.agreement import QUANTITIES, AidContract, PostAbsence, Reading
from binome.contract.calendar import contract_year, months_after, term, year_since
from binome.contract.counted import of_the_contract
from binome.contract.rules import whole

ABSENCE, ENDING, YEARLY = KINDS_OF_LETTER = ("absence", "ending", "yearly")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, by name of field; `missing` names what somebody has to fill in before it may leave.

    absence: contract, starts_on, share, since, until, days, reason, declared_on, asks_suspension
    ending:  contract, starts_on, share, asked_end, earliest_end, in_time, notice_months, registered_letter, term
    yearly:  contract, starts_on, share, year, since, until, counted_on, source, rows (quantity, start, target, today,
             growth_asked, growth_done), absences (since, until, reason)
    """

    code: str
    on: date
    fields: Mapping[str, Any]
    missing: tuple[str, ...] = ()


def absence_letter(contract: AidContract, absence: PostAbsence, on: date) -> Letter:
    """The assistant is away: it is told to the fund, and the suspension of the objectives is asked for."""
    days = (absence.until - absence.since).days if absence.until else None
    return _letter(
        ABSENCE,
        on,
        contract,
        since=absence.since,
        until=absence.until,
        days=days,
        reason=absence.reason,
        declared_on=absence.declared_on,
        asks_suspension=True,
    )


def ending_letter(contract: AidContract, asked_end: date, on: date) -> Letter:
    """The doctor wants out: a registered letter, with notice. The earliest end is counted from the letter's day."""
    earliest = months_after(on, whole("notice_months"))
    return _letter(
        ENDING,
        on,
        contract,
        asked_end=asked_end,
        earliest_end=earliest,
        in_time=asked_end >= earliest,
        notice_months=whole("notice_months"),
        registered_letter=True,
        term=term(contract),
    )


def yearly_letter(contract: AidContract, readings: tuple[Reading, ...], on: date) -> Letter:
    """The counts of the contract year that is running, beside what was asked."""
    year = contract_year(contract, on)
    whole_counts = of_the_contract(contract, (it for it in readings if it.on <= on))
    latest = max(whole_counts, key=lambda it: it.on, default=None)
    since = year_since(contract, year) if year else None
    return _letter(
        YEARLY,
        on,
        contract,
        year=year,
        since=since,
        until=year_since(contract, year + 1) if year else None,
        counted_on=latest.on if latest else None,
        source=latest.source if latest else None,
        rows=tuple(_row(contract, quantity, latest, on) for quantity in QUANTITIES),
        absences=tuple(it for it in contract.absences if since is None or it.until is None or it.until > since),
    )


def _row(contract: AidContract, quantity: str, latest: Reading | None, on: date) -> Mapping[str, Any]:
    goal, today = contract.goal_on(quantity, on), latest.of(quantity) if latest else None
    return MappingProxyType(
        {
            "quantity": quantity,
            "start": goal.start,
            "target": goal.target,
            "today": today,
            "growth_asked": goal.growth,
            "growth_done": None if today is None else today - goal.start,
        }
    )


def _letter(code: str, on: date, contract: AidContract, **fields: Any) -> Letter:
    said = {"contract": contract.code, "starts_on": contract.starts_on, "share": contract.share_on(on), **fields}
    optional = ("declared_on", "absences", "until") if code == ABSENCE else ("declared_on", "absences")
    missing = tuple(name for name, it in said.items() if it in (None, "") and name not in optional)
    return Letter(code, on, MappingProxyType(said), missing)
