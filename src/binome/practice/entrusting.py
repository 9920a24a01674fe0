"""Who of those present may do each item of a checklist, and how long that is: what nobody may goes to the doctor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from binome.practice.activities import activities
from binome.practice.checklist import STEP_OF, Item, Part, added_up
from binome.practice.conditions import NOTHING_GIVEN, Circumstance
from binome.practice.delegation import who_may
from binome.practice.refusal import NotDelegated
from binome.practice.team import Member, Practice
from binome.practice.whom import Traits
from binome.practice.words import Power, Role, Step

DOCTORS = frozenset({Role.PHYSICIAN, Role.TRAINEE})
FIRST = (Role.ASSISTANT, Role.NURSE, Role.HEALTH_NURSE, Role.ADVANCED_NURSE, Role.SECRETARY)
"""Whom an item is before first, when several may."""


@dataclass(frozen=True, slots=True)
class Entrusted:
    """Who may do an item now. `who` are those present, the nearest first; empty: the doctor does it.

    `fell_back`: a helper could have, and none is here who may. `prepares`: of `who`, those who only prepare.
    """

    item: Item
    who: tuple[str, ...]
    prepares: frozenset[str] = frozenset()
    fell_back: bool = False

    @property
    def to_doctor(self) -> bool:
        return not self.who


def helpers_at(practice: Practice, at: datetime) -> tuple[Member, ...]:
    """Who is on duty and is not a doctor, in the order they are asked."""
    here = [it for it in practice.members.values() if practice.works(it.code, at) and not DOCTORS.issuperset(it.roles)]
    return tuple(sorted(here, key=lambda it: min(FIRST.index(role) for role in it.roles if role in FIRST)))


def entrusted(
    practice: Practice,
    items: Iterable[Item],
    at: datetime,
    *,
    physician: str | None,
    patient: str | None = None,
    also: Circumstance = NOTHING_GIVEN,
    alone: bool = False,
) -> tuple[Entrusted, ...]:
    """Each item with who may; what is ordered for this patient counts, and `also` what is true of the visit.

    `alone`: the patient wants the doctor alone, so that nobody else comes in; what is done at the desk (paper,
    telephone, appointments) stays with whoever does it.
    """
    here = helpers_at(practice, at)
    told = []
    for item in items:
        kept = () if alone and not _at_the_desk(item) else here
        true = also | practice.known_of(patient, item.activity, at)
        powers = {it.code: _power(practice, it, item.activity, at, true, physician) for it in kept}
        told.append(_entrusted(item, powers, practice.local(at).date()))
    return tuple(told)


def minutes_by_step(items: Iterable[Item]) -> Mapping[Step, float]:
    """How long the items of each part take together."""
    told = dict.fromkeys(STEP_OF.values(), 0.0)
    for item in items:
        told[STEP_OF[item.part]] += item.minutes
    return MappingProxyType(told)


def minutes_by_role(items: Iterable[Item], on: date) -> Mapping[tuple[Role, Step], float]:
    """The same, for whom each item is first: the first helper a text lets do or prepare it, else the physician."""
    told: dict[tuple[Role, Step], float] = {}
    for item in items:
        may = who_may(item.activity, on=on)
        role = next((it for it in FIRST if it in may), Role.PHYSICIAN)
        key = (role, STEP_OF[item.part])
        told[key] = told.get(key, 0.0) + item.minutes
    return MappingProxyType(told)


def declared_minutes(practice: Practice, on: date) -> Mapping[Step, tuple[float, ...]]:
    """What the practice's own lists say of the steps of its helpers, a length for each list; nothing before it has any.

    Each list adds to what is always looked at, for an adult of whom nothing else is known.
    """
    lists = practice.checklists
    always = [it for it in lists.values() if it.always]
    told: dict[Step, list[float]] = {}
    for one in (it for it in lists.values() if not it.always):
        lengths = minutes_by_role(added_up([*always, one], _ANYBODY), on)
        for part in (Part.BEFORE, Part.AFTER):
            step = STEP_OF[part]
            total = sum(minutes for (role, where), minutes in lengths.items() if where is step and role not in DOCTORS)
            told.setdefault(step, []).append(total)
    return {step: tuple(sorted(them)) for step, them in told.items()}


_ANYBODY = Traits(months=50 * 12)


def _entrusted(item: Item, powers: Mapping[str, Power | None], on: date) -> Entrusted:
    who = tuple(code for code, power in powers.items() if power)
    prepares = frozenset(code for code in who if powers[code] is Power.PREPARES)
    by_law = DOCTORS.issuperset(who_may(item.activity, on=on))
    return Entrusted(item, who, prepares, fell_back=not who and not by_law)


def _at_the_desk(item: Item) -> bool:
    return activities()[item.activity].domain != "consultation" and item.part is not Part.DURING


def _power(
    practice: Practice, member: Member, activity: str, at: datetime, also: Circumstance, physician: str | None
) -> Power | None:
    try:
        return practice.delegation(member, activity, at, also, physician).power
    except NotDelegated:
        return None
