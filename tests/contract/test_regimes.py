"""Which rules a year is under and what they pay, each with where it was read; the days of a contract."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.contract.agreement import AidContract, PostAbsence
from binome.contract.calendar import absent_days, contract_year, months_after, over_on, year_since, years_of
from binome.contract.eligibility import Candidate, eligibility
from binome.contract.objectives import collective_growth, growth_asked, newcomer, percentile, target
from binome.contract.regimes import amount, regime_of, regimes
from tests.contract.making import START, contract, contracts, days


def test_an_amount_says_its_place_its_sources_and_when_it_was_checked() -> None:
    """So that whoever doubts it can look."""
    found = amount("convention_2024", Fraction(1), "standard", 5)
    assert found.key == "amount.convention_2024.1.standard.year_3"
    assert [it.code for it in found.sources] == ["ameli_june_2024", "scheme_page"]
    assert (found.mark, found.checked_on, found.unsettled) == ("certain", date(2026, 11, 22), False)


@pytest.mark.parametrize("share", ["3/4", "1/4", "3"])
def test_a_share_that_no_table_holds_has_no_amount_and_says_so(share: str) -> None:
    """An individual aid is not told by ETP: three quarters are not three quarters of it."""
    found = amount("convention_2024", Fraction(share), "standard", 4)
    assert (found.value, found.mark, found.unsettled) == (None, "not_found", True)
    assert (found.key, found.checked_on) == (f"amount.convention_2024.{share}.standard.year_4", date(2026, 11, 22))
    assert found.words == {"fr": "Aucune source ne donne ce montant", "en": "No source gives this amount"}


def test_a_growth_that_no_table_holds_has_no_value_and_says_so() -> None:
    """Below the thirtieth percentile; a regime without a rule for newcomers."""
    growth, entrant = growth_asked("avenant_7", Fraction(1), 29), newcomer("arbitral_2023")
    assert (growth.key, entrant.key) == ("growth.avenant_7.1.p29", "newcomer.arbitral_2023")
    for found in (growth, entrant):
        assert (found.value, found.mark, found.checked_on) == (None, "not_found", date(2026, 11, 22))
        assert found.words["en"] == "No source says it"


def test_a_criterion_and_a_percentile_say_where_they_stand() -> None:
    """Their place in the files, what they ask, when they were checked."""
    sector = eligibility(Candidate(sector="1"), date(2025, 1, 1))[0].datum
    assert (sector.key, sector.value) == ("criterion.sector", [{"sector": ["1", "2_optam"]}])
    known = percentile("2021_active", 50)
    assert (known.key, known.value) == ("percentile.2021_active.p50", 1514)
    assert sector.checked_on == known.checked_on == date(2026, 11, 22)


def test_a_target_is_the_nearest_patient() -> None:
    """Half a patient goes up; less than half does not."""
    assert [target(start, Fraction(1, 2)) for start in (100, 99, 101, 1000)] == [101, 99, 102, 1005]


def test_the_growth_per_etp_says_where_it_was_read() -> None:
    """On one page only."""
    found = collective_growth()
    assert (found.key, found.value, found.mark) == ("growth.collective", {"registered": 260, "active": 110}, "single")
    assert found.checked_on == date(2026, 11, 22)


def test_a_regime_tells_itself_in_both_languages() -> None:
    """With its sources and how sure it is."""
    assert [(it.datum.key, it.datum.mark) for it in regimes().values()] == [
        ("regime.avenant_7", "certain"),
        ("regime.arbitral_2023", "certain"),
        ("regime.convention_2024", "certain"),
        ("regime.collective_2026", "single"),
    ]
    assert all(it.words["fr"] and it.words["en"] and it.datum.sources for it in regimes().values())
    assert {it.datum.checked_on for it in regimes().values()} == {date(2026, 11, 22)}


@given(contracts(), st.integers(1, 5))
def test_a_contract_never_goes_back_to_older_rules(of: AidContract, year: int) -> None:
    """From one year to the next it keeps its regime or passes under a later one of its kind."""
    now, after = (regime_of(of, it).datum for it in (year, year + 1))
    assert now.since is not None
    assert after.since is not None
    assert now.since <= after.since
    assert regime_of(of, year).kind == of.kind


@given(contracts(), days)
def test_every_day_of_a_contract_is_in_one_year_and_no_other_is(of: AidContract, day: date) -> None:
    """0 before, none after."""
    year = contract_year(of, day)
    assert (year is None) is (day >= over_on(of))
    assert (year == 0) is (day < of.starts_on)
    if year:
        assert year_since(of, year) <= day < year_since(of, year + 1)
        assert year in years_of(of)


def test_a_contract_that_ends_on_its_anniversary_has_no_year_more() -> None:
    """The year that would begin that day is not there."""
    assert list(years_of(contract(ends_on=date(2026, 9, 1)))) == [1, 2]
    assert list(years_of(contract(ends_on=date(2026, 9, 2)))) == [1, 2, 3]
    assert list(years_of(contract(ends_on=date(2031, 9, 2)))) == [1, 2, 3, 4, 5]


def test_days_away_are_counted_once_and_only_when_declared() -> None:
    """Two assistants away the same week are one week; what is not declared, or outside, is not counted."""
    said = START + timedelta(days=100)
    first = PostAbsence(said, said + timedelta(days=10), declared_on=said)
    second = PostAbsence(said + timedelta(days=5), said + timedelta(days=15), declared_on=said)
    silent = PostAbsence(said + timedelta(days=50), said + timedelta(days=60))
    after = PostAbsence(START + timedelta(days=400), declared_on=said)
    away = contract(absences=(first, second, silent, after))
    assert absent_days(away, START, START + timedelta(days=365)) == 15
    assert absent_days(away, START, START + timedelta(days=403)) == 18
    assert absent_days(away, said + timedelta(days=8), said + timedelta(days=12)) == 4
    assert absent_days(contract(absences=(after,)), START, START + timedelta(days=365)) == 0


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2024, 1, 31), 1, date(2024, 3, 1)),
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 3, 1)),
        (date(2026, 1, 15), -2, date(2025, 11, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_first_after_it(day: date, months: int, after: date) -> None:
    """Forwards and backwards."""
    assert months_after(day, months) == after
