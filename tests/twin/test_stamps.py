"""A replication lived again alone: its stamps give its figures."""

import polars as pl
import pytest

from binome import twin
from binome.twin.experiment import run
from binome.twin.replicate import ready
from binome.twin.stamps import lived_days, trace
from tests.twin.small_experiment import month


def test_the_stamps_of_a_replication_give_its_figures() -> None:
    """Visits served, time in the practice, waiting, medical time: counted again from the rows."""
    scenario, number = month(warm_up_days=0), 3
    rows = trace(scenario, replication=number)
    outcome = run(scenario, replications=5)
    visits = rows.group_by("day", "visit").agg(
        pl.col("left_min").first() - pl.col("arrival_min").first(), (pl.col("end_min") - pl.col("start_min")).sum()
    )
    served = visits.drop_nulls()
    stay, held = served["left_min"], served["end_min"]
    assert len(served) / 4 == pytest.approx(outcome.values("visits_per_week")[number], rel=0.03)
    assert stay.mean() == pytest.approx(outcome.values("in_practice_min")[number], rel=0.03)
    assert (stay - held).mean() == pytest.approx(outcome.values("wait_min")[number], rel=0.05)
    doctor = rows.filter(pl.col("person") == "d1")
    minutes = (doctor["released_min"] - doctor["start_min"]).sum()
    assert minutes / len(served) == pytest.approx(outcome.values("medical_min_per_visit")[number], rel=0.03)


def test_a_day_too_full_for_the_room_made_is_lived_from_the_beginning() -> None:
    """Nobody sees it."""
    short = ready(month(days=5))
    expected = [it.visits for it in lived_days(ready(month(days=5)), 1, 0)]
    short.__dict__["most_visits"] = 2
    assert [it.visits for it in lived_days(short, 1, 0)] == expected


def test_a_stamp_that_never_came_is_empty() -> None:
    """And every row says who, where and when."""
    rows = trace(month(days=5, warm_up_days=0))
    assert rows["end_min"].null_count() == 0
    assert set(rows["person"].drop_nulls()) <= {"d1", "a1"}
    assert rows["date"].null_count() == 0
    assert rows["end_min"].max() < 2_000  # type: ignore[operator]


def test_the_words_of_a_notebook_are_functions() -> None:
    """Fetched when they are first used, whatever else was imported before."""
    scenario = twin.read(twin.write(month(days=3, warm_up_days=0)))
    assert twin.run(scenario, replications=2).replications == 2
    assert len(twin.trace(scenario)) > 0
    assert "Twin rooms" in twin.describe(scenario, "en")
    assert [word for word in twin.WORDS if not hasattr(twin, word)] == []
    with pytest.raises(AttributeError):
        _ = twin.conjure
