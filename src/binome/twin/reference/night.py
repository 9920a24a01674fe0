"""Section 6: who asks again, and how the panels change."""

from binome.twin.chance import Key, Purpose, poisson, slot_entity, uniform
from binome.twin.reference.memory import Asking, Memory
from binome.twin.reference.visits import Expected
from binome.twin.tables import NOBODY, Book


def end_day(book: Book, memory: Memory, key: Key, day: int, today: Expected, third_next: list[int]) -> None:
    memory.asking = _ask_again(book, key, day, today) + _return(book, key, day, today)
    for professional in range(len(book.panel)):
        _change_panel(book, memory, key, day, professional, third_next[professional])


def _ask_again(book: Book, key: Key, day: int, today: Expected) -> list[Asking]:
    asking = []
    for missed in today.missed:
        entity = slot_entity(missed.professional, missed.slot)
        if uniform(key, day, Purpose.ASKS_AGAIN, entity) < book.rebooks[missed.request]:
            asking.append(Asking(missed.request, missed.professional, Purpose.SEARCH_AGAIN, entity))
    return asking


def _return(book: Book, key: Key, day: int, today: Expected) -> list[Asking]:
    asking = []
    for visit in today.visits:
        kind = visit.request
        if not visit.served or visit.professional == NOBODY:
            continue
        if uniform(key, day, Purpose.ASKS_AGAIN, visit.entity) < book.returns[kind]:
            request, after = int(book.returns_as[kind]), int(book.returns_after[kind])
            asking.append(Asking(request, visit.professional, Purpose.SEARCH_AGAIN, visit.entity, after))
    return asking


def _change_panel(book: Book, memory: Memory, key: Key, day: int, j: int, third_next: int) -> None:
    memory.registration[j] += float(book.registration_per_day[j])
    leave = poisson(key, day, Purpose.LEAVES, j, float(book.leaves_per_day[j]) * memory.panel[j])
    memory.panel[j] = max(0.0, memory.panel[j] - leave)
    if third_next <= book.accepts_new_within[j] and memory.panel[j] < book.panel_most[j]:
        joins = min(float(poisson(key, day, Purpose.JOINS, j, float(book.joins_per_day[j]))), memory.registration[j])
        memory.registration[j] -= joins
        memory.panel[j] += joins
