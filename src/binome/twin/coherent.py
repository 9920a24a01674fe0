"""Tables that lead nowhere are refused before they are lived: the compiled kernel follows every number it is given.

Scenarios never spell such tables; whoever writes tables of their own is told here which one is wrong.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from binome.twin.tables import (
    MOST_SLOTS,
    NO_ROOM,
    NOBODY,
    OWN_QUEUE,
    OWN_ROOMS,
    PRIORITIES,
    Floats,
    Floor,
    Mark,
    Otherwise,
    Sets,
    Tables,
)

STAGES = 4


class Incoherent(ValueError):
    """Says which table, and what it would have to be."""


class Numbers(NamedTuple):
    """A table of numbers that lead somewhere else, and how far they may go."""

    name: str
    found: NDArray[Any]
    least: float
    below: float


def refuse_incoherent(tables: Tables) -> None:
    """What `refuse_incoherent_floor` leaves to be said: the agenda, the tasks, the laws."""
    _refuse([*_of_the_book(tables), *_of_the_tasks(tables)])
    _refuse_unfinished({"edges": tables.laws.edges, "per_day": tables.inbox.per_day}, least=-np.inf)
    book = tables.book
    used = np.arange(book.slot_at.shape[1]) < book.slots[:, None]
    times = {name: table for name, table in book._asdict().items() if table.dtype == np.float64}
    _refuse_unfinished({name: table[used] if name.startswith("slot_") else table for name, table in times.items()})
    days, professionals, longest = len(book.day_kind), len(book.panel), book.booked_before.shape[1] - 1
    if len(book.template) < days + longest + 1:
        raise Incoherent(f"The table `template` tells {len(book.template)} days; {days + longest + 1} are looked at.")
    if book.accepts.shape[1] <= longest:
        raise Incoherent(f"The table `accepts` ends before the longest lead, {longest} days.")
    for j in range(professionals):
        begun = book.booked_kinds[j] and book.booked_before[j].any()
        if begun and book.visit_kind[book.booked_as[j], j] == NOBODY:
            raise Incoherent(f"Professional {j} has visits booked on day 0 of a kind which she may not see.")
    _refuse_unchosen(tables)


def refuse_incoherent_floor(floor: Floor) -> None:
    """Every queue, room, person and step that the floor's tables name exists, and no time is unknown."""
    if not (floor.first == np.cumsum(floor.count) - floor.count).all() or floor.count.min(initial=1) < 1:
        raise Incoherent("The steps of the kinds of visit stand one after the other, at least one each.")
    _refuse(_of_the_steps(floor))
    _refuse(_of_the_persons(floor))
    several = ("adds", "interrupted_per_min", "moves_min", "pace", "pace_extra", "pace_days", "turnover_min")
    _refuse_unfinished({name: getattr(floor, name) for name in (*several, "hours", "planned")})
    if any((np.diff(bounds) < 0).any() for bounds in (floor.hours, floor.planned)):
        raise Incoherent("The hours of a person rise from bound to bound.")


def _of_the_steps(floor: Floor) -> Iterator[Numbers]:
    steps = int(floor.count.sum())
    yield Numbers("first", floor.first + floor.count, 1, len(floor.queue) + 1)
    yield Numbers("queue", floor.queue[:steps], OWN_QUEUE, len(floor.persons_of))
    yield Numbers("room", floor.room, NO_ROOM, len(floor.rooms_of))
    yield Numbers("marks", floor.marks, 0, 2 * int(Mark.JOINT))
    yield Numbers("priority", floor.priority, 0, PRIORITIES)
    yield Numbers("room_priority", floor.room_priority, 0, PRIORITIES)
    yield Numbers("otherwise", floor.otherwise, 0, len(Otherwise))
    yield Numbers("trade", floor.trade, 0, np.inf)


def _of_the_persons(floor: Floor) -> Iterator[Numbers]:
    queues, professionals = len(floor.persons_of), len(floor.person_of)
    yield Numbers("serves", floor.serves, NOBODY, queues)
    yield Numbers("room_serves", floor.room_serves, NOBODY, len(floor.rooms_of))
    yield Numbers("pace_from", floor.pace_from, 0, np.inf)
    yield Numbers("person_of", floor.person_of, 0, len(floor.moves_min))
    yield Numbers("own_queue", floor.own_queue, 0, queues)
    if (floor.room == OWN_ROOMS).any():
        yield Numbers("own_rooms", floor.own_rooms, 0, len(floor.rooms_of))
    yield _members("persons_of", floor.persons_of, len(floor.moves_min))
    yield _members("rooms_of", floor.rooms_of, len(floor.turnover_min))
    yield _members("may_choose", floor.may_choose, professionals)


def _members(name: str, sets: Sets, of: int) -> Numbers:
    """As what is in the sets beyond the last."""
    return Numbers(name, sets >> np.uint64(of), 0, 1)


def _of_the_book(tables: Tables) -> Iterator[Numbers]:
    book, floor = tables.book, tables.floor
    laws, requests, professionals = len(tables.laws.edges), len(book.stages), len(book.panel)
    yield Numbers("panel", np.array([professionals]), len(floor.person_of), len(floor.person_of) + 1)
    yield Numbers("step_law", floor.step_law, 0, laws)
    yield Numbers("interruption_law", np.array([floor.interruption_law]), 0, laws)
    yield Numbers("punctuality", book.punctuality, 0, laws)
    yield Numbers("template", book.template, NOBODY, len(book.slots))
    yield Numbers("day_kind", book.day_kind, 0, min(len(floor.hours), len(floor.planned), len(book.door_hours)))
    yield Numbers("period", book.period, -1, np.inf)
    yield Numbers("slots", book.slots, 0, min(MOST_SLOTS, book.slot_at.shape[1]) + 1)
    yield Numbers("visit_kind", book.visit_kind, NOBODY, len(floor.first))
    yield Numbers("stages", book.stages, 0, STAGES + 1)
    yield Numbers("stage_from", book.stage_from, 0, np.inf)
    yield Numbers("returns_as", book.returns_as, 0, requests)
    yield Numbers("returns_after", book.returns_after, 0, np.inf)
    yield Numbers("later_days", book.later_days, 0, np.inf)
    yield Numbers("booked_as", book.booked_as, 0, requests)


def _of_the_tasks(tables: Tables) -> Iterator[Numbers]:
    yield Numbers("law", tables.inbox.law, 0, len(tables.laws.edges))
    yield _members("who", tables.inbox.who, len(tables.floor.moves_min))


def _refuse(those: Any) -> None:
    for name, found, least, below in those:
        if found.size and (found.min() < least or found.max() >= below):
            raise Incoherent(f"The table `{name}` names {found.min()} to {found.max()}; {least} to {below - 1} exist.")


def _refuse_unfinished(those: dict[str, Floats], least: float = 0.0) -> None:
    for name, table in those.items():
        if table.size and not (least <= table.min() and table.max() < np.inf):
            raise Incoherent(f"The table `{name}` has a number that is unknown, without end or below {least:g}.")


def _refuse_unchosen(tables: Tables) -> None:
    """A visit without a professional is given one before it needs her queue or her rooms, or ends a step of hers."""
    floor, book = tables.floor, tables.book
    for request in np.flatnonzero(book.door_rate[:, -1] > 0):
        kinds = book.visit_kind[request][book.visit_kind[request] != NOBODY]
        for kind in kinds[:1]:
            steps = slice(floor.first[kind], floor.first[kind] + floor.count[kind])
            chosen = np.logical_or.accumulate(floor.marks[steps] & int(Mark.CHOOSES) > 0)
            needs = (floor.queue[steps] == OWN_QUEUE) | (floor.room[steps] == OWN_ROOMS)
            needs |= floor.marks[steps] & int(Mark.OWN) > 0
            if (needs & ~chosen).any():
                raise Incoherent(f"Visits of kind {kind} need a professional before a step that chooses one for them.")
