"""What people asked of each other on a day that is over: how many of each kind, when, by whom, about whom. Invented."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from math import exp
from random import Random
from typing import Any

from binome.journal.stories import TASK_PREFIX
from binome.practice.team import Practice
from binome.practice.words import Role
from binome.web.demo.cast import read
from binome.web.demo.free_times import FreeTimes
from binome.web.demo.scene import SEED, dice, scenario
from binome.web.store.seeding import NewPatient

Said = Mapping[str, Any]

DESK = "secretary"
GROWN, OLDEST = 16, 200
LAST_ASKED = time(18, 30)
"""Later, nobody asks for anything any more: the day is about to be closed."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that is asked for: `said` is how such things go, as errands.toml tells it.

    `person`: whom it is put before by name. `dice` draws what becomes of it. `before`: had the inbox not eased yet?
    """

    story: str
    by: str
    at: datetime
    said: Said
    dice: Random
    title: str = ""
    caller: str = ""
    phone: str = ""
    patient: str | None = None
    doctor: str = ""
    person: str | None = None
    before: bool = False


@dataclass(frozen=True)
class Asking:
    """Who asks, in a practice founded that day."""

    practice: Practice
    panel: Sequence[NewPatient]
    founded: date
    times: FreeTimes

    def of_day(self, day: date) -> Iterator[Errand]:
        """What was asked that day, in no order. Always the same."""
        for place, said in enumerate(errands()["errand"]):
            if (self.founded - day).days <= said.get("since", (self.founded - day).days):
                for number in range(_how_many(said["per_day"] * _busy(day), self._dice(day, place))):
                    found = self._errand(said, day, self._dice(day, place, number), f"{place}-{number}")
                    if found is not None:
                        yield found

    def carried(self, day: date, days: int) -> Iterator[Errand]:
        """What was asked that day, so many working days before the present one, and is still to do."""
        for place, said in enumerate(errands()["carried"]):
            if said["days"] == days:
                yield Errand(
                    story=self._story(day, f"carried-{place}"),
                    by=said.get("by", self._at_the_desk(day)),
                    at=datetime.combine(day, time.fromisoformat(said["at"]), self.practice.zone),
                    said=said,
                    dice=self._dice(day, "carried", place),
                    title=said["title"],
                    caller=said.get("caller", ""),
                    phone=said.get("phone", ""),
                    patient=self.panel[said["patient"] % len(self.panel)].code,
                )

    def _dice(self, day: date, *name: object) -> Random:
        return dice(self.practice.code, day, "errand", *name)

    def _errand(self, said: Said, day: date, own: Random, name: str) -> Errand | None:
        """None when nobody who could ask for it is there that day."""
        place = own.randrange(len(self.panel))
        patient = _of_age(self.panel, place, said, day)
        doctor = self.usual_doctor(patient, day)
        by = doctor if said.get("by") == Role.PHYSICIAN else ""
        asked = self.times.drawn(Role(said.get("by", DESK)), by, day, own, said.get("early", 1.0))
        if asked is None:
            return None
        who, at = asked
        called = "call" in said
        return Errand(
            story=self._story(day, name),
            by=who,
            at=min(at, datetime.combine(day, LAST_ASKED, self.practice.zone)),
            said=said,
            dice=own,
            title=_title(said, patient, day, own),
            caller=own.choice(said.get("colleagues") or _callers(patient, day)) if called else "",
            phone=_phone(own) if called else "",
            patient=patient.code if said.get("about", True) else None,
            doctor=doctor,
            person=self._person(said, doctor, day, own),
            before=(self.founded - day).days > errands()["eased"],
        )

    def usual_doctor(self, patient: NewPatient, day: date) -> str:
        """Always the same for the same patient, or who stands in while they are away."""
        doctors = self.times.of_role(Role.PHYSICIAN)
        first = int(blake2b(patient.code.encode(), digest_size=2).hexdigest(), 16)
        turned = [doctors[(first + n) % len(doctors)] for n in range(len(doctors))]
        return next((it for it in turned if not self.times.is_away(it, day)), turned[0])

    def _person(self, said: Said, doctor: str, day: date, own: Random) -> str | None:
        if said.get("usual"):
            return doctor
        if own.random() >= said.get("named", 0.0):
            return None
        there = [it for it in self.times.of_role(Role.ASSISTANT) if not self.times.is_away(it, day)]
        return own.choice(there) if there else None

    def _story(self, day: date, name: str) -> str:
        told = f"{SEED}/{self.practice.code}/{day}/{name}"
        return TASK_PREFIX + blake2b(told.encode(), digest_size=8).hexdigest()

    def _at_the_desk(self, day: date) -> str:
        return next(it for it in self.times.of_role(Role.SECRETARY) if not self.times.is_away(it, day))


@cache
def errands() -> dict[str, Any]:
    """As the file tells them."""
    return read("errands.toml")


def _of_age(panel: Sequence[NewPatient], place: int, said: Said, day: date) -> NewPatient:
    """From that place on, the first of the right age."""
    adults = "titles" in said and "young" not in said
    since, until = said.get("ages", (GROWN if adults else 0, OLDEST))
    for number in range(len(panel)):
        patient = panel[(place + number) % len(panel)]
        if since <= _age(patient, day) < until:
            return patient
    return panel[place]


def _age(patient: NewPatient, day: date) -> float:
    return (day - patient.birth_date) / timedelta(days=365.25)


def _title(said: Said, patient: NewPatient, day: date, own: Random) -> str:
    """What it is about; a document has none."""
    of_child = said.get("young", ()) if _age(patient, day) < GROWN else ()
    titles = of_child or said.get("titles", ())
    return own.choice(titles) if titles else ""


def _callers(patient: NewPatient, day: date) -> list[str]:
    listed = errands()["callers"][patient.sex]
    return [who for since, who in listed if since <= _age(patient, day)][-1]


def _busy(day: date) -> float:
    """The day of the week's weight, and the season's."""
    season = scenario().calendar.seasons["acute"]
    return float(errands()["weekdays"][day.weekday()] * season[day.month - 1])


def _how_many(mean: float, own: Random) -> int:
    """Of things that come independently of each other."""
    limit, product, found = exp(-mean), own.random(), 0
    while product > limit:
        product *= own.random()
        found += 1
    return found


def _phone(own: Random) -> str:
    """Of the numbers that are kept for fiction."""
    return f"06 39 98 {own.randrange(100):02d} {own.randrange(100):02d}"
