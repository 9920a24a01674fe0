"""A figure of a period is a ratio of sums, its interval comes from how the days differ, and few people are hidden."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from binome.measures.answers import answers, apart, error
from binome.measures.catalogue import CATALOGUE
from binome.measures.figures import FIGURES
from binome.measures.freed import METHOD, Period, freed

MONDAY = date(2026, 3, 2)
A_DAY = timedelta(days=1)


def days(code: str, *sides: tuple[float, float]) -> pl.DataFrame:
    rows = [(MONDAY + n * A_DAY, code, float(above), float(below)) for n, (above, below) in enumerate(sides)]
    return pl.DataFrame(rows, schema=["day", "code", "above", "below"], orient="row")


def test_a_ratio_of_sums_is_no_mean_of_ratios() -> None:
    found = answers(days("wait_min", (10, 10), (300, 10), (20, 40)), MONDAY, MONDAY + 2 * A_DAY)["wait_min"]
    assert (found.value, found.above, found.below, found.days) == (330 / 60, 330.0, 60.0, 3)


def test_the_interval_is_that_of_the_ratio_made_linear() -> None:
    """By hand: r = 1/2, what is left of the days 1, -1, 0; error = sqrt(3/2 x 2) / 24."""
    above, below = np.array([5.0, 3.0, 4.0]), np.array([8.0, 8.0, 8.0])
    assert error(above, below) == pytest.approx(np.sqrt(3) / 24)


@pytest.mark.random_cases
def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Days of a practice whose mean wait is 12 min: 95 % of 400 periods of 20 days, give or take chance."""
    luck, held = np.random.default_rng(7), 0
    for _ in range(400):
        visits = luck.poisson(25, 20)
        waits = [(float(luck.gamma(2.0, 6.0, n).sum()), float(n)) for n in visits]
        found = answers(days("wait_min", *waits), MONDAY, MONDAY + 19 * A_DAY)["wait_min"]
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 12.0 <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_under_the_minimum_nothing_is_shown_neither_value_nor_sums() -> None:
    few = CATALOGUE["wait_min"].minimum - 1
    found = answers(days("wait_min", (30, few)), MONDAY, MONDAY)["wait_min"]
    assert found.hidden == "too_few"
    assert found.value is found.low is found.high is found.above is found.below is None
    assert answers(days("wait_min", (30, few + 1)), MONDAY, MONDAY)["wait_min"].value is not None


def test_a_figure_by_the_week_counts_days_of_rest_too() -> None:
    found = answers(days("visits_per_week", *[(20, 0)] * 5), MONDAY, MONDAY + 13 * A_DAY)["visits_per_week"]
    assert (found.value, found.above, found.below) == (50.0, 100.0, 2.0)


def test_a_week_counts_no_day_before_the_journal_s_first_nor_any_to_come() -> None:
    rows = days("visits_per_week", *[(20, 0)] * 5)
    fortnight = (MONDAY, MONDAY + 13 * A_DAY)
    found = answers(rows, MONDAY - 20 * A_DAY, MONDAY + 60 * A_DAY, known=fortnight)["visits_per_week"]
    assert (found.value, found.above, found.below) == (50.0, 100.0, 2.0)


def test_less_than_a_week_is_no_figure_by_the_week() -> None:
    rows, tuesday = days("visits_per_week", *[(20, 0)] * 5), MONDAY + A_DAY
    for known in ((MONDAY, tuesday), (MONDAY - 9 * A_DAY, tuesday), None):
        since = MONDAY if known else tuesday
        found = answers(rows, since, MONDAY + 3 * A_DAY, known=known)["visits_per_week"]
        assert (found.value, found.above, found.hidden) == (None, None, "less_than_a_week")


def test_what_never_happened_is_not_said_to_be_impossible() -> None:
    found = answers(days("not_served_share", *[(0, 20)] * 5), MONDAY, MONDAY + 4 * A_DAY)["not_served_share"]
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(100 * (1 - 0.025 ** (1 / 100)))


def test_a_part_of_too_few_is_not_what_the_others_leave_of_the_whole() -> None:
    """B's three are hidden, and with them C's twelve, the smallest of the rest. Two small ones hide each other."""

    def parts(**counts: int) -> set[str]:
        rows = [days("no_show_share", (1, it)).with_columns(pathway=pl.lit(name)) for name, it in counts.items()]
        told = apart(pl.concat(rows), "pathway", MONDAY, MONDAY)["no_show_share"]
        assert set(told) == set(counts)
        assert all((it.value is None) == (it.above is None) == (it.hidden == "too_few") for it in told.values())
        return {name for name, it in told.items() if it.hidden is None}

    assert parts(a=40, b=3, c=12) == {"a"}
    assert parts(a=40, b=6, c=7) == {"a"}
    assert parts(a=40, c=12) == {"a", "c"}
    assert parts(a=40, b=3) == set()


def test_other_days_and_other_doctors_are_left_out() -> None:
    rows = days("wait_min", (100, 10), (200, 10)).with_columns(doctor=pl.lit(""))
    other = days("wait_min", (990, 10)).with_columns(doctor=pl.lit("dan"))
    both = pl.concat([rows, other])
    assert answers(both, MONDAY, MONDAY)["wait_min"].value == 10.0
    assert answers(both, MONDAY, MONDAY, doctor="dan")["wait_min"].value == 99.0


def test_what_lacks_is_said() -> None:
    nothing = answers(days("wait_min"), MONDAY, MONDAY)
    assert nothing.keys() == FIGURES.keys()
    assert (nothing["wait_min"].hidden, nothing["rooms_used_share"].hidden) == ("no_data", "needs_rooms")


def test_an_inbox_that_nobody_keeps_is_not_an_empty_one() -> None:
    """Nothing open in the evening is a figure from the first task that was written down, and no figure before."""
    evenings = days("tasks_open_in_the_evening", (0, 1), (0, 1), (0, 1))
    untold = answers(evenings, MONDAY, MONDAY + 2 * A_DAY)["tasks_open_in_the_evening"]
    assert (untold.value, untold.hidden) == (None, "needs_tasks")
    first = days("tasks_per_week", (1, 0)).with_columns(day=pl.lit(MONDAY + A_DAY))
    told = answers(pl.concat([evenings, first]), MONDAY, MONDAY + 2 * A_DAY)["tasks_open_in_the_evening"]
    assert (told.value, told.below) == (0.0, 2.0)


def test_a_task_that_lies_open_from_before_says_that_tasks_are_kept() -> None:
    """Of a month nobody asked anything in, the evenings are told all the same."""
    told = answers(days("tasks_open_in_the_evening", (0, 1), (2, 1), (2, 1)), MONDAY, MONDAY + 2 * A_DAY)
    assert (told["tasks_open_in_the_evening"].above, told["tasks_open_in_the_evening"].below) == (4.0, 2.0)


def test_time_freed_is_the_baseline_s_minutes_less_those_of_now_times_the_visits() -> None:
    """18 min a visit, then 15, over 100 visits in a week: 300 min, and as unsure as both periods are."""
    before, after = [(17 * 20, 20), (19 * 20, 20), (18 * 20, 20)], [(it * 20, 20) for it in (14, 15, 15, 15, 16)]
    rows = days("medical_min_per_visit", *before, *after)
    found = freed(rows, Period(MONDAY, MONDAY + 2 * A_DAY), Period(MONDAY + 3 * A_DAY, MONDAY + 9 * A_DAY))
    assert (found.value, found.below, METHOD) == (pytest.approx(300.0), 1.0, "unadjusted")
    errors = [error(*np.array(it, float).T) or 0.0 for it in (before, after)]
    half = 4.3026527 * np.hypot(*errors) * 100  # Student's, of the two degrees that three days leave
    assert (found.low, found.high) == (pytest.approx(300 - half), pytest.approx(300 + half))


def test_time_freed_a_week_counts_the_weeks_that_are_known() -> None:
    rows = days("medical_min_per_visit", *[(360, 20)] * 3, *[(0, 0)] * 4, *[(300, 20)] * 5)
    baseline, now = Period(MONDAY, MONDAY + 6 * A_DAY), Period(MONDAY + 7 * A_DAY, MONDAY + 34 * A_DAY)
    found = freed(rows, baseline, now, known=(MONDAY, MONDAY + 13 * A_DAY))
    assert (found.value, found.above, found.below) == (pytest.approx(300.0), pytest.approx(300.0), 1.0)
    assert freed(rows, baseline, now, known=(MONDAY, MONDAY + 12 * A_DAY)).hidden == "less_than_a_week"


@pytest.mark.parametrize(
    ("baseline", "why"),
    [
        (None, "needs_baseline"),
        (Period(MONDAY, MONDAY + A_DAY), "baseline_overlaps"),
        (Period(MONDAY - 9 * A_DAY, MONDAY - A_DAY), "too_few"),
    ],
)
def test_without_a_baseline_of_its_own_no_time_is_said_to_be_freed(baseline: Period | None, why: str) -> None:
    rows = days("medical_min_per_visit", *[(300, 20)] * 5)
    assert freed(rows, baseline, Period(MONDAY, MONDAY + 6 * A_DAY)).hidden == why
