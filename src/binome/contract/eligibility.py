"""Who may sign on a day, criterion by criterion, each with its text: an answer for the eye, never the fund's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from binome.contract.agreement import INDIVIDUAL
from binome.contract.regimes import regime_for
from binome.contract.rules import part, rules
from binome.contract.stated import Stated, read_data, stated

MET, NOT_MET, ADAPTED, NOT_KNOWN = VERDICTS = ("met", "not_met", "adapted", "unknown")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of whoever would sign; None is not known. `exceptions`: new_installer, rqth, long_illness,
    young_list, mixed_activity, exceptional_case."""

    kind: str = INDIVIDUAL
    share: str | None = None
    sector: str | None = None
    specialty: str | None = "general_practice"
    particular_practice: bool | None = False
    in_tension: bool | None = None
    registered: int | None = None
    registered_adults: int | None = None
    at_or_above_p50: bool | None = None
    clinical_percent: float | None = None
    doctors: int | None = None
    coordinated: bool | None = None
    zone: str | None = None
    full_time_already: bool | None = None
    contract_year: int | None = None
    objectives_attained: bool | None = None
    other_contract: bool | None = False
    left_a_collective: bool | None = False
    years_since_collective: float | None = None
    legal_form: str | None = None
    mean_registered: float | None = None
    within_cap: bool | None = None
    exceptions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CriterionMet:
    """One criterion asked that day, and how it stands. `adapted`: not met, but the fund may adapt the contract."""

    code: str
    verdict: str
    datum: Stated


def eligibility(candidate: Candidate, on: date) -> tuple[CriterionMet, ...]:
    """Every criterion in force that day for this kind of contract and whoever would sign it; none when no aid was."""
    if regime_for(candidate.kind, on) is None:
        return ()
    told = _criteria()
    asked = ((it, stated(f"criterion.{it['code']}", it, it["ways"], told["checked_on"])) for it in told["criterion"])
    return tuple(
        CriterionMet(row["code"], verdict, datum)
        for row, datum in asked
        if candidate.kind in row["kinds"] and datum.holds_on(on) and (verdict := _verdict(candidate, row))
    )


def asked_of(kind: str, on: date) -> tuple[frozenset[str], frozenset[str]]:
    """What has to be known of whoever would sign such a contract that day, and the exceptions that may count."""
    checked_on = _criteria()["checked_on"]
    rows = [
        it
        for it in _criteria()["criterion"]
        if kind in it["kinds"] and stated(it["code"], it, None, checked_on).holds_on(on)
    ]
    wanted = {name for it in rows for way in (*it["ways"], it.get("when", {})) for name in way}
    names = frozenset(name.removesuffix("_not") for name in wanted)
    return names, frozenset(it for row in rows for it in row.get("excepted_by", ()))


def may_sign(found: tuple[CriterionMet, ...]) -> bool | None:
    """Yes, no, or None when something is not known or is for the fund to adapt. Without a criterion, no aid."""
    verdicts = {it.verdict for it in found}
    if NOT_MET in verdicts or not found:
        return False
    return True if verdicts == {MET} else None


def etp_cap(doctors: int, trainers: int, on: date, *, structure_approved: bool = False) -> Fraction:
    """The most full-time equivalents a collective contract may count that day."""
    code = "structure_etp" if structure_approved else "trainer_etp"
    bonus = part(code) * (doctors if structure_approved else trainers) if rules()[code].holds_on(on) else Fraction(0)
    return doctors + bonus


def _verdict(candidate: Candidate, row: Mapping[str, Any]) -> str:
    """Nothing when it is not asked of this candidate."""
    asked = _meets(candidate, row.get("when", {}))
    if asked is False:
        return ""
    ways = [_meets(candidate, it) for it in row["ways"]]
    if True in ways:
        return MET
    if asked is None or None in ways:
        return NOT_KNOWN
    return ADAPTED if candidate.exceptions & set(row.get("excepted_by", ())) else NOT_MET


def _meets(candidate: Candidate, wanted: Mapping[str, Any]) -> bool | None:
    answers = {_holds(candidate, name, it) for name, it in wanted.items()}
    return False if False in answers else (None if None in answers else True)


def _holds(candidate: Candidate, name: str, wanted: Any) -> bool | None:
    known = getattr(candidate, name.removesuffix("_not"))
    if known is None:
        return None
    if isinstance(wanted, bool):
        return bool(known) is wanted
    if isinstance(wanted, list):
        return (known in wanted) is not name.endswith("_not")
    return bool(known >= wanted)


@cache
def _criteria() -> Mapping[str, Any]:
    return read_data("aid_eligibility.toml")
