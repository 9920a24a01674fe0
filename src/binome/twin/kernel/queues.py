"""Who waits: lists threaded through the visits, one per queue and priority, and one at the gate.

A visit stands in one list at most, so one `after` per visit serves them all.
"""

from typing import Any

import numpy as np

from binome.twin.kernel.bits import NONE, lowest, only
from binome.twin.kernel.native import njit
from binome.twin.tables import NEVER, NOBODY, PRIORITIES

INDEX = np.uint32
"""Tables are indexed with unsigned numbers: the compiler need not ask whether they count from the end."""


@njit(forceinline=True)
def waits_in(hall: Any, visits: Any, queue: Any, priority: Any, p: Any) -> None:
    """At the end of its priority."""
    at = INDEX(queue * PRIORITIES + priority)
    hall.requests += 1
    visits[p].requested = hall.requests
    visits[p].after = NOBODY
    if hall.waiting[queue] & only(priority):
        visits[INDEX(hall.tail[at])].after = p
    else:
        hall.waiting[queue] |= only(priority)
        hall.head[at] = p
    hall.tail[at] = p


@njit(forceinline=True)
def best_place(hall: Any, visits: Any, queues: Any) -> Any:
    """Where the best request of these queues stands (queue × PRIORITIES + priority), or NOBODY."""
    best: Any = NOBODY
    best_priority: Any = PRIORITIES
    i = INDEX(0)
    while queues[i] != NOBODY:
        queue = np.int64(queues[i])
        waiting = hall.waiting[INDEX(queue)]
        if waiting != NONE:
            priority = np.int64(lowest(waiting))
            at = queue * PRIORITIES + priority
            if priority < best_priority or (priority == best_priority and _asked_first(hall, visits, at, best)):
                best, best_priority = at, priority
        i = INDEX(i + INDEX(1))
    return best


@njit(forceinline=True)
def _asked_first(hall: Any, visits: Any, at: Any, other: Any) -> Any:
    return visits[INDEX(hall.head[INDEX(at)])].requested < visits[INDEX(hall.head[INDEX(other)])].requested


@njit(forceinline=True)
def taken_from(hall: Any, visits: Any, at: Any) -> Any:
    """The first visit at that place, which it leaves."""
    p = hall.head[INDEX(at)]
    behind = visits[INDEX(p)].after
    hall.head[INDEX(at)] = behind
    if behind == NOBODY:
        hall.waiting[INDEX(at // PRIORITIES)] &= ~only(at % PRIORITIES)
    return p


@njit
def waits_at_gate(hall: Any, visits: Any, p: Any) -> None:
    """Behind those whose gate opens no later."""
    gate = visits[p].gate
    before = NOBODY
    behind = hall.first_at_gate
    while behind != NOBODY and visits[INDEX(behind)].gate <= gate:
        before, behind = behind, visits[INDEX(behind)].after
    visits[p].after = behind
    if before == NOBODY:
        hall.first_at_gate = p
        hall.when[INDEX(hall.persons + hall.rooms)] = gate
    else:
        visits[INDEX(before)].after = p


@njit(forceinline=True)
def taken_from_gate(hall: Any, visits: Any) -> Any:
    """The first who waits there."""
    p = hall.first_at_gate
    behind = visits[INDEX(p)].after
    hall.first_at_gate = behind
    hall.when[INDEX(hall.persons + hall.rooms)] = NEVER if behind == NOBODY else visits[INDEX(behind)].gate
    return p


@njit
def is_set_in_motion(hall: Any, visits: Any, p: Any) -> None:
    """It goes on without anybody, when the event has done all else."""
    visits[INDEX(p)].after = NOBODY
    if hall.first_set_in_motion == NOBODY:
        hall.first_set_in_motion = p
    else:
        visits[INDEX(hall.last_set_in_motion)].after = p
    hall.last_set_in_motion = p


@njit
def arrange_arrivals(n_visits: Any, visits: Any, arriving: Any) -> None:
    """By time, then by number. They come nearly in order, as runs: each is put in its place from the end."""
    for p in range(n_visits):
        arrival = visits[INDEX(p)].arrival
        place = p
        while place > 0 and visits[INDEX(arriving[INDEX(place - 1)])].arrival > arrival:
            arriving[INDEX(place)] = arriving[INDEX(place - 1)]
            place -= 1
        arriving[INDEX(place)] = p
