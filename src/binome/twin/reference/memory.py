"""What one day leaves to the next, and section 7: how it all begins."""

from dataclasses import dataclass, field

from binome.twin.chance import Key, Purpose, slot_entity, uniform
from binome.twin.reference.agenda import Agenda, Booking
from binome.twin.tables import Book, Tables

ASKED_BEFORE_ALL = -5
"""The day on which everything that is booked at the beginning counts as asked for."""


@dataclass(frozen=True)
class Asking:
    """Somebody wants to be seen."""

    request: int  # kind of request
    professional: int  # whose panel asks
    purpose: Purpose  # with `entity`: where its chance is
    entity: int
    moved: int = 0  # days by which the stages of its search are moved


@dataclass
class Memory:
    agenda: Agenda
    panel: list[float]
    registration: list[float]
    asking: list[Asking] = field(default_factory=list)  # left by yesterday, in the order in which they were noted
    undone: dict[int, list[float]] = field(default_factory=dict)  # minutes of tasks left, by person


def beginning(tables: Tables, key: Key) -> Memory:
    book = tables.book
    agenda = Agenda(book)
    for professional in range(len(book.panel)):
        for lead in range(longest_lead(book) + 1):
            share = float(book.booked_before[professional, lead])
            for spot in agenda.spots(lead, professional, int(book.booked_kinds[professional])):
                if uniform(key, lead, Purpose.BEFORE, slot_entity(professional, spot.slot)) < share:
                    agenda.bookings[spot] = Booking(int(book.booked_as[professional]), ASKED_BEFORE_ALL)
    return Memory(agenda, [float(n) for n in book.panel], [float(n) for n in book.registration])


def longest_lead(book: Book) -> int:
    return int(book.booked_before.shape[1]) - 1
