"""People found by what was typed, each with the appointment they already have."""

from collections.abc import Iterable
from dataclasses import dataclass

from binome.web.store import clock
from binome.web.store.patients import Appointment, Person, appointments_of, found
from binome.web.store.practice import House, today


@dataclass(frozen=True, slots=True)
class Found:
    """A person, and their next appointment: often what the call is about."""

    person: Person
    next: Appointment | None


def found_with_visits(house: House, said: str) -> list[Found]:
    """Two queries, whatever the number of people."""
    people = found(house, said)
    coming: dict[str, Appointment] = {}
    for one in appointments_of(house, [p.code for p in people], since=today(house.practice, clock.now())):
        coming.setdefault(one.patient, one)
    return [Found(p, coming.get(p.code)) for p in people]


def codes_of(people: Iterable[Found]) -> list[str]:
    """Their pseudonyms, for the log of who read what."""
    return [one.person.code for one in people]
