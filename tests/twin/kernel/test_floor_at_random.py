"""On practices nobody would think of, the compiled floor and its slow double agree to the last event."""

import random

import pytest

from binome.twin.reference.visit import Visit
from binome.twin.tables import NEVER, NO_ROOM, NOBODY, OWN_QUEUE, OWN_ROOMS, Floor, Mark, Otherwise
from tests.twin.drawing import Doctor, Kind, Person, Room, Step, floor_of
from tests.twin.kernel.two_floors import DayLivedTwice

PRACTICES = 400


@pytest.mark.parametrize("part", range(4))
def test_random_practices_leave_the_same_record(part: int) -> None:
    for seed in range(part * PRACTICES // 4, (part + 1) * PRACTICES // 4):
        chance = random.Random(seed)
        floor = _floor(chance)
        doctors = set(range(len(floor.person_of)))
        present = {j for j in doctors if chance.random() < 0.8}
        DayLivedTwice(floor, chance.randrange(30), 0, present, _visits(chance, floor)).play()


def _floor(chance: random.Random) -> Floor:
    doctors, others, shared = chance.randint(1, 3), chance.randint(1, 3), chance.randint(1, 3)
    persons = [_person(chance, {j}, doctors, shared) for j in range(doctors)]
    persons += [_person(chance, set(), doctors, shared) for _ in range(others)]
    persons.append(Person([doctors + queue for queue in range(shared)], hours=[_hours(chance)]))
    rooms = [Room([0, 1, 2] if chance.random() < 0.5 else [chance.randrange(2)], _minutes(chance, 0.7)) for _ in "123"]
    rooms.append(Room([0, 1, 2]))
    kinds = [_kind(chance, doctors, shared) for _ in range(3)]
    return floor_of(kinds, persons, rooms, [Doctor(j, j, chance.randrange(3)) for j in range(doctors)])


def _person(chance: random.Random, own: set[int], doctors: int, shared: int) -> Person:
    return Person(
        sorted(own | {doctors + queue for queue in range(shared) if chance.random() < 0.4 or not own}),
        hours=[_hours(chance)],
        until_done=chance.random() < 0.4,
        moves_min=_minutes(chance, 0.3),
        pace=chance.choice([1.0, 1.0, 1.25]),
        pace_extra=0.5,
        pace_days=chance.choice([0.0, 20.0]),
    )


def _hours(chance: random.Random) -> list[float]:
    """Whole minutes, so that much happens at once."""
    if chance.random() < 0.2:
        return [0.0, NEVER]
    bounds = sorted(chance.sample(range(60), 2 * chance.randint(1, 3)))
    return [float(bound) for bound in bounds]


def _kind(chance: random.Random, doctors: int, shared: int) -> Kind:
    steps = [_step(chance, doctors, shared) for _ in range(chance.randint(1, 5))]
    steps[0].marks |= Mark.CHOOSES
    return Kind(steps, {j for j in range(doctors) if chance.random() < 0.8})


def _step(chance: random.Random, doctors: int, shared: int) -> Step:
    marks = Mark(0)
    for mark in Mark:
        if mark != Mark.CHOOSES and chance.random() < 0.3:
            marks |= mark
    return Step(
        queue=chance.choice([OWN_QUEUE, *range(doctors, doctors + shared)]),
        room=chance.choice([NO_ROOM, NO_ROOM, OWN_ROOMS, 0, 1, 2]),
        marks=marks,
        priority=chance.randrange(4),
        room_priority=chance.randrange(3),
        otherwise=chance.choice(list(Otherwise)),
        adds=chance.choice([0.0, 0.5]),
    )


def _visits(chance: random.Random, floor: Floor) -> list[Visit]:
    doctors = [*range(len(floor.person_of)), NOBODY]
    visits = []
    for number in range(chance.randint(0, 40)):
        kind = chance.randrange(3)
        minutes = [_minutes(chance, 0.1) for _ in range(floor.count[kind])]
        arrival = float(chance.randrange(60)) if chance.random() < 0.7 else chance.uniform(0, 60)
        gate = chance.choice([0.0, 20.0, 35.0, chance.uniform(0, 70)])
        visits.append(Visit(number, kind, 0, chance.choice(doctors), number, arrival, gate, minutes))
    return visits


def _minutes(chance: random.Random, none: float) -> float:
    """None at all, whole ones or not."""
    if chance.random() < none:
        return 0.0
    return float(chance.randint(1, 6)) if chance.random() < 0.6 else chance.uniform(0, 8)
