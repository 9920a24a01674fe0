"""The journal as columns says neither more nor less than the journal as lines."""

import tempfile
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.journal.columns import SCHEMA, columns, events_of, write
from binome.journal.event import Event
from binome.practice.words import Moment, Role, Step
from tests.journal.walks import told_stories

codes = st.text("abcdefghijklmnopqrstuvwxyz-_:@,\"' éà", min_size=1, max_size=12)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
any_events = st.builds(
    Event,
    story=codes,
    number=st.integers(1, 9_999),
    moment=st.sampled_from(Moment),
    at=instants,
    by=codes,
    role=st.sampled_from(Role),
    step=st.none() | st.sampled_from(Step),
    room=st.none() | codes,
    delegation=st.none() | codes,
    to_sign=st.booleans(),
    reason=st.none() | codes,
    to=st.none() | codes,
    to_role=st.none() | st.sampled_from(Role),
    withdraws=st.none() | st.integers(1, 9_999),
    due=st.none() | instants,
    minutes=st.none() | st.integers(1, 600),
    pathway=st.none() | codes,
    patient=st.none() | codes,
    origin=codes,
)


def from_csv(path: Path) -> pl.DataFrame:
    """The file as a stranger would read it: text, then each column in its own kind."""
    text = {name: pl.String if isinstance(kind, pl.Datetime) else kind for name, kind in SCHEMA.items()}
    moments = [name for name, kind in SCHEMA.items() if isinstance(kind, pl.Datetime)]
    told = pl.read_csv(path, schema_overrides=text)
    return told.with_columns(pl.col(moments).str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us", time_zone="UTC"))


READERS = {".parquet": pl.read_parquet, ".csv": from_csv}


def test_there_is_one_column_for_each_word_of_a_line() -> None:
    """Same names, same order."""
    assert list(SCHEMA) == [field.name for field in fields(Event)]


@pytest.mark.random_cases
@given(st.lists(any_events, max_size=5))
def test_columns_give_the_lines_back(told: list[Event]) -> None:
    """Every word, also those that are missing."""
    table = columns(told)
    assert dict(table.schema) == SCHEMA
    assert events_of(table) == told


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.random_cases
@given(told=st.lists(any_events, max_size=4) | told_stories())
def test_a_file_gives_the_lines_back(ending: str, told: list[Event]) -> None:
    """Parquet or CSV, by the file's ending: what was written is what is read."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, f"journal{ending}")
        assert write(told, out) == len(told)
        assert events_of(READERS[ending](out)) == list(told)


def test_a_journal_without_a_line_still_has_its_columns() -> None:
    """An empty day is no special case for whoever reads it."""
    assert dict(columns([]).schema) == SCHEMA
