"""What one thread works on: made once, written over day after day. Nothing grows within a day.

The floor touches three things, each a run of plain records, so that a compiled function is handed three
addresses instead of ninety arrays (which took a minute to compile and forty times as long to run): the `hall`
(the tables of the floor, and who and what is where now), the `visits` and their `steps`, one line of the
processor's cache each. Whoever writes the visits or reads the record afterwards sees them as the arrays of
`State`, by column.

Letters as in `tables`; P is the most visits that a day may have, G here the most steps of a visit.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from binome.twin.coherent import refuse_incoherent_floor
from binome.twin.tables import MOST_PERSONS, MOST_ROOMS, NEVER, NOBODY, PRIORITIES, Floats, Floor, Ints, Sets

Shorts = NDArray[np.int16]
Bytes = NDArray[np.int8] | NDArray[np.uint8]
Records = NDArray[np.void]

DONE = 0
TOO_MANY_VISITS = 1
TOO_MANY_TASKS = 2
"""What a day returns: done, or more visits or tasks than there is room for, whereupon nothing holds."""

FREE, ON_DUTY, FREE_ROOMS, PRESENT = range(4)
"""The sets of a moment: persons without a visit, persons who have come and not left, rooms that may be
entered, professionals (not persons) who are there that day."""

NO_STEP_YET = -2

LAST = 128
"""Beside the marks of a step: the visit leaves after it."""

MOST_QUEUES = 128
MOST_KINDS = 128
MOST_RULES = 1024
MOST_SERVED = 32
MOST_BOUNDS = 24
LOADS = 64
"""A power of two beyond MOST_PERSONS, for one of nobody's."""


class State(NamedTuple):
    hall: Records  # [1]
    visits: Records  # [P] columns below
    steps: Records  # [P * G] columns below
    arriving: Ints  # [P] the visits by (arrival, number); the floor writes it
    # The visits of the day, in the order of the paper's section 3. Given to the floor.
    arrival: Floats  # [P]
    gate: Floats  # [P]
    kind: Bytes  # [P] kind of visit
    professional: Bytes  # [P] or NOBODY; then the floor writes whom it chose
    request: Shorts  # [P] kind of request it comes from
    lead: Shorts  # [P] days between booking and visit, 0 for an unbooked one
    asker: Bytes  # [P] professional whose panel asked, or NOBODY
    entity: Sets  # [P] what its draws belong to
    minutes: Floats  # [P, G] of each step, interruptions included
    interruptions: Ints  # [P, G] how many lengthened each step
    # The record of the day. Of a visit, the steps before `steps_done` are told, and no other.
    steps_done: Bytes  # [P] all of them, unless it was not served
    left: Floats  # [P] NEVER if it never did
    extra: Floats  # [P] minutes that skipped steps left for the OWN step
    asked: Floats  # [P, G] when a person was asked for (room entered, gate open)
    start: Floats  # [P, G] when the person was taken, her walk included
    end: Floats  # [P, G]
    released: Floats  # [P, G] when the person was free for others: the end, or later if she was kept
    entered: Floats  # [P, G] when the visit took the room it asked for at that step, NEVER if it asked for none
    person: Shorts  # [P, G] NOBODY for a skipped step, of which start = end
    room: Shorts  # [P, G] where the step took place, or NOBODY
    then: Ints  # [P, G] the next step of the same person that day, as visit * G + step, or NOBODY
    # Persons.
    pace: Floats  # [S] that day
    first_step: Ints  # [S] her first step that day, as visit * G + step, or NOBODY; then follow `then`
    last_step: Ints  # [S]
    sets: Sets  # [4] FREE …
    # Tasks (see inbox).
    task_left: Floats  # [S] minutes left from one day to the next
    task_done: Floats  # [S] minutes done today within her planned hours
    task_over: Floats  # [S] minutes done today as overtime
    task_at: Floats  # [M] tasks of the day of one person, by time
    task_minutes: Floats  # [M]


VISIT = np.dtype(
    [
        *((name, np.float64) for name in ("arrival", "gate", "left", "extra")),
        ("entity", np.uint64),
        ("after", np.int32),  # who stands behind it, in the one list where it stands, or NOBODY
        ("requested", np.int32),  # number of its latest request
        ("place", np.uint32),  # its step, among those of the day
        ("row", np.uint16),  # the same, as a row of the tables
        *((name, np.int16) for name in ("request", "lead")),
        *((name, np.uint8) for name in ("kind", "steps_done")),
        *((name, np.int8) for name in ("professional", "asker")),
        ("room_now", np.int8),  # or NOBODY
        ("kept", np.int8),  # person who stays with it, or NOBODY
    ],
    align=True,
)

STEP = np.dtype(
    [
        *((name, np.float64) for name in ("minutes", "asked", "start", "end", "released", "entered")),
        *((name, np.int32) for name in ("then", "interruptions")),
        *((name, np.int16) for name in ("person", "room")),
        ("spare", np.int32),  # to 64 bytes
    ],
    align=True,
)

HALL = np.dtype(
    [
        # Now. The first slots of `when` are the persons' next events, then the rooms' (turnovers); then gate and door.
        ("when", np.float64, MOST_PERSONS + MOST_ROOMS + 2),
        ("sets", np.uint64, 4),
        ("requests", np.int32),
        ("first_at_gate", np.int32),
        ("first_set_in_motion", np.int32),
        ("last_set_in_motion", np.int32),
        ("visit", np.int32, MOST_PERSONS),  # visit with the person, or NOBODY
        ("doing", np.int32, MOST_PERSONS),  # the marks of its step
        ("last_room", np.int32, MOST_PERSONS),  # of her last step; NOBODY if it had none, NO_STEP_YET before her first
        ("stretch", np.int32, MOST_PERSONS),  # number of the one she is in, or has outstayed, or comes for
        ("until", np.float64, MOST_PERSONS),  # its end
        ("pace", np.float64, MOST_PERSONS),
        ("first_step", np.int32, MOST_PERSONS),
        ("last_step", np.int32, MOST_PERSONS),
        ("hours", np.float64, (MOST_PERSONS, MOST_BOUNDS)),  # of today
        ("load", np.int32, LOADS),  # by professional
        # Queues: those for persons, then those for rooms.
        ("waiting", np.uint64, MOST_QUEUES),  # which priorities somebody waits with
        ("head", np.int32, MOST_QUEUES * PRIORITIES),
        ("tail", np.int32, MOST_QUEUES * PRIORITIES),
        # The tables of the floor, under their names there.
        *((name, np.int32) for name in ("persons", "rooms", "queues", "professionals", "most_steps", "turns_over")),
        *((name, np.int32, MOST_KINDS) for name in ("first", "count")),
        ("may_choose", np.uint64, MOST_KINDS),
        *(
            (name, np.int32, MOST_RULES)
            for name in ("queue", "room", "marks", "priority", "room_priority", "otherwise")
        ),
        ("adds", np.float64, MOST_RULES),
        ("persons_of", np.uint64, MOST_QUEUES),
        ("rooms_of", np.uint64, MOST_QUEUES),
        ("serves", np.int32, (MOST_PERSONS, MOST_SERVED)),  # always NOBODY after the last
        ("room_serves", np.int32, (MOST_ROOMS, MOST_SERVED)),  # the same, as queues after those for persons
        ("until_done", np.int32, MOST_PERSONS),
        *((name, np.float64, MOST_PERSONS) for name in ("moves_min", "turnover_min", "pace_extra", "pace_days")),
        ("pace_learnt", np.float64, MOST_PERSONS),  # `pace` there
        *((name, np.int32, MOST_PERSONS) for name in ("pace_from", "person_of", "own_queue", "own_rooms")),
    ],
    align=True,
)


def working_state(floor: Floor, most_visits: int, most_tasks: int = 4096) -> State:
    """For one thread, and for that floor. A day with more than `most_visits` visits is refused, so be generous."""
    refuse_incoherent_floor(floor)
    most_steps = int(floor.count.max(initial=1))
    persons = len(floor.moves_min)
    columns: dict[str, Any] = {
        "hall": np.array([_hall(floor, most_steps)]),
        "visits": np.zeros(most_visits, VISIT),
        "steps": np.zeros(most_visits * most_steps, STEP),
        "arriving": np.full(most_visits, NOBODY, np.int32),
        "sets": None,
        **{name: np.zeros(persons) for name in ("task_left", "task_done", "task_over")},
        **{name: np.zeros(most_tasks) for name in ("task_at", "task_minutes")},
    }
    by_step = columns["steps"].reshape(most_visits, most_steps)
    hall = columns["hall"][0]
    columns |= {name: columns["visits"][name] for name in VISIT.names or () if name in State._fields}
    columns |= {name: by_step[name] for name in STEP.names or () if name in State._fields}
    columns |= {name: hall[name][:persons] for name in ("pace", "first_step", "last_step")}
    columns["sets"] = hall["sets"]
    return State(**columns)


def _hall(floor: Floor, most_steps: int) -> np.void:
    """The tables laid out for the loop. Too many of anything is refused here."""
    hall = np.zeros(1, HALL)[0]
    sizes = {"persons": floor.moves_min, "rooms": floor.turnover_min, "queues": floor.persons_of}
    for name, table in (sizes | {"professionals": floor.person_of}).items():
        hall[name] = len(table)
    hall["most_steps"] = most_steps
    hall["turns_over"] = bool((floor.turnover_min > 0).any())
    hall["serves"] = hall["room_serves"] = NOBODY
    hall["hours"] = NEVER
    if len(floor.persons_of) + len(floor.rooms_of) > MOST_QUEUES or floor.hours.shape[2] > MOST_BOUNDS - 2:
        raise ValueError(f"At most {MOST_QUEUES} queues and {MOST_BOUNDS // 2 - 1} stretches of hours a day.")
    for name in set(HALL.names or ()) & set(Floor._fields) - {"hours", "pace"}:
        _lay(hall, name, getattr(floor, name))
    _lay(hall, "pace_learnt", floor.pace)
    hall["marks"][floor.first + floor.count - 1] |= LAST
    rooms = hall["room_serves"]
    rooms[rooms != NOBODY] += len(floor.persons_of)
    return hall


def _lay(hall: np.void, name: str, table: NDArray[Any]) -> None:
    room = hall[name]
    most = tuple(size - (place == 1) for place, size in enumerate(room.shape))  # NOBODY must fit after the last
    if any(size > limit for size, limit in zip(table.shape, most, strict=True)):
        raise ValueError(f"The table `{name}` has shape {table.shape}; at most {most}.")
    room[tuple(slice(size) for size in table.shape)] = table
