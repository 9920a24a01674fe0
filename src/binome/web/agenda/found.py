"""People found by what was typed, each with the appointment they already have."""

from collections.abc import Iterable
from dataclasses import dataclass

from binome.web.store import clock
from binome.web.store.ages import addressed
from binome.web.store.patients import Appointment, Person, appointments_of, found
from binome.web.store.practice import House, today


@dataclass(frozen=True, slots=True)
class Found:
    """A person, and their next appointment: often what the call is about."""

    person: Person
    next: Appointment | None
    addressed: str

    @property
    def family(self) -> str:
        return self.person.family

    @property
    def given(self) -> str:
        return self.person.given


def found_with_visits(house: House, said: str) -> list[Found]:
    """Two queries, whatever the number of people."""
    people = found(house, said)
    coming: dict[str, Appointment] = {}
    for one in appointments_of(house, [p.code for p in people], since=today(house.practice, clock.now())):
        coming.setdefault(one.patient, one)
    return [as_found(house, p, coming.get(p.code)) for p in people]


def as_found(house: House, known: Person, coming: Appointment | None = None) -> Found:
    """Somebody as a list shows them today."""
    return Found(known, coming, addressed(known.sex, known.birth_date, today(house.practice, clock.now())))


def codes_of(people: Iterable[Found]) -> list[str]:
    """Their pseudonyms, for the log of who read what."""
    return [one.person.code for one in people]
