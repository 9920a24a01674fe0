"""Who is there: a day begins; a person comes, is taken, is free, leaves."""

from typing import Any

import numpy as np

from binome.twin.kernel.bits import NONE, ONE, lowest, only
from binome.twin.kernel.draw import exp_minus
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX, best_place, is_set_in_motion, taken_from
from binome.twin.kernel.state import FREE, FREE_ROOMS, NO_STEP_YET, ON_DUTY, PRESENT
from binome.twin.tables import NEVER, NOBODY, OWN_QUEUE, PRIORITIES, Mark, Otherwise

JOINT, OWN, MOVES = int(Mark.JOINT), int(Mark.OWN), int(Mark.MOVES)
WAITS, BY_PROFESSIONAL = int(Otherwise.WAITS), int(Otherwise.BY_PROFESSIONAL)

LEARNT = 60.0
"""So many times `pace_days`: the share that is left is nothing, and `exp_minus` is not asked for more."""


@njit
def day_begins(hours: Any, present: Any, day: Any, hall: Any) -> None:
    """Nobody waits, every room is free, and every person is to come at the beginning of her `hours` [S, 2H]."""
    hall.sets[FREE] = NONE
    hall.sets[ON_DUTY] = NONE
    hall.sets[FREE_ROOMS] = only(hall.rooms) - ONE
    hall.sets[PRESENT] = present
    hall.requests = 0
    hall.first_at_gate = NOBODY
    hall.first_set_in_motion = NOBODY
    hall.waiting[:] = NONE
    hall.load[:] = 0
    hall.when[:] = NEVER
    for s in range(hall.persons):
        _is_to_come(hours[s], day, hall, INDEX(s))
    for j in range(hall.professionals):
        if not present & only(j):
            hall.when[INDEX(hall.person_of[INDEX(j)])] = NEVER


@njit
def _is_to_come(hours: Any, day: Any, hall: Any, s: Any) -> None:
    for bound in range(len(hours)):
        hall.hours[s, INDEX(bound)] = hours[bound]
    hall.when[s] = hall.hours[s, 0]
    hall.until[s] = hall.hours[s, 1]
    hall.stretch[s] = 0
    hall.visit[s] = NOBODY
    hall.last_room[s] = NO_STEP_YET
    hall.first_step[s] = NOBODY
    hall.pace[s] = _pace(hall, s, day)


@njit
def _pace(hall: Any, s: Any, day: Any) -> Any:
    """What she takes longer while she learns falls by 1/e in `pace_days`, from her first day on."""
    extra = 0.0
    if hall.pace_days[s] > 0:
        extra = hall.pace_extra[s] * exp_minus(min(max(day - hall.pace_from[s], 0) / hall.pace_days[s], LEARNT))
    return hall.pace_learnt[s] * (1.0 + extra)


@njit(forceinline=True)
def take(hall: Any, visits: Any, steps: Any, s: Any, p: Any, now: Any) -> Any:
    """She begins the step of p. Gives back whom p need not keep any more, or NOBODY."""
    visit = visits[p]
    place = INDEX(visit.place)
    marks = hall.marks[INDEX(visit.row)]
    minutes = steps[place].minutes
    if marks & OWN:
        minutes += visit.extra
    taken_for = minutes * hall.pace[s]
    if marks & MOVES and visit.room_now != hall.last_room[s]:
        taken_for = hall.moves_min[s] + taken_for
    until = now + taken_for
    hall.last_room[s] = visit.room_now
    hall.visit[s] = p
    hall.when[s] = until
    hall.doing[s] = marks
    _record(hall, steps, s, place, visit.room_now, now, until)
    kept = np.int64(visit.kept)
    if kept == NOBODY or marks & JOINT:
        return NOBODY
    visit.kept = NOBODY
    return kept


@njit(forceinline=True)
def _record(hall: Any, steps: Any, s: Any, place: Any, room: Any, now: Any, until: Any) -> None:
    step = steps[place]
    step.start = now
    step.end = until
    step.released = until
    step.person = s
    step.room = room
    step.then = NOBODY
    if hall.first_step[s] == NOBODY:
        hall.first_step[s] = place
    else:
        steps[INDEX(hall.last_step[s])].then = place
    hall.last_step[s] = place


@njit(forceinline=True)
def turns_to_next(hall: Any, visits: Any, steps: Any, s: Any, now: Any) -> Any:
    """A person is free: she takes her best request, waits for one, or leaves. Gives back as `take`."""
    hall.visit[s] = NOBODY
    if now >= hall.until[s]:
        _enters_next_stretch(hall, s, now)
    within = now < hall.until[s]
    if within or hall.until_done[s]:
        at = best_place(hall, visits, hall.serves[s])
        if at != NOBODY:
            return take(hall, visits, steps, s, INDEX(taken_from(hall, visits, at)), now)
    if within:
        hall.sets[FREE] |= only(s)
        hall.when[s] = hall.until[s]
    else:
        leaves_duty(hall, visits, s, now)
    return NOBODY


@njit
def let_go(hall: Any, visits: Any, steps: Any, s: Any, now: Any) -> None:
    """The person whom a visit has kept is free, then whoever is let go because of her; NOBODY is no one."""
    while s != NOBODY:
        is_released_at(hall, steps, s, now)
        s = np.int64(turns_to_next(hall, visits, steps, INDEX(s), now))


@njit
def is_released_at(hall: Any, steps: Any, s: Any, now: Any) -> None:
    steps[INDEX(hall.last_step[INDEX(s)])].released = now


@njit
def _enters_next_stretch(hall: Any, s: Any, now: Any) -> None:
    """She was still busy when it began."""
    following = INDEX(hall.stretch[s] + 1)
    while now >= hall.hours[s, INDEX(2 * following)]:
        hall.stretch[s] = following
        hall.until[s] = hall.hours[s, INDEX(2 * following + 1)]
        following = INDEX(following + 1)


@njit
def comes_or_leaves(hall: Any, visits: Any, steps: Any, s: Any, now: Any) -> None:
    """Her hours begin or end, and no visit is with her."""
    if hall.sets[ON_DUTY] & only(s):
        hall.sets[FREE] &= ~only(s)
        leaves_duty(hall, visits, s, now)
    else:
        hall.sets[ON_DUTY] |= only(s)
        let_go(hall, visits, steps, np.int64(turns_to_next(hall, visits, steps, s, now)), now)


@njit
def leaves_duty(hall: Any, visits: Any, s: Any, now: Any) -> None:
    hall.sets[ON_DUTY] &= ~only(s)
    late = now - hall.until[s] if hall.until_done[s] else 0.0
    following = INDEX(hall.stretch[s] + 1)
    comes = hall.hours[s, INDEX(2 * following)]
    hall.when[s] = comes + late if comes < NEVER else NEVER
    hall.until[s] = hall.hours[s, INDEX(2 * following + 1)]
    hall.stretch[s] = following
    for queue in hall.serves[s]:
        if queue == NOBODY:
            break
        if not hall.persons_of[INDEX(queue)] & hall.sets[ON_DUTY]:
            _send_on(hall, visits, queue)


@njit
def _send_on(hall: Any, visits: Any, queue: Any) -> None:
    """The last one has left: those who need not wait for her are set in motion."""
    waiting = hall.waiting[INDEX(queue)]
    while waiting != NONE:
        priority = np.int64(lowest(waiting))
        waiting &= ~only(priority)
        _send_on_at(hall, visits, queue, priority)


@njit
def _send_on_at(hall: Any, visits: Any, queue: Any, priority: Any) -> None:
    at = INDEX(queue * PRIORITIES + priority)
    p = np.int64(hall.head[at])
    last = np.int64(NOBODY)
    while p != NOBODY:
        behind = np.int64(visits[INDEX(p)].after)
        if not _need_not_wait(hall, visits[INDEX(p)], queue):
            last = p
        else:
            if last == NOBODY:
                hall.head[at] = behind
            else:
                visits[INDEX(last)].after = behind
            is_set_in_motion(hall, visits, p)
        p = behind
    hall.tail[at] = last
    if last == NOBODY:
        hall.waiting[INDEX(queue)] &= ~only(priority)


@njit
def _need_not_wait(hall: Any, visit: Any, queue: Any) -> Any:
    row = INDEX(visit.row)
    if hall.otherwise[row] != BY_PROFESSIONAL:
        return hall.otherwise[row] != WAITS
    j = visit.professional
    return j != NOBODY and hall.queue[row] != OWN_QUEUE and hall.own_queue[INDEX(j)] != queue
