"""Between words and arrays: what the kernel and its slow double are given.

Both read these tables and nothing else. What each table makes happen is told in
docs/reasons/twin-model.md; `spell` writes them from a scenario.

Letters of the shapes: V kinds of visit, G steps (of all kinds, one after the other), S persons, R rooms,
Q queues for persons, O queues for rooms, J professionals (persons with an agenda of their own), W kinds of
day, H stretches of hours in a day, T day templates, N slots of a template (at most 64), K kinds of slot,
C kinds of request, L lead times in days, X kinds of task, D days of the run, P periods, U laws.
Minutes count from midnight of the day; sets are bits of an unsigned 64-bit integer.
"""

from enum import IntEnum, IntFlag
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Sets = NDArray[np.uint64]

MOST_PERSONS = 62
MOST_ROOMS = 62
MOST_SLOTS = 64
MOST_STEPS = 8
PRIORITIES = 16
NEVER = 1e18


class Mark(IntFlag):
    """What is particular about a step."""

    GATED = 1  # not before the gate of the visit (its session has begun)
    CHOOSES = 2  # a visit without a professional is given one here; its load counts from here
    OWN = 4  # the step for which the professional is needed: takes what skipped steps left; ends the load
    MOVES = 8  # the person walks when the room is not the one of the step before
    FREES_ROOM = 16  # the room is left when the step ends
    KEEPS_PERSON = 32  # its person stays with the visit until the next step has begun
    JOINT = 64  # the person kept from the step before stays until this one ends


class Otherwise(IntEnum):
    """What becomes of a step when nobody who may do it is on duty."""

    WAITS = 0
    SKIPPED = 1  # a share of its minutes is added to the OWN step
    BY_PROFESSIONAL = 2


OWN_QUEUE = -1
OWN_ROOMS = -1
NO_ROOM = -2
NOBODY = -1


class Floor(NamedTuple):
    """The practice as a working day finds it."""

    first: Ints  # [V] first step of the kind of visit
    count: Ints  # type: ignore[assignment]  # [V] how many steps
    queue: Ints  # [G] queue for persons, or OWN_QUEUE
    room: Ints  # [G] queue for rooms asked for before the step, OWN_ROOMS or NO_ROOM
    marks: Ints  # [G] set of Mark
    priority: Ints  # [G] 0 first … 15 last, in the queue for the person
    room_priority: Ints  # [G] the same in the queue for the room
    otherwise: Ints  # [G] Otherwise
    adds: Floats  # [G] share of the skipped minutes that the OWN step takes over
    trade: Ints  # [G] number of the step's word, for the tallies (see STEPS)
    step_law: Ints  # [G] law of its minutes
    interrupted_per_min: Floats  # [G] interruptions per minute of the step, 0 for none
    may_choose: Sets  # [V] professionals whom a visit without one may be given to
    persons_of: Sets  # [Q] who serves the queue
    serves: Ints  # [S, *] queues the person serves, NOBODY after the last
    until_done: NDArray[np.bool_]  # [S] does not leave while somebody waits for her
    moves_min: Floats  # [S] minutes of a walk between two rooms
    pace: Floats  # [S] factor on minutes, once learnt
    pace_extra: Floats  # [S] share added until day `pace_from` …
    pace_days: Floats  # [S] … which then falls by 1/e in that many days (0: none), to e^-60 at most
    pace_from: Ints  # [S] her first day in the practice
    rooms_of: Sets  # [O] rooms that the queue may use
    room_serves: Ints  # [R, *] queues that the room serves, NOBODY after the last
    turnover_min: Floats  # [R] minutes before the next visit may enter
    person_of: Ints  # [J] the professional as a person
    own_queue: Ints  # [J]
    own_rooms: Ints  # [J] queue for rooms
    hours: Floats  # [W, S, 2H] from, to, from, to … when work may be begun; NEVER after the last
    planned: Floats  # [W, S, 2H] hours as contracted, for overtime and idle time
    interruption_law: int
    restart_min: float  # lost by the person after each interruption


class Book(NamedTuple):
    """The agenda, the demand and the calendar."""

    template: Ints  # [D + longest lead + 1, J] the day template, NOBODY when away
    day_kind: Ints  # [D] row of `hours`
    period: Ints  # [D] period of the tallies, -1 while warming up
    slot_at: Floats  # [T, N] minute, rising
    slot_door: Floats  # [T, N] nobody enters before
    slot_gate: Floats  # [T, N] beginning of the session
    slots: Ints  # [T] how many
    slots_of: Sets  # [T, K] which slots are of that kind
    rate: Floats  # [C, J] requests per day from the initial panel of the professional, at factor 1
    factor: Floats  # [D, C] weekday and season
    visit_kind: Ints  # [C, J] kind of visit when that professional sees it, NOBODY when she may not
    stages: Ints  # [C] how many searches are tried, in order
    stage_who: Sets  # [C, 4] professionals, 0 for the one whose panel asks
    stage_slots: Sets  # [C, 4] kinds of slot
    stage_from: Ints  # [C, 4] first lead in days
    stage_to: Ints  # [C, 4] last lead
    accepts: Floats  # [C, L] probability that a slot at that lead is taken (else: elsewhere)
    misses: Floats  # [C, L] probability of not coming, by lead
    rebooks: Floats  # [C] probability that a missed visit asks again the next morning
    cancels: Floats  # [C] probability of freeing the slot on the eve
    cancels_from: Ints  # [C] shortest lead at which one cancels
    prefers_later: Floats  # [C] probability of choosing any free slot rather than the first
    later_days: Ints  # [C] … within that many days from the first possible one
    returns: Floats  # [C] probability that a visit asks for another
    returns_as: Ints  # [C] kind of that request
    returns_after: Ints  # [C] days before its search begins
    punctuality: Ints  # [C] law of arrival minus slot, minutes
    door_rate: Floats  # [C, J + 1] unbooked arrivals per open minute, by professional; last: none
    door_hours: Floats  # [W, 2H] when the doors take them
    door_gate: Floats  # [W, H] gate of those who come in that stretch
    panel: Floats  # [J] patients at the beginning
    leaves_per_day: Floats  # [J] expected, per patient
    joins_per_day: Floats  # [J] expected, while new patients are accepted
    accepts_new_within: Floats  # [J] … which is while the third next available slot is nearer, days
    panel_most: Floats  # [J]
    registration: Floats  # [J] people who wait to be registered at the beginning
    registration_per_day: Floats  # [J] … who begin to wait
    booked_before: Floats  # [J, longest lead (at least 1) + 1] probability that a slot at that lead is taken on day 0
    booked_as: Ints  # [J] kind of request of those
    booked_kinds: Sets  # [J] kinds of slot that are booked so


class Inbox(NamedTuple):
    """Work without a patient: letters, results, renewals, calls."""

    per_day: Floats  # [X]
    law: Ints  # [X] law of the minutes
    who: Sets  # [X] persons, who take turns
    carried: bool  # what is left at the end of the planned hours waits for tomorrow, else it is overtime


class Laws(NamedTuple):
    """Every law as its quantiles: edges of 1,024 cells for the body and for each tail (see chance)."""

    edges: Floats  # [U, 3, 1025] lower tail, body, upper tail


class Tables(NamedTuple):
    floor: Floor
    book: Book
    inbox: Inbox
    laws: Laws


STEPS = ("welcome", "preparation", "consultation", "closing", "education", "supervision")
