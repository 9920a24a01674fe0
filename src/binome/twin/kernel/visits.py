"""Who comes today and what each will need, drawn before the floor opens (paper, section 3)."""

from typing import Any

import numpy as np

from binome.twin.chance import Purpose
from binome.twin.kernel.bits import NONE, how_many, lowest, only
from binome.twin.kernel.draw import place, poisson, quantile, stem, uniform
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX
from binome.twin.kernel.tally import DemandColumn, ProfessionalColumn
from binome.twin.tables import MOST_SLOTS, NEVER, NOBODY

TOO_MANY = -1
PARTS = 16
MOST_INTERRUPTIONS = 4_096


@njit
def write_booked(key: Any, day: int, today: Any, misses: Any, edges: Any, agenda: Any, state: Any, demand: Any) -> int:
    """The visits of those who have a slot and come: how many, or TOO_MANY for `state`. `today`: templates."""
    desk, free, booked, whole = agenda.desk[0], agenda.free, agenda.booked, agenda.whole
    requests, slots, rules, left = agenda.requests, agenda.slots, agenda.rules, agenda.left
    hall, visits, steps = state.hall[0], state.visits, state.steps
    missing, lateness = stem(key, day, Purpose.MISSING), stem(key, day, Purpose.PUNCTUALITY)
    minutes, again = _stems(key, day), stem(key, day, Purpose.ASKS_AGAIN)
    ring = INDEX(day & (desk.ring - 1))
    remaining = _booked_by_any(desk, today, ring, whole, free)
    n = 0
    while remaining:
        slot = INDEX(lowest(remaining))
        remaining &= remaining - only(0)
        for professional in range(desk.professionals):
            j = INDEX(professional)
            template = today[j]
            if template == NOBODY or not (whole[template] & ~free[ring, j]) >> np.uint64(slot) & only(0):
                continue
            booking = booked[ring, j, slot]
            request = requests[INDEX(booking.kind)]
            lead = day - booking.booked_on
            entity = np.uint64(j * INDEX(MOST_SLOTS) + slot)
            if uniform(missing, place(entity)) < misses[booking.kind, min(lead, misses.shape[1] - 1)]:
                demand[booking.kind, DemandColumn.MISSED] += 1
                _note_missed(desk, left, request, booking.kind, professional, again, entity)
                continue
            if n == len(visits):
                return TOO_MANY
            visit, begins = visits[INDEX(n)], slots[INDEX(template), slot]
            late = quantile(edges, request.punctuality, uniform(lateness, place(entity)))
            visit.arrival = max(begins.door, begins.at + late)
            visit.gate = begins.gate
            visit.entity = entity
            visit.lead = lead
            visit.request = booking.kind
            visit.professional = professional
            visit.asker = booking.asker
            visit.kind = request.visit_kind[j]
            _write_steps(hall, rules, edges, desk, minutes, visit, steps, INDEX(n))
            n += 1
    return n


@njit(forceinline=True)
def _stems(key: Any, day: int) -> Any:
    return (
        stem(key, day, Purpose.MINUTES),
        stem(key, day, Purpose.INTERRUPTIONS),
        stem(key, day, Purpose.INTERRUPTION_MINUTES),
    )


@njit(forceinline=True)
def _booked_by_any(desk: Any, today: Any, ring: Any, whole: Any, free: Any) -> Any:
    """The slots at which a visit of one of them may begin."""
    slots = NONE
    for j in range(desk.professionals):
        if today[j] != NOBODY:
            slots |= whole[today[j]] & ~free[ring, INDEX(j)]
    return slots


@njit
def tell_slots(desk: Any, day: int, today: Any, whole: Any, free: Any, professionals: Any) -> None:
    """What was offered today, and how much of it was taken."""
    ring = INDEX(day & (desk.ring - 1))
    for j in range(desk.professionals):
        if today[j] != NOBODY:
            slots = whole[today[j]]
            professionals[j, ProfessionalColumn.PRESENT] += 1
            professionals[j, ProfessionalColumn.SLOTS] += np.int64(how_many(slots))
            professionals[j, ProfessionalColumn.BOOKED] += np.int64(how_many(slots & ~free[ring, INDEX(j)]))


@njit(forceinline=True)
def _note_missed(desk: Any, left: Any, request: Any, kind: int, professional: int, again: Any, entity: Any) -> None:
    if uniform(again, place(entity)) < request.rebooks:
        note_left(desk, left, kind, professional, 0, entity)


@njit(forceinline=True)
def note_left(desk: Any, left: Any, kind: int, asker: int, after: int, entity: Any) -> None:
    """A request which tomorrow's morning will search for."""
    request = left[INDEX(desk.n_left)]
    request.kind = kind
    request.asker = asker
    request.after = after
    request.entity = entity
    desk.n_left += 1


@njit(forceinline=True)
def _write_steps(hall: Any, rules: Any, edges: Any, desk: Any, minutes: Any, visit: Any, steps: Any, p: Any) -> None:
    first, n = INDEX(hall.first[INDEX(visit.kind)]), INDEX(hall.count[INDEX(visit.kind)])
    draws = place(visit.entity)
    for number in range(n):
        at = INDEX(number)
        rule, step = rules[INDEX(first + at)], steps[INDEX(p * hall.most_steps + at)]
        step.minutes = quantile(edges, rule.law, uniform(minutes[0], draws + np.uint64(at)))
        step.interruptions = 0
        if rule.interrupted_per_min > 0.0:
            _interrupt(edges, desk, minutes, draws, at, rule.interrupted_per_min, step)


@njit
def _interrupt(edges: Any, desk: Any, minutes: Any, draws: Any, at: Any, per_min: float, step: Any) -> None:
    """Each interruption adds its own minutes, and those of finding the thread again."""
    many = poisson(minutes[1], draws + np.uint64(at * INDEX(PARTS)), per_min * step.minutes)
    draws += np.uint64(at * INDEX(MOST_INTERRUPTIONS))
    for n in range(many):
        u = uniform(minutes[2], draws + np.uint64(n))
        step.minutes += quantile(edges, desk.interruption_law, u) + desk.restart_min
    step.interruptions = many


@njit
def write_unbooked(
    key: Any, day: int, present: Any, factor: Any, hours: Any, gates: Any, edges: Any, agenda: Any, state: Any, n: int
) -> int:
    """The visits of those who just come, after the first `n`: how many in all, or TOO_MANY. `factor` is today's;
    `present`: the professionals who are there, without whom nobody comes.
    """
    desk, requests, rules = agenda.desk[0], agenda.requests, agenda.rules
    hall, visits, steps = state.hall[0], state.visits, state.steps
    open_min = _open_minutes(hours)
    numbers, times, minutes = stem(key, day, Purpose.ARRIVALS), stem(key, day, Purpose.ARRIVAL_TIME), _stems(key, day)
    for kind in range(desk.requests):
        request = requests[kind]
        for j in range(desk.professionals + 1):
            nobody = j == desk.professionals
            mean = request.door_rate[j] * factor[kind] * open_min
            if mean == 0.0 or request.visit_kind[j] == NOBODY:
                continue
            if not present & (hall.may_choose[INDEX(request.visit_kind[j])] if nobody else only(j)):
                continue
            entity = ((kind + 1) * 64 + j) * 65_536
            many = poisson(numbers, place(entity), mean)
            if n + many > len(visits):
                return TOO_MANY
            _write_arrivals(hours, gates, open_min, times, entity, visits, n, many)
            for p in range(n, n + many):
                visit = visits[INDEX(p)]
                visit.lead = 0
                visit.request = kind
                visit.professional = visit.asker = NOBODY if nobody else j
                visit.kind = request.visit_kind[j]
                _write_steps(hall, rules, edges, desk, minutes, visit, steps, INDEX(p))
            n += many
    return n


@njit
def _open_minutes(hours: Any) -> float:
    minutes = 0.0
    for h in range(0, len(hours), 2):
        if hours[h] < NEVER:
            minutes += hours[h + 1] - hours[h]
    return minutes


@njit
def _write_arrivals(
    hours: Any, gates: Any, open_min: float, times: Any, entity: int, visits: Any, n: int, many: int
) -> None:
    """Uniform moments on the open clock, put in their order."""
    for number in range(many):
        at, gate = _on_the_clock(hours, gates, uniform(times, place(entity + number)) * open_min)
        visits[n + number].arrival = at
        visits[n + number].gate = gate
        visits[n + number].entity = np.uint64(entity + number)
    _put_in_order(visits, n, n + many)


@njit
def _put_in_order(visits: Any, first: int, last: int) -> None:
    """By time, then by number: insertion over falling gaps, for a day may have ten arrivals or ten thousand."""
    gap = 1
    while gap < (last - first) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for here in range(first + gap, last):
            at, gate, entity = visits[here].arrival, visits[here].gate, visits[here].entity
            p = here
            while p - gap >= first:
                before = visits[p - gap].arrival
                if before < at or (before == at and visits[p - gap].entity < entity):
                    break
                visits[p].arrival = before
                visits[p].gate = visits[p - gap].gate
                visits[p].entity = visits[p - gap].entity
                p -= gap
            visits[p].arrival = at
            visits[p].gate = gate
            visits[p].entity = entity
        gap //= 3


@njit
def _on_the_clock(hours: Any, gates: Any, minute: float) -> tuple[float, float]:
    """A minute of the open clock as a minute of the day, and the gate of its stretch."""
    h = 0
    while 2 * h + 2 < len(hours) and hours[2 * h + 2] < NEVER and minute >= hours[2 * h + 1] - hours[2 * h]:
        minute -= hours[2 * h + 1] - hours[2 * h]
        h += 1
    return hours[2 * h] + minute, gates[h]
