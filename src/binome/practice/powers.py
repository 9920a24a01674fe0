"""What one person may do in this practice on a day: what stands, what is asked each time, what lacks.

A question about a moment is Practice.delegation's; these are about a day, so that what belongs to a patient or a moment
is not missing: it is asked each time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache

from binome.practice.activities import activities
from binome.practice.conditions import AUTOMATIC_DEVICE, Circumstance, conditions
from binome.practice.delegation import GIVEN, Answer, Delegation, decide, national_list
from binome.practice.narrowing import Key, Narrowing
from binome.practice.team import Member, Practice
from binome.practice.words import Power, Role

NOON = time(12)


class Verdict(StrEnum):
    """The answer in one word, the widest first. OPEN: the sources leave it unsettled, so it is closed."""

    DOES = "does"
    PREPARES = "prepares"
    NOT_YET = "not_yet"
    OPEN = "open"
    NO = "no"


_WIDEST = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a role, or a member in one of their roles, stands on an activity. `each_time`: what the act itself asks."""

    role: Role
    activity: str
    verdict: Verdict
    answer: Answer
    each_time: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        return self.verdict in (Verdict.DOES, Verdict.PREPARES)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The nearest of what would be enough."""
        return next(iter(self.answer.alternatives), ()) if self.verdict is Verdict.NOT_YET else ()


@cache
def of_the_act() -> Circumstance:
    """The conditions that belong to a patient or a moment, and to no day."""
    return frozenset(code for code, it in conditions().items() if it.kind in ("patient", "moment"))


@cache
def with_a_device() -> tuple[str, ...]:
    """The activities that some text gives with a fully automatic device, in the order of the list."""
    asking = {code for (_, code), lines in national_list().items() for it in lines if AUTOMATIC_DEVICE in it.conditions}
    return tuple(code for code in activities() if code in asking)


def stance(practice: Practice, member: Member, activity: str, on: date, physician: str | None = None) -> Stance:
    """The widest of the member's roles. `physician`: for whose patients, where the practice tells doctors apart."""
    return min(stances(practice, member, activity, on, physician), key=_width)


def stances(
    practice: Practice, member: Member, activity: str, on: date, physician: str | None = None
) -> tuple[Stance, ...]:
    """One per role of the member."""
    at = datetime.combine(on, NOON, practice.zone)
    moments = {code for code in of_the_act() if conditions()[code].kind == "moment"}
    standing = practice.given(member, at, physician=physician, activity=activity) - moments
    narrowed = practice.taken_back(member, on, physician)
    return tuple(_stance(role, activity, on, standing, narrowed) for role in member.roles)


def all_stances(practice: Practice, member: Member, on: date) -> Mapping[str, Stance]:
    """Every activity, by code, in the order of the list."""
    return {code: stance(practice, member, code, on) for code in activities()}


def stance_of_role(practice: Practice, role: Role, activity: str, on: date) -> Stance:
    """What the texts let the role do here, whoever holds it: every condition counts as one to be met."""
    answer = decide(role, activity, on=on, given=frozenset(conditions()), narrowed=_for_the_role(practice, on))
    return Stance(role, activity, _verdict(answer), answer, _conditions(answer.delegation if answer.given else None))


def lines_in_force(role: Role, activity: str, on: date) -> tuple[Delegation, ...]:
    """Every line that gives it to the role on that day, each with its own conditions."""
    return tuple(it for it in national_list().get((role, activity), ()) if it.gives and it.holds_on(on))


def changed_stances(
    before: Practice, after: Practice, on: date, members: Iterable[str]
) -> list[tuple[str, Stance, Stance]]:
    """For whom what changes, when the facts of a practice do: (member, before, after)."""
    return [
        (who, was, now)
        for who in members
        for was, now in zip(
            all_stances(before, before.member(who), on).values(),
            all_stances(after, after.member(who), on).values(),
            strict=True,
        )
        if (was.verdict, was.each_time) != (now.verdict, now.each_time)
    ]


def _width(it: Stance) -> int:
    return _WIDEST.index(it.verdict)


def _stance(
    role: Role, activity: str, on: date, standing: Circumstance, narrowed: frozenset[Key] | Mapping[Key, Narrowing]
) -> Stance:
    """Without leaning on what each act asks, when some text allows it so."""
    answer = decide(role, activity, on=on, given=standing, narrowed=narrowed)
    if not answer.given:
        answer = decide(role, activity, on=on, given=standing | of_the_act(), narrowed=narrowed)
    asked = _conditions(answer.delegation if answer.given else None)
    return Stance(role, activity, _verdict(answer), answer, tuple(code for code in asked if code not in standing))


def _conditions(found: Delegation | None) -> tuple[str, ...]:
    return tuple(code for code in conditions() if found and code in found.conditions)


def _verdict(answer: Answer) -> Verdict:
    if answer.because == GIVEN:
        return Verdict.DOES if answer.power is Power.DOES else Verdict.PREPARES
    ends = {"delegation.condition": Verdict.NOT_YET, "delegation.unsettled": Verdict.OPEN}
    return ends.get(answer.because, Verdict.NO)


def _for_the_role(practice: Practice, on: date) -> dict[Key, Narrowing]:
    plain = {key: Narrowing(*key) for key in practice.narrowed}
    begun = (it for it in practice.narrowings if it.for_the_whole_role and it.binds("", None, on))
    return plain | {(it.role, it.activity): it for it in begun}
