"""What the assistant writes on a preparation sheet: identity, measurements that suit, a word for the doctor."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from binome.practice.measurement import measurement_kinds

ADULT, BABY = 15, 2
LEFT_OUT, NOTED = 0.08, 0.25
IDENTITY_CHECKS = ("health_card", "health_card", "said", "document")


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """`measures` are (kind, value in its unit); `left_out` is an activity and the reason it was not done."""

    identity: str
    measures: tuple[tuple[str, str], ...]
    note: str = ""
    alert: bool = False
    left_out: tuple[str, str] | None = None

    @property
    def activities(self) -> tuple[str, ...]:
        """What was done, in the order in which it is written."""
        taken = (measurement_kinds()[kind].activity for kind, _ in self.measures)
        told = ("note_for_doctor",) if self.note else ()
        return tuple(dict.fromkeys(("check_identity", "collect_reason", *taken, *told)))


def draw_sheet(age: float, takes: Sequence[str], notes: Sequence[Any], *, own: Random, today: Random) -> SheetPlan:
    """`own` draws what the patient is like, the same at every visit; `today` what differs."""
    usual = ("systolic", "diastolic", "heart_rate") if age >= ADULT else ()
    body = _body(age, own)
    kinds = [kind for kind in (*usual, *takes) if kind != "head_circumference" or age < BABY]
    measures = tuple((kind, _value(kind, body[kind], today)) for kind in dict.fromkeys(kinds))
    note = today.choices(notes, [kind["weight"] for kind in notes])[0] if today.random() < NOTED else None
    return SheetPlan(
        identity=today.choice(IDENTITY_CHECKS),
        measures=measures,
        note=today.choice(note["words"]) if note else "",
        alert=bool(note and note["alert"]),
        left_out=("check_vaccinations", "no_time") if today.random() < LEFT_OUT else None,
    )


def _body(age: float, own: Random) -> dict[str, tuple[float, float]]:
    """The middle and the spread of each measurement for this patient."""
    height = 50 + 7.2 * age - 0.08 * age * age if age < ADULT else own.gauss(169, 8)
    weight = 3.5 + 3.1 * age if age < ADULT else own.gauss(25.5, 3.5) * (height / 100) ** 2
    systolic = own.gauss(108 + 0.4 * age, 9)
    return {
        "height": (height, 0.3),
        "weight": (max(weight, 3.2), 0.012 * weight),
        "systolic": (systolic, 7),
        "diastolic": (systolic * 0.6, 4),
        "heart_rate": (own.gauss(72, 8), 5),
        "temperature": (37.2, 0.6),
        "oxygen_saturation": (own.gauss(97.2, 0.8), 0.6),
        "head_circumference": (35 + 6 * min(age, BABY), 0.4),
    }


def _value(kind: str, law: tuple[float, float], dice: Random) -> str:
    """Within what the product takes for likely: a play does not ask twice."""
    known = measurement_kinds()[kind]
    low, high = float(known.odd_below), float(known.odd_above)
    return f"{min(max(dice.gauss(*law), low), high):.{known.decimals}f}"
