"""A journal is believed as far as it could have happened, and no further."""

from datetime import UTC, timedelta

import polars as pl
import pytest

from binome.journal.columns import columns
from binome.practice.words import Moment
from binome.twin.calibrate.seen import NotAJournal, Seen, read_table, seen_in
from tests.twin.calibrate.journals import MONDAY, Truth, events, journal

ONE_DAY = Truth(days=1, walk_ins=0, no_show=0, cancels=0, a_day=10)


def seen(table: pl.DataFrame, *, simulated: bool = False) -> Seen:
    return seen_in(table, UTC, simulated=simulated)


def test_simulated_days_teach_nothing_unless_asked_and_are_counted() -> None:
    run = journal(Truth(days=2, origin="run-7"))
    assert seen(run).visits == ()
    assert seen(run).left_out["simulated"] > 40
    assert len(seen(run, simulated=True).visits) == seen(run, simulated=True).simulated > 40


def test_a_day_that_is_not_closed_is_not_learned_from() -> None:
    told = [it for it in events(Truth(days=3)) if it.moment is not Moment.CLOSED or it.at.date() == MONDAY]
    found = seen(columns(told))
    assert found.days == (MONDAY,)
    assert found.left_out["not_over"] == len(found.ahead) > 40


def test_without_a_word_about_days_the_last_one_is_not_over() -> None:
    told = [it for it in events(Truth(days=3)) if not it.story.startswith("day-")]
    assert seen(columns(told)).days == (MONDAY, MONDAY + timedelta(days=1))


def test_what_was_withdrawn_never_happened() -> None:
    told = list(events(ONE_DAY))
    last = max((it for it in told if it.story == "v0-3"), key=lambda it: it.number)
    words = {"moment": Moment.WITHDRAWN, "withdraws": last.number, "reason": "mistake"}
    undone = _changed(last, number=last.number + 1, step=None, **words)
    before = {it.story: len(it.steps) for it in seen(columns(told)).visits}
    after = {it.story: len(it.steps) for it in seen(columns([*told, undone])).visits}
    assert after == before
    finished = next(it for it in told if it.story == "v0-3" and it.number == last.number - 1)
    told_twice = _changed(undone, number=last.number + 2, withdraws=finished.number)
    assert {it.story: len(it.steps) for it in seen(columns([*told, undone, told_twice])).visits}["v0-3"] == 1


def test_a_journal_told_twice_is_the_same_journal() -> None:
    once = journal(ONE_DAY)
    twice = pl.concat([once, once.sample(fraction=1.0, shuffle=True, seed=1)])
    assert seen(twice) == seen(once)


def test_stories_told_twice_differently_or_with_lines_missing_are_left_out() -> None:
    told = list(events(ONE_DAY))
    moved = [_changed(it, at=it.at + timedelta(minutes=1)) for it in told if it.story == "v0-1" and it.number == 3]
    cut = [it for it in told if not (it.story == "v0-2" and it.number == 2)]
    found = seen(columns([*cut, *moved]))
    assert len(found.visits) == 8
    assert found.left_out == {"impossible": 2}


def test_words_that_nobody_knows_make_a_story_impossible_and_no_more() -> None:
    table = journal(ONE_DAY)
    strange = pl.when((pl.col("story") == "v0-4") & (pl.col("number") == 2)).then(pl.lit("flown")).otherwise("moment")
    found = seen(table.with_columns(strange.alias("moment")))
    assert (len(found.visits), found.left_out) == (9, {"impossible": 1})


@pytest.mark.parametrize("table", [pl.DataFrame(), pl.DataFrame({"story": ["a"]}), journal(ONE_DAY).drop("due")])
def test_another_table_is_refused_with_what_is_missing(table: pl.DataFrame) -> None:
    with pytest.raises(NotAJournal, match="due"):
        seen(table)


def test_a_file_that_is_no_table_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x.parquet").write_text("no")
    with pytest.raises(NotAJournal):
        read_table(tmp_path / "x.parquet")
    with pytest.raises(NotAJournal):
        read_table(tmp_path / "none.parquet")


def _changed(event, **words):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(event, **words)
