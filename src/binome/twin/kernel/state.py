"""What one thread works on: every array of a day, made once and written over day after day.

Letters as in `tables`; P is the most visits that a day may have, G here the most steps of a visit.
The visits' part is written before the floor opens (see `visits`), the record's part by the floor (see
`floor`) and read afterwards (see `tally`). Nothing is made, grown or forgotten within a day.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from binome.twin.tables import NOBODY, PRIORITIES, Floats, Floor, Ints, Sets

DONE = 0
TOO_MANY_VISITS = 1
"""What a day returns: done, or a day with more visits than `most_visits`, which is not simulated."""

FREE, ON_DUTY, FREE_ROOMS, PRESENT = range(4)
"""The sets of a moment: persons without a visit, persons who have come and not left, rooms that may be
entered, professionals (not persons) who are there that day."""

REQUESTS, FIRST_AT_GATE, FIRST_SET_IN_MOTION, LAST_SET_IN_MOTION = range(4)
"""The numbers of a moment: requests so far; the ends of the two lists that are not queues."""


class State(NamedTuple):
    # The visits of the day, in the order of the paper's section 3. Given to the floor.
    arrival: Floats  # [P]
    gate: Floats  # [P]
    kind: Ints  # [P] kind of visit
    professional: Ints  # [P] or NOBODY; then the floor writes whom it chose
    minutes: Floats  # [P, G] of each step, interruptions included
    request: Ints  # [P] kind of request it comes from
    lead: Ints  # [P] days between booking and visit, 0 for an unbooked one
    entity: Sets  # [P] what its draws belong to
    arriving: Ints  # [P] the visits by (arrival, number); the floor writes it
    # The record of the day. Of a visit, the steps before `steps_done` are told, and no other.
    steps_done: Ints  # [P] all of them, unless it was not served
    left: Floats  # [P] NEVER if it was not served
    asked: Floats  # [P, G] when a person was asked for (room entered, gate open)
    start: Floats  # [P, G] when the person was taken, her walk included
    end: Floats  # [P, G]
    person: Ints  # [P, G] NOBODY for a skipped step, of which start = end
    room: Ints  # [P, G] where the step took place, or NOBODY
    released: Floats  # [P, G] when the person was free for others: the end, or later if she was kept
    then: Ints  # [P, G] the next step of the same person that day, as visit * G + step, or NOBODY
    entered: Floats  # [P, G] when the visit took the room it asked for at that step, NEVER if it asked for none
    # Each visit now.
    room_now: Ints  # [P] or NOBODY
    kept: Ints  # [P] person who stays with it, or NOBODY
    extra: Floats  # [P] minutes that skipped steps left for the OWN step
    requested: Ints  # [P] number of its latest request
    after: Ints  # [P] who stands behind it, in the one list where it stands, or NOBODY
    # Persons, rooms and queues now.
    when: Floats  # [S + R] next event of each person, then the end of each room's turnover, or NEVER
    visit: Ints  # [S] visit with the person, or NOBODY
    until: Floats  # [S] end of the stretch she is in, or which she has outstayed
    stretch: Ints  # [S] its number; before the first one comes, −1
    last_room: Ints  # [S] room of her last step; NOBODY if it had none, −2 before her first
    pace: Floats  # [S] that day
    first_step: Ints  # [S] her first step that day, as visit * G + step, or NOBODY; then follow `then`
    last_step: Ints  # [S]
    load: Ints  # [J]
    waiting: NDArray[
        np.uint64
    ]  # [Q + O] which priorities somebody waits with; queues for rooms after those for persons
    head: Ints  # [(Q + O) * PRIORITIES]
    tail: Ints  # [(Q + O) * PRIORITIES]
    sets: Sets  # [4] FREE …
    numbers: Ints  # [4] REQUESTS …
    # Tasks (see inbox).
    task_left: Floats  # [S] minutes left from one day to the next
    task_done: Floats  # [S] minutes done today within her planned hours
    task_over: Floats  # [S] minutes done today as overtime
    task_at: Floats  # [M] tasks of the day of one person, by time
    task_minutes: Floats  # [M]


NO_STEP_YET = -2


def working_state(floor: Floor, most_visits: int, most_tasks: int = 4096) -> State:
    """The arrays for one thread. A day with more than `most_visits` visits is refused, so be generous."""
    steps = int(floor.count.max(initial=1))
    persons, rooms, queues = len(floor.moves_min), len(floor.turnover_min), len(floor.persons_of) + len(floor.rooms_of)
    sizes = {
        **dict.fromkeys(STEPWISE, (most_visits, steps)),
        **dict.fromkeys(PERSONAL, (persons,)),
        **dict.fromkeys(("task_at", "task_minutes"), (most_tasks,)),
        **dict.fromkeys(("head", "tail"), (queues * PRIORITIES,)),
        "when": (persons + rooms,),
        "load": (len(floor.person_of),),
        "waiting": (queues,),
        "sets": (4,),
        "numbers": (4,),
    }
    return State(*(_blank(name, sizes.get(name, (most_visits,))) for name in State._fields))


STEPWISE = ("minutes", "asked", "start", "end", "released", "person", "room", "entered", "then")
PERSONAL = (
    "visit",
    "until",
    "stretch",
    "last_room",
    "pace",
    "first_step",
    "last_step",
    "task_left",
    "task_done",
    "task_over",
)
WHOLE = {
    *("kind", "professional", "request", "lead", "arriving", "steps_done", "person", "room", "room_now", "kept"),
    *("requested", "after", "visit", "stretch", "last_room", "load", "head", "tail", "numbers"),
    *("then", "first_step", "last_step"),
}
BITS = {"entity", "waiting", "sets"}


def _blank(name: str, shape: tuple[int, ...]) -> NDArray[np.generic]:
    if name in WHOLE:
        return np.full(shape, NOBODY, np.int32)
    return np.zeros(shape, np.uint64 if name in BITS else np.float64)
