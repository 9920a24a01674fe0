"""Section 4 of the model: the floor of one day, from the first arrival to the last exit.

Every person and every room has one next event; the gate and the door have one each. The earliest is looked
for among these few: there is no list of events. An event ends in visits that go on; those that go on without
anybody (see `is_set_in_motion`) do so when it has done all else.
"""

from typing import Any

import numpy as np

from binome.twin.kernel.bits import order_of, time_of
from binome.twin.kernel.duty import comes_or_leaves, day_begins
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX, arrange_arrivals, taken_from_gate
from binome.twin.kernel.state import DONE, LAST, TOO_MANY_VISITS
from binome.twin.kernel.steps import (
    BEGINS,
    CHOOSES,
    FREES_ROOM,
    IN_ITS_ROOM,
    PAST_ITS_GATE,
    SENT_ON,
    SKIPPED,
    goes_on,
    lets_go,
    next_visitor,
    row_of,
    step_ends,
    step_of,
)
from binome.twin.tables import NEVER, NOBODY

STEP_ENDS, GOES_HOME, NOTHING = 4, 5, 6
"""What else a visit does at an event than go on."""


@njit
def run_floor(floor: Any, day_kind: Any, present: Any, day: Any, n_visits: Any, state: Any) -> Any:
    """The whole day of the visits written in `state`. DONE, or TOO_MANY_VISITS."""
    if n_visits > len(state.visits):
        return TOO_MANY_VISITS
    day_begins(floor.hours[day_kind], present, day, state.hall[0])
    arrange_arrivals(n_visits, state.visits, state.arriving)
    play(state.hall[0], state.visits, state.steps, state.arriving, n_visits, 0.0)
    return DONE


@njit(apart=True)
def play(hall: Any, visits: Any, steps: Any, arriving: Any, n_visits: Any, now: Any) -> None:
    """Event after event from now on, until nothing more can happen; `n_visits` are still to come."""
    persons = INDEX(hall.persons)
    gate = INDEX(hall.persons + hall.rooms)
    door = INDEX(gate + 1)
    looked_at = gate if hall.turns_over else persons
    arrived = INDEX(0)
    _expect(hall, visits, arriving, door, arrived, n_visits)
    while True:
        p, s, room = np.int64(NOBODY), np.int64(NOBODY), np.int64(NOBODY)
        does = NOTHING
        if hall.first_set_in_motion != NOBODY:
            p = np.int64(hall.first_set_in_motion)
            does = _set_in_motion(hall, visits, steps, INDEX(p), now)
        else:
            slot, now = _next_event(hall, looked_at, gate, door)
            if now >= NEVER:
                break
            if slot < persons:
                s, p, does = np.int64(slot), np.int64(hall.visit[slot]), STEP_ENDS
                if p == NOBODY:
                    does = NOTHING
                    comes_or_leaves(hall, visits, steps, slot, now)
            elif slot == door:
                p, does = _comes_in(hall, visits, arriving, arrived), BEGINS
                arrived = INDEX(arrived + INDEX(1))
                _expect(hall, visits, arriving, door, arrived, n_visits)
            elif slot == gate:
                p, does = np.int64(taken_from_gate(hall, visits)), PAST_ITS_GATE
            else:
                room = np.int64(slot - persons)
                hall.when[slot] = NEVER
        if does >= STEP_ENDS and p != NOBODY:
            does, room = _ends(hall, visits, steps, INDEX(p), s, does, now)
        if room != NOBODY:
            _is_ready(hall, visits, steps, INDEX(room), now)
        if does == GOES_HOME and visits[INDEX(p)].kept != NOBODY:
            lets_go(hall, visits, steps, INDEX(p), now)
        if does < STEP_ENDS:
            goes_on(hall, visits, steps, INDEX(p), does, now)


@njit(forceinline=True)
def _next_event(hall: Any, looked_at: Any, gate: Any, door: Any) -> Any:
    """The slot of the earliest, and when it is; of simultaneous ones, the first.

    Two at a time: fewer comparisons wait for the one before. Of an even number, one too many is looked at: a room
    that is never due, or the gate, whose turn comes anyhow.
    """
    best, earliest = INDEX(0), order_of(hall.when[0])
    for pair in range(INDEX(1), looked_at, INDEX(2)):
        slot, when = INDEX(pair), order_of(hall.when[INDEX(pair)])
        after = order_of(hall.when[INDEX(pair + 1)])
        if after < when:
            slot, when = INDEX(pair + 1), after
        if when < earliest:
            best, earliest = slot, when
    other, when = gate, order_of(hall.when[gate])
    if order_of(hall.when[door]) < when:
        other, when = door, order_of(hall.when[door])
    if when < earliest:
        best, earliest = other, when
    return best, time_of(earliest)


@njit(forceinline=True)
def _expect(hall: Any, visits: Any, arriving: Any, door: Any, arrived: Any, n_visits: Any) -> None:
    hall.when[door] = visits[INDEX(arriving[arrived])].arrival if arrived < n_visits else NEVER


@njit(forceinline=True)
def _comes_in(hall: Any, visits: Any, arriving: Any, arrived: Any) -> Any:
    p = np.int64(arriving[arrived])
    visit = visits[INDEX(p)]
    visit.steps_done = 0
    visit.row = hall.first[INDEX(visit.kind)]
    visit.place = p * hall.most_steps
    visit.left = NEVER
    visit.room_now = NOBODY
    visit.kept = NOBODY
    visit.extra = 0.0
    return p


@njit(forceinline=True)
def _is_ready(hall: Any, visits: Any, steps: Any, room: Any, now: Any) -> None:
    visitor = next_visitor(hall, visits, steps, room, now)
    if visitor != NOBODY:
        goes_on(hall, visits, steps, INDEX(visitor), IN_ITS_ROOM, now)


@njit(forceinline=True)
def _ends(hall: Any, visits: Any, steps: Any, p: Any, s: Any, does: Any, now: Any) -> Any:
    """The step, or the visit of one for whom there is nobody. What it does next, and the room it gives back."""
    marks = FREES_ROOM | LAST
    if does == STEP_ENDS:
        marks = hall.doing[INDEX(s)] if s != NOBODY else hall.marks[row_of(visits[p])]
        step_ends(hall, visits, steps, p, s, marks, now)
    gives_back, last = marks & FREES_ROOM, marks & LAST
    if last:
        visits[p].left = now
        if not gives_back or does == GOES_HOME:
            lets_go(hall, visits, steps, p, now)
    room = np.int64(NOBODY)
    if last or gives_back:
        room = np.int64(visits[p].room_now)
        visits[p].room_now = NOBODY
        if room != NOBODY and hall.turnover_min[INDEX(room)] > 0:
            hall.when[INDEX(hall.persons + room)] = now + hall.turnover_min[INDEX(room)]
            room = np.int64(NOBODY)
    return (GOES_HOME if last else BEGINS), room


@njit
def _set_in_motion(hall: Any, visits: Any, steps: Any, p: Any, now: Any) -> Any:
    """Why it was: nobody could be chosen, or nobody is there for its step, which is skipped or done by another."""
    hall.first_set_in_motion = visits[p].after
    row = row_of(visits[p])
    if hall.marks[row] & CHOOSES and visits[p].professional == NOBODY:
        return GOES_HOME
    if hall.otherwise[row] != SKIPPED:
        return SENT_ON
    step = step_of(visits, steps, p)
    visits[p].extra += hall.adds[row] * step.minutes
    step.start = now
    step.end = now
    step.released = now
    step.person = NOBODY
    step.room = visits[p].room_now
    return STEP_ENDS
