"""What may be told of a round: nothing of fewer than five, nothing that another round turns into one answer."""

from datetime import date

import pytest

from binome.voices.instruments import instruments
from binome.voices.rounds import Cadence, Hidden, Period, Round, outcome_of, period_of, spread_of, told_of
from binome.voices.scoring import Sheet

TEAM = "abcdefgh"


def a_round(who: str, answered: int | None = None) -> Round:
    sheets: list[Sheet] = [(value % 5 + 1,) for value in range(len(who) if answered is None else answered)]
    return Round(
        "single", period_of(Cadence.MONTH, date(2026, 3, 9)), 8, "", False, frozenset(who), tuple(sorted(sheets))
    )


@pytest.mark.parametrize(
    ("cadence", "day", "since", "until"),
    [
        (Cadence.MONTH, date(2026, 2, 28), date(2026, 2, 1), date(2026, 3, 1)),
        (Cadence.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        (Cadence.QUARTER, date(2026, 11, 1), date(2026, 10, 1), date(2027, 1, 1)),
        (Cadence.QUARTER, date(2026, 3, 31), date(2026, 1, 1), date(2026, 4, 1)),
        (Cadence.HALF_YEAR, date(2026, 7, 1), date(2026, 7, 1), date(2027, 1, 1)),
        (Cadence.HALF_YEAR, date(2026, 6, 30), date(2026, 1, 1), date(2026, 7, 1)),
    ],
)
def test_a_round_is_a_month_a_quarter_or_half_a_year(cadence: Cadence, day: date, since: date, until: date) -> None:
    assert period_of(cadence, day) == Period(since, until)


@pytest.mark.parametrize(("who", "outcome"), [("abcd", Hidden.TOO_FEW), ("abcde", "told"), ("", Hidden.TOO_FEW)])
def test_nothing_is_told_of_fewer_than_five(who: str, outcome: str) -> None:
    assert outcome_of(a_round(who), []) == outcome


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        ("abcdef", "abcdef", "told"),
        ("abcdef", "abcde", Hidden.ONE_APART),
        ("abcde", "abcdef", Hidden.ONE_APART),
        ("abcdefg", "abcde", "told"),
        ("abcdef", "abcdeg", "told"),
    ],
)
def test_one_person_more_or_less_than_a_round_that_was_told_hides_it(before: str, now: str, outcome: str) -> None:
    """What two rounds told would be subtracted, and one answer left."""
    assert outcome_of(a_round(now), [frozenset(before)]) == outcome


def test_every_round_that_was_told_counts_not_only_the_last() -> None:
    assert outcome_of(a_round("abcdef"), [frozenset("abcdefg"), frozenset("abefgh")]) == Hidden.ONE_APART


def test_a_hidden_round_tells_neither_how_many_nor_what() -> None:
    told = told_of(instruments()["single"], a_round("abc"))

    assert (told.n, told.hidden, dict(told.spreads)) == (None, Hidden.TOO_FEW, {})


def test_a_round_is_told_as_a_median_between_two_quartiles() -> None:
    over = a_round(TEAM[:5])
    told = told_of(
        instruments()["single"], Round(over.instrument, over.period, 8, "told", False, over.who, over.sheets)
    )

    spread = told.spreads["burnout"]
    assert (told.n, spread.lower, spread.median, spread.upper) == (5, 2, 3, 4)


def test_a_scale_that_fewer_than_five_have_answered_is_not_told_either() -> None:
    """Six people gave a sheet, four of them said something of their patients."""
    spoke: Sheet = (50,) * 19
    silent: Sheet = (50,) * 13 + (None,) * 6
    sheets = (spoke,) * 4 + (silent,) * 2
    over = Round("cbi", period_of(Cadence.QUARTER, date(2026, 3, 9)), 8, "told", False, frozenset(TEAM[:6]), sheets)

    assert set(told_of(instruments()["cbi"], over).spreads) == {"personal", "work"}


def test_no_decimals_are_told_that_a_page_would_not_say() -> None:
    sheets: tuple[Sheet, ...] = tuple((value, 0, 0, 0, 0, 5) for value in (0, 5, 20, 35, 50, 55))
    over = Round("rtlx", period_of(Cadence.MONTH, date(2026, 3, 9)), 8, "told", False, frozenset(TEAM[:6]), sheets)

    spread = told_of(instruments()["rtlx"], over).spreads["load"]
    assert all(value == round(value) for value in (spread.median, spread.lower, spread.upper))


def test_quartiles_lie_between_the_answers() -> None:
    spread = spread_of([10, 20, 30, 40, 50, 60])
    assert (spread.lower, spread.median, spread.upper, spread.n) == (22.5, 35, 47.5, 6)
