"""Of twenty people who want one place at the same moment, one gets it: on SQLite and on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import close_old_connections, connections

from binome.practice.refusal import Refused
from binome.web.store import agenda
from binome.web.store.agenda import booked_slots, entry_of
from binome.web.store.journal import DatabaseJournal
from tests.web.agenda.building import NOW, TODAY, Built, build, local

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

AT_ONCE = 20


@pytest.fixture
def built(transactional_db: None) -> Built:
    return build()


def all_at_once(deed: Callable[[int], object]) -> Counter[str]:
    """Twenty threads, each with its own connection, let go together; what became of each."""
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> str:
        close_old_connections()
        barrier.wait()
        try:
            deed(number)
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return Counter(threads.map(one, range(AT_ONCE)))


@pytest.mark.parametrize("level", ["warn", "forbid"])
def test_twenty_bookings_of_one_place_make_one_visit(built: Built, level: str) -> None:
    """The nineteen others are told, and the journal has one line."""
    built.set(overlap=level)
    outcome = all_at_once(lambda number: built.book("11:00", "m1", f"p{number % 5 + 1}"))
    refused = "booking.clash" if level == "forbid" else "booking.clash_warning"
    assert outcome == {"done": 1, refused: AT_ONCE - 1}
    (slot,) = booked_slots(built.house, TODAY, TODAY)[TODAY]
    assert len(list(DatabaseJournal(built.practice.pk).everything())) == 1
    assert entry_of(built.house, slot.story).patient == slot.patient


def test_the_same_form_sent_twenty_times_books_once(built: Built) -> None:
    """A double click, or twenty: every one of them is told that it is done."""
    wish, by, house = built.wish("11:00"), built.house.practice.member("m8"), built.house
    outcome = all_at_once(lambda _: agenda.book(house, wish, story="v0123456789abcdef", by=by, at=NOW))
    assert outcome == {"done": AT_ONCE}
    assert len(booked_slots(house, TODAY, TODAY)[TODAY]) == 1


def test_twenty_moves_of_one_visit_move_it_once(built: Built) -> None:
    story = built.book("09:00")
    entry, by, house = entry_of(built.house, story), built.house.practice.member("m8"), built.house

    def move(number: int) -> None:
        due = local("14:00") + timedelta(minutes=5 * number)
        agenda.move(house, entry, due=due, minutes=15, doctor="m1", number=2, key=f"key-{number}", by=by, at=NOW)

    assert all_at_once(move) == {"done": 1, "story.number_taken": AT_ONCE - 1}


def test_visits_that_change_days_both_ways_do_not_wait_for_each_other_for_ever(built: Built) -> None:
    """Both days are locked, always in the same order."""
    tomorrow = TODAY + timedelta(days=1)
    clocks = [f"{8 + number // 4:02}:{number % 4 * 15:02}" for number in range(16)]
    stories = [built.book(c, "m1", day=(TODAY, tomorrow)[n % 2]) for n, c in enumerate(clocks)]
    entries = [entry_of(built.house, story) for story in stories]
    by, house = built.house.practice.member("m8"), built.house

    def swap(number: int) -> None:
        if number >= len(entries):
            return
        entry = entries[number]
        there = tomorrow if entry.day == TODAY else TODAY
        due = local(clocks[number], there)
        agenda.move(house, entry, due=due, minutes=15, doctor="m1", number=2, key=f"k{number}", by=by, at=NOW)

    assert all_at_once(swap) == {"done": AT_ONCE}
    assert {day: len(slots) for day, slots in booked_slots(house, TODAY, tomorrow).items()} == {TODAY: 8, tomorrow: 8}


def test_one_place_on_the_waiting_list_is_answered_once(built: Built) -> None:
    """Two secretaries offer the same freed place to two people."""
    outcome = all_at_once(lambda number: built.book("15:00", "m2", f"p{number % 2 + 1}"))
    assert outcome["done"] == 1
