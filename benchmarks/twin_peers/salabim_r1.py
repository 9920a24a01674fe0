"""R1 in salabim: every patient is a component. Generators and no monitors: the fastest of its ways that we found."""

from collections.abc import Generator, Sequence
from heapq import heappop, heappush

import salabim as sim

from benchmarks.twin_peers.given import MOVE_MIN, OPENS, Visit, Waits, team

ASSISTANCE = (0, 2, 3)  # priority of a preparation, by kind
CLOSING = 1


class Practice:
    def __init__(self, env: sim.Environment, scale: int) -> None:
        staff = team(scale)
        self.env = env
        self.reception = self._servers(staff.receptionists)
        self.assistants = self._servers(staff.assistants)
        self.doctors = [self._servers(1) for _ in range(staff.doctors)]
        self.rooms = self._servers(staff.rooms)
        self.free_rooms = list(range(staff.rooms))
        self.room_of = [-1] * staff.doctors
        self.load = [0] * staff.doctors
        self.waits: dict[int, Waits] = {}

    def _servers(self, many: int) -> sim.Resource:
        return sim.Resource(capacity=many, monitor=False, env=self.env)

    def least_loaded(self) -> int:
        return min(range(len(self.load)), key=self.load.__getitem__)


class Patient(sim.Component):
    def setup(self, practice: Practice, number: int, visit: Visit) -> None:
        self.practice, self.number, self.visit = practice, number, visit

    def process(self) -> Generator[None, None, None]:
        practice, visit = self.practice, self.visit
        arrived = self.env.now()
        yield self.request((practice.reception, 1, visit.kind))
        yield self.hold(visit.reception)
        self.release(practice.reception)
        doctor = visit.doctor if visit.doctor >= 0 else practice.least_loaded()
        practice.load[doctor] += 1
        yield self.request((practice.rooms, 1, visit.kind))
        room = heappop(practice.free_rooms)
        yield self.request((practice.assistants, 1, ASSISTANCE[visit.kind]))
        prepared_from = self.env.now()
        yield self.hold(visit.preparation)
        self.release(practice.assistants)
        prepared = self.env.now()
        if prepared < OPENS[visit.session]:
            yield self.hold(till=OPENS[visit.session])
        yield self.request((practice.doctors[doctor], 1, visit.kind))
        taken = self.env.now()
        walk = 0.0 if practice.room_of[doctor] == room else MOVE_MIN
        practice.room_of[doctor] = room
        yield self.hold(walk + visit.consultation)
        practice.load[doctor] -= 1
        self.release(practice.doctors[doctor])
        yield self.request((practice.assistants, 1, CLOSING))
        yield self.hold(visit.closing)
        self.release(practice.assistants)
        heappush(practice.free_rooms, room)
        self.release(practice.rooms)
        practice.waits[self.number] = Waits(prepared_from - arrived, taken - prepared, self.env.now() - arrived)


class Arrivals(sim.Component):
    def setup(self, practice: Practice, visits: Sequence[Visit]) -> None:
        self.practice, self.visits = practice, visits

    def process(self) -> Generator[None, None, None]:
        for number in sorted(range(len(self.visits)), key=lambda n: (self.visits[n].arrival, n)):
            yield self.hold(till=self.visits[number].arrival)
            Patient(practice=self.practice, number=number, visit=self.visits[number])


def day(visits: Sequence[Visit], scale: int = 1) -> list[Waits]:
    """What each visit waited, in the order of their numbers."""
    env = sim.Environment(trace=False, yieldless=False)
    practice = Practice(env, scale)
    Arrivals(practice=practice, visits=visits)
    env.run()
    return [practice.waits[number] for number in range(len(visits))]
