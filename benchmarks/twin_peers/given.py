"""The reference clinic: its numbers, and a day's inputs as a user of a Python library draws them."""

import math
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

DOORS = (495.0, 825.0)
OPENS = (510.0, 840.0)
CLOSES = (750.0, 1140.0)
SLOTS = tuple(510 + 15 * i if i < 16 else 840 + 15 * (i - 16) for i in range(36))
URGENT, SCHEDULED, WALK_IN = range(3)
MOVE_MIN = 0.5

NO_SHOW = 0.06
PUNCTUALITY = (-5.0, 8.0)  # mean and deviation, minutes after the slot
OPEN_MIN = 480.0
UNBOOKED = {URGENT: 0.2 / 60, WALK_IN: 0.6 / 60}  # per open minute and per receptionist
MINUTES = ((2.0, 0.6), (5.0, 0.5), (11.0, 0.5), (3.0, 0.6))  # mean and variation of the four steps


class Visit(NamedTuple):
    arrival: float
    kind: int  # URGENT, SCHEDULED, WALK_IN: also the priority
    doctor: int  # -1: given at the end of the reception
    session: int
    reception: float
    preparation: float
    consultation: float
    closing: float


class Waits(NamedTuple):
    before_room: float  # from arrival to preparation
    before_doctor: float
    stay: float


class Team(NamedTuple):
    receptionists: int
    assistants: int
    doctors: int
    rooms: int


def team(scale: int) -> Team:
    return Team(scale, 2 * scale, 2 * scale, 5 * scale)


def _logarithms(mean: float, variation: float) -> tuple[float, float]:
    sigma2 = math.log(1 + variation**2)
    return math.log(mean) - sigma2 / 2, math.sqrt(sigma2)


LOGARITHMS = tuple(_logarithms(*law) for law in MINUTES)
DAY_SLOTS = frozenset((slot, doctor) for slot in range(36) for doctor in range(2))


def drawn(
    chance: Random, booked: frozenset[tuple[int, int]] = DAY_SLOTS, present: tuple[int, ...] = (0, 1)
) -> list[Visit]:
    """A day of R1 at scale 1, in the order in which its visits are numbered."""
    return [*_scheduled(chance, booked, present), *_unbooked(chance, URGENT), *_unbooked(chance, WALK_IN)]


def drawn_r0(chance: Random) -> list[Visit]:
    """A day of R0: who comes without a doctor has one before she comes."""
    return [v if v.doctor >= 0 else v._replace(doctor=chance.randrange(2)) for v in drawn(chance)]


def _scheduled(chance: Random, booked: frozenset[tuple[int, int]], present: tuple[int, ...]) -> Iterator[Visit]:
    for number, slot in enumerate(SLOTS):
        session = int(number >= 16)
        for doctor in present:
            if (number, doctor) in booked and chance.random() >= NO_SHOW:
                arrival = max(DOORS[session], slot + chance.gauss(*PUNCTUALITY))
                yield Visit(arrival, SCHEDULED, doctor, session, *_minutes(chance))


def _unbooked(chance: Random, kind: int) -> Iterator[Visit]:
    clock = chance.expovariate(UNBOOKED[kind])
    while clock < OPEN_MIN:
        session = int(clock >= 210)
        yield Visit(clock + (630 if session else 510), kind, -1, session, *_minutes(chance))
        clock += chance.expovariate(UNBOOKED[kind])


def _minutes(chance: Random) -> Iterator[float]:
    return (chance.lognormvariate(mu, sigma) for mu, sigma in LOGARITHMS)
