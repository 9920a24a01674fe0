"""Before signing: what growth would be asked, and between which national percentiles a list stands, if it is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from binome.contract.agreement import ACTIVE, REGISTERED, Goal, Signatory
from binome.contract.stated import Stated, read_data, stated
from binome.contract.wording import not_told

PERCENTILES = (30, 50, 70, 80, 90, 95)


@dataclass(frozen=True, slots=True)
class Bracket:
    """The percentiles between which a count stands, as far as the known ones tell: from `at_least` to under `below`.

    None: no known percentile bounds it on that side. A bracket that spans unknown ones says no more than its bounds.
    """

    at_least: int | None
    below: int | None


def percentile(distribution: str, rank: int) -> Stated:
    """The count at that rank; None when no source gives it."""
    told = _percentiles()
    row = next(it for it in told["percentile"] if (it["distribution"], it["percentile"]) == (distribution, rank))
    return stated(f"percentile.{distribution}.p{rank}", row, row.get("count"), told["checked_on"])


def bracket(distribution: str, count: int) -> Bracket:
    """Where that count stands among the known percentiles. The count at a percentile is in the bracket above."""
    known = {rank: at.value for rank in PERCENTILES if (at := percentile(distribution, rank)).value is not None}
    under = [rank for rank, at in known.items() if at <= count]
    above = [rank for rank, at in known.items() if count < at]
    return Bracket(max(under, default=None), min(above, default=None))


def growth_asked(regime: str, share: Fraction, rank: int) -> Stated:
    """The growth in percent asked of a list at that percentile; None when the sources do not settle it."""
    told = _objectives()
    for row in told["growth"]:
        if (row["regime"], Fraction(row["share"])) == (regime, share) and row["from"] <= rank < row.get("to", 101):
            value = Fraction(str(row["percent"])) if "percent" in row else None
            return stated(f"growth.{regime}.{share}.p{row['from']}", row, value, told["checked_on"])
    return not_told(f"growth.{regime}.{share}.p{rank}", "not_told", told["checked_on"])


def newcomer(regime: str) -> Stated:
    """What is asked of a newly installed doctor: years, percentile, and the counts where they are told."""
    told = _objectives()
    row = next((it for it in told["newcomer"] if it["regime"] == regime), None)
    if row is None:
        return not_told(f"newcomer.{regime}", "not_told", told["checked_on"])
    asked = {name: row[name] for name in ("years", "percentile", REGISTERED, ACTIVE) if name in row}
    return stated(f"newcomer.{regime}", row, asked or None, told["checked_on"])


def target(start: int, percent: Fraction) -> int:
    """So much per cent more, to the nearest patient (a half goes up), as the one real contract that was read rounds."""
    exact = start * (1 + percent / 100)
    return int(exact + Fraction(1, 2))


def collective_growth() -> Stated:
    """The growth asked per full-time equivalent in a collective contract, by quantity."""
    told = _objectives()
    row = told["collective"]
    asked = {REGISTERED: row["registered_per_etp"], ACTIVE: row["active_per_etp"]}
    return stated("growth.collective", row, asked, told["checked_on"])


def collective_goal(quantity: str, etp: Fraction, signatories: Iterable[Signatory]) -> Goal:
    """The group's objective: the sum of the starts, and so many per ETP less those gained already; never below it.

    A fraction of a patient counts up: the cautious way, none is told.
    """
    doctors = tuple(signatories)
    start = sum(_start(it, quantity) for it in doctors)
    gained = sum(it.gained_registered if quantity == REGISTERED else it.gained_active for it in doctors)
    asked = -int(-(collective_growth().value[quantity] * etp) // 1)
    return Goal(start, start + max(0, asked - gained))


def _start(doctor: Signatory, quantity: str) -> int:
    return (doctor.start_registered if quantity == REGISTERED else doctor.start_active) or 0


@cache
def _percentiles() -> Mapping[str, Any]:
    return read_data("aid_percentiles.toml")


@cache
def _objectives() -> dict[str, Any]:
    return read_data("aid_objectives.toml")
