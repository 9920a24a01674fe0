"""Who may do what, and which text says so. Deny by default; a practice may only narrow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from binome.practice.conditions import NOTHING_GIVEN, Circumstance
from binome.practice.delegation_files import UNSETTLED, Delegation, LegalBasis, Listed, national_list, stamped
from binome.practice.narrowing import NOTHING_NARROWED, Key, Narrowed, Narrowing, closed_to_the_role, narrowing_of
from binome.practice.refusal import NotDelegated
from binome.practice.words import Power, Role

__all__ = [
    "NOTHING_GIVEN",
    "UNSETTLED",
    "Answer",
    "Circumstance",
    "Delegation",
    "Key",
    "LegalBasis",
    "Narrowed",
    "Narrowing",
    "decide",
    "delegation_for",
    "may",
    "national_list",
    "stamped",
    "who_may",
]

GIVEN = "delegation.given"


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to "may this role do it?". `because`: GIVEN, or the code of the refusal.

    `delegation` is the one given; for a refusal, the line that says no, or the nearest one whose conditions lack.
    `alternatives`: what lacks, text by text, the nearest first; any one is enough. `missing`: all of it in one list.
    `who`: the roles that may. `narrowing`: what the practice took back, when that is why.
    """

    power: Power
    delegation: Delegation | None
    because: str
    unsettled: bool = False
    alternatives: tuple[tuple[str, ...], ...] = ()
    who: tuple[Role, ...] = ()
    narrowing: Narrowing | None = None

    @property
    def given(self) -> bool:
        return self.power is not Power.NO

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(sorted({code for lacking in self.alternatives for code in lacking}))


def decide(
    role: Role, activity: str, *, on: date, given: Circumstance = NOTHING_GIVEN, narrowed: Narrowed = NOTHING_NARROWED
) -> Answer:
    """May this role do or prepare it on that day, under which text, and if not why not."""
    key = (role, activity)
    if key in narrowed:
        who = who_may(activity, on=on, narrowed=narrowed)
        return Answer(Power.NO, None, "delegation.narrowed", who=who, narrowing=narrowing_of(narrowed, key))
    found = _first(key, on, given)
    if found is not None:
        return Answer(found.power, found, GIVEN)
    return _refused(key, on, given, who_may(activity, on=on, narrowed=narrowed))


def delegation_for(
    role: Role, activity: str, *, on: date, given: Circumstance = NOTHING_GIVEN, narrowed: Narrowed = NOTHING_NARROWED
) -> Delegation:
    """The delegation under which `role` may do or prepare `activity` on that day; raises NotDelegated otherwise."""
    key = (role, activity)
    found = None if key in narrowed else _first(key, on, given)
    if found is None:
        raise refusal_of(role, activity, decide(role, activity, on=on, given=given, narrowed=narrowed))
    return found


def may(role: Role, activity: str, *, on: date, given: Circumstance = NOTHING_GIVEN) -> Power:
    """The same question, answered instead of raised, and without the reason."""
    found = _first((role, activity), on, given)
    return Power.NO if found is None else found.power


def who_may(activity: str, *, on: date, narrowed: Narrowed = NOTHING_NARROWED) -> tuple[Role, ...]:
    """The roles that some text in force lets do or prepare it, conditions apart: who may help."""
    given = (role for role, lines in _by_activity().get(activity, ()) if any(it.holds_on(on) for it in lines))
    return tuple(role for role in given if not closed_to_the_role(narrowed, (role, activity)))


def refusal_of(role: Role, activity: str, answer: Answer) -> NotDelegated:
    """The answer no, as it is raised: a code, and the facts its sentence needs."""
    facts = {"role": role, "activity": activity, "who": answer.who}
    if answer.because == "delegation.narrowed":
        narrowing = answer.narrowing
        why = {"reason": narrowing.reason, "by": narrowing.by} if narrowing else {}
        return NotDelegated("delegation.narrowed", **facts, **why)
    if answer.because == "delegation.condition":
        lacking = {"missing": answer.missing, "alternatives": answer.alternatives}
        return NotDelegated("delegation.condition", **facts, **lacking)
    if answer.because == "delegation.unsettled" and answer.delegation:
        return NotDelegated("delegation.unsettled", **facts, notes=answer.delegation.notes)
    return NotDelegated("delegation.no", **facts)


@cache
def _giving() -> Listed:
    """The lines that give something, apart from those that say no: every question looks here first."""
    return _those_that_give(national_list())


def _those_that_give(listed: Listed) -> dict[Key, tuple[Delegation, ...]]:
    kept = {key: tuple(it for it in found if it.gives) for key, found in listed.items()}
    return {key: found for key, found in kept.items() if found}


Lines = list[tuple[Role, tuple[Delegation, ...]]]


@cache
def _by_activity() -> Mapping[str, Lines]:
    return _roles_by_activity(_giving())


def _roles_by_activity(giving: Listed) -> dict[str, Lines]:
    roles: dict[str, Lines] = {}
    for (role, activity), lines in giving.items():
        roles.setdefault(activity, []).append((role, lines))
    return roles


def _first(key: Key, on: date, given: Circumstance) -> Delegation | None:
    for delegation in _giving().get(key, ()):
        if delegation.holds_on(on) and delegation.conditions <= given:
            return delegation
    return None


def _refused(key: Key, on: date, given: Circumstance, who: tuple[Role, ...]) -> Answer:
    """A text that says no, or leaves it open, is the reason; else the conditions that lack; else nobody gave it."""
    in_force = [it for it in national_list().get(key, ()) if it.holds_on(on)]
    closing = next((it for it in in_force if not it.gives), None)
    if closing is not None:
        because = "delegation.unsettled" if closing.unsettled else "delegation.no"
        return Answer(Power.NO, closing, because, unsettled=closing.unsettled, who=who)
    nearest = sorted(in_force, key=lambda it: (len(it.missing(given)), it.code))
    if nearest:
        alternatives = _least([it.missing(given) for it in nearest])
        return Answer(Power.NO, nearest[0], "delegation.condition", alternatives=alternatives, who=who)
    return Answer(Power.NO, None, "delegation.no", who=who)


def _least(lacking: list[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """The shortest first; without those that ask for all that an earlier one asks for, and more."""
    kept: list[frozenset[str]] = []
    for one in lacking:
        if not any(other <= one for other in kept):
            kept.append(one)
    return tuple(tuple(sorted(it)) for it in kept)
