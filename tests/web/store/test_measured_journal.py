"""The journal as columns, straight from the database, is what its events say."""

from datetime import timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from binome.desk import tasks
from binome.journal.columns import SCHEMA, columns
from binome.practice.words import Moment
from binome.web.store.journal import DatabaseJournal
from binome.web.store.measured_journal import first_day, journal_of, last_line, mark_of, whole_journal
from binome.web.store.models import EventRow, PracticeRow
from tests.web.board.small import Small, book, build
from tests.web.tasks.asking import act, asked, deed

pytestmark = pytest.mark.both_databases


@pytest.fixture
def small(db: None) -> Small:
    found = build()
    for story in ("v1", "v2"):
        book(found, story)
    return found


def test_the_columns_are_those_of_the_events(small: Small) -> None:
    """Line for line, type for type, on both databases."""
    told = pl.concat(list(whole_journal(small.house)))
    assert told.schema == SCHEMA
    assert told.height == 2
    assert_frame_equal(told, columns(DatabaseJournal(small.house.id).everything()))


def test_the_stories_of_some_days_are_read_whole(small: Small) -> None:
    """A visit that stands on the day comes with its booking, made before it."""
    day = small.today
    told = journal_of(small.house, day, day + timedelta(days=1))
    stories = set(told["story"].unique())
    every = columns(DatabaseJournal(small.house.id).everything())
    assert_frame_equal(told, every.filter(pl.col("story").is_in(stories)).sort("story", "number"))
    assert journal_of(small.house, day + timedelta(days=400), day + timedelta(days=401)).height == 0


def test_of_these_stories_the_lines_of_some_moments_are_read_alone(small: Small) -> None:
    asked(small, key="one")
    days = small.today, small.today + timedelta(days=1)
    whole = journal_of(small.house, *days)
    booked = journal_of(small.house, *days, moments={Moment.BOOKED})
    assert 0 < booked.height < whole.height
    assert_frame_equal(booked, whole.filter(pl.col("moment") == "booked"))


def test_nobody_reads_the_stories_of_another_practice(small: Small) -> None:
    """Though they were written the same day."""
    EventRow.objects.filter(story="v2").update(practice=PracticeRow.objects.create(code="kerlaz"))
    told = journal_of(small.house, small.today - timedelta(days=400), small.today + timedelta(days=400))
    assert told["story"].unique().to_list() == ["v1"]


def test_a_mark_differs_once_a_line_is_written(small: Small) -> None:
    day = small.today
    journal = columns(DatabaseJournal(small.house.id).everything())
    lines, last = mark_of(small.house, day - timedelta(days=400), day + timedelta(days=400))
    assert (lines, last) == (journal.height, last_line(small.house))
    assert first_day(small.house) == small.house.practice.local(journal["at"].min()).date()


def test_what_lies_in_the_inbox_is_read_though_nothing_was_written_of_it_for_weeks(small: Small) -> None:
    """A task asked for now and still open is in every later period; once it has ended, in none that begins after."""
    later = small.today + timedelta(days=60)
    open_, over = asked(small, key="open"), asked(small, key="over")
    act(small, over, lambda hall: tasks.end(hall, deed(small, over, "m4", 2)), by="m4", number=2)
    assert journal_of(small.house, later, later + timedelta(days=30))["story"].unique().to_list() == [open_]
