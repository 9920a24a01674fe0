"""What one replication remembers from one day to the next, and what its tables look like from there.

A day to come is one row of a ring, and a professional's day one set of free slots: looking for a slot is an
intersection, and the third next available a count of members. As in `state`, what belongs together is one record.
"""

from typing import Any, NamedTuple

import numpy as np

from binome.twin.coherent import refuse_incoherent
from binome.twin.kernel.state import Records
from binome.twin.tables import MOST_PERSONS, MOST_SLOTS, NOBODY, Book, Sets, Tables

STAGES = 4

DESK = np.dtype(
    [
        # Now.
        ("panel", np.float64, MOST_PERSONS),
        ("registration", np.float64, MOST_PERSONS),  # who wait to be registered
        ("third_next", np.int32, MOST_PERSONS),  # this morning
        ("nearest", np.int32, STAGES),  # leads below which this morning's requests of one sort found nothing
        ("n_left", np.int32),  # requests left for tomorrow
        # The tables.
        *((name, np.int32) for name in ("professionals", "requests", "longest", "ring")),
        *(
            (name, np.float64, MOST_PERSONS)
            for name in ("panel_at_first", "registration_at_first", "registration_per_day", "leaves_per_day")
        ),
        *((name, np.float64, MOST_PERSONS) for name in ("joins_per_day", "accepts_new_within", "panel_most")),
        ("booked_as", np.int32, MOST_PERSONS),
        ("booked_kinds", np.uint64, MOST_PERSONS),
        ("interruption_law", np.int32),
        ("restart_min", np.float64),
    ],
    align=True,
)

REQUEST = np.dtype(
    [
        *((name, np.float64) for name in ("prefers_later", "rebooks", "cancels", "returns")),
        *((name, np.int32) for name in ("stages", "later_days", "returns_as", "returns_after", "cancels_from")),
        ("punctuality", np.int32),
        *((name, np.int32, STAGES) for name in ("stage_from", "stage_to")),
        ("rate", np.float64, MOST_PERSONS),
        ("door_rate", np.float64, MOST_PERSONS + 1),
        ("visit_kind", np.int32, MOST_PERSONS + 1),  # last: of a visit without a professional
        ("searched", np.uint64, (MOST_PERSONS, STAGES)),  # among whom a stage searches, by whose panel asks
    ],
    align=True,
)
"""A kind of request. The tables of the book, under their names there, and what the search asks of them."""

SLOT = np.dtype([*((name, np.float64) for name in ("at", "door", "gate")), ("kinds", np.uint64)])
BOOKING = np.dtype([("kind", np.int16), ("asker", np.int16), ("booked_on", np.int32)])
"""Who has a slot that is not free: the kind of request, whose panel asked, and when."""
LEFT = np.dtype([("entity", np.uint64), ("kind", np.int32), ("asker", np.int32), ("after", np.int32)], align=True)
"""A request for tomorrow's morning; the stages of its search move by `after` days."""
RULE = np.dtype(
    [("law", np.int32), ("trade", np.int32), ("marks", np.int32), ("interrupted_per_min", np.float64)], align=True
)
"""What is drawn for a step, and how it is told."""


class Agenda(NamedTuple):
    """Letters as in `tables`; B is the ring, M the requests that a day may leave."""

    desk: Records  # [1]
    free: Sets  # [B, J] slots that nobody has
    booked: Records  # [B, J, 64] BOOKING of the others
    left: Records  # [M] LEFT
    requests: Records  # [C] REQUEST
    rules: Records  # [G] RULE
    slots: Records  # [T, 64] SLOT
    whole: Sets  # [T] every slot
    ahead: Sets  # [T] slots that may be booked ahead
    wanted: Sets  # [C, 4, T] slots that a stage searches


def empty_agenda(tables: Tables, most_visits: int) -> Agenda:
    """For one thread, and for those tables; `begin` fills it at the start of each replication."""
    refuse_incoherent(tables)
    book = tables.book
    desk = _desk(tables)
    by_slot = (int(desk["ring"]), len(book.panel), MOST_SLOTS)
    wanted = _wanted(book)
    return Agenda(
        desk=np.array([desk]),
        free=np.zeros(by_slot[:2], np.uint64),
        booked=np.zeros(by_slot, BOOKING),
        left=np.zeros(most_visits + len(book.panel) * MOST_SLOTS, LEFT),
        requests=_requests(book),
        rules=_rules(tables),
        slots=_slots(book),
        whole=np.array([(1 << int(n)) - 1 for n in book.slots], np.uint64),
        ahead=np.bitwise_or.reduce(np.where((book.stage_to > 0)[:, :, None], wanted, np.uint64(0)), axis=(0, 1)),
        wanted=wanted,
    )


def _desk(tables: Tables) -> np.void:
    desk, book = np.zeros(1, DESK)[0], tables.book
    professionals, leads = book.booked_before.shape
    desk["professionals"], desk["requests"], desk["longest"] = professionals, len(book.stages), leads - 1
    desk["ring"] = 1 << leads.bit_length()
    desk["interruption_law"], desk["restart_min"] = tables.floor.interruption_law, tables.floor.restart_min
    for name in set(DESK.names or ()) & set(Book._fields):
        desk[name][:professionals] = getattr(book, name)
    for name in ("panel", "registration"):
        desk[f"{name}_at_first"][:professionals] = getattr(book, name)
    return desk


def _requests(book: Book) -> Records:
    requests: Any = np.zeros(len(book.stages), REQUEST)
    professionals = len(book.panel)
    for name in set(REQUEST.names or ()) & set(Book._fields):
        table = getattr(book, name)
        requests[name][(slice(None), *(slice(size) for size in table.shape[1:]))] = table
    for kinds, row in zip(book.visit_kind, requests, strict=True):
        may = np.flatnonzero(kinds != NOBODY)
        row["visit_kind"][professionals] = kinds[may[0]] if len(may) else NOBODY
    for request, stage, asker in np.ndindex(len(book.stages), STAGES, professionals):
        may = book.visit_kind[request] != NOBODY
        who = int(book.stage_who[request, stage]) or 1 << asker
        requests["searched"][request, asker, stage] = sum(1 << j for j in np.flatnonzero(may).tolist() if who >> j & 1)
    return requests


def _wanted(book: Book) -> Sets:
    """Stages beyond `stages` want nothing."""
    wanted = np.zeros((*book.stage_slots.shape, len(book.slots)), np.uint64)
    for request, stages in enumerate(book.stages):
        for stage in range(stages):
            for kind in range(book.slots_of.shape[1]):
                if int(book.stage_slots[request, stage]) >> kind & 1:
                    wanted[request, stage] |= book.slots_of[:, kind]
    return wanted


def _slots(book: Book) -> Records:
    slots = np.zeros((len(book.slots), MOST_SLOTS), SLOT)
    for name, table in (("at", book.slot_at), ("door", book.slot_door), ("gate", book.slot_gate)):
        slots[name][:, : table.shape[1]] = table
    for kind in range(book.slots_of.shape[1]):
        members = book.slots_of[:, kind, None] >> np.arange(MOST_SLOTS, dtype=np.uint64) & np.uint64(1)
        slots["kinds"] |= members << np.uint64(kind)
    return slots


def _rules(tables: Tables) -> Records:
    floor = tables.floor
    rules = np.zeros(len(floor.step_law), RULE)
    rules["law"], rules["trade"], rules["marks"] = floor.step_law, floor.trade, floor.marks
    rules["interrupted_per_min"] = floor.interrupted_per_min
    return rules
