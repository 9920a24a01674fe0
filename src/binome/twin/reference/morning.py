"""Section 2: the morning of a day, when the agenda changes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from binome.twin.chance import Key, Purpose, poisson, request_entity, slot_entity, uniform
from binome.twin.reference.agenda import Agenda, Booking, Spot
from binome.twin.reference.memory import Asking, Memory, longest_lead
from binome.twin.reference.sets import members
from binome.twin.tables import NOBODY, Book

ENOUGH = 3
"""Free slots after which the third next available is known."""

LATER, ACCEPTANCE, WHICH = range(3)
"""The uniforms of a request."""


class Made(NamedTuple):
    """A booking made this morning."""

    request: int
    spot: Spot
    lead: int


@dataclass
class Morning:
    freed: list[tuple[Spot, Booking]] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    lost: list[Asking] = field(default_factory=list)
    third_next: list[int] = field(default_factory=list)  # days, by professional


def begin_day(book: Book, memory: Memory, key: Key, day: int) -> Morning:
    morning = Morning(freed=_cancel(book, memory.agenda, key, day + 1))
    left_by_yesterday, memory.asking = memory.asking, []
    for asking in left_by_yesterday + _new_requests(book, memory, key, day):
        spot = _search(book, memory.agenda, key, day, asking)
        if spot is not None and _accepts(book, key, day, asking, spot.day - day):
            memory.agenda.bookings[spot] = Booking(asking.request, day)
            morning.made.append(Made(asking.request, spot, spot.day - day))
        else:
            morning.lost.append(asking)
    ahead = _kinds_booked_ahead(book)
    morning.third_next = [_third_next(memory.agenda, day, j, ahead) for j in range(len(book.panel))]
    return morning


def _cancel(book: Book, agenda: Agenda, key: Key, tomorrow: int) -> list[tuple[Spot, Booking]]:
    freed = []
    for spot, booking in agenda.booked(tomorrow):
        if tomorrow - booking.asked_on < book.cancels_from[booking.request]:
            continue
        entity = slot_entity(spot.professional, spot.slot)
        if uniform(key, tomorrow - 1, Purpose.CANCELLATION, entity) < book.cancels[booking.request]:
            freed.append((spot, booking))
            del agenda.bookings[spot]
    return freed


def _new_requests(book: Book, memory: Memory, key: Key, day: int) -> list[Asking]:
    asking = []
    for j, at_first in enumerate(book.panel):
        for kind in range(len(book.stages)):
            if at_first == 0:
                continue
            mean = float(book.rate[kind, j] * book.factor[day, kind] * memory.panel[j] / at_first)
            how_many = poisson(key, day, Purpose.REQUESTS, request_entity(j, kind, 0), mean)
            asking += [Asking(kind, j, Purpose.SEARCH, request_entity(j, kind, number)) for number in range(how_many)]
    return asking


def _search(book: Book, agenda: Agenda, key: Key, day: int, asking: Asking) -> Spot | None:
    """The slot that the first successful stage finds."""
    kind = asking.request
    for stage in range(int(book.stages[kind])):
        kinds = int(book.stage_slots[kind, stage])
        first = int(book.stage_from[kind, stage]) + asking.moved
        last = min(int(book.stage_to[kind, stage]) + asking.moved, longest_lead(book))
        free = [
            spot
            for lead in range(first, last + 1)
            for professional in _may_be_seen_by(book, asking, stage)
            for spot in agenda.free(day + lead, professional, kinds)
        ]
        if free:
            return _chosen(book, key, day, asking, free)
    return None


def _may_be_seen_by(book: Book, asking: Asking, stage: int) -> list[int]:
    who = members(book.stage_who[asking.request, stage]) or [asking.professional]
    return [j for j in who if book.visit_kind[asking.request, j] != NOBODY]


def _chosen(book: Book, key: Key, day: int, asking: Asking, free: list[Spot]) -> Spot:
    """The first one; or, for who prefers it, any of those of the next days."""
    if uniform(key, day, asking.purpose, asking.entity, LATER) >= book.prefers_later[asking.request]:
        return free[0]
    soon = [spot for spot in free if spot.day <= free[0].day + book.later_days[asking.request]]
    return soon[int(uniform(key, day, asking.purpose, asking.entity, WHICH) * len(soon))]


def _accepts(book: Book, key: Key, day: int, asking: Asking, lead: int) -> bool:
    return bool(uniform(key, day, asking.purpose, asking.entity, ACCEPTANCE) < book.accepts[asking.request, lead])


def _kinds_booked_ahead(book: Book) -> int:
    """The kinds of slot which some stage with a last lead of a day or more searches."""
    kinds = 0
    for kind, stages in enumerate(book.stages):
        for stage in range(int(stages)):
            if book.stage_to[kind, stage] >= 1:
                kinds |= int(book.stage_slots[kind, stage])
    return kinds


def _third_next(agenda: Agenda, day: int, professional: int, kinds: int) -> int:
    longest = longest_lead(agenda.book)
    found = 0
    for lead in range(1, longest + 1):
        found += len(agenda.free(day + lead, professional, kinds))
        if found >= ENOUGH:
            return lead
    return longest + 1
