"""Who may do what, and which text says so. Deny by default; a practice may only narrow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.practice.activities import read_data
from binome.practice.refusal import NotDelegated
from binome.practice.words import Power, Role

Circumstance = frozenset[str]
"""The conditions that hold here and now: "automatic_device", "physician_within_reach", "entrusted_patient"…"""

NOTHING_GIVEN: Circumstance = frozenset()


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The text behind a delegation. `since` is None when the source gives no date: it then holds always.

    `standing`: certain | single (one secondary source) | to_check (declared by the practice, no text read).
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
    """What one text gives one role for one activity. All of `conditions` must hold."""

    role: Role
    activity: str
    power: Power
    basis: LegalBasis
    conditions: frozenset[str] = frozenset()
    note: str = ""

    @property
    def code(self) -> str:
        """What is stamped on the act: role, activity and text."""
        return f"{self.role}:{self.activity}@{self.basis.code}"

    def missing(self, given: Circumstance) -> frozenset[str]:
        return self.conditions - given


UNSETTLED = LegalBasis("unsettled", "What the sources leave open", "unsettled")

Key = tuple[Role, str]


@cache
def national_list() -> Mapping[Key, tuple[Delegation, ...]]:
    """Every delegation shipped, by (role, activity)."""
    listed: dict[Key, list[Delegation]] = {}
    for role in Role:
        for delegation in _delegations_of(read_data("delegations", f"{role}.toml")):
            listed.setdefault((role, delegation.activity), []).append(delegation)
    return MappingProxyType({key: tuple(found) for key, found in listed.items()})


def delegation_for(
    role: Role,
    activity: str,
    *,
    on: date,
    given: Circumstance = NOTHING_GIVEN,
    narrowed: frozenset[Key] = frozenset(),
) -> Delegation:
    """The delegation under which `role` may do or prepare `activity` on that day; raises NotDelegated otherwise."""
    if (role, activity) in narrowed:
        who = who_may(activity, on=on, narrowed=narrowed)
        raise NotDelegated("delegation.narrowed", role=role, activity=activity, who=who)
    candidates = [d for d in national_list().get((role, activity), ()) if d.basis.holds_on(on)]
    for delegation in candidates:
        if delegation.power is not Power.NO and not delegation.missing(given):
            return delegation
    raise _refusal(role, activity, candidates, given=given, who=who_may(activity, on=on, narrowed=narrowed))


def may(role: Role, activity: str, *, on: date, given: Circumstance = NOTHING_GIVEN) -> Power:
    """The same question, answered instead of raised."""
    try:
        return delegation_for(role, activity, on=on, given=given).power
    except NotDelegated:
        return Power.NO


def who_may(activity: str, *, on: date, narrowed: frozenset[Key] = frozenset()) -> tuple[Role, ...]:
    """The roles that some text in force lets do or prepare it, conditions apart: who may help."""
    listed = national_list()
    given = (role for role in Role if any(_gives(d, on) for d in listed.get((role, activity), ())))
    return tuple(role for role in given if (role, activity) not in narrowed)


def _gives(delegation: Delegation, on: date) -> bool:
    return delegation.power is not Power.NO and delegation.basis.holds_on(on)


def _refusal(
    role: Role, activity: str, candidates: list[Delegation], *, given: Circumstance, who: tuple[Role, ...]
) -> NotDelegated:
    facts = {"role": role, "activity": activity, "who": who}
    given_to_none = [d for d in candidates if d.power is Power.NO]
    if given_to_none and given_to_none[0].note:
        return NotDelegated("delegation.unsettled", **facts, note=given_to_none[0].note)
    lacking = [d.missing(given) for d in candidates if d.power is not Power.NO]
    if lacking:
        return NotDelegated("delegation.condition", **facts, missing=tuple(sorted(frozenset().union(*lacking))))
    return NotDelegated("delegation.no", **facts)


def _delegations_of(file: Mapping[str, Any]) -> list[Delegation]:
    role = Role(file["role"])
    bases = {code: LegalBasis(code=code, **words) for code, words in file.get("basis", {}).items()}
    asked = file.get("conditions", {})
    given = [
        Delegation(role, a, power, bases[text], frozenset(asked.get(f"{a}@{text}", asked.get(a, ()))))
        for power in Power
        for text, listed in file.get(power.value, {}).items()
        for a in listed
    ]
    open_points = file.get("unsettled", {}).items()
    return given + [Delegation(role, a, Power.NO, UNSETTLED, note=note) for a, note in open_points]
