"""R1 in SimPy: every patient is a process that asks for priority resources."""

from collections.abc import Generator, Sequence
from heapq import heappop, heappush

import simpy

from benchmarks.twin_peers.given import MOVE_MIN, OPENS, Visit, Waits, team

ASSISTANCE = (0, 2, 3)  # priority of a preparation, by kind
CLOSING = 1


class Practice:
    def __init__(self, env: simpy.Environment, scale: int, present: Sequence[int] | None) -> None:
        staff = team(scale)
        self.env = env
        self.reception = simpy.PriorityResource(env, staff.receptionists)
        self.assistants = simpy.PriorityResource(env, staff.assistants)
        self.doctors = [simpy.PriorityResource(env, 1) for _ in range(staff.doctors)]
        self.present = range(staff.doctors) if present is None else present
        self.rooms = simpy.PriorityResource(env, staff.rooms)
        self.free_rooms = list(range(staff.rooms))
        self.room_of = [-1] * staff.doctors
        self.load = [0] * staff.doctors
        self.gates = [env.timeout(at) for at in OPENS]
        self.waits: dict[int, Waits] = {}

    def arrivals(self, visits: Sequence[Visit]) -> Generator[simpy.Event, None, None]:
        for number in sorted(range(len(visits)), key=lambda n: (visits[n].arrival, n)):
            if visits[number].arrival > self.env.now:
                yield self.env.timeout(visits[number].arrival - self.env.now)
            self.env.process(self.visit(number, visits[number]))

    def visit(self, number: int, visit: Visit) -> Generator[simpy.Event, None, None]:
        env = self.env
        arrived = env.now
        with self.reception.request(priority=visit.kind) as receptionist:
            yield receptionist
            yield env.timeout(visit.reception)
        doctor = visit.doctor if visit.doctor >= 0 else min(self.present, key=self.load.__getitem__)
        self.load[doctor] += 1
        with self.rooms.request(priority=visit.kind) as place:
            yield place
            room = heappop(self.free_rooms)
            with self.assistants.request(priority=ASSISTANCE[visit.kind]) as assistant:
                yield assistant
                prepared_from = env.now
                yield env.timeout(visit.preparation)
            prepared = env.now
            if env.now < OPENS[visit.session]:
                yield self.gates[visit.session]
            with self.doctors[doctor].request(priority=visit.kind) as own:
                yield own
                taken = env.now
                walk = 0.0 if self.room_of[doctor] == room else MOVE_MIN
                self.room_of[doctor] = room
                yield env.timeout(walk + visit.consultation)
                self.load[doctor] -= 1
            with self.assistants.request(priority=CLOSING) as assistant:
                yield assistant
                yield env.timeout(visit.closing)
            heappush(self.free_rooms, room)
        self.waits[number] = Waits(prepared_from - arrived, taken - prepared, env.now - arrived)


def day(visits: Sequence[Visit], scale: int = 1, present: Sequence[int] | None = None) -> list[Waits]:
    """What each visit waited, in the order of their numbers."""
    env = simpy.Environment()
    practice = Practice(env, scale, present)
    env.process(practice.arrivals(visits))
    env.run()
    return [practice.waits[number] for number in range(len(visits))]
