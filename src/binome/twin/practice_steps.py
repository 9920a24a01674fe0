"""The steps of a practice's pathway as a scenario says them: who, where, how long, and what if nobody is there."""

from collections.abc import Callable
from datetime import date
from typing import Any

from binome.practice.entrusting import declared_minutes
from binome.practice.pathway import Pathway, PathwayStep
from binome.practice.team import Practice
from binome.practice.words import Role, Step
from binome.twin.model import OWN

Words = dict[str, Any]
Value = Callable[[str], Any]

HELPERS = {
    Step.WELCOME: (Role.SECRETARY, Role.ASSISTANT),
    Step.PREPARATION: (Role.ASSISTANT,),
    Step.CLOSING: (Role.ASSISTANT,),
}
"""Who stands round the professional's own steps."""

PRIORS = {Step.WELCOME: "welcome", Step.PREPARATION: "preparation", Step.CLOSING: "closing"}
URGENT = "_urgent"
CLOSES_FIRST, SUPERVISES = 0, 0
"""A room that is freed comes before a patient who is settled; a trainee and a patient who wait, before the next."""


def declared_law(practice: Practice, prior: str, on: date) -> Words | None:
    """The minutes of a helper's step, from the shortest of the practice's own lists to the longest; None when it has
    none of its own, or for anything else: what is counted in the journal says better.
    """
    step = next((step for step, code in PRIORS.items() if code == prior), None)
    lengths = declared_minutes(practice, on).get(step, ()) if step else ()
    if not lengths or not lengths[-1]:
        return None
    if lengths[0] == lengths[-1]:
        return {"law": "constant", "value_min": lengths[0]}
    middle = round(sum(lengths) / len(lengths), 2)
    return {"law": "triangular", "low_min": lengths[0], "mode_min": middle, "high_min": lengths[-1]}


def visit_kind(member: str, way: str) -> str:
    """The kind of visit that a pathway is with this professional."""
    return f"{member}_{way}"


def urgent_kind(kind: str) -> str:
    return kind + URGENT


def told_steps(
    practice: Practice,
    member: str,
    way: Pathway,
    supervisor: str | None,
    value: Value,
    leaves_out: frozenset[Step] = frozenset(),
) -> list[Words]:
    """Those that anybody here may hold. A trainee's own step is followed by a doctor who joins them and signs."""
    told: list[Words] = []
    roles = practice.member(member).roles
    steps = [it for it in way.steps if it.step not in leaves_out or not it.may_skip]
    prepared = any(it.step is Step.PREPARATION and _by(practice, it.step) for it in steps)
    for planned in steps:
        if planned.step in HELPERS:
            told += _helped(practice, member, planned, value)
        else:
            told.append(_own(practice, member, planned, value, prepared=prepared, repeated=bool(_owned(told))))
            if Role.TRAINEE in roles and planned.step is Step.CONSULTATION:
                told[-1]["keeps_person"] = True
                told.append(_supervision(practice, told[-1]["room"], supervisor, value))
    return told


def _helped(practice: Practice, member: str, planned: PathwayStep, value: Value) -> list[Words]:
    by = _by(practice, planned.step)
    if not by:
        return []
    words = _step(practice, member, planned)
    words |= {"by": by, "otherwise": "skipped", "minutes": value(PRIORS[planned.step])}
    if planned.step is Step.CLOSING:
        words["priority"] = CLOSES_FIRST
    if planned.step is Step.PREPARATION:
        words["adds_share"] = value("preparation_adds")
    return [words]


def _own(
    practice: Practice, member: str, planned: PathwayStep, value: Value, *, prepared: bool, repeated: bool
) -> Words:
    words = _step(practice, member, planned)
    law = value(_law_of(practice, member, planned, prepared))
    if repeated:  # an education session after a nurse's follow-up, when the patient wants one
        law = {"law": "mixture", "parts": [{"share": 0.5, "law": "constant", "value_min": 0.0}, dict(SHORT_SESSION)]}
    return words | {"by": [OWN], "minutes": law}


SHORT_SESSION = {"share": 0.5, "law": "triangular", "low_min": 5.0, "mode_min": 9.0, "high_min": 15.0}


def _law_of(practice: Practice, member: str, planned: PathwayStep, prepared: bool) -> str:
    if planned.step is Step.EDUCATION:
        return "education"
    roles = practice.member(member).roles
    if Role.PHYSICIAN not in roles and Role.TRAINEE not in roles:
        return "nurse_follow_up"
    return "consultation_follow_up_prepared" if prepared else "consultation_observed"


def _supervision(practice: Practice, room: str, supervisor: str | None, value: Value) -> Words:
    by = [supervisor] if supervisor in practice.members else [str(Role.PHYSICIAN)]
    return {
        "step": "supervision",
        "by": by,
        "activity": "sign_care",
        "room": room,
        "joint": True,
        "otherwise": "skipped",
        "priority": SUPERVISES,
        "minutes": value("supervision"),
    }


def _step(practice: Practice, member: str, planned: PathwayStep) -> Words:
    return {
        "step": str(planned.step),
        "activity": planned.activity,
        "room": _kind_of_room(practice, member, planned.room_kind),
    }


def _by(practice: Practice, step: Step) -> list[str]:
    here = {role for member in practice.members.values() for role in member.roles}
    return [str(role) for role in HELPERS[step] if role in here]


def _owned(told: list[Words]) -> list[Words]:
    return [it for it in told if OWN in it["by"]]


def _kind_of_room(practice: Practice, member: str, kind: str) -> str:
    """That kind, if the professional's visits may use a room of it; else any other, as the desk would; else none."""
    if not kind:
        return ""
    usable = [room.kind for room in practice.rooms.values() if room.doctor in (None, member)]
    return kind if kind in usable else next(iter(usable), "")
