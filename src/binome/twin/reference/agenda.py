"""The agenda: which slots there are, and who has them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from binome.twin.reference.sets import members
from binome.twin.tables import NOBODY, Book


class Spot(NamedTuple):
    """A slot of a professional on a day. Spots are ordered as a search meets them."""

    day: int
    professional: int
    slot: int


class Booking(NamedTuple):
    request: int  # kind of request
    asked_on: int  # day


@dataclass
class Agenda:
    book: Book
    bookings: dict[Spot, Booking] = field(default_factory=dict)

    def template(self, day: int, professional: int) -> int:
        return int(self.book.template[day, professional])

    def present(self, day: int) -> set[int]:
        return {j for j in range(len(self.book.panel)) if self.template(day, j) != NOBODY}

    def spots(self, day: int, professional: int, kinds: int) -> list[Spot]:
        """The slots of any of these kinds, by number."""
        template = self.template(day, professional)
        if template == NOBODY:
            return []
        slots = 0
        for kind in members(kinds):
            slots |= int(self.book.slots_of[template, kind])
        return [Spot(day, professional, slot) for slot in members(slots) if slot < self.book.slots[template]]

    def free(self, day: int, professional: int, kinds: int) -> list[Spot]:
        return [spot for spot in self.spots(day, professional, kinds) if spot not in self.bookings]

    def booked(self, day: int) -> list[tuple[Spot, Booking]]:
        """By professional, then by slot."""
        return sorted((spot, booking) for spot, booking in self.bookings.items() if spot.day == day)
