"""The rest of a day that has begun: everybody is put where they are, then the floor goes on.

Beside what every visit is given, the caller writes for those who have come: `steps_done`, `professional`, `room_now`,
`kept`, `extra`; the person, room and times of the steps they have begun (of the one under way, `end` is when it
will end); and in `places` where each visit is. A room in its turnover counts as ready.
"""

from typing import Any

import numpy as np

from binome.twin.kernel.bits import only
from binome.twin.kernel.duty import day_begins
from binome.twin.kernel.floor import play
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX, arrange_arrivals
from binome.twin.kernel.state import DONE, FREE, FREE_ROOMS, ON_DUTY, TOO_MANY_VISITS, State
from binome.twin.kernel.steps import BEGINS, CHOOSES, IN_ITS_ROOM, OWN, PAST_ITS_GATE, goes_on
from binome.twin.tables import NEVER, NOBODY, Floor, Ints

WAITS_FOR_ROOM, AT_GATE, WAITS_FOR_PERSON = BEGINS, IN_ITS_ROOM, PAST_ITS_GATE
IS_WITH_PERSON, IS_TO_COME, HAS_LEFT = 4, 5, 6


@njit
def resume_floor(
    floor: Any, day_kind: Any, present: Any, day: Any, now: Any, n_visits: Any, places: Any, asking: Any, state: Any
) -> Any:
    """`places` [P] of the visits, `asking` those who wait, in the order of their requests. DONE, or TOO_MANY_VISITS."""
    if n_visits > len(state.visits):
        return TOO_MANY_VISITS
    hall, visits, steps = state.hall[0], state.visits, state.steps
    day_begins(floor.hours[day_kind], present, day, hall)
    for p in range(n_visits):
        if places[p] != IS_TO_COME:
            _seat(hall, visits, steps, INDEX(p), places[p])
    for s in range(hall.persons):
        _has_come(hall, INDEX(s), now)
    for p in asking:
        goes_on(hall, visits, steps, INDEX(p), places[p], now)
    to_come = _those_to_come(n_visits, visits, state.arriving, places)
    play(hall, visits, steps, state.arriving, to_come, now)
    return DONE


@njit(nogil=True, cache=True)
def rest_of_day(
    floor: Floor,
    day_kind: int,
    present: Any,
    day: int,
    now: float,
    n_visits: int,
    places: Ints,
    asking: Ints,
    state: State,
) -> int:
    """The same once, asked from outside: for a day whose visits are known and no chance is left."""
    return int(resume_floor(floor, day_kind, present, day, now, n_visits, places, asking, state))


@njit
def _seat(hall: Any, visits: Any, steps: Any, p: Any, place: Any) -> None:
    visit = visits[p]
    first = INDEX(p * hall.most_steps)
    begun = visit.steps_done + (1 if place == IS_WITH_PERSON else 0)
    for step in range(begun):
        _has_done(hall, steps, INDEX(first + step))
    if place == HAS_LEFT:
        return
    visit.left = NEVER
    visit.row = hall.first[INDEX(visit.kind)] + visit.steps_done
    visit.place = first + visit.steps_done
    if visit.room_now != NOBODY:
        hall.sets[FREE_ROOMS] &= ~only(visit.room_now)
    if visit.kept != NOBODY:
        hall.visit[INDEX(visit.kept)] = p
        hall.when[INDEX(visit.kept)] = NEVER
    if place == IS_WITH_PERSON:
        s = INDEX(steps[INDEX(first + visit.steps_done)].person)
        hall.visit[s] = p
        hall.when[s] = steps[INDEX(first + visit.steps_done)].end
        hall.doing[s] = hall.marks[INDEX(visit.row)]
    if visit.professional != NOBODY:
        hall.load[INDEX(visit.professional)] += _load_of(hall, visit, place)


@njit
def _has_done(hall: Any, steps: Any, place: Any) -> None:
    """The latest step she has begun tells where she was last."""
    if steps[place].person == NOBODY:
        return
    s = INDEX(steps[place].person)
    if hall.first_step[s] == NOBODY or steps[INDEX(hall.last_step[s])].start < steps[place].start:
        hall.first_step[s] = place
        hall.last_step[s] = place
        hall.last_room[s] = steps[place].room
        steps[place].then = NOBODY


@njit
def _load_of(hall: Any, visit: Any, place: Any) -> Any:
    """Chosen and not yet seen: the steps that choose, less the own ones. Who waits for a room has not chosen yet."""
    load = 0
    for step in range(visit.steps_done + 1):
        marks = hall.marks[INDEX(hall.first[INDEX(visit.kind)] + step)]
        done = step < visit.steps_done
        if marks & CHOOSES and (done or place != WAITS_FOR_ROOM):
            load += 1
        if marks & OWN and done:
            load -= 1
    return load


@njit
def _has_come(hall: Any, s: Any, now: Any) -> None:
    """On duty within her hours, and while somebody is with her."""
    if hall.when[s] >= NEVER and hall.visit[s] == NOBODY:
        return
    stretch = INDEX(0)
    while hall.hours[s, INDEX(2 * stretch + 1)] <= now:
        stretch = INDEX(stretch + 1)
    begins, ends = hall.hours[s, INDEX(2 * stretch)], hall.hours[s, INDEX(2 * stretch + 1)]
    if hall.visit[s] != NOBODY and begins > now and stretch > 0:
        stretch = INDEX(stretch - 1)
        ends = hall.hours[s, INDEX(2 * stretch + 1)]
    hall.stretch[s] = stretch
    hall.until[s] = ends
    if hall.visit[s] != NOBODY:
        hall.sets[ON_DUTY] |= only(s)
    elif begins <= now:
        hall.sets[ON_DUTY] |= only(s)
        hall.sets[FREE] |= only(s)
        hall.when[s] = ends
    else:
        hall.when[s] = begins


@njit
def _those_to_come(n_visits: Any, visits: Any, arriving: Any, places: Any) -> Any:
    arrange_arrivals(n_visits, visits, arriving)
    n = 0
    for i in range(n_visits):
        p = np.int64(arriving[INDEX(i)])
        if places[INDEX(p)] == IS_TO_COME:
            arriving[INDEX(n)] = p
            n += 1
    return n
