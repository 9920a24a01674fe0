"""From the sums of days to verdicts: whole weeks, shares and minutes, small numbers, doctors side by side."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from binome.measures.change.evaluation import Evaluated, compare, evaluate
from binome.measures.change.retold import account, as_json
from binome.measures.change.values import Unusable
from tests.measures.change.drawn import MONDAY, remembering

FIGURES = ("wait_min", "in_practice_min", "medical_min_per_visit", "held_min_per_visit", "no_show_share", "lead_days")
CHANGE = MONDAY + timedelta(weeks=16)
VISITS = 20


def days_of(
    luck: np.random.Generator, weeks: int = 32, effect: float = 0.0, first: date = MONDAY, visits: int = VISITS
) -> pl.DataFrame:
    """Five days a week, some twenty visits a day; the effect falls on every figure of minutes, from the change on."""
    rows = [_row(first, week, weekday, "visits_per_week", visits, 0) for week in range(weeks) for weekday in range(5)]
    for code in FIGURES:
        slow = remembering(luck, weeks, 0.4)[:, 0]
        for week in range(weeks):
            for weekday in range(5):
                since = first + timedelta(weeks=week) >= CHANGE
                above = visits * (12 + slow[week] + luck.normal(0, 1) + effect * since)
                above = float(luck.binomial(visits, 0.1)) if code == "no_show_share" else above
                rows.append(_row(first, week, weekday, code, above, visits))
    return pl.DataFrame(rows, schema=["day", "code", "above", "below"], orient="row")


def _row(first: date, week: int, weekday: int, code: str, above: float, below: float) -> tuple[object, ...]:
    return first + timedelta(weeks=week, days=weekday), code, float(above), float(below)


def _one(figures: tuple[Evaluated, ...], code: str) -> Evaluated:
    return next(it for it in figures if it.measure.code == code)


def test_a_change_is_told_where_there_was_one() -> None:
    """Four spreads on each figure of minutes, none on the share: those and not that."""
    told = evaluate(days_of(np.random.default_rng(3), effect=4.0), CHANGE, FIGURES)
    codes = {it.measure.code: it.verdict.code for it in told.figures}
    assert codes.pop("no_show_share") == "not_settled"
    assert set(codes.values()) <= {"shifted_up", "differs_up"}
    assert "shifted_up" in codes.values()


def test_weeks_before_the_first_task_are_not_weeks_without_any() -> None:
    """A practice that begins to write tasks down has not suddenly more of them."""
    visits = days_of(np.random.default_rng(3)).filter(pl.col("code") == "visits_per_week")
    evenings = visits.with_columns(
        code=pl.lit("tasks_open_in_the_evening"),
        above=pl.when(pl.col("day") < CHANGE).then(0.0).otherwise(5.0 + pl.col("day").dt.weekday()),
        below=pl.lit(1.0),
    )
    asked = visits.filter(pl.col("day") >= CHANGE).with_columns(code=pl.lit("tasks_per_week"))
    told = evaluate(pl.concat([visits, evenings, asked]), CHANGE, ("tasks_open_in_the_evening",))
    assert told.figures[0].verdict.code == "no_data"


def test_shares_have_their_own_chart_and_are_told_in_per_cent() -> None:
    """A p chart; the values of anything else in XmR."""
    told = evaluate(days_of(np.random.default_rng(3)), CHANGE, FIGURES).figures
    missed, wait = _one(told, "no_show_share"), _one(told, "wait_min")
    assert missed.chart is not None
    assert wait.chart is not None
    assert (missed.chart.kind, wait.chart.kind) == ("p", "xmr")
    assert missed.chart.centre == pytest.approx(10, abs=2)
    assert missed.interruption is not None
    assert missed.interruption.before == pytest.approx(missed.chart.centre)


def test_weeks_that_are_not_whole_count_for_nothing() -> None:
    """Data that begin on a Thursday and end on a Tuesday; a week with one day open."""
    days = days_of(np.random.default_rng(4))
    last = MONDAY + timedelta(weeks=31)
    closed = MONDAY + timedelta(weeks=5)
    cut = days.filter(
        (pl.col("day") >= MONDAY + timedelta(days=3))
        & (pl.col("day") <= last + timedelta(days=1))
        & ~pl.col("day").is_between(closed + timedelta(days=1), closed + timedelta(days=6))
    )
    told = evaluate(cut, CHANGE, ("visits_per_week",))
    assert (told.first, told.last) == (MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=30))
    assert told.figures[0].verdict.code == "constant"
    found = evaluate(cut, CHANGE, ("wait_min",)).figures[0].interruption
    assert found is not None
    assert found.n_before == 14


def test_few_people_are_not_told() -> None:
    """Under the figure's own minimum on either side: no figure at all, anywhere in the answer."""
    luck = np.random.default_rng(5)
    days = days_of(luck, visits=1).filter(pl.col("day") < CHANGE + timedelta(weeks=2))
    thinned = days.filter((pl.col("code") == "visits_per_week") | (pl.col("day").dt.weekday() == 1))
    told = evaluate(thinned, CHANGE, ("wait_min",))
    assert told.figures[0].verdict.code == "hidden_small"
    written = as_json(told, "fr")["figures"][0]
    assert not {"before", "after", "difference"} & set(written)


def test_a_figure_without_a_line_is_said_to_have_none() -> None:
    """Others are told all the same."""
    told = evaluate(days_of(np.random.default_rng(6)), CHANGE, ("wait_min", "prevention_done_share"))
    assert [it.verdict.code for it in told.figures][1] == "no_data"
    assert told.figures[0].interruption is not None


@pytest.mark.parametrize("change", [MONDAY, MONDAY - timedelta(days=1), MONDAY + timedelta(weeks=40)])
def test_a_day_outside_the_weeks_is_refused(change: date) -> None:
    with pytest.raises(Unusable, match="outside"):
        evaluate(days_of(np.random.default_rng(1)), change, FIGURES)


def test_doctors_side_by_side() -> None:
    """Three who changed of nine: the effect is found, and what they did before is no difference."""
    luck = np.random.default_rng(7)
    parts = [days_of(luck, effect=6.0 * (number < 3)).with_columns(unit=pl.lit(f"d{number}")) for number in range(9)]
    told = compare(pl.concat(parts), CHANGE, frozenset({"d0", "d1", "d2"}), ("wait_min",)).figures[0]
    assert told.verdict.code == "did_up"
    assert told.contrast is not None
    assert told.contrast.effect is not None
    assert told.contrast.effect.low <= 6.0 <= told.contrast.effect.high
    assert {it.code for it in told.cautions} == {"did_few"}


def test_who_came_later_or_saw_too_few_is_left_aside() -> None:
    """Said, and the others are compared; when nobody is left on a side, that is said."""
    luck = np.random.default_rng(9)
    parts = [days_of(luck).with_columns(unit=pl.lit(f"d{number}")) for number in range(6)]
    parts[5] = parts[5].filter(pl.col("day") >= CHANGE)
    parts[4] = parts[4].with_columns(pl.col("below") / 1_000)
    told = compare(pl.concat(parts), CHANGE, frozenset({"d0", "d5"}), ("wait_min",)).figures[0]
    assert told.contrast is not None
    assert [it.unit for it in told.contrast.sides] == ["d0", "d1", "d2", "d3"]
    assert told.cautions[0].facts == {"count": 2}
    nobody = compare(pl.concat(parts), CHANGE, frozenset({"d5"}), ("wait_min",)).figures[0]
    assert nobody.verdict.code == "one_sided"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_account_has_every_figure_with_its_name(language: str) -> None:
    """And no field left to fill."""
    told = evaluate(days_of(np.random.default_rng(8)), CHANGE, FIGURES, simulated=True)
    said = account(told, language)
    assert all(it.measure.words(language).name in said for it in told.figures)
    assert "{" not in said
    assert "SIMUL" in said
    assert said.count("=> ") == len(FIGURES)
