"""The morning: who cancels, who asks for a visit, who finds one (paper, sections 2 and 7)."""

from typing import Any, NamedTuple

import numpy as np

from binome.twin.chance import Purpose
from binome.twin.kernel.bits import NONE, how_many, lowest, only
from binome.twin.kernel.draw import place, poisson, stem, uniform
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX
from binome.twin.kernel.tally import DemandColumn, ProfessionalColumn
from binome.twin.tables import MOST_SLOTS, NOBODY

BEFORE_DAY = -5
"""When those found in the book on day 0 are said to have asked."""
WANTED_FREE = 3
NOT_FOUND = -1
LATER, ACCEPTANCE, WHICH = np.uint64(0), np.uint64(1), np.uint64(2)


@njit
def begin(template: Any, booked_before: Any, agenda: Any, key: Any) -> None:
    """The book as the run finds it."""
    desk, slots, whole, free, booked = agenda.desk[0], agenda.slots, agenda.whole, agenda.free, agenda.booked
    desk.n_left = 0
    for j in range(desk.professionals):
        desk.panel[j] = desk.panel_at_first[j]
        desk.registration[j] = desk.registration_at_first[j]
    for day in range(desk.longest + 1):
        open_day(desk, template, whole, free, day)
        here = stem(key, day, Purpose.BEFORE)
        for j in range(desk.professionals):
            chance = booked_before[j, day]
            if template[day, j] == NOBODY or chance == 0.0:
                continue
            open_slots = whole[template[day, j]]
            while open_slots:
                slot = lowest(open_slots)
                open_slots &= open_slots - only(0)
                if (slots[template[day, j], slot].kinds & desk.booked_kinds[j]) == NONE:
                    continue
                if uniform(here, place(np.uint64(j * MOST_SLOTS) + slot)) < chance:
                    _book(desk, free, booked, desk.booked_as[j], j, BEFORE_DAY, day, j, slot)


@njit
def open_day(desk: Any, template: Any, whole: Any, free: Any, day: int) -> None:
    """A day comes within sight: all its slots are free."""
    ring = INDEX(day & (desk.ring - 1))
    for j in range(desk.professionals):
        free[ring, j] = NONE if template[day, j] == NOBODY else whole[template[day, j]]


@njit(forceinline=True)
def _book(
    desk: Any, free: Any, booked: Any, kind: int, asker: int, today: int, day: int, professional: int, slot: Any
) -> None:
    ring, j = INDEX(day & (desk.ring - 1)), INDEX(professional)
    free[ring, j] &= ~only(slot)
    booking = booked[ring, j, INDEX(slot)]
    booking.kind = kind
    booking.asker = asker
    booking.booked_on = today


@njit
def cancel(key: Any, day: int, template: Any, agenda: Any, demand: Any) -> None:
    """Tomorrow's, on the eve."""
    desk, requests, whole, free, booked = agenda.desk[0], agenda.requests, agenda.whole, agenda.free, agenda.booked
    ring = INDEX((day + 1) & (desk.ring - 1))
    here = stem(key, day, Purpose.CANCELLATION)
    for professional in range(desk.professionals):
        j = INDEX(professional)
        if template[day + 1, j] == NOBODY:
            continue
        taken = whole[template[day + 1, j]] & ~free[ring, j]
        while taken:
            slot = INDEX(lowest(taken))
            taken &= taken - only(0)
            kind = INDEX(booked[ring, j, slot].kind)
            if day + 1 - booked[ring, j, slot].booked_on < requests[kind].cancels_from:
                continue
            if uniform(here, place(j * INDEX(MOST_SLOTS) + slot)) < requests[kind].cancels:
                free[ring, j] |= only(slot)
                demand[kind, DemandColumn.CANCELLED] += 1


@njit
def search_for_those_left(
    key: Any, day: int, template: Any, accepts: Any, agenda: Any, demand: Any, leads: Any
) -> None:
    """Missed visits that ask again, and returns, as yesterday noted them."""
    desk, left = agenda.desk[0], agenda.left
    requests = agenda.requests
    shelves = Shelves(template, accepts, agenda.wanted, agenda.free, agenda.booked)
    here = stem(key, day, Purpose.SEARCH_AGAIN)
    for n in range(desk.n_left):
        kind, asker, after = left[n].kind, left[n].asker, left[n].after
        request = requests[kind]
        desk.nearest[:] = 0
        draws = place(left[n].entity)
        lead = _search(desk, request, shelves, here, draws, day, kind, asker, after)
        _tell(demand[kind], leads[kind], lead)
    desk.n_left = 0


@njit
def search_for_new_requests(
    key: Any, day: int, factor: Any, template: Any, accepts: Any, agenda: Any, demand: Any, leads: Any
) -> None:
    """Professional by professional, kind by kind."""
    desk, requests = agenda.desk[0], agenda.requests
    shelves = Shelves(template, accepts, agenda.wanted, agenda.free, agenda.booked)
    here, numbers = stem(key, day, Purpose.SEARCH), stem(key, day, Purpose.REQUESTS)
    for asker in range(desk.professionals):
        if desk.panel_at_first[asker] == 0.0:
            continue
        for kind in range(desk.requests):
            request = requests[kind]
            mean = request.rate[asker] * factor[day, kind] * desk.panel[asker] / desk.panel_at_first[asker]
            if mean == 0.0:
                continue
            first = (asker * 64 + kind) * 65_536
            desk.nearest[:] = 0
            for n in range(poisson(numbers, place(first), mean)):
                draws = place(first + n)
                lead = _search(desk, request, shelves, here, draws, day, kind, asker, 0)
                _tell(demand[kind], leads[kind], lead)


@njit(forceinline=True)
def _tell(demand: Any, leads: Any, lead: int) -> None:
    demand[DemandColumn.ASKED] += 1
    if lead == NOT_FOUND:
        demand[DemandColumn.LOST] += 1
    else:
        leads[INDEX(lead)] += 1


class Shelves(NamedTuple):
    """Where a search looks and books. Names as in `Book` and `Agenda`."""

    template: Any
    accepts: Any
    wanted: Any
    free: Any
    booked: Any


@njit(forceinline=True)
def _search(
    desk: Any, request: Any, shelves: Any, here: Any, draws: Any, day: int, kind: int, asker: int, after: int
) -> int:
    """The lead at which it is booked, or NOT_FOUND: nothing was free, or it was refused."""
    lead, j, slot = NOT_FOUND, 0, np.uint64(0)
    for stage in range(request.stages):
        those = request.searched[asker, stage]
        first = max(request.stage_from[stage] + after, desk.nearest[stage])
        last = min(request.stage_to[stage] + after, desk.longest)
        lead, j, slot = _earliest(desk, shelves, day, kind, stage, those, first, last)
        desk.nearest[stage] = max(first, last + 1) if lead == NOT_FOUND else lead
        if lead == NOT_FOUND:
            continue
        if request.prefers_later > 0.0 and uniform(here, draws + LATER) < request.prefers_later:
            last, u = min(last, lead + request.later_days), uniform(here, draws + WHICH)
            lead, j, slot = _any_of(desk, shelves, day, kind, stage, those, lead, last, u)
        break
    if lead == NOT_FOUND or uniform(here, draws + ACCEPTANCE) >= shelves.accepts[kind, lead]:
        return NOT_FOUND
    _book(desk, shelves.free, shelves.booked, kind, asker, day, day + lead, j, slot)
    return lead


@njit(forceinline=True)
def _earliest(
    desk: Any, shelves: Any, day: int, kind: int, stage: int, those: Any, first: int, last: int
) -> tuple[int, int, Any]:
    """Lead, professional and slot; day by day, and on a day by professional."""
    for lead in range(first, last + 1):
        ring = INDEX((day + lead) & (desk.ring - 1))
        others = those
        while others:
            j = INDEX(lowest(others))
            others &= others - only(0)
            slots = _wanted_free(shelves, kind, stage, day + lead, ring, j)
            if slots:
                return lead, np.int64(j), lowest(slots)
    return NOT_FOUND, 0, np.uint64(0)


@njit(forceinline=True)
def _wanted_free(shelves: Any, kind: int, stage: int, day: int, ring: Any, j: Any) -> Any:
    slots = shelves.free[ring, j]
    if slots:
        slots &= shelves.wanted[INDEX(kind), INDEX(stage), INDEX(shelves.template[INDEX(day), j])]
    return slots


@njit
def _any_of(
    desk: Any, shelves: Any, day: int, kind: int, stage: int, those: Any, first: int, last: int, u: float
) -> tuple[int, int, Any]:
    """One of the free slots of these days, all equally likely."""
    many = 0
    for lead in range(first, last + 1):
        for j in range(desk.professionals):
            many += np.int64(how_many(_free_of(desk, shelves, day, kind, stage, those, lead, j)))
    before = np.int64(many * u)
    for lead in range(first, last + 1):
        for j in range(desk.professionals):
            slots = _free_of(desk, shelves, day, kind, stage, those, lead, j)
            here = np.int64(how_many(slots))
            if before < here:
                for _ in range(before):
                    slots &= slots - only(0)
                return lead, j, lowest(slots)
            before -= here
    return NOT_FOUND, 0, np.uint64(0)


@njit
def _free_of(desk: Any, shelves: Any, day: int, kind: int, stage: int, those: Any, lead: int, j: int) -> Any:
    if not those & only(j):
        return NONE
    return _wanted_free(shelves, kind, stage, day + lead, INDEX((day + lead) & (desk.ring - 1)), INDEX(j))


@njit
def count_third_next(day: int, template: Any, agenda: Any, professionals: Any, by_days: Any) -> None:
    """The day on which the third of the free slots is, one more than the longest lead when there is none."""
    desk, free, ahead = agenda.desk[0], agenda.free, agenda.ahead
    for j in range(desk.professionals):
        lead, seen = 0, 0
        while seen < WANTED_FREE and lead <= desk.longest:
            lead += 1
            if lead > desk.longest:
                break
            slots = free[(day + lead) & (desk.ring - 1), j]
            if slots:
                seen += np.int64(how_many(slots & ahead[template[day + lead, j]]))
        desk.third_next[j] = lead
        professionals[j, ProfessionalColumn.THIRD_NEXT] += lead
        professionals[j, ProfessionalColumn.MORNINGS] += 1
        by_days[lead] += 1
