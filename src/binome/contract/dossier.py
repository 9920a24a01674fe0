"""A contract's file: what was signed, what was counted, what one chooses where texts are silent; read or refused."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from binome.contract.agreement import (
    COLLECTIVE,
    INDIVIDUAL,
    QUANTITIES,
    AidContract,
    Amendment,
    AssistantPost,
    Goal,
    Paid,
    PostAbsence,
    Reading,
    Signatory,
)
from binome.contract.faults import faults_of
from binome.contract.forms import Sheet
from binome.contract.objectives import collective_goal
from binome.contract.projected import HANDED, Assumptions, Effect, Handed, Outlook
from binome.contract.tables import ENDS, FILE
from binome.contract.wording import refusal_in
from binome.practice.qualification import Qualification
from binome.practice.toml_faults import Fault, Refusal, not_toml, too_deep
from binome.practice.toml_places import Place, line_at, lines_of

LONGEST = 1_000_000
MOST_FAULTS = 20
PLAIN = ("code", "kind", "signed_on", "starts_on", "ends_on", "share", "band")
"""What of a contract is one plain value."""
BEYOND = re.compile(r"(?:[\[{][ \t\n]*+){50}|[0-9_]{1000}")
"""Lists within lists, or a number, that no contract holds and no machine reads."""


class UnreadableContract(Exception):
    """The text is no contract's file; all that was found wrong, in the order of the lines."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(refusals)
        self.refusals = refusals

    def __str__(self) -> str:
        return "\n".join(refusal_in("en", it) for it in self.refusals)


@dataclass(frozen=True, slots=True)
class Entry:
    """One contract of the file, its counts, and the choices it is projected with."""

    contract: AidContract
    readings: tuple[Reading, ...]
    assumptions: Assumptions


@dataclass(frozen=True, slots=True)
class Dossier:
    """Every contract of a practice. `posts`: how much of a full time each assistant works, when it is said."""

    entries: tuple[Entry, ...]
    posts: Mapping[str, Fraction]


def read_file(path: Path) -> Dossier:
    with path.open("rb") as file:
        found = file.read(LONGEST + 1)
    try:
        return read(found.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError as wrong:
        line = found.count(b"\n", 0, wrong.start) + 1
        raise UnreadableContract((Refusal(line, Fault((), "file.not_utf8", {})),)) from None


def read(words: str) -> Dossier:
    """What this text says; raises UnreadableContract with everything that is wrong in it."""
    told, sheet = _parsed(words), Sheet()
    found = _read(sheet, told)
    if sheet.faults or found is None:
        lines = lines_of(words)
        refusals = sorted((Refusal(line_at(lines, it.place), it) for it in sheet.faults), key=lambda it: it.line or 0)
        raise UnreadableContract(tuple(refusals[:MOST_FAULTS]))
    return found


def _parsed(words: str) -> dict[str, Any]:
    if len(words) > LONGEST:
        raise UnreadableContract((Refusal(None, Fault((), "file.too_long", {"most": LONGEST})),))
    if deep := too_deep(words):
        raise UnreadableContract((deep,))
    try:
        return tomllib.loads(words, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        raise UnreadableContract((not_toml(words, wrong),)) from None
    except (RecursionError, ValueError, ArithmeticError):
        beyond = BEYOND.search(words)
        place = words.count("\n", 0, beyond.start()) + 1 if beyond else None
        raise UnreadableContract((Refusal(place, Fault((), "file.beyond", {})),)) from None


def _read(sheet: Sheet, told: dict[str, Any]) -> Dossier | None:
    found = FILE(sheet, (), told)
    if sheet.faults:
        return None
    given = Assumptions(**found.get("assumptions", {}))
    entries = tuple(_entry(sheet, ("contract", n), it, given) for n, it in enumerate(found["contract"]))
    if not entries:
        sheet.fault((), "key.missing", key="contract")
    codes = [it["code"] for it in found["contract"]]
    for n, name in enumerate(codes):
        if name in codes[:n]:
            sheet.fault(("contract", n, "code"), "name.twice", found=name)
    posts = MappingProxyType({it["code"]: it["etp"] for it in found.get("posts", ())})
    kept = tuple(it for it in entries if it)
    return None if sheet.faults else Dossier(kept, posts)


def _entry(sheet: Sheet, place: Place, told: dict[str, Any], given: Assumptions) -> Entry | None:
    contract = _contract(sheet, place, told)
    if contract is None:
        return None
    readings = tuple(Reading(**it) for it in told.get("readings", ()))
    for wrong in faults_of(contract, readings):
        sheet.fault((*place, *wrong.place), wrong.why, **wrong.facts)
    handed = tuple(Handed(it["quantity"], _outlook(it)) for it in told.get("outlooks", ()))
    for n, it in enumerate(handed):
        if not _rises(it.outlook):
            sheet.fault((*place, "outlooks", n), "outlook.not_rising")
    return Entry(contract, readings, replace(given, handed=handed, half_day=_half_day(sheet, place, told)))


def _contract(sheet: Sheet, place: Place, told: dict[str, Any]) -> AidContract | None:
    signatories = tuple(Signatory(**it) for it in told.get("signatories", ()))
    kind = told.get("kind", INDIVIDUAL)
    goals: dict[str, Any] = {it: _goal(kind, it, told, signatories) for it in QUANTITIES}
    lacking = [quantity for quantity, goal in goals.items() if goal is None]
    for quantity in lacking:
        sheet.fault(place, "contract.no_goal", key=quantity)
    if lacking:
        return None
    plain = {name: told[name] for name in PLAIN if name in told}
    return AidContract(
        **plain,
        **goals,
        signatories=signatories,
        posts=tuple(_post(it) for it in told.get("posts", ())),
        absences=tuple(PostAbsence(**it) for it in told.get("absences", ())),
        paid=tuple(Paid(**it) for it in told.get("paid", ())),
        amendments=tuple(_amendment(it) for it in told.get("amendments", ())),
    )


def _goal(kind: str, quantity: str, told: Mapping[str, Any], signatories: tuple[Signatory, ...]) -> Goal | None:
    """As signed; a collective contract's may be left to the rule, when each doctor's start is there."""
    if quantity in told:
        return Goal(**told[quantity])
    starts = [getattr(it, f"start_{quantity}") for it in signatories]
    if kind != COLLECTIVE or not starts or None in starts:
        return None
    return collective_goal(quantity, told["share"], signatories)


def _post(told: dict[str, Any]) -> AssistantPost:
    trainings = tuple(Qualification(**it) for it in told.get("trainings", ()))
    return AssistantPost(**{**told, "trainings": trainings})


def _amendment(told: Mapping[str, Any]) -> Amendment:
    goals = {it: Goal(**told[it]) for it in QUANTITIES if it in told}
    posts = tuple(_post(it) for it in told["posts"]) if "posts" in told else None
    return Amendment(told["on"], told.get("share"), posts=posts, **goals)


def _outlook(told: Mapping[str, Any]) -> Outlook:
    low_80, high_80, low_95, high_95 = (float(told[name]) if name in told else None for name in ENDS)
    middle = float(told["middle"])
    return Outlook(told["on"], middle, low_80, high_80, low_95, high_95, HANDED, told["told_by"])


def _rises(it: Outlook) -> bool:
    """All four ends or none, in their order around the middle."""
    ends = (it.low_95, it.low_80, it.middle, it.high_80, it.high_95)
    known = [end for end in ends if end is not None]
    return len(known) in (1, 5) and known == sorted(known)


def _half_day(sheet: Sheet, place: Place, told: Mapping[str, Any]) -> Effect | None:
    if "half_day" not in told:
        return None
    said = told["half_day"]
    registered, active = (said[f"{it}_per_week"] for it in QUANTITIES)
    for quantity, pair in zip(QUANTITIES, (registered, active), strict=True):
        if len(pair) != 2 or pair[0] > pair[1]:
            sheet.fault((*place, "half_day", f"{quantity}_per_week"), "effect.not_a_range")
            return None
    ends = (float(registered[0]), float(registered[1])), (float(active[0]), float(active[1]))
    return Effect("half_day", *ends, told_by=said["told_by"], mark="inference", cost_per_year=said.get("cost_per_year"))
