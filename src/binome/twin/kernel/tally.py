"""What a replication leaves behind: sums for each period, from which every figure is made.

Every array has one more row than there are periods: the last one takes the days of warming up (period −1).
Squares are of single visits, for their spread; between replications (or between days, each a period of its
own) the sums themselves vary.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from binome.twin.kernel.bits import NONE, only
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX
from binome.twin.kernel.state import PRESENT
from binome.twin.tables import NEVER, NOBODY, STEPS, Floats, Mark, Tables

OWN = int(Mark.OWN)
WAITING_BINS = 25
BIN_MIN = 5.0
"""Total waiting is counted in bins of five minutes, the last one from two hours on."""


class PracticeColumn(IntEnum):
    """`practice`: over the visits of all, minutes unless said. The waits are of the visits that were served."""

    DAYS = 0  # count
    COME = 1  # visits, booked or not
    SERVED = 2  # visits
    TO_ROOM = 3  # arrival to the first step that somebody did in a room (without one: to the first step)
    TO_ROOM_SQ = 4
    FOR_PROFESSIONAL = 5  # end of the step before the OWN one (or arrival) to its start, the gate included
    FOR_PROFESSIONAL_SQ = 6
    WITH_OWN = 7  # visits which had an OWN step
    WAITING = 8  # in the practice and with nobody
    WAITING_SQ = 9
    IN_PRACTICE = 10  # arrival to exit
    IN_PRACTICE_SQ = 11
    LAST_EXIT = 12  # sum over days of the minute of the last exit
    FOR_ROOMS = 13  # for rooms to be free


class WorkColumn(IntEnum):
    """`work`: by word of the step and person who did it; minutes unless said."""

    TIMES = 0  # count
    WAITING = 1  # of the visits, asked to start
    WORK = 2  # with the visit, interruptions and what skipped steps left included, without walking or being kept
    OCCUPIED = 3  # from her being taken to her being free for others
    WITHIN = 4  # the part of it in her planned hours
    WALKS = 5  # count
    INTERRUPTIONS = 6  # count


class PersonColumn(IntEnum):
    """`persons`: by person; minutes unless said."""

    DAYS = 0  # days with planned hours on which she was there
    PLANNED = 1
    OVERTIME = 2  # from the end of her planned day to her last being free
    TASKS = 3  # done within planned hours
    TASKS_OVERTIME = 4
    TASKS_LEFT = 5  # sum over days of what was left in the evening


class DemandColumn(IntEnum):
    """`demand`: by kind of request; counts unless said. Bookings, by lead, are in `leads`."""

    ASKED = 0  # searches begun
    LOST = 1  # … which booked nothing
    CANCELLED = 2
    MISSED = 3
    COME = 4
    SERVED = 5
    WITH_PANEL = 6  # served by a professional, the panel of the patient being known
    BY_OWN = 7  # … and by the one of the panel
    WAITING = 8  # minutes
    IN_PRACTICE = 9  # minutes


class ProfessionalColumn(IntEnum):
    """`professionals`: by professional; counts unless said."""

    MORNINGS = 0
    THIRD_NEXT = 1  # days, summed over mornings
    PRESENT = 2  # days
    SLOTS = 3  # of the days present
    BOOKED = 4  # … which were booked when the day began
    SEEN = 5  # visits served by her
    PANEL = 6  # patients, summed over evenings
    LEFT = 7
    JOINED = 8
    REGISTRATION = 9  # people who wait to be registered, summed over evenings


class Tally(NamedTuple):
    practice: Floats  # [P + 1, PracticeColumn]
    waiting: Floats  # [P + 1, 25] visits by total waiting
    work: Floats  # [P + 1, word of the step (STEPS), S, WorkColumn]
    skipped: Floats  # [P + 1, word of the step] steps that nobody did
    persons: Floats  # [P + 1, S, PersonColumn]
    demand: Floats  # [P + 1, C, DemandColumn]
    leads: Floats  # [P + 1, C, L] bookings made
    professionals: Floats  # [P + 1, J, ProfessionalColumn]
    third_next: Floats  # [P + 1, L + 1] mornings of professionals by third next available, in days


def empty_tallies(tables: Tables, replications: int) -> Tally:
    """One tally for each replication: every array has `replications` as first axis."""
    book, floor = tables.book, tables.floor
    rows = (replications, max(int(book.period.max(initial=-1)), -1) + 2)
    persons, (professionals, leads), requests = len(floor.moves_min), book.booked_before.shape, len(book.stages)
    words = max(len(STEPS), int(floor.trade.max(initial=0)) + 1)
    return Tally(
        practice=np.zeros((*rows, len(PracticeColumn))),
        waiting=np.zeros((*rows, WAITING_BINS)),
        work=np.zeros((*rows, words, persons, len(WorkColumn))),
        skipped=np.zeros((*rows, words)),
        persons=np.zeros((*rows, persons, len(PersonColumn))),
        demand=np.zeros((*rows, requests, len(DemandColumn))),
        leads=np.zeros((*rows, requests, leads)),
        professionals=np.zeros((*rows, professionals, len(ProfessionalColumn))),
        third_next=np.zeros((*rows, leads + 1)),
    )


@njit
def row_of(period: int, tally: Any) -> int:
    """Warming up has the last row."""
    return tally.practice.shape[0] - 1 if period < 0 else period


@njit(apart=True)
def tell_day(n_visits: int, planned: Any, rules: Any, hall: Any, visits: Any, steps: Any, tally: Any, row: int) -> None:
    """What the floor's record adds. `planned` are the hours of that kind of day."""
    practice, waiting, demand = tally.practice[row], tally.waiting[row], tally.demand[row]
    work, skipped, professionals = tally.work[row], tally.skipped[row], tally.professionals[row]
    last_exit = 0.0
    for p in range(n_visits):
        visit = visits[INDEX(p)]
        demand[INDEX(visit.request), DemandColumn.COME] += 1
        waits = _tell_steps(planned, rules, hall, visit, steps, INDEX(p), work, skipped)
        if visit.steps_done == hall.count[INDEX(visit.kind)]:
            last_exit = max(last_exit, visit.left)
            _tell_visit(visit, waits, practice, waiting, demand, professionals)
    practice[PracticeColumn.DAYS] += 1
    practice[PracticeColumn.COME] += n_visits
    practice[PracticeColumn.LAST_EXIT] += last_exit


@njit(forceinline=True)
def _tell_steps(planned: Any, rules: Any, hall: Any, visit: Any, steps: Any, p: Any, work: Any, skipped: Any) -> Any:
    """Each step to the one who did it. What the visit waited for a room to be in, for its professional (-1: had none)
    and for rooms to be free, and how long somebody was with it."""
    first, place = INDEX(hall.first[INDEX(visit.kind)]), INDEX(p * hall.most_steps)
    to_room = for_professional = -1.0
    before, for_rooms, with_somebody = visit.arrival, 0.0, 0.0
    for number in range(visit.steps_done):
        rule, step = rules[INDEX(first + number)], steps[INDEX(place + number)]
        if to_room < 0.0 and step.person != NOBODY and step.room != NOBODY:
            to_room = step.start - visit.arrival
        if for_professional < 0.0 and rule.marks & OWN:
            for_professional = step.start - before
        if step.entered < NEVER:
            for_rooms += step.entered - before
        with_somebody += step.end - step.start
        before = step.end
        if step.person == NOBODY:
            skipped[INDEX(rule.trade)] += 1
        else:
            _tell_work(planned, rule, hall, visit, step, work)
    if to_room < 0.0:
        to_room = steps[place].start - visit.arrival
    return to_room, for_professional, for_rooms, with_somebody


@njit(forceinline=True)
def _tell_work(planned: Any, rule: Any, hall: Any, visit: Any, step: Any, work: Any) -> None:
    trade, s = INDEX(rule.trade), INDEX(step.person)
    minutes = step.minutes
    if rule.marks & OWN:
        minutes += visit.extra
    minutes *= hall.pace[s]
    # A row of its own would be a view, counted at each use.
    work[trade, s, WorkColumn.TIMES] += 1
    work[trade, s, WorkColumn.WAITING] += step.start - step.asked
    work[trade, s, WorkColumn.WORK] += minutes
    work[trade, s, WorkColumn.OCCUPIED] += step.released - step.start
    work[trade, s, WorkColumn.WITHIN] += _within(planned, s, step.start, step.released)
    work[trade, s, WorkColumn.WALKS] += step.end - step.start > minutes + 0.5 * hall.moves_min[s]
    work[trade, s, WorkColumn.INTERRUPTIONS] += step.interruptions


@njit(forceinline=True)
def _within(planned: Any, s: Any, start: float, end: float) -> float:
    """How much of a time lies in her planned hours."""
    minutes = 0.0
    for n in range(0, planned.shape[1], 2):
        if planned[s, INDEX(n)] >= end:
            break
        minutes += max(0.0, min(end, planned[s, INDEX(n + 1)]) - max(start, planned[s, INDEX(n)]))
    return minutes


@njit(forceinline=True)
def _tell_visit(visit: Any, waits: Any, practice: Any, waiting: Any, demand: Any, professionals: Any) -> None:
    """The waits of a visit that was served."""
    to_room, for_professional, for_rooms, with_somebody = waits
    stay = visit.left - visit.arrival
    waited = max(0.0, stay - with_somebody)
    _tell_waits(practice, to_room, for_professional, for_rooms, waited, stay)
    waiting[INDEX(min(WAITING_BINS - 1, int(waited / BIN_MIN)))] += 1
    _tell_demand(visit, demand, professionals, waited, stay)


@njit(forceinline=True)
def _tell_waits(
    practice: Any, to_room: float, for_professional: float, for_rooms: float, waited: float, stay: float
) -> None:
    practice[PracticeColumn.SERVED] += 1
    practice[PracticeColumn.TO_ROOM] += to_room
    practice[PracticeColumn.TO_ROOM_SQ] += to_room * to_room
    if for_professional >= 0.0:
        practice[PracticeColumn.WITH_OWN] += 1
        practice[PracticeColumn.FOR_PROFESSIONAL] += for_professional
        practice[PracticeColumn.FOR_PROFESSIONAL_SQ] += for_professional * for_professional
    practice[PracticeColumn.FOR_ROOMS] += for_rooms
    practice[PracticeColumn.WAITING] += waited
    practice[PracticeColumn.WAITING_SQ] += waited * waited
    practice[PracticeColumn.IN_PRACTICE] += stay
    practice[PracticeColumn.IN_PRACTICE_SQ] += stay * stay


@njit(forceinline=True)
def _tell_demand(visit: Any, demand: Any, professionals: Any, waited: float, stay: float) -> None:
    kind = INDEX(visit.request)
    demand[kind, DemandColumn.SERVED] += 1
    demand[kind, DemandColumn.WAITING] += waited
    demand[kind, DemandColumn.IN_PRACTICE] += stay
    if visit.professional != NOBODY:
        professionals[INDEX(visit.professional), ProfessionalColumn.SEEN] += 1
        if visit.asker != NOBODY:
            demand[kind, DemandColumn.WITH_PANEL] += 1
            demand[kind, DemandColumn.BY_OWN] += visit.asker == visit.professional


@njit
def tell_persons(planned: Any, hall: Any, steps: Any, persons: Any) -> None:
    """Her planned day, and how far beyond it she was kept."""
    away = NONE
    for j in range(hall.professionals):
        if not hall.sets[PRESENT] & only(j):
            away |= only(hall.person_of[j])
    for s in range(hall.persons):
        if planned[s, 0] >= NEVER or away & only(s):
            continue
        sums, last = persons[s], 0.0
        for n in range(0, planned.shape[1], 2):
            if planned[s, n] < NEVER:
                last = planned[s, n + 1]
                sums[PersonColumn.PLANNED] += last - planned[s, n]
        sums[PersonColumn.DAYS] += 1
        if hall.first_step[s] != NOBODY:
            sums[PersonColumn.OVERTIME] += max(0.0, steps[INDEX(hall.last_step[s])].released - last)


@njit
def tell_tasks(done: Any, over: Any, left: Any, persons: Any) -> None:
    """Of each person: within planned hours, as overtime, and what tomorrow finds."""
    for s in range(len(done)):
        persons[s, PersonColumn.TASKS] += done[s]
        persons[s, PersonColumn.TASKS_OVERTIME] += over[s]
        persons[s, PersonColumn.TASKS_LEFT] += left[s]
