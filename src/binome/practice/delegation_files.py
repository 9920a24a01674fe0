"""The delegation files of the seven roles, read: one line gives one activity to one role under one text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.practice.activities import in_both_tongues, read_data
from binome.practice.conditions import Circumstance
from binome.practice.narrowing import Key
from binome.practice.words import Power, Role


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The text behind a delegation. `since` is None when the source gives no date: it then holds always.

    `standing`: certain | single (one secondary source) | conflicting (sources disagree) | to_check (declared by the
    practice, no text read).
    """

    code: str
    title: str
    standing: str
    address: str | None = None
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Delegation:
    """What one text gives one role for one activity. All of `conditions` must hold; `duties` come with the act.

    It holds from `since` to the eve of `until`, which are the text's own unless the line says later or sooner.
    `reading`: "ours" when the limit is our reading of the text. `notes`: what the sources say, by language.
    """

    role: Role
    activity: str
    power: Power
    basis: LegalBasis
    conditions: frozenset[str] = frozenset()
    duties: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    standing: str = ""
    reading: str = ""
    notes: Mapping[str, str] = field(default_factory=dict, hash=False)
    checked_on: date | None = None

    @property
    def code(self) -> str:
        """What is stamped on the act: role, activity and text."""
        return f"{self.role}:{self.activity}@{self.basis.code}"

    @property
    def gives(self) -> bool:
        return self.power is not Power.NO

    @property
    def unsettled(self) -> bool:
        return self.basis is UNSETTLED

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def missing(self, given: Circumstance) -> frozenset[str]:
        return self.conditions - given


UNSETTLED = LegalBasis("unsettled", "What the sources leave open", "unsettled")

Listed = Mapping[Key, tuple[Delegation, ...]]


@cache
def national_list() -> Listed:
    """Every delegation shipped, by (role, activity)."""
    return MappingProxyType(_listed())


def _listed() -> dict[Key, tuple[Delegation, ...]]:
    listed: dict[Key, list[Delegation]] = {}
    for role in Role:
        for delegation in delegations_of(read_data("delegations", f"{role}.toml")):
            listed.setdefault((role, delegation.activity), []).append(delegation)
    return {key: tuple(found) for key, found in listed.items()}


def stamped(code: str) -> Delegation | None:
    """The delegation whose stamp an act bears; None when the list knows it no more."""
    return _by_stamp().get(code)


@cache
def _by_stamp() -> Mapping[str, Delegation]:
    return _with_a_stamp(national_list())


def _with_a_stamp(listed: Listed) -> dict[str, Delegation]:
    """What says no stamps nothing."""
    return {it.code: it for found in listed.values() for it in found if it.gives}


def delegations_of(file: Mapping[str, Any]) -> Iterator[Delegation]:
    """Every line of one role's file, in its order; what is unsettled comes last."""
    role = Role(file["role"])
    bases = {code: LegalBasis(code=code, **words) for code, words in file.get("basis", {}).items()}
    for power in Power:
        for activity, lines in file.get(power.value, {}).items():
            for line in lines if isinstance(lines, list) else [lines]:
                words = {"basis": line} if isinstance(line, str) else line
                yield _delegation(file, role, activity, power, bases[words["basis"]], words)
    for activity, words in file.get("unsettled", {}).items():
        yield _delegation(file, role, activity, Power.NO, UNSETTLED, words)


def _delegation(
    file: Mapping[str, Any], role: Role, activity: str, power: Power, basis: LegalBasis, words: Mapping[str, Any]
) -> Delegation:
    return Delegation(
        role,
        activity,
        power,
        basis,
        conditions=frozenset(words.get("if", ())),
        duties=tuple(words.get("duties", ())),
        since=max((it for it in (words.get("since"), basis.since, file.get("since")) if it), default=None),
        until=min((it for it in (words.get("until"), basis.until) if it), default=None),
        standing=words.get("standing", basis.standing),
        reading=words.get("reading", ""),
        notes=in_both_tongues(words),
        checked_on=file["checked_on"],
    )
