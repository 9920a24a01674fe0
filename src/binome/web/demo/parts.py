"""Who plays each visit of a day that the twin drew: a patient, their words, what is measured, their patience.

All chance here is named (seed, practice, story), so that any day can be told again alone; what the twin drew (who
comes, when, how long each thing takes) is never drawn again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from random import Random
from typing import Any

from binome.practice.words import Step
from binome.twin.traced import Booking, TracedDay, TracedVisit
from binome.web.demo.cast import read
from binome.web.demo.scene import SEED, dice
from binome.web.demo.sheet_plan import SheetPlan, draw_sheet
from binome.web.store.seeding import NewPatient

REASONS = {"nurse_follow_up": "follow_up", "education": "education", "walk_in": "walk_in", "urgent": "urgent"}
ANY_DOCTOR = "doctor"
TIRED_OF_WAITING, SLIP = 0.25, 0.012
SLOTS, TWICE = 40, 2
"""Nobody's agenda has more slots; a slot may be given up and taken by another."""


@dataclass(frozen=True, slots=True)
class Part:
    """One visit. `visit` is None for who will not come; `slip`: somebody first notes the arrival by mistake.

    `minutes` are those of each step, by its code in the scenario.
    """

    story: str
    patient: str
    words: str
    booking: Booking | None = None
    visit: TracedVisit | None = None
    minutes: Mapping[str, float] | None = None
    sheet: SheetPlan | None = None
    patience: timedelta | None = None
    slip: bool = False


class Casting:
    """Gives parts of one day."""

    def __init__(self, practice: str, on: date, panel: Sequence[NewPatient], professionals: Sequence[str]) -> None:
        self.practice, self.on, self.professionals = practice, on, professionals
        self._panel = _shuffled(practice, on, tuple(panel))

    def of_visit(self, visit: TracedVisit) -> Part:
        if visit.booking is not None:
            return self._part(self.story(visit.booking), self._place(visit.booking), visit.request, visit)
        door = f"door-{visit.entity}"
        place = SLOTS * TWICE * len(self.professionals) + int(self.dice(door).random() * 100)
        return self._part(self._named(door), place, visit.request, visit)

    def of_booking(self, booking: Booking) -> Part:
        """Somebody who has a place, and of whom no more is known, or who will not come."""
        return self._part(self.story(booking), self._place(booking), booking.request, None, booking)

    def story(self, booking: Booking) -> str:
        """The same whenever it is told: weeks ahead, on the day, afterwards."""
        return self._named(f"{booking.professional}-{booking.slot}-{booking.booked_on - booking.day}")

    def dice(self, *name: object) -> Random:
        """A stream of chance of its own: what is drawn here moves nothing elsewhere."""
        return dice(self.practice, self.on, *name)

    def _named(self, what: str) -> str:
        return f"v{blake2b(f'{SEED}/{self.practice}/{self.on}/{what}'.encode(), digest_size=6).hexdigest()}"

    def _place(self, booking: Booking) -> int:
        """Whoever takes a slot that somebody gave up is another patient."""
        slot = self.professionals.index(booking.professional) * SLOTS + booking.slot
        return TWICE * slot + (booking.day - booking.booked_on) % TWICE

    def _part(
        self, story: str, place: int, request: str, visit: TracedVisit | None, booking: Booking | None = None
    ) -> Part:
        dice, patient = self.dice(story), self._panel[place % len(self._panel)]
        age = (self.on - patient.birth_date).days / 365.25
        told = _reason(REASONS.get(request, ANY_DOCTOR), age, dice)
        more: dict[str, Any] = {"words": dice.choice(told["words"]), "slip": dice.random() < SLIP}
        if dice.random() < TIRED_OF_WAITING:
            more["patience"] = timedelta(minutes=dice.randint(45, 80))
        if visit is not None:
            booking = visit.booking
            more |= {"visit": visit, "minutes": {step.code: step.minutes for step in visit.steps}}
            if any(step.step == Step.PREPARATION and step.person for step in visit.steps):
                own = Random(patient.code)  # noqa: S311  a play, not a secret
                more["sheet"] = draw_sheet(age, told.get("takes", ()), _REASONS["notes"], own=own, today=dice)
        return Part(story, patient.code, booking=booking, **more)


def casting(day: TracedDay, practice: str, panel: Sequence[NewPatient]) -> Casting:
    assert day.on is not None, "the demonstration's run has a calendar"
    return Casting(practice, day.on, panel, [it.code for it in day.scenario.professionals])


@lru_cache(maxsize=40)
def _shuffled(practice: str, on: date, panel: tuple[NewPatient, ...]) -> list[NewPatient]:
    dice = Random(f"{SEED}/{practice}/{on}/panel")  # noqa: S311  a play, not a secret
    return dice.sample(panel, len(panel))


def _reason(kind: str, age: float, dice: Random) -> dict[str, Any]:
    """Why somebody of that age comes; what everybody may say, when nothing else suits."""
    listed = [it for it in _REASONS[kind] if it["ages"][0] <= age < it["ages"][1]] or _REASONS["walk_in"]
    found: dict[str, Any] = dice.choices(listed, [it["weight"] for it in listed])[0]
    return found


_REASONS = read("reasons.toml")
