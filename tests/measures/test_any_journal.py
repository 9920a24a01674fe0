"""Whatever the journal: parts add up to the whole, the order of lines says nothing, minutes are those of elsewhere."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from binome.journal.columns import events_of
from binome.journal.interruptions import interruptions
from binome.journal.lived import STRETCHES, Mark, held
from binome.journal.replay import visits_from
from binome.journal.stories import is_visit
from binome.measures.behind import behind, read_for
from binome.measures.figures import FIGURES
from binome.measures.sums import sums
from binome.measures.told import Told, told
from binome.practice.words import State
from tests.measures.any_journal import journals

pytestmark = pytest.mark.random_cases
FEW = settings(max_examples=settings().max_examples // 16)
"""Each is a dozen of lazy plans: some in the suite, a hundred and more in ./run truth."""


def table(of: Told, by: Sequence[str]) -> pl.DataFrame:
    return sums(of, by).collect().to_native().sort("code", *by)


def close(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    exact = [name for name in one.columns if name not in ("above", "below")]
    same = one.select(exact).equals(other.select(exact))
    return same and all((one[it] - other[it]).abs().max() or 0.0 <= 1e-9 for it in ("above", "below"))


@FEW
@given(journals())
def test_the_sums_of_the_days_are_those_of_the_months_and_of_the_whole(journal: pl.DataFrame) -> None:
    told_once = told(journal)
    whole = table(told_once, ("practice",))
    for parts in (("practice", "day"), ("practice", "week"), ("practice", "month")):
        added = table(told_once, parts).group_by("practice", "code").agg(pl.col("above").sum(), pl.col("below").sum())
        assert close(added.select(whole.columns).sort("code", "practice"), whole)


@FEW
@given(journals(), st.randoms(use_true_random=False))
def test_the_order_of_lines_says_nothing(journal: pl.DataFrame, luck) -> None:  # type: ignore[no-untyped-def]
    shuffled = journal.sample(fraction=1.0, shuffle=True, seed=luck.randint(0, 10_000))
    assert close(table(told(journal), ("practice", "day")), table(told(shuffled), ("practice", "day")))


@FEW
@given(journals())
def test_doctors_add_up_to_the_practice(journal: pl.DataFrame) -> None:
    """For the figures of visits: those a doctor is told of."""
    told_once = told(journal)
    each, whole = table(told_once, ("practice", "day", "doctor")), table(told_once, ("practice", "day"))
    added = each.group_by("practice", "day", "code").agg(pl.col("above").sum(), pl.col("below").sum())
    known = whole.filter(pl.col("code").is_in(added["code"].unique().implode()))
    assert close(added.select(known.columns).sort("code", "practice", "day"), known)


@FEW
@given(journals())
def test_stretches_and_interruptions_are_those_that_the_journal_itself_counts(journal: pl.DataFrame) -> None:
    in_order = journal.sort("story", "number")
    lines = in_order.filter(pl.col("moment").is_in(list(STRETCHES)))
    elsewhere = sorted(held(Mark(*row) for row in lines.select(Mark._fields).iter_rows()))
    it = told(journal)
    assert sorted(it.stretches.select("role", "since", "until").collect().to_native().iter_rows()) == elsewhere
    asked = {one.story for one in interruptions(events_of(journal.sort("at", "story", "number")))}
    found = it.questions.collect().to_native().filter(pl.col("interrupting"))
    undone = set(journal.filter(pl.col("moment") == "withdrawn")["story"])
    assert undone or set(found["story"]) == asked  # what is undone later was under way when it was asked


@FEW
@given(journals())
def test_a_visit_that_replay_says_is_done_is_one_that_was_seen(journal: pl.DataFrame) -> None:
    replayed = visits_from(
        events_of(journal.filter(pl.col("story").map_elements(is_visit, pl.Boolean)).sort("story", "number"))
    )
    done = {story for story, visit in replayed.items() if visit.state is State.DONE}
    found = told(journal).visits.collect().to_native()
    assert set(found.filter(pl.col("seen"))["story"]) == done
    assert dict(found.filter(pl.col("came")).select("story", "doctor").iter_rows()) == {
        story: visit.doctor for story, visit in replayed.items() if visit.arrived_at
    }


@FEW
@given(journals(), st.sampled_from(sorted(FIGURES)))
def test_the_list_behind_a_figure_adds_up_to_it(journal: pl.DataFrame, code: str) -> None:
    it = told(journal)
    figure = FIGURES[code]
    if figure.above in ("third_next_days",) or not _there(it, code):
        return
    listed = behind(code, it).collect().to_native()
    whole = table(it, ("practice",)).filter(pl.col("code") == code)
    expected = whole.row(0)[2:] if whole.height else (0.0, 0.0)
    assert (listed["above"].sum(), listed["below"].sum()) == pytest.approx(expected)


@FEW
@given(journals(), st.sampled_from(sorted(FIGURES)))
def test_the_list_behind_a_figure_is_told_by_the_moments_that_are_read_for_it(journal: pl.DataFrame, code: str) -> None:
    """The lines of all the others may stay where they are."""
    if not _there(told(journal), code):
        return
    some = journal.filter(pl.col("moment").is_in([it.value for it in read_for(code)]))
    whole, read = (behind(code, told(it)).collect().to_native() for it in (journal, some))
    assert_frame_equal(whole, read, check_row_order=False)


def _there(it: Told, code: str) -> bool:
    """Hours, slots and rooms are no journal's."""
    from binome.measures.catalogue import CATALOGUE

    return CATALOGUE[code].needs == ("journal",)
