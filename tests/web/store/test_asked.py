"""A question written once answers what the ORM answers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.web.store.asked import Asked
from binome.web.store.board import day_of_story, line, lines, standings, version_of
from binome.web.store.tables.journal import VisitRow
from tests.web.board.small import Small, book, build

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

visits = Asked(
    lambda house, day: (
        VisitRow.objects.filter(practice_id=house, day=day)
        .order_by("story")
        .values_list("story", "due", "progress", "patient__birth_date", "urgent")
    ),
    house=int,
    day=date,
)


@pytest.fixture
def small(db) -> Small:
    built = build()
    for story, doctor in (("v1", "m1"), ("v2", "m2"), ("v3", "m1")):
        book(built, story, doctor=doctor)
    return built


def test_the_same_rows_as_the_query_set(small):
    """The same rows, with the same types, as the query set gives."""
    house, day = small.house.id, small.today
    told = VisitRow.objects.filter(practice_id=house, day=day).order_by("story")
    expected = list(told.values_list("story", "due", "progress", "patient__birth_date", "urgent"))
    assert expected
    for _ in range(2):  # written, then read again
        assert visits(house=house, day=day) == expected


def test_each_answer_is_about_what_was_given(small):
    """Given values find their own places: nothing of an earlier question is left in a later one."""
    assert visits(house=small.house.id, day=date(2001, 1, 1)) == []
    assert visits(house=-1, day=small.today) == []
    assert visits(house=small.house.id, day=small.today)


def test_asking_is_one_query(small):
    """Asking is one query, seen by whoever counts queries."""
    with CaptureQueriesContext(connection) as counted:
        visits(house=1, day=small.today)
    assert len(counted) == 1


def test_a_value_that_is_not_in_the_question_is_refused(small):
    """A value that the question does not use is a fault of ours, found the first time it is asked."""
    idle = Asked(
        lambda house, day: VisitRow.objects.filter(practice_id=house).values_list("story"), house=int, day=date
    )
    with pytest.raises(AssertionError):
        idle(house=1, day=small.today)


def test_the_board_asks_what_it_asked(small):
    """One visit alone, the visits since a version, the light picture and the version agree with the whole day."""
    house, day = small.house, small.today
    whole = lines(house, day)
    assert [line(house, day, one.story) for one in whole] == whole
    assert lines(house, day, stories=[one.story for one in whole]) == whole
    assert lines(house, day, since=whole[0].version) == whole[1:]
    assert {one.story for one in standings(house, day)} == {one.story for one in whole}
    assert version_of(house.id, day) == max(one.version for one in whole)
    assert {day_of_story(house, one.story) for one in whole} == {day}
