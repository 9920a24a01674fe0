"""The rest of a day, many times over: everybody where they are now, each time with other luck.

What is known narrows the luck: a step under way has lasted so long already, somebody who has not come by now comes
later or not at all. A draw of such a law is a draw above the share of it that is behind us.
"""

from typing import Any, NamedTuple

import numpy as np

from binome.twin.kernel.draw import place, poisson, quantile, stem, uniform
from binome.twin.kernel.midday import IS_TO_COME, IS_WITH_PERSON, resume_floor
from binome.twin.kernel.native import njit
from binome.twin.kernel.state import DONE, Records, State
from binome.twin.tables import NEVER, NOBODY, OWN_QUEUE, Floats, Floor, Ints, Sets

MINUTES, LATENESS, COMES, WALK_INS, WALK_IN_TIME = 40, 41, 42, 43, 44
"""Purposes of chance: a day foreseen shares none with a day simulated."""
WALK_IN_ENTITY = 1 << 40
OVERDUE_SHARE = 0.2
"""What is longer than its law knows goes on for up to that share of what it has lasted."""


class Rest(NamedTuple):
    """The day as it stands. P visits, G most steps, W sorts of people who may still walk in, H stretches left."""

    now: float
    visits: Records  # [P] as in `state`, as far as is known
    steps: Records  # [P * G]
    places: Ints  # [P]
    asking: Ints  # those who wait, in order
    behind: Floats  # [P, G] share of the law of the step's minutes that is behind us
    due: Floats  # [P]
    door: Floats  # [P] nobody enters before
    late_law: Ints  # [P]
    late_behind: Floats  # [P]
    comes: Floats  # [P] probability of still coming
    walk_rate: Floats  # [W] per open minute
    walk_kind: Ints  # [W] kind of visit
    walk_to: Ints  # [W] professional
    open_from: Floats  # [H] stretches in which people may still walk in
    open_min: Floats  # [H]


class Foreseen(NamedTuple):
    """One row for each replication; NEVER for what does not happen."""

    seen: Floats  # [R, P] the professional begins
    left: Floats  # [R, P] exit
    ends: Floats  # [R, J] her last step of the day ends


@njit(nogil=True, cache=True)
def foresee(
    floor: Floor,
    edges: Floats,
    day_kind: int,
    present: Any,
    rest: Rest,
    keys: Sets,
    state: State,
    places: Ints,
    told: Foreseen,
) -> Any:
    """Each key [R, 2] into its row; `places` is to work on. DONE, or what the floor refuses: too many visits."""
    for r in range(len(keys)):
        key = (keys[r, 0], keys[r, 1])
        _lay_out(rest, state, places)
        _draw_known(floor, edges, key, rest, state)
        n_visits = _draw_walk_ins(floor, edges, key, rest, state, places)
        done = resume_floor(floor, day_kind, present, 0, rest.now, n_visits, places, rest.asking, state)
        if done != DONE:
            return done
        _tell(floor, rest, n_visits, state, told, r)
    return DONE


@njit
def _lay_out(rest: Any, state: Any, places: Any) -> Any:
    for p in range(len(rest.places)):
        state.visits[p] = rest.visits[p]
        places[p] = rest.places[p]
    for n in range(len(rest.steps)):
        state.steps[n] = rest.steps[n]


@njit
def _draw_known(floor: Any, edges: Any, key: Any, rest: Any, state: Any) -> Any:
    minutes, lateness, comes = stem(key, 0, MINUTES), stem(key, 0, LATENESS), stem(key, 0, COMES)
    most = state.hall[0].most_steps
    for p in range(len(rest.places)):
        visit = state.visits[p]
        visit.left = NEVER
        if rest.places[p] == IS_TO_COME:
            visit.arrival = NEVER
            if uniform(comes, place(visit.entity)) < rest.comes[p]:
                u = _above(rest.late_behind[p], uniform(lateness, place(visit.entity)))
                at = max(rest.door[p], rest.due[p] + quantile(edges, rest.late_law[p], u))
                visit.arrival = max(rest.now, at)
        first = floor.first[visit.kind]
        for g in range(visit.steps_done, floor.count[visit.kind]):
            step = state.steps[p * most + g]
            u = _above(rest.behind[p, g], uniform(minutes, place(visit.entity, g)))
            step.minutes = quantile(edges, floor.step_law[first + g], u)
            if g == visit.steps_done and rest.places[p] == IS_WITH_PERSON:
                step.end = step.start + step.minutes * state.hall[0].pace[step.person]
                if step.end <= rest.now:
                    step.end = rest.now + OVERDUE_SHARE * u * (rest.now - step.start)
                step.released = step.end


@njit
def _above(share: Any, u: Any) -> Any:
    return share + (1.0 - share) * u


@njit
def _draw_walk_ins(floor: Any, edges: Any, key: Any, rest: Any, state: Any, places: Any) -> Any:
    """Behind the visits that are known."""
    numbers, times, minutes = stem(key, 0, WALK_INS), stem(key, 0, WALK_IN_TIME), stem(key, 0, MINUTES)
    most = state.hall[0].most_steps
    left = 0.0
    for h in range(len(rest.open_min)):
        left += rest.open_min[h]
    n = len(rest.places)
    for w in range(len(rest.walk_rate)):
        entity = WALK_IN_ENTITY + w * 65_536
        many = poisson(numbers, place(entity), rest.walk_rate[w] * left)
        for number in range(many):
            if n == len(state.visits):
                return n
            visit = state.visits[n]
            visit.entity = np.uint64(entity + number)
            visit.arrival = _at(rest, uniform(times, place(entity + number)) * left)
            visit.gate = 0.0
            visit.kind = rest.walk_kind[w]
            visit.professional = rest.walk_to[w]
            visit.steps_done = 0
            first = floor.first[visit.kind]
            for g in range(floor.count[visit.kind]):
                u = uniform(minutes, place(visit.entity, g))
                state.steps[n * most + g].minutes = quantile(edges, floor.step_law[first + g], u)
            places[n] = IS_TO_COME
            n += 1
    return n


@njit
def _at(rest: Any, minute: Any) -> Any:
    """A minute of what is left of the opening hours, as a minute of the day."""
    for h in range(len(rest.open_min)):
        if minute < rest.open_min[h]:
            return rest.open_from[h] + minute
        minute -= rest.open_min[h]
    return rest.now


@njit
def _tell(floor: Any, rest: Any, n_visits: Any, state: Any, told: Any, r: Any) -> Any:
    most = state.hall[0].most_steps
    for j in range(len(floor.person_of)):
        told.ends[r, j] = NEVER
    for p in range(n_visits):
        visit = state.visits[p]
        came = visit.arrival < NEVER
        first, seen = floor.first[visit.kind], NEVER
        for g in range(visit.steps_done if came else 0):
            step = state.steps[p * most + g]
            if floor.queue[first + g] == OWN_QUEUE and seen == NEVER and step.person != NOBODY:
                seen = step.start
            for j in range(len(floor.person_of)):
                if step.person == floor.person_of[j]:
                    last = told.ends[r, j]
                    told.ends[r, j] = step.end if last == NEVER else max(last, step.end)
        if p < len(rest.places):
            told.seen[r, p] = seen
            told.left[r, p] = visit.left if came else NEVER


def nothing_known(state: State, door: int) -> Rest:
    """A day on which nobody is expected and `door` sorts of people may walk in: enough to compile by."""
    none, numbers = np.zeros(0), np.zeros(0, np.int32)
    return Rest(
        now=0.0,
        visits=state.visits[:0].copy(),
        steps=state.steps[:0].copy(),
        places=numbers,
        asking=numbers,
        behind=np.zeros((0, int(state.hall[0]["most_steps"]))),
        due=none,
        door=none,
        late_law=numbers,
        late_behind=none,
        comes=none,
        walk_rate=np.zeros(door),
        walk_kind=np.zeros(door, np.int32),
        walk_to=np.zeros(door, np.int32),
        open_from=none,
        open_min=none,
    )
