"""A file that is no journal is refused in a sentence that says where, and nothing is counted of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from binome.journal.columns import write_columns
from binome.measures.reading import READ, UnreadableJournal, read
from tests.measures.days import a_monday

Spoiled = Callable[[pl.DataFrame], pl.DataFrame]
EARLY = pl.lit(datetime(2026, 2, 1, tzinfo=UTC))

HOSTILE: dict[str, tuple[Spoiled, str, int | None, str]] = {
    "no column": (lambda it: it.drop("at", "by"), "columns_missing", None, "at, by"),
    "no line": (lambda it: it.head(0), "empty", None, ""),
    "naive times": (lambda it: it.with_columns(pl.col("at").dt.replace_time_zone(None)), "no_time_zone", None, "at"),
    "times that are numbers": (lambda it: it.with_columns(at=pl.lit(3)), "not_a_moment", None, "at"),
    "numbers that are words": (lambda it: it.with_columns(number=pl.lit("three")), "not_a_number", 1, "number"),
    "huge numbers": (lambda it: it.with_columns(number=pl.lit(10**15)), "not_a_number", 1, "number"),
    "numbers below one": (lambda it: it.with_columns(number=pl.col("number") - 1), "number_below_one", 1, "number"),
    "nobody": (lambda it: it.with_columns(by=pl.lit(None, pl.String)), "nothing_there", 1, "by"),
    "words of nobody's": (lambda it: it.with_columns(moment=pl.lit("flew")), "unknown_word", 1, "moment"),
    "another trade": (lambda it: it.with_columns(role=pl.lit("wizard")), "unknown_word", 1, "role"),
    "another age": (
        lambda it: it.with_columns(at=pl.lit(datetime(3000, 1, 1, tzinfo=UTC))), "year_out_of_reach", 1, "at"
    ),
    "a line twice": (lambda it: pl.concat([it, it.slice(3, 1)]), "line_twice", 21, "number"),
    "back in time": (
        lambda it: it.with_columns(at=pl.when(pl.int_range(pl.len()) == 3).then(EARLY).otherwise("at")),
        "back_in_time", 4, "at",
    ),
    "half a number": (lambda it: it.with_columns(number=pl.col("number") + 0.5), "not_a_number", 1, "number"),
    "a text that is a list": (lambda it: it.with_columns(story=pl.concat_list("story")), "not_a_text", None, "story"),
    "some of a practice": (
        lambda it: it.with_columns(practice=pl.when(pl.int_range(pl.len()) != 3).then(pl.lit("north"))),
        "nothing_there", 4, "practice",
    ),
    "undoes itself": (
        lambda it: it.with_columns(
            moment=pl.when(pl.int_range(pl.len()) == 3).then(pl.lit("withdrawn")).otherwise("moment"),
            withdraws=pl.col("number"),
        ),
        "withdraws_nothing", 4, "withdraws",
    ),
    "undoes nothing": (lambda it: it.with_columns(moment=pl.lit("withdrawn")), "withdraws_nothing", 1, "withdraws"),
}  # fmt: skip

NO_CSV = {
    "": ("not_a_journal", None, ""),
    "hello,you\n1,2\n": ("columns_missing", None, "story, number, moment, at, by, role"),
    "story,number,moment,at,by,role\nv,1,booked,2026-03-02 09:00,e,secretary\n": ("not_a_moment", 2, "at"),
    "story,number,moment,at,by,role\nv,1,booked,2026-03-02T09:00:00,e,secretary\n": ("not_a_moment", 2, "at"),
    "story,number,moment,at,by,role\nv,1,booked,2026-03-02T09:00:00Z,e,secretary,7\n": ("not_a_journal", None, ""),
    "PAR1 and then nothing": ("not_a_journal", None, ""),
}


@pytest.mark.parametrize("name", ["journal.parquet", "journal.csv"])
def test_what_the_journal_writes_is_read_as_it_was(name: str, tmp_path: Path) -> None:
    write_columns(a_monday(), tmp_path / name, name.partition(".")[2])
    assert read(tmp_path / name).collect().select(READ).equals(a_monday().select(READ))


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_spoiled_parquet_is_refused_with_the_place(fault: str, tmp_path: Path) -> None:
    spoil, why, line, column = HOSTILE[fault]
    spoil(a_monday()).write_parquet(tmp_path / "spoiled.parquet")
    with pytest.raises(UnreadableJournal) as refused:
        read(tmp_path / "spoiled.parquet")
    assert (refused.value.why, refused.value.line, refused.value.column) == (why, line, column)


@pytest.mark.parametrize("text", NO_CSV)
def test_a_text_that_is_no_journal_is_refused_with_the_place(text: str, tmp_path: Path) -> None:
    (tmp_path / "no.csv").write_text(text)
    with pytest.raises(UnreadableJournal) as refused:
        read(tmp_path / "no.csv")
    assert (refused.value.why, refused.value.line, refused.value.column) == NO_CSV[text]


def test_moments_of_another_zone_are_the_same_moments(tmp_path: Path) -> None:
    a_monday().with_columns(pl.col("at").dt.convert_time_zone("Indian/Reunion")).write_parquet(tmp_path / "far.parquet")
    assert read(tmp_path / "far.parquet").collect()["at"].equals(a_monday()["at"])
