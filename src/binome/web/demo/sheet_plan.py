"""What the assistant writes on a preparation sheet: identity, measurements that suit, a word for the doctor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Any

from binome.practice.measurement import measurement_kinds

ADULT, BABY = 15, 2
LEFT_OUT, NOTED = 0.08, 0.25
TWICE = ("systolic", "diastolic")
LOOKED_AT = ("collect_history", "collect_lifestyle", "check_vaccinations", "check_screenings")
USUALLY = 0.7
FOLLOWED, FROM_AGE = 0.45, 45
"""Who has tests that come again, and from which age on."""
FOLLOW_UP, LOOKED_UP, PUT_ASIDE = "check_follow_up_tests", 0.78, 0.9
"""Of them: whose tests are looked at; between the two, whose are left out for want of time."""
IDENTITY_CHECKS = ("health_card", "health_card", "said", "document")


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """`measures` are (kind, value in its unit), the pressure twice; `left_out`: activities, and why each was not done.

    `looked_at`: what was asked and checked besides.
    """

    identity: str
    measures: tuple[tuple[str, str], ...]
    note: str = ""
    alert: bool = False
    left_out: tuple[tuple[str, str], ...] = ()
    looked_at: tuple[str, ...] = ()

    @property
    def activities(self) -> tuple[str, ...]:
        """What was done, in the order in which it is written."""
        taken = (measurement_kinds()[kind].activity for kind, _ in self.measures)
        told = ("note_for_doctor",) if self.note else ()
        return tuple(dict.fromkeys(("check_identity", "collect_reason", *taken, *self.looked_at, *told)))


def draw_sheet(age: float, takes: Sequence[str], notes: Sequence[Any], *, own: Random, today: Random) -> SheetPlan:
    """`own` draws what the patient is like, the same at every visit; `today` what differs."""
    usual = ("systolic", "diastolic", "heart_rate") if age >= ADULT else ()
    body = _body(age, own)
    kinds = [kind for kind in (*usual, *takes) if kind != "head_circumference" or age < BABY]
    measures = tuple((kind, _value(kind, body[kind], today)) for kind in dict.fromkeys(kinds))
    note = today.choices(notes, [kind["weight"] for kind in notes])[0] if today.random() < NOTED else None
    plan = SheetPlan(
        identity=today.choice(IDENTITY_CHECKS),
        measures=measures,
        note=today.choice(note["words"]) if note else "",
        alert=bool(note and note["alert"]),
        left_out=(("check_vaccinations", "no_time"),) if today.random() < LEFT_OUT else (),
    )
    again = tuple((kind, _value(kind, body[kind], today)) for kind in usual if kind in TWICE)
    omitted = {activity for activity, _ in plan.left_out}
    looked_at = tuple(it for it in LOOKED_AT if today.random() < USUALLY and it not in omitted)
    return _with_follow_up(replace(plan, measures=(*measures, *again), looked_at=looked_at), age, own, today)


def _with_follow_up(plan: SheetPlan, age: float, own: Random, today: Random) -> SheetPlan:
    """Whether the tests that come again were looked at, of whom there are any to look at."""
    luck = today.random()
    if age < FROM_AGE or own.random() >= FOLLOWED or luck >= PUT_ASIDE:
        return plan
    if luck < LOOKED_UP:
        return replace(plan, looked_at=(*plan.looked_at, FOLLOW_UP))
    return replace(plan, left_out=(*plan.left_out, (FOLLOW_UP, "no_time")))


def _body(age: float, own: Random) -> dict[str, tuple[float, float]]:
    """The middle and the spread of each measurement for this patient."""
    height = _at(age, 1) if age < ADULT else own.gauss(169, 8)
    weight = _at(age, 2) if age < ADULT else own.gauss(25.5, 3.5) * (height / 100) ** 2
    systolic = own.gauss(108 + 0.4 * age, 9)
    return {
        "height": (height, 0.3),
        "weight": (max(weight, 3.2), 0.012 * weight),
        "systolic": (systolic, 7),
        "diastolic": (systolic * 0.6, 4),
        "heart_rate": (own.gauss(72, 8), 5),
        "temperature": (37.2, 0.6),
        "oxygen_saturation": (own.gauss(97.2, 0.8), 0.6),
        "head_circumference": (_at(age, 3), 0.4),
    }


CHILDREN = (
    (0.0, 50, 3.4, 35),
    (0.25, 60, 6.0, 40),
    (0.5, 67, 7.6, 43),
    (1.0, 75, 9.8, 46),
    (2.0, 87, 12.3, 48.5),
    (3.0, 96, 14.5, 49.5),
    (4.0, 103, 16.5, 50.5),
    (6.0, 116, 21, 51.5),
    (8.0, 128, 26, 52),
    (10.0, 139, 33, 52.5),
    (12.0, 150, 41, 53),
    (15.0, 168, 56, 54),
)
"""(years, cm, kg, cm round the head) of the children of a play: believable, and no reference for anybody."""


def _at(age: float, column: int) -> float:
    """Between two ages, in proportion."""
    since, until = next((a, b) for a, b in pairwise(CHILDREN) if age < b[0] or b is CHILDREN[-1])
    return since[column] + (until[column] - since[column]) * (age - since[0]) / (until[0] - since[0])


def _value(kind: str, law: tuple[float, float], dice: Random) -> str:
    """Within what the product takes for likely: a play does not ask twice."""
    known = measurement_kinds()[kind]
    low, high = float(known.odd_below), float(known.odd_above)
    return f"{min(max(dice.gauss(*law), low), high):.{known.decimals}f}"
