"""Where a contract stands and goes: whatever was signed and read, within what is paid, never surer than the counts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binome.contract.agreement import QUANTITIES, AidContract, AssistantPost, Goal, PostAbsence, Reading, Signatory
from binome.contract.projected import HANDED, READ, TREND, Assumptions, Handed, Outlook
from binome.contract.projection import project
from binome.contract.rules import topics
from tests.contract.making import START, contract, contracts, days, readings, steady

MONTHS_14 = START + timedelta(days=430)
choices = st.builds(
    Assumptions,
    method=st.sampled_from(list(topics()["method"].ways)),
    attainment=st.sampled_from(list(topics()["attainment"].ways)),
    check=st.sampled_from(list(topics()["check"].ways)),
    suspension=st.sampled_from(list(topics()["suspension"].ways)),
    amendment=st.sampled_from(list(topics()["amendment"].ways)),
)


@given(contracts(), days, choices, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
def test_the_aid_of_a_year_is_from_nothing_to_its_most(
    of: AidContract, on: date, chosen: Assumptions, data: st.DataObject
) -> None:
    """Under every method, at both ends; its days are the contract's; what is due is after it began."""
    found = project(of, data.draw(readings(of)), on, chosen)
    for it in found.years:
        assert of.starts_on <= it.since < it.until
        assert it.most is None or all(
            0 <= aid.low <= aid.middle <= aid.high <= it.most for aid in it.by_method.values()
        )
        assert it.most is not None or not it.by_method
        assert it.check.on >= of.starts_on
    assert all(it.on >= of.starts_on for it in found.dues)
    assert [it.since for it in found.years[1:]] == [it.until for it in found.years[:-1]]
    assert found.not_official["fr"]


@given(contracts(), days, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
def test_what_is_read_later_changes_nothing(of: AidContract, on: date, data: st.DataObject) -> None:
    """A projection made again for a day past is the one that was made."""
    read = data.draw(readings(of))
    before = tuple(it for it in read if it.on <= on)
    assert project(of, read, on) == project(of, before, on)


def test_the_next_check_that_pays_is_the_third_year_s() -> None:
    """The day the year opens, unless one chooses the day it closes."""
    found = project(contract(), steady(), MONTHS_14)
    assert (found.year, found.regime) == (2, "convention_2024")
    assert found.next_check is not None
    assert (found.next_check.year, found.next_check.on) == (3, date(2026, 9, 1))
    closing = project(contract(), steady(), MONTHS_14, Assumptions(check="closing"))
    assert closing.next_check is not None
    assert closing.next_check.on == date(2027, 9, 1)


def test_a_pace_that_holds_is_told_with_its_range_and_no_certainty() -> None:
    """1.5 a week leads to 1,156 on the day of the check: the target of 1,260 is out of reach at this pace."""
    found = project(contract(), steady(1.5), MONTHS_14).standings["registered"]
    assert found.pace_per_week == pytest.approx(1.5, abs=0.02)
    assert found.pace_low is not None
    assert found.pace_high is not None
    assert found.pace_low < 1.5 < found.pace_high
    assert found.outlook is not None
    assert (round(found.outlook.middle), found.outlook.method, found.outlook.points) == (1156, TREND, 7)
    assert found.chance == "very_unlikely"
    assert found.needed_per_week == pytest.approx((1260 - 1077) / ((date(2026, 9, 1) - MONTHS_14).days / 7))


@pytest.mark.parametrize(
    ("pace", "chance"),
    [(0.5, "very_unlikely"), (2.5, "open"), (2.2, "unlikely"), (2.9, "likely"), (4.0, "very_likely")],
)
def test_the_chance_is_where_the_target_lies_against_the_range(pace: float, chance: str) -> None:
    """From out of reach to well on the way, as the pace grows."""
    found = project(contract(), steady(pace), MONTHS_14).standings["registered"]
    assert found.chance == chance


def test_without_a_count_nothing_is_projected() -> None:
    """The two first years are known, the third is not; and it is said."""
    found = project(contract(), (), MONTHS_14)
    assert [bool(it.by_method) for it in found.years] == [True, True, False, False, False]
    assert {it.chance for it in found.standings.values()} == {"unknown"}
    assert "no_reading" in {it.code for it in found.remarks}
    assert found.cash[0].years[2].net is None


def test_a_count_of_before_the_contract_gives_its_pace_and_is_no_count_of_today() -> None:
    """It is one more point of the line; the contract's own start is what stands."""
    found = project(contract(), (Reading(date(2024, 3, 1), 950, 1480),), MONTHS_14).standings["registered"]
    assert (found.today, found.pace_per_week) == (None, pytest.approx(50 / 184 * 7))


def test_two_points_give_no_range_and_the_aid_may_be_anything() -> None:
    """From nothing to all of it, with the middle of the pace."""
    found = project(contract(), steady()[:1], MONTHS_14)
    third = found.years[2].by_method
    assert (third["lower"].low, third["lower"].high) == (Decimal("0.00"), Decimal("22000.00"))
    assert third["none"].low == Decimal("22000.00")
    assert "few_readings" in {it.code for it in found.remarks}


def test_the_worst_case_is_always_there() -> None:
    """From the third year on nothing may come: what is left is the whole cost of the post."""
    found = project(contract(), steady(), MONTHS_14, Assumptions(cost_per_year=Decimal(28656)))
    assert [it.worst for it in found.years] == [38000, 28000, 0, 0, 0]
    assert [it.worst_net for it in found.cash[0].years] == [9344, -656, -28656, -28656, -28656]
    assert "worst" in {it.code for it in found.remarks}


def test_costs_that_disagree_are_all_shown() -> None:
    """Until one is typed."""
    found = project(contract(), steady(), MONTHS_14)
    assert [it.cost.per_year for it in found.cash] == [28656, 25600, 30300, 50000]
    typed = project(contract(), steady(), MONTHS_14, Assumptions(cost_per_year=Decimal(31000)))
    assert [it.cost.code for it in typed.cash] == ["typed"]
    post = AssistantPost("a1", Fraction(1), Decimal(29500))
    assert project(contract(posts=(post,)), (), MONTHS_14).cash[0].cost.per_year == 29500


def test_the_published_break_even_is_found_again() -> None:
    """A full aid of the third year against 28,656: 222 visits a year, under one a day."""
    found = project(contract(), steady(), MONTHS_14).cash[0].years[2].if_whole
    assert found is not None
    assert (found.net, found.visits, found.visits_per_day) == (-6656, 222, Decimal("0.88"))


def test_an_outlook_that_is_handed_stands_in_the_place_of_the_trend_and_says_so() -> None:
    """For its day; the trend stays for the others."""
    told = Outlook(date(2026, 9, 1), 1300.0, 1280.0, 1320.0, 1262.0, 1340.0, told_by="twin, growth")
    given_one = Assumptions(handed=(Handed("registered", told),))
    found = project(contract(), steady(1.5), MONTHS_14, given_one)
    ahead = found.standings["registered"].outlook
    assert ahead is not None
    assert (ahead.method, ahead.told_by, found.standings["registered"].chance) == (
        HANDED,
        "twin, growth",
        "very_likely",
    )
    assert found.years[3].outlooks["registered"].method == TREND


def test_a_check_that_is_past_is_read_where_it_was_counted() -> None:
    """On the day, or on the way between the counts before and after."""
    read = (Reading(date(2026, 6, 1), 1100, 1540), Reading(date(2026, 12, 2), 1192, 1632))
    found = project(contract(), read, date(2027, 1, 1)).years[2].outlooks["registered"]
    assert (found.method, found.middle, found.low_95, found.high_95) == (READ, 1146.0, 1146.0, 1146.0)


def test_what_was_counted_on_the_day_of_the_check_is_paid_to_the_cent() -> None:
    """Half the growth of the list and all of the active one, under each method and each way to say attained."""
    read = (Reading(date(2026, 9, 1), 1130, 1610),)
    growth = project(contract(), read, date(2026, 10, 1)).years[2].by_method
    assert {name: aid.low for name, aid in growth.items()} == {
        "lower": Decimal("11000.00"),
        "mean": Decimal("16500.00"),
        "halves": Decimal("11000.00"),
        "all_or_nothing": Decimal("0.00"),
        "none": Decimal("22000.00"),
    }
    assert all(aid.low == aid.middle == aid.high for aid in growth.values())
    level = project(contract(), read, date(2026, 10, 1), Assumptions(attainment="level")).years[2].by_method
    assert (level["lower"].low, level["lower"].high) == (Decimal("19730.16"), Decimal("19730.16"))


def test_half_a_day_more_is_an_order_of_magnitude_and_not_a_promise() -> None:
    """From nothing to what signers gained more than others; it costs a tenth of a full time until the check."""
    found = project(contract(), steady(), MONTHS_14)
    lever = found.levers[0]
    weeks = (date(2026, 9, 1) - MONTHS_14).days / 7
    least, most = lever.outlooks["registered"]
    base = found.years[2].outlooks["registered"].middle
    assert least.middle == base
    assert most.middle - base == pytest.approx(1000 * 0.129 / (48 * 30.4375 / 7) * 0.1 / 0.554 * weeks)
    assert (lever.code, lever.mark) == ("half_day", "own_calculation")
    assert lever.cost == pytest.approx(Decimal("2865.60") * 300 / Decimal("365.25"), abs=Decimal("0.01"))
    assert lever.aid is not None
    assert lever.aid.low == found.years[2].by_method["lower"].low
    assert lever.aid.high >= found.years[2].by_method["lower"].high


def test_registrations_more_a_week_move_the_list_and_perhaps_the_active_one() -> None:
    """Between none and all of the new ones were not seen before."""
    found = project(contract(), steady(), MONTHS_14, Assumptions(registrations_per_week=(3,)))
    lever, weeks = found.levers[1], (date(2026, 9, 1) - MONTHS_14).days / 7
    base = {it: found.years[2].outlooks[it].middle for it in QUANTITIES}
    assert [it.middle - base["registered"] for it in lever.outlooks["registered"]] == pytest.approx([3 * weeks] * 2)
    assert [it.middle - base["active"] for it in lever.outlooks["active"]] == pytest.approx([0, 3 * weeks])


def test_a_declared_absence_may_postpone_the_check() -> None:
    """Only if one chooses so, only when it was declared, and it is said to be unsettled."""
    away = PostAbsence(date(2025, 3, 1), date(2025, 5, 30), "maternité", declared_on=date(2025, 3, 3))
    absent = contract(absences=(away,))
    as_is = project(absent, steady(), MONTHS_14)
    later = project(absent, steady(), MONTHS_14, Assumptions(suspension="postpone"))
    assert as_is.next_check is not None
    assert later.next_check is not None
    assert (as_is.next_check.suspended_days, (later.next_check.on - as_is.next_check.on).days) == (90, 90)
    assert "open.suspension" in {it.key for it in as_is.unsettled}
    silent = contract(absences=(replace(away, declared_on=None),))
    assert project(silent, steady(), MONTHS_14, Assumptions(suspension="postpone")).next_check == replace(
        as_is.next_check, suspended_days=0
    )


def test_an_amount_that_no_source_gives_is_not_computed() -> None:
    """1.5 ETP: no aid, no net, and it is said; the cost without any aid still is."""
    found = project(contract(share=Fraction(3, 2)), steady(), MONTHS_14)
    assert [(it.most, dict(it.by_method), it.worst) for it in found.years] == [(None, {}, None)] * 5
    assert found.cash[0].years[0].net is None
    assert found.cash[0].years[0].if_nothing.net == -42984
    assert {"amount_not_found"} <= {it.code for it in found.remarks}
    assert len([it for it in found.unsettled if it.key.startswith("amount.")]) == 5


def test_a_contract_that_ends_early_is_counted_by_its_days() -> None:
    """Cost and aid of the year that is cut; the years after are not there."""
    found = project(contract(ends_on=date(2026, 3, 1)), steady(), MONTHS_14)
    assert [(it.year, it.until) for it in found.years][-1] == (2, date(2026, 3, 1))
    assert found.years[1].most == Decimal("13884.93")
    assert found.cash[0].years[1].cost == Decimal("14210.24")
    assert "cut_year" in {it.code for it in found.remarks}


def test_an_individual_contract_whose_doctor_left_says_so() -> None:
    """From the day they leave."""
    gone = contract(signatories=(Signatory("dr-a", left=date(2025, 10, 1)),))
    assert "signatory_left" not in {it.code for it in project(gone, (), date(2025, 9, 30)).remarks}
    assert "signatory_left" in {it.code for it in project(gone, (), date(2025, 10, 1)).remarks}


def test_what_the_texts_leave_open_is_always_listed() -> None:
    """How a part is counted, what becomes of the first years' aid, with which aids it does not go."""
    keys = {it.key for it in project(contract(), steady(), MONTHS_14).unsettled}
    assert {"open.method", "open.attainment", "open.check", "rule.prorated", "rule.recovery", "rule.other_aids"} <= keys
    assert "open.suspension" not in keys


def test_maintaining_is_said_to_be_unclear_below_the_target() -> None:
    """An objective without growth."""
    flat = project(contract(registered=Goal(1900, 1900), band="p95_and_above"), steady(), MONTHS_14)
    assert "maintain" in {it.code for it in flat.remarks}
    assert [it.most for it in flat.years] == [38000] * 5
