"""A collective contract, and contracts that share an assistant."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from binome.contract.agreement import COLLECTIVE, AidContract, AssistantPost, Goal, Reading, Signatory
from binome.contract.counted import of_the_contract
from binome.contract.letters import yearly_letter
from binome.contract.projection import project
from binome.contract.sharing import shared_posts, together
from tests.contract.making import contract, steady

ON = date(2026, 11, 22)
DOCTORS = tuple(
    Signatory(code, start_registered=start, start_active=start + 500, trainer=trainer)
    for code, start, trainer in (("a", 1100, True), ("b", 980, True), ("c", 870, False), ("d", 790, False))
)


def group(**said: object) -> AidContract:
    whole = {
        "starts_on": date(2026, 4, 1),
        "kind": COLLECTIVE,
        "share": Fraction(3),
        "registered": Goal(3740, 4520),
        "active": Goal(5740, 6070),
        "signatories": DOCTORS,
    }
    return contract(**(whole | said))


def said(found: AidContract, readings: tuple[Reading, ...] = (), on: date = ON) -> set[str]:
    return {it.code for it in project(found, readings, on).remarks}


def test_the_group_is_paid_per_etp() -> None:
    """Three times the amount of one."""
    assert [it.most for it in project(group(), (), ON).years] == [114000, 84000, 66000, 66000, 66000]


def test_the_sum_of_a_day_counts_when_each_doctor_has_a_count() -> None:
    """One who is missing, and there is no sum; a count of the whole group stands by itself."""
    day = date(2026, 10, 1)
    own = tuple(Reading(day, 900 + n, 1400 + n, doctor=it.code) for n, it in enumerate(DOCTORS))
    assert of_the_contract(group(), own) == (Reading(day, 3606, 5606),)
    assert of_the_contract(group(), own[:3]) == ()
    whole = Reading(day, 3900, 5800)
    assert of_the_contract(group(), (*own, whole)) == (whole,)


def test_a_doctor_who_left_is_not_waited_for() -> None:
    """Nor one who has not joined; of them all, only those who are there that day."""
    left = (*DOCTORS[:3], Signatory("d", left=date(2026, 9, 1)))
    day = date(2026, 10, 1)
    own = tuple(Reading(day, 900, None, doctor=code) for code in "abc")
    assert of_the_contract(group(signatories=left), own) == (Reading(day, 2700, None),)


@pytest.mark.parametrize(
    ("on", "share", "over"), [("2026-10-31", 5, True), ("2026-11-01", 5, False), ("2026-11-01", "11/2", True)]
)
def test_the_cap_grows_with_trainers_in_november_2026(on: str, share: object, over: bool) -> None:
    """Four doctors, two of them trainers: four, then five."""
    found = said(group(share=Fraction(str(share))), on=date.fromisoformat(on))
    assert ("cap_exceeded" in found) is over


def test_a_list_below_its_start_is_told() -> None:
    """The fund may then end the contract; one patient more, and nothing is said."""
    assert "below_start" in said(group(), (Reading(date(2026, 10, 1), 3739, 5740),))
    assert "below_start" not in said(group(), (Reading(date(2026, 10, 1), 3740, 5740),))


@pytest.mark.parametrize(("count", "below"), [(3099, True), (3100, False)])
def test_a_mean_under_775_is_told(count: int, below: bool) -> None:
    """4 × 775 = 3,100."""
    assert ("mean_below" in said(group(), (Reading(date(2026, 10, 1), count, 5740),))) is below


def test_an_objective_that_is_not_the_rule_s_is_told_and_kept() -> None:
    """3 × 260 = 780 more is the rule; the contract's number counts."""
    assert "goal_differs" not in said(group())
    typed = group(registered=Goal(3740, 4400))
    assert "goal_differs" in said(typed)
    assert project(typed, (), ON).standings["registered"].target == 4400


def test_leaving_between_two_anniversaries_is_told() -> None:
    """At the anniversary it is not; and how the start is counted again is said to be unsettled."""
    for day, between in ((date(2027, 4, 1), False), (date(2027, 3, 31), True)):
        leaving = group(signatories=(*DOCTORS[:3], Signatory("d", left=day, start_registered=790, start_active=1290)))
        assert ("left_between" in said(leaving)) is between
        assert "rule.leaver_start" in {it.key for it in project(leaving, (), ON).unsettled}
        assert [it.on for it in project(leaving, (), ON).dues if it.code == "leaves"] == [day]


def test_two_years_are_waited_after_a_collective_contract() -> None:
    """From its last day, term or not."""
    assert [it.on for it in project(group(), (), ON).dues if it.code == "may_sign_again"] == [date(2033, 4, 1)]
    early = group(ends_on=date(2028, 2, 29))
    assert [it.on for it in project(early, (), ON).dues if it.code == "may_sign_again"] == [date(2030, 3, 1)]


def shared(code: str, **said: object) -> AidContract:
    """A third of one assistant, signed in 2022."""
    post = AssistantPost("assistant", Fraction(1, 3), Decimal("9500.00"))
    whole = {"code": code, "starts_on": date(2022, 10, 1), "share": Fraction(1, 3), "posts": (post,)}
    return contract(**(whole | said))


def test_three_doctors_share_one_assistant() -> None:
    """Each third is counted once, and what runs is summed: three thirds of the cost, three aids."""
    found = tuple(project(shared(code), steady(), date(2024, 9, 30)) for code in ("a", "b", "c"))
    seen = together(found, {"assistant": Fraction(1)})
    assert (seen.posts[0].counted, seen.posts[0].overcounted) == (Fraction(1), False)
    assert (seen.cost, seen.aid and seen.aid.middle) == (Decimal("28500.00"), Decimal("27000.00"))
    assert {code for code, _ in seen.dues} == {"a", "b", "c"}


def test_an_assistant_counted_for_more_than_they_work_is_told() -> None:
    """Three thirds of a half-time post."""
    three, works = (shared("a"), shared("b"), shared("c")), {"assistant": Fraction(1, 2), "other": Fraction(1)}
    posts = shared_posts(three, works, date(2024, 9, 30))
    assert [(it.code, it.overcounted, len(it.parts)) for it in posts] == [("assistant", True, 3), ("other", False, 0)]


def test_a_doctor_who_left_is_no_longer_summed() -> None:
    """From the day the contract is over; the two others are."""
    three = (shared("a"), shared("b"), shared("c", ends_on=date(2024, 9, 30)))
    seen = together(tuple(project(it, steady(), date(2024, 9, 30)) for it in three), {})
    assert (seen.contracts, seen.cost) == (("a", "b"), Decimal("19000.00"))


def test_several_assistants_are_counted_together() -> None:
    """A full-time one and a half-time one make the 1.5 ETP of the group, at what each costs."""
    two = (AssistantPost("one", Fraction(1), Decimal(30000)), AssistantPost("two", Fraction(1, 2), Decimal("15500.50")))
    found = project(group(share=Fraction(3, 2), posts=two), (), ON)
    assert "posts_differ" not in {it.code for it in found.remarks}
    assert [it.cost for it in found.cash[0].years] == [Decimal("45500.50")] * 5
    one_unknown = (two[0], AssistantPost("two", Fraction(1, 2)))
    assert project(group(share=Fraction(3, 2), posts=one_unknown), (), ON).cash[0].cost.code == "employer_2023"


def test_posts_that_do_not_make_the_share_are_told() -> None:
    """A contract of a third with an assistant counted for a half."""
    other = AssistantPost("assistant", Fraction(1, 2))
    assert "posts_differ" in said(shared("a", posts=(other,)), on=date(2024, 1, 1))
    assert "posts_differ" not in said(shared("a"), on=date(2024, 1, 1))


def test_one_amount_that_is_not_known_leaves_the_sum_unknown() -> None:
    """The cost is still summed."""
    found = (project(contract(), steady(), ON), project(contract(code="b", share=Fraction(2)), steady(), ON))
    seen = together(found, {})
    assert (seen.aid, seen.net, seen.cost) == (None, None, Decimal("85968.00"))


def test_a_doctor_in_two_contracts_at_once_is_told() -> None:
    """No double contract; the day the individual one is over, there is none any more."""
    before = shared("individual", signatories=(Signatory("a"),), ends_on=date(2026, 4, 1))
    both = project(shared("individual", signatories=(Signatory("a"),)), (), ON), project(group(), (), ON)
    assert together(both, {}).doubled == (("a", ("individual", "dr-a")),)
    after = project(before, (), ON), project(group(), (), ON)
    assert together(after, {}).doubled == ()


def test_the_yearly_letter_of_a_group_adds_its_doctors_counts() -> None:
    """On the last day that each has one; nothing is left blank that was read."""
    read = tuple(Reading(ON, 1000 + n, 1500, "amelipro", it.code) for n, it in enumerate(group().signatories))
    found = yearly_letter(group(), read, ON)
    assert found.fields["counted_on"] == ON
    assert [row["today"] for row in found.fields["rows"]] == [sum(it.registered or 0 for it in read), 1500 * len(read)]
    assert yearly_letter(group(), read[:-1], ON).fields["counted_on"] is None


def test_what_is_left_of_all_of_them_is_the_aid_less_the_cost() -> None:
    """At both ends and in the middle, on the day that was asked."""
    read = steady(registered=0.4, active=0.1)
    found = tuple(project(contract(code=code), read, ON) for code in ("a", "b"))
    seen = together(found, {})
    one = next(it for it in found[0].cash[0].years if it.year == found[0].year)
    assert (seen.on, one.aid is not None and one.aid.low < one.aid.middle < one.aid.high) == (ON, True)
    assert one.net is not None
    assert seen.aid is not None
    assert seen.net is not None
    assert (seen.net.low, seen.net.middle, seen.net.high) == (2 * one.net.low, 2 * one.net.middle, 2 * one.net.high)
    assert seen.net.middle == seen.aid.middle - seen.cost


def test_a_doctor_who_left_a_group_is_not_in_two_contracts() -> None:
    """From the day they left it; the eve, they are."""
    left = (*DOCTORS[1:], Signatory("a", left=ON))
    individual = project(shared("individual", signatories=(Signatory("a"),)), (), ON)
    gone, there = (project(group(signatories=left), (), day) for day in (ON, date(2026, 11, 21)))
    assert together((individual, gone), {}).doubled == ()
    before = project(shared("individual", signatories=(Signatory("a"),)), (), date(2026, 11, 21))
    assert [doctor for doctor, _codes in together((before, there), {}).doubled] == ["a"]
