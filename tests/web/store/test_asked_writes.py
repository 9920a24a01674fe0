"""What a click writes, written once as SQL, is what the ORM would write; what was undone leaves no picture."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from binome.journal.event import Event
from binome.practice.refusal import NumberTaken
from binome.practice.words import Moment, Role
from binome.web.store.board import lines
from binome.web.store.checking import checked
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import changed, house
from binome.web.store.tables.practice import PracticeRow
from tests.web.board.small import Small, book, build

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SEEN = Event(story="v1", number=2, moment=Moment.ARRIVED, at=datetime.now(UTC), by="m4", role=Role.SECRETARY)


@pytest.fixture
def small(db) -> Small:
    return build()


def test_a_line_is_written_whole_and_in_one_statement(small):
    """What is read back is what was written, and writing it is one statement: no savepoint round it."""
    book(small, "v1")
    journal = DatabaseJournal(small.house.id)
    with CaptureQueriesContext(connection) as asked:
        journal.append(SEEN, key="k1")
    assert len(asked) == 1
    assert journal.of_story("v1")[-1] == SEEN
    assert journal.wrote("v1", 2, "k1", "m4")
    assert not journal.wrote("v1", 2, "k1", "m3")


def test_a_number_that_is_taken_undoes_nothing(small):
    """The second writer of a line is refused with the first one's words, and its transaction goes on."""
    book(small, "v1")
    journal = DatabaseJournal(small.house.id)
    journal.append(SEEN)
    with transaction.atomic():
        with pytest.raises(NumberTaken):
            journal.append(replace(SEEN, by="m1", role=Role.PHYSICIAN))
        journal.append(replace(SEEN, number=3, moment=Moment.MISSED))
    assert [event.by for event in journal.of_story("v1")] == ["m4", "m4", "m4"]


def test_a_visit_stands_in_the_picture_as_in_its_story(small):
    """The line that a click redraws is the line that the journal tells."""
    book(small, "v1")
    book(small, "v2")
    assert len(lines(small.house, small.today)) == 2
    assert not checked(small.house).differences


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_undone_leaves_no_picture_of_the_practice(transactional_db):
    """A revision that was undone is given again to something else: nobody may be shown the first."""
    small = build()
    with transaction.atomic():
        PracticeRow.objects.update(name="Undone")
        changed(small.house.id)
        assert small.house.name == "Undone"
        transaction.set_rollback(True)
    PracticeRow.objects.update(name="Done")
    changed(small.house.id)
    found = house("brehan")
    assert found
    assert found.name == "Done"
