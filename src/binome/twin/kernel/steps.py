"""A step begins, a step ends: what a visit asks for, and what it gives back."""

from typing import Any

import numpy as np

from binome.twin.kernel.bits import NONE, lowest, only
from binome.twin.kernel.duty import is_released_at, let_go, take, turns_to_next
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX, best_place, is_set_in_motion, taken_from, waits_at_gate, waits_in
from binome.twin.kernel.state import FREE, FREE_ROOMS, LOADS, ON_DUTY, PRESENT
from binome.twin.tables import NEVER, NO_ROOM, NOBODY, OWN_QUEUE, OWN_ROOMS, Mark, Otherwise

GATED, CHOOSES, OWN, FREES_ROOM = int(Mark.GATED), int(Mark.CHOOSES), int(Mark.OWN), int(Mark.FREES_ROOM)
KEEPS_PERSON, JOINT = int(Mark.KEEPS_PERSON), int(Mark.JOINT)
WAITS, SKIPPED = int(Otherwise.WAITS), int(Otherwise.SKIPPED)

NO_PROFESSIONAL = INDEX(LOADS - 1)
"""Where the load of NOBODY (all bits set) is: of no one."""

BEGINS, IN_ITS_ROOM, PAST_ITS_GATE, SENT_ON = range(4)
"""From where a visit goes on with its step."""


@njit(forceinline=True)
def row_of(visit: Any) -> Any:
    """Its step, as a row of the tables."""
    return INDEX(visit.row)


@njit(forceinline=True)
def step_of(visits: Any, steps: Any, p: Any) -> Any:
    """Its step, as it goes."""
    return steps[visits[p].place]


@njit(forceinline=True)
def goes_on(hall: Any, visits: Any, steps: Any, p: Any, place: Any, now: Any) -> None:
    """As far as it goes by itself: until somebody is with it, or it waits."""
    visit = visits[p]
    row = row_of(visit)
    if place == BEGINS and not _has_begun(hall, visits, steps, p, row, now):
        return
    if place <= IN_ITS_ROOM and hall.marks[row] & GATED and now < visit.gate:
        waits_at_gate(hall, visits, p)
        return
    queue = np.int64(hall.queue[row])
    if place == SENT_ON or queue == OWN_QUEUE:
        queue = _own_queue(hall, visit)
    if place != SENT_ON:
        step_of(visits, steps, p).asked = now
        if not hall.persons_of[INDEX(queue)] & hall.sets[ON_DUTY]:
            if hall.otherwise[row] == SKIPPED:
                is_set_in_motion(hall, visits, p)
                return
            if hall.otherwise[row] != WAITS and visit.professional != NOBODY:
                queue = _own_queue(hall, visit)
    _asks(hall, visits, steps, p, row, queue, now)


@njit(forceinline=True)
def _own_queue(hall: Any, visit: Any) -> Any:
    return np.int64(hall.own_queue[INDEX(visit.professional)])


@njit(forceinline=True)
def _has_begun(hall: Any, visits: Any, steps: Any, p: Any, row: Any, now: Any) -> Any:
    """It has somebody to be seen by and a room, if the step is about these."""
    visit = visits[p]
    step_of(visits, steps, p).entered = NEVER
    if hall.marks[row] & CHOOSES:
        if visit.professional == NOBODY:
            visit.professional = _least_loaded(hall, visit)
            if visit.professional == NOBODY:
                is_set_in_motion(hall, visits, p)
                return False
        hall.load[INDEX(visit.professional)] += 1
    rooms = hall.room[row]
    if rooms == NO_ROOM or visit.room_now != NOBODY:
        return True
    if rooms == OWN_ROOMS:
        rooms = hall.own_rooms[INDEX(visit.professional)]
    free = hall.sets[FREE_ROOMS] & hall.rooms_of[INDEX(rooms)]
    if free == NONE:
        waits_in(hall, visits, INDEX(hall.queues + rooms), hall.room_priority[row], p)
        return False
    room = lowest(free)
    hall.sets[FREE_ROOMS] &= ~only(room)
    visit.room_now = room
    step_of(visits, steps, p).entered = now
    return True


@njit
def _least_loaded(hall: Any, visit: Any) -> Any:
    choice = hall.may_choose[INDEX(visit.kind)] & hall.sets[PRESENT]
    best = np.int64(NOBODY)
    while choice != NONE:
        j = np.int64(lowest(choice))
        choice &= ~only(j)
        if best == NOBODY or hall.load[INDEX(j)] < hall.load[INDEX(best)]:
            best = j
    return best


@njit(forceinline=True)
def _asks(hall: Any, visits: Any, steps: Any, p: Any, row: Any, queue: Any, now: Any) -> None:
    """The one who is kept for it goes on with it; else the first who is free; else it waits."""
    persons = hall.persons_of[INDEX(queue)]
    s = np.int64(visits[p].kept)
    if s != NOBODY and persons & only(s):
        visits[p].kept = NOBODY
        is_released_at(hall, steps, s, now)
    else:
        s = _first_free(hall, persons, now)
    if s == NOBODY:
        waits_in(hall, visits, INDEX(queue), hall.priority[row], p)
        return
    spared = take(hall, visits, steps, INDEX(s), p, now)
    if spared != NOBODY:
        let_go(hall, visits, steps, np.int64(spared), now)


@njit(forceinline=True)
def _first_free(hall: Any, persons: Any, now: Any) -> Any:
    """Of these, who may begin something; she is free no longer."""
    free = persons & hall.sets[FREE]
    while free != NONE:
        s = np.int64(lowest(free))
        if now < hall.until[INDEX(s)] or hall.until_done[INDEX(s)]:
            hall.sets[FREE] &= ~only(s)
            return s
        free &= ~only(s)
    return np.int64(NOBODY)


@njit(forceinline=True)
def step_ends(hall: Any, visits: Any, steps: Any, p: Any, s: Any, marks: Any, now: Any) -> None:
    """Its persons are released; `s` is NOBODY if it was skipped."""
    visit = visits[p]
    # Not asked first: which step ends cannot be foretold, and a wrong guess costs more than to take nothing away.
    hall.load[INDEX(visit.professional) & NO_PROFESSIONAL] -= marks & OWN != 0
    if s != NOBODY:
        if marks & KEEPS_PERSON:
            hall.when[INDEX(s)] = NEVER
        else:
            spared = turns_to_next(hall, visits, steps, INDEX(s), now)
            if spared != NOBODY:
                let_go(hall, visits, steps, np.int64(spared), now)
    if marks & JOINT:
        lets_go(hall, visits, steps, p, now)
    if marks & KEEPS_PERSON and s != NOBODY:
        visit.kept = s
    visit.steps_done += 1
    visit.row += 1
    visit.place += 1


@njit
def lets_go(hall: Any, visits: Any, steps: Any, p: Any, now: Any) -> None:
    """Of the person who was kept for it, if anybody was."""
    kept = np.int64(visits[p].kept)
    visits[p].kept = NOBODY
    let_go(hall, visits, steps, kept, now)


@njit(forceinline=True)
def next_visitor(hall: Any, visits: Any, steps: Any, room: Any, now: Any) -> Any:
    """A room is free: who enters it, or NOBODY."""
    at = best_place(hall, visits, hall.room_serves[room])
    if at == NOBODY:
        hall.sets[FREE_ROOMS] |= only(room)
        return np.int64(NOBODY)
    p = np.int64(taken_from(hall, visits, at))
    visits[INDEX(p)].room_now = room
    step_of(visits, steps, INDEX(p)).entered = now
    return p
