"""The aid of each year against the cost of the post: what is left, and the visits that would pay the rest."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contract.agreement import Amendment, AssistantPost, PostAbsence
from binome.contract.calendar import absent_days
from binome.contract.projected import Assumptions
from binome.contract.projection import project
from tests.contract.making import START, contract, steady

ON = date(2026, 3, 1)
CHOSEN = Assumptions(cost_per_year=Decimal(30000), fee=Decimal(25), days_worked=200)


def test_the_rest_is_told_in_visits_a_year_and_a_day() -> None:
    """At the fee and the days that were chosen: 2,000 euros short are 80 visits of 25, 0.4 a day of 200."""
    first, second = project(contract(), steady(), ON, CHOSEN).cash[0].years[:2]
    assert (first.net and first.net.middle, first.visits) == (Decimal(8000), 0)
    assert (second.net and second.net.middle) == Decimal(-2000)
    assert (second.visits, second.visits_per_day) == (80, Decimal("0.40"))
    assert (second.since, second.until) == (date(2025, 9, 1), date(2026, 9, 1))
    assert second.worst_net == Decimal(-2000)


def test_over_all_the_ways_of_counting_it_is_from_the_least_to_the_most() -> None:
    """What is chosen lies within."""
    third = project(contract(), steady(), ON, CHOSEN).cash[0].years[2]
    assert third.outer is not None
    assert third.net is not None
    assert (third.outer.low, third.outer.high) == (Decimal(-30000), Decimal(-8000))
    assert third.outer.low <= third.net.low <= third.net.high <= third.outer.high
    assert third.visits is not None
    assert 25 * (third.visits - 1) < -third.net.middle <= 25 * third.visits


def test_a_cost_says_whose_it_is() -> None:
    """Typed, the posts' own, or published with its source and how sure it is."""
    typed = project(contract(), (), ON, CHOSEN).cash[0].cost
    assert (typed.code, typed.mark, typed.words["fr"]) == ("typed", "certain", "Coût saisi par le cabinet")
    own = project(contract(posts=(AssistantPost("one", Fraction(1), Decimal(29000)),)), (), ON).cash[0].cost
    assert (own.code, own.mark, own.words["fr"]) == ("posts", "certain", "Coût des postes du contrat")
    published = {it.cost.code: it.cost for it in project(contract(), (), ON).cash}
    assert published["fund_2018"].mark == "conflicting"
    assert all(it.datum and it.datum.sources for it in published.values())


def test_the_datum_behind_a_year_is_the_one_that_is_not_known() -> None:
    """Else the last: a full time, then 1.5, whose amount was not found."""
    unknown = Amendment(date(2027, 3, 1), Fraction(3, 2))
    years = project(contract(amendments=(unknown, Amendment(date(2027, 6, 1), Fraction(1)))), (), ON).years
    assert (years[2].most, years[2].amount.mark, years[2].amount.value) == (None, "not_found", None)
    half = Amendment(date(2025, 3, 1), Fraction(1, 2))
    assert project(contract(amendments=(half,)), (), ON).years[0].amount.value == 19000


def test_an_absence_within_another_is_counted_once() -> None:
    """Whoever was away."""
    long = PostAbsence(date(2025, 1, 10), date(2025, 1, 20), declared_on=ON)
    short = PostAbsence(date(2025, 1, 12), date(2025, 1, 14), declared_on=ON, post="other")
    assert absent_days(contract(absences=(long, short)), START, ON) == 10
