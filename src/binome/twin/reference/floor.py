"""Section 4: the floor, from the first arrival to the last exit."""

import heapq
import math
from collections import deque
from collections.abc import Callable
from itertools import count

from binome.twin.chance import exp_minus
from binome.twin.reference.places import NO_ROOM_AT_ALL, Person, Queue, Request, Room, best_request
from binome.twin.reference.sets import NOT_YET, listed, members, stretches
from binome.twin.reference.visit import Stamps, Visit
from binome.twin.tables import NO_ROOM, NOBODY, OWN_QUEUE, OWN_ROOMS, Floor, Mark, Otherwise

PERSONS, ROOMS, GATES, ARRIVALS = range(4)
"""The order of simultaneous events."""


class WorkingDay:
    """One day on the floor. `play` carries every visit as far as it goes and stamps it."""

    def __init__(self, floor: Floor, day: int, day_kind: int, present: set[int], visits: list[Visit]) -> None:
        self.floor = floor
        self.now = -math.inf
        self.present = present
        self.load = [0] * len(floor.person_of)
        self.persons = [_person(floor, number, day, day_kind, present) for number in range(len(floor.serves))]
        self.rooms = [
            Room(number, listed(serves), float(floor.turnover_min[number]))
            for number, serves in enumerate(floor.room_serves)
        ]
        self.queues = [Queue(members(persons)) for persons in floor.persons_of]
        self.room_queues = [Queue(members(rooms)) for rooms in floor.rooms_of]
        self.arrivals = sorted(visits, key=lambda visit: (visit.arrival, visit.number))
        self.gated: list[tuple[float, int, Visit]] = []  # a heap
        self.order = count()
        self.set_in_motion: deque[tuple[Callable[[Visit], None], Visit]] = deque()

    # --- the events -----------------------------------------------------------------------------

    def play(self) -> None:
        while (event := self._next_event())[0] < NOT_YET:
            self.now, what, number = event
            if what == PERSONS:
                self._person_event(self.persons[number])
            elif what == ROOMS:
                self.rooms[number].next_event = NOT_YET
                self._room_is_free(self.rooms[number])
            elif what == GATES:
                self._ask(heapq.heappop(self.gated)[2])
            else:
                self._begin_step(self.arrivals.pop(0))
            while self.set_in_motion:  # when the event has done all else
                goes_on, visit = self.set_in_motion.popleft()
                goes_on(visit)
        self._let_go_in_the_evening()

    def _next_event(self) -> tuple[float, int, int]:
        events = [(person.next_event, PERSONS, person.number) for person in self.persons]
        events += [(room.next_event, ROOMS, room.number) for room in self.rooms]
        events += [(gate, GATES, order) for gate, order, _ in self.gated[:1]]
        events += [(visit.arrival, ARRIVALS, visit.number) for visit in self.arrivals[:1]]
        return min(events, default=(NOT_YET, ARRIVALS, 0))

    def _person_event(self, person: Person) -> None:
        """Her work is done, or her stretch is over, or it begins."""
        if person.visit is not None:
            self._end_step(person.visit, person)
        elif person.on_duty:
            self._leave_duty(person)
        else:
            person.on_duty = True
            self._person_is_free(person)

    # --- a step begins --------------------------------------------------------------------------

    def _begin_step(self, visit: Visit) -> None:
        visit.steps.append(Stamps(began=self.now))
        if self._marked(visit, Mark.CHOOSES) and not self._give_a_professional(visit):
            self.set_in_motion.append((self._leave, visit))
        elif self._needs_a_room(visit):
            self._ask_for_a_room(visit)
        else:
            self._wait_for_the_gate(visit)

    def _give_a_professional(self, visit: Visit) -> bool:
        """Her load counts from here, also when the visit had her before."""
        if visit.professional == NOBODY:
            choice = [j for j in members(self.floor.may_choose[visit.kind]) if j in self.present]
            visit.professional = min(choice, key=lambda j: (self.load[j], j), default=NOBODY)
        if visit.professional == NOBODY:
            return False
        self.load[visit.professional] += 1
        return True

    def _needs_a_room(self, visit: Visit) -> bool:
        return visit.room is None and bool(self.floor.room[self._row(visit)] != NO_ROOM)

    def _ask_for_a_room(self, visit: Visit) -> None:
        row = self._row(visit)
        number = int(self.floor.room[row])
        queue = self.room_queues[int(self.floor.own_rooms[visit.professional]) if number == OWN_ROOMS else number]
        for room in queue.served_by:
            if self.rooms[room].is_free:
                self._enter(visit, self.rooms[room])
                return
        queue.waiting.append(Request(int(self.floor.room_priority[row]), next(self.order), visit))

    def _enter(self, visit: Visit, room: Room) -> None:
        room.is_free = False
        visit.room = room.number
        visit.steps[-1].entered = self.now
        self._wait_for_the_gate(visit)

    def _wait_for_the_gate(self, visit: Visit) -> None:
        if self._marked(visit, Mark.GATED) and self.now < visit.gate:
            heapq.heappush(self.gated, (visit.gate, next(self.order), visit))
        else:
            self._ask(visit)

    def _ask(self, visit: Visit) -> None:
        stamps = visit.steps[-1]
        stamps.asked, stamps.room = self.now, visit.room
        queue = self._queue(visit)
        otherwise = self._otherwise(visit)
        if otherwise == Otherwise.WAITS or self._somebody_is_on_duty(queue):
            self._ask_in(queue, visit)
        elif otherwise == Otherwise.BY_PROFESSIONAL:
            self._ask_its_professional(visit)
        else:
            self.set_in_motion.append((self._skip, visit))

    def _ask_its_professional(self, visit: Visit) -> None:
        self._ask_in(self._own_queue(visit), visit)

    def _skip(self, visit: Visit) -> None:
        visit.skipped += float(self.floor.adds[self._row(visit)]) * visit.minutes[len(visit.steps) - 1]
        self._end_step(visit, None)

    def _ask_in(self, queue: Queue, visit: Visit) -> None:
        """Who was kept for the visit goes on with it; else the first who is free; else it waits."""
        if visit.kept in queue.served_by:
            kept, visit.kept = self.persons[visit.kept], None
            kept.done[-1].released = self.now
            self._take(kept, visit)
            return
        for number in queue.served_by:
            person = self.persons[number]
            if person.is_free and person.may_begin(self.now):
                self._take(person, visit)
                return
        queue.waiting.append(Request(int(self.floor.priority[self._row(visit)]), next(self.order), visit))

    def _take(self, person: Person, visit: Visit) -> None:
        stamps = visit.steps[-1]
        stamps.start, stamps.person = self.now, person.number
        person.visit = visit
        person.done.append(stamps)
        person.next_event = self.now + self._minutes(person, visit)
        person.last_room = _room_number(visit)
        if not self._marked(visit, Mark.JOINT):
            self._let_go_whom_it_kept(visit)

    def _minutes(self, person: Person, visit: Visit) -> float:
        walks = self._marked(visit, Mark.MOVES) and person.last_room != _room_number(visit)
        minutes = visit.minutes[len(visit.steps) - 1]
        if self._marked(visit, Mark.OWN):
            minutes += visit.skipped
        return (person.moves_min if walks else 0.0) + minutes * person.pace

    # --- a step ends ----------------------------------------------------------------------------

    def _end_step(self, visit: Visit, person: Person | None) -> None:
        visit.steps[-1].end = self.now
        keeps = person is not None and self._marked(visit, Mark.KEEPS_PERSON)
        if self._marked(visit, Mark.OWN):
            self.load[visit.professional] -= 1
        if person is not None:
            person.next_event = NOT_YET
            if not keeps:
                self._release(person)
        if self._marked(visit, Mark.JOINT):
            self._let_go_whom_it_kept(visit)
        if keeps and person is not None:
            visit.kept = person.number
        if self._marked(visit, Mark.FREES_ROOM):
            self._free_its_room(visit)
        if len(visit.steps) < self.floor.count[visit.kind]:
            self._begin_step(visit)
        else:
            visit.served = True
            self._leave(visit)

    def _leave(self, visit: Visit) -> None:
        self._let_go_whom_it_kept(visit)
        self._free_its_room(visit)
        visit.left = self.now

    def _let_go_whom_it_kept(self, visit: Visit) -> None:
        if visit.kept is not None:
            kept, visit.kept = self.persons[visit.kept], None
            self._release(kept)

    def _release(self, person: Person) -> None:
        person.done[-1].released = self.now
        person.visit = None
        self._person_is_free(person)

    def _free_its_room(self, visit: Visit) -> None:
        if visit.room is None:
            return
        room, visit.room = self.rooms[visit.room], None
        if room.turnover_min > 0:
            room.next_event = self.now + room.turnover_min
        else:
            self._room_is_free(room)

    def _room_is_free(self, room: Room) -> None:
        room.is_free = True
        best = best_request([self.room_queues[queue] for queue in room.serves])
        if best is not None:
            queue, request = best
            self._enter(queue.take(request), room)

    def _let_go_in_the_evening(self) -> None:
        """Whom a visit keeps that goes no further was free for her tasks from the end of her step."""
        for person in self.persons:
            if person.visit is not None:
                person.done[-1].released = person.done[-1].end

    # --- hours ----------------------------------------------------------------------------------

    def _person_is_free(self, person: Person) -> None:
        """She takes her next request; without one she stays until her stretch ends, or leaves if it has ended."""
        while len(person.hours) > 1 and self.now >= person.hours[1][0]:
            person.hours.pop(0)  # she was still there when the next stretch began
        best = best_request([self.queues[queue] for queue in person.serves])
        if best is not None and person.may_begin(self.now):
            queue, request = best
            self._take(person, queue.take(request))
        elif self.now < person.hours[0][1]:
            person.next_event = person.hours[0][1]
        else:
            self._leave_duty(person)

    def _leave_duty(self, person: Person) -> None:
        person.on_duty = False
        _, end = person.hours.pop(0)
        late = self.now - end if person.until_done else 0.0
        person.next_event = person.hours[0][0] + late if person.hours else NOT_YET
        for queue in (self.queues[number] for number in person.serves):
            if not self._somebody_is_on_duty(queue):
                self._send_on(queue)

    def _send_on(self, queue: Queue) -> None:
        """The last one has left: only those stay who must wait for her, or whose professional's queue it is."""
        for request in sorted(queue.waiting):
            otherwise = self._otherwise(request.visit)
            if otherwise == Otherwise.SKIPPED:
                self.set_in_motion.append((self._skip, queue.take(request)))
            elif otherwise == Otherwise.BY_PROFESSIONAL and self._own_queue(request.visit) is not queue:
                self.set_in_motion.append((self._ask_its_professional, queue.take(request)))

    def _somebody_is_on_duty(self, queue: Queue) -> bool:
        return any(self.persons[number].on_duty for number in queue.served_by)

    # --- reading the step -----------------------------------------------------------------------

    def _row(self, visit: Visit) -> int:
        return int(self.floor.first[visit.kind]) + len(visit.steps) - 1

    def _marked(self, visit: Visit, mark: Mark) -> bool:
        return bool(self.floor.marks[self._row(visit)] & mark)

    def _otherwise(self, visit: Visit) -> Otherwise:
        """Who has no professional cannot be done by her: they wait."""
        otherwise = Otherwise(int(self.floor.otherwise[self._row(visit)]))
        by_nobody = otherwise == Otherwise.BY_PROFESSIONAL and visit.professional == NOBODY
        return Otherwise.WAITS if by_nobody else otherwise

    def _queue(self, visit: Visit) -> Queue:
        number = int(self.floor.queue[self._row(visit)])
        return self._own_queue(visit) if number == OWN_QUEUE else self.queues[number]

    def _own_queue(self, visit: Visit) -> Queue:
        return self.queues[int(self.floor.own_queue[visit.professional])]


def _person(floor: Floor, number: int, day: int, day_kind: int, present: set[int]) -> Person:
    away = any(floor.person_of[j] == number for j in range(len(floor.person_of)) if j not in present)
    hours = [] if away else stretches(floor.hours[day_kind, number])
    return Person(
        number=number,
        serves=listed(floor.serves[number]),
        until_done=bool(floor.until_done[number]),
        moves_min=float(floor.moves_min[number]),
        pace=_pace(floor, number, day),
        hours=hours,
        next_event=hours[0][0] if hours else NOT_YET,
    )


def _pace(floor: Floor, number: int, day: int) -> float:
    """What she takes longer while she learns falls by 1/e in `pace_days`, from her first day on."""
    days, passed = float(floor.pace_days[number]), max(0, day - int(floor.pace_from[number]))
    extra = float(floor.pace_extra[number]) * exp_minus(min(passed / days, 60.0)) if days > 0 else 0.0
    return float(floor.pace[number]) * (1 + extra)


def _room_number(visit: Visit) -> int:
    return NO_ROOM_AT_ALL if visit.room is None else visit.room
