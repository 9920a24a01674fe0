"""A contract that a signed amendment changes from a day on: one contract, each day under what held that day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.contract.agreement import COLLECTIVE, AidContract, Amendment, AssistantPost, Goal, Paid, Signatory
from binome.contract.amended import BY_DAYS, most_of, parts_of
from binome.contract.calendar import over_on, year_since, years_of
from binome.contract.closing import settlement
from binome.contract.dossier import UnreadableContract, read
from binome.contract.letters import yearly_letter
from binome.contract.projected import Assumptions, Projection
from binome.contract.projection import project
from binome.contract.sharing import together
from binome.contract.telling import told
from tests.contract.making import START, contract, contracts, steady
from tests.contract.test_dossier import SMALL

MIDWAY = START + timedelta(days=181)
HALF, WHOLE = Fraction(1, 2), Fraction(1)
ON = START + timedelta(days=400)


def grown(**said: object) -> AidContract:
    """Half a post from the first day, a whole one from the middle of the first year."""
    return contract(share=HALF, **({"amendments": (Amendment(MIDWAY, WHOLE),)} | said))


def said(found: Projection) -> set[str]:
    return {it.code for it in found.remarks}


@given(contracts(), st.sampled_from([BY_DAYS, "anniversary"]))
def test_the_parts_of_a_year_are_all_its_days(of: AidContract, way: str) -> None:
    """Each day once, in order, each part under another share than the one before."""
    for year in years_of(of):
        until = min(year_since(of, year + 1), over_on(of))
        parts = parts_of(of, year, until, way)
        assert [parts[0].since, *(it.until for it in parts)] == [*(it.since for it in parts), until]
        assert all(one.share != two.share for one, two in pairwise(parts))
        assert way == BY_DAYS or len(parts) == 1


@given(contracts())
def test_an_amendment_that_says_what_was_signed_changes_no_amount(of: AidContract) -> None:
    """Nor does the order in which amendments are written."""
    if of.starts_on + timedelta(days=40) >= over_on(of):
        return
    same = Amendment(of.starts_on + timedelta(days=40), share=of.share_on(of.starts_on + timedelta(days=40)))
    more = contract_with(of, (*of.amendments, same))
    upside_down = contract_with(of, tuple(reversed(of.amendments)))
    for year in years_of(of):
        until = min(year_since(of, year + 1), over_on(of))
        assert len({most_of(parts_of(it, year, until, BY_DAYS)) for it in (of, more, upside_down)}) == 1


def contract_with(of: AidContract, amendments: tuple[Amendment, ...]) -> AidContract:
    return replace(of, amendments=amendments)


def test_the_year_is_paid_by_the_days_of_each_share() -> None:
    """181 days of 19,000 and 184 of 38,000; the year after, all of a whole post; the parts are told."""
    found = project(grown(), steady(), ON)
    first, second = found.years[:2]
    assert [(it.share, it.since, it.until) for it in first.parts] == [
        (HALF, START, MIDWAY),
        (WHOLE, MIDWAY, date(2025, 9, 1)),
    ]
    assert [it.most for it in first.parts] == [Decimal("9421.92"), Decimal("19156.16")]
    assert (first.most, second.most) == (Decimal("28578.08"), Decimal(28000))
    assert "part 1/2" in told(found, "fr")


def test_it_may_be_read_as_waiting_for_the_anniversary() -> None:
    """The amount only: the post costs what it costs from its day."""
    waits = project(grown(), steady(), ON, Assumptions(amendment="anniversary"))
    by_days = project(grown(), steady(), ON)
    assert [it.most for it in waits.years[:2]] == [Decimal(19000), Decimal(28000)]
    assert waits.cash[0].years[0].cost == by_days.cash[0].years[0].cost


def test_the_cost_follows_the_share_of_each_day() -> None:
    """A published cost is of a full time; the posts' own is carried on with the share, until the amendment says it."""
    published = project(grown(), (), ON).cash[0]
    assert [it.cost for it in published.years[:2]] == [Decimal("21550.88"), Decimal(28656)]
    own = (AssistantPost("one", HALF, Decimal(15000)),)
    carried = project(grown(posts=own), (), ON).cash[0]
    assert [it.cost for it in carried.years[:2]] == [Decimal("22561.64"), Decimal(30000)]
    anew = Amendment(MIDWAY, WHOLE, posts=(*own, AssistantPost("two", HALF, Decimal(16000))))
    told_anew = project(grown(posts=own, amendments=(anew,)), (), ON).cash[0]
    assert [it.cost for it in told_anew.years[:2]] == [Decimal("23065.75"), Decimal(31000)]
    unknown = Amendment(MIDWAY, WHOLE, posts=(AssistantPost("two", WHOLE),))
    assert project(grown(posts=own, amendments=(unknown,)), (), ON).cash[0].years[1].cost == Decimal(30000)


def test_the_targets_are_those_of_the_day_of_the_check() -> None:
    """And what is missing is counted to them; what the amendment does not say stays as signed."""
    raised = Amendment(START + timedelta(days=500), registered=Goal(1000, 1400))
    found = project(contract(amendments=(raised,)), steady(), ON)
    assert (found.standings["registered"].target, found.standings["active"].target) == (1400, 1610)
    late = Amendment(START + timedelta(days=800), registered=Goal(1000, 1400))
    assert project(contract(amendments=(late,)), steady(), ON).standings["registered"].target == 1260


def test_the_aid_of_a_year_hangs_on_the_targets_of_its_own_check() -> None:
    """One that is raised after the check of the third year lowers the fourth only."""
    raised = Amendment(START + timedelta(days=800), registered=Goal(1000, 5000))
    same, more = project(contract(), steady(), ON), project(contract(amendments=(raised,)), steady(), ON)
    assert same.years[2].by_method == more.years[2].by_method
    assert more.years[3].by_method["lower"].middle < same.years[3].by_method["lower"].middle


def test_a_lever_is_counted_with_the_targets_of_the_check() -> None:
    """A target that the amendment lowers below what is read makes the whole aid sure."""
    lowered = Amendment(START + timedelta(days=500), registered=Goal(900, 1001), active=Goal(1400, 1501))
    found = project(contract(amendments=(lowered,)), steady(), ON)
    assert {it.aid and it.aid.middle for it in found.levers} == {Decimal(22000)}


def test_assistants_are_those_of_the_day() -> None:
    """Shared posts, the remark on what they make together, and the letter's share."""
    one = (AssistantPost("one", HALF),)
    both = Amendment(MIDWAY, WHOLE, posts=(*one, AssistantPost("two", HALF, taken=MIDWAY)))
    of = grown(posts=one, amendments=(both,))
    before, after = project(of, (), MIDWAY - timedelta(days=1)), project(of, (), MIDWAY)
    assert [it.code for it in together((before,), {}).posts] == ["one"]
    assert [it.code for it in together((after,), {}).posts] == ["one", "two"]
    assert "posts_differ" not in said(before) | said(after)
    assert "posts_differ" in said(project(grown(posts=one), (), MIDWAY))
    assert yearly_letter(of, steady(), MIDWAY).fields["share"] == WHOLE
    assert yearly_letter(of, steady(), MIDWAY - timedelta(days=1)).fields["share"] == HALF


def test_it_is_said_to_be_our_reading_and_what_is_not_known() -> None:
    """The topic and the rule are told with their sources; a contract without amendment does not hear of them."""
    keys = {it.key for it in project(grown(), (), ON).unsettled}
    assert {"open.amendment", "rule.share_change"} <= keys
    assert not {"open.amendment", "rule.share_change"} & {it.key for it in project(contract(), (), ON).unsettled}
    assert "amended_year" in said(project(grown(), (), ON))
    at_the_anniversary = Amendment(date(2025, 9, 1), WHOLE)
    assert "amended_year" not in said(project(grown(amendments=(at_the_anniversary,)), (), ON))


@pytest.mark.parametrize(
    ("share", "on", "to", "too_soon"),
    [
        (WHOLE, date(2026, 8, 31), Fraction(3, 2), True),
        (WHOLE, date(2026, 9, 1), Fraction(3, 2), False),
        (WHOLE, date(2026, 9, 1), Fraction(2), False),
        (HALF, date(2026, 9, 1), Fraction(3, 2), True),
        (HALF, date(2025, 9, 1), WHOLE, False),
    ],
)
def test_more_than_a_full_time_is_for_whoever_is_full_time_from_the_third_year_on(
    share: Fraction, on: date, to: Fraction, too_soon: bool
) -> None:
    """Its amount is not known: the year has none."""
    found = project(contract(share=share, amendments=(Amendment(on, to),)), (), ON)
    assert ("amended_too_soon" in said(found)) is too_soon
    assert (found.years[4].most is None) is (to > 1)


def test_a_group_s_number_of_posts_is_said_to_stay() -> None:
    """And its cap is looked at with the number of the day."""
    doctors = tuple(Signatory(f"dr-{n}", start_registered=900, start_active=1400) for n in range(2))
    signed = {"kind": COLLECTIVE, "starts_on": date(2026, 4, 1), "share": WHOLE, "signatories": doctors}
    more = contract(**signed, amendments=(Amendment(date(2027, 4, 1), Fraction(3)),))
    assert {"amended_group", "cap_exceeded"} <= said(project(more, (), date(2027, 4, 1)))
    assert "cap_exceeded" not in said(project(more, (), date(2027, 3, 31)))


def test_the_day_itself_is_told_until_it_is_past() -> None:
    assert [it.on for it in project(grown(), (), MIDWAY).dues if it.code == "amendment"] == [MIDWAY]
    assert "amendment" not in {it.code for it in project(grown(), (), ON).dues}


def test_a_settlement_says_its_year_and_whose_reading_it_is() -> None:
    """What was received for another year is not counted for this one."""
    received = (Paid(START, 1, Decimal(38000)), Paid(ON, 2, Decimal(28000)))
    found = settlement(contract(paid=received), date(2026, 3, 1))
    assert found is not None
    assert (found.year, found.since, found.closed_on) == (2, date(2025, 9, 1), date(2026, 3, 1))
    assert (found.due, found.paid, found.balance) == (Decimal("13884.93"), Decimal(28000), Decimal("-14115.07"))
    assert (found.on_counts, found.mark) == (False, "inference")


def test_an_early_end_is_settled_with_the_days_of_each_share() -> None:
    """And the projection says it, when the contract is said to end early; not otherwise."""
    last = MIDWAY + timedelta(days=10)
    found = settlement(grown(), last)
    assert found is not None
    assert (found.due, found.on_counts) == (Decimal("9421.92") + Decimal("1041.10"), False)
    ended = project(grown(ends_on=last), (), ON)
    assert ended.settlement == found
    assert "Fin anticipée" in told(ended, "fr")
    assert project(grown(), (), ON).settlement is None


AMENDED = """
[[contract.amendments]]
on = 2025-03-01
share = 1
registered = { start = 975, target = 1200 }
posts = [{ code = "assistant", etp = 1, cost_per_year = 30000 }]
"""


def test_a_file_may_hold_amendments() -> None:
    """What is not written stays as signed."""
    [entry] = read(SMALL + AMENDED).entries
    [it] = entry.contract.amendments
    assert (it.on, it.share, it.registered, it.active) == (date(2025, 3, 1), WHOLE, Goal(975, 1200), None)
    assert [post.etp for post in it.posts or ()] == [WHOLE]


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("on = 2025-03-01", "on = 2024-09-01", "amendment.outside"),
        ("on = 2025-03-01", "on = 2029-09-01", "amendment.outside"),
        ("on = 2025-03-01", "on = 2024-08-31", "amendment.outside"),
        ("on = 2025-03-01", "", "key.missing"),
        ("share = 1", "share = 0.4", "contract.no_such_share"),
        ("share = 1", "share = 0", "value.not_a_share"),
        ("share = 1", "part = 1", "key.unknown"),
        ("share = 1", "share = nan", "value.not_a_share"),
        ("target = 1200", "target = -1", "value.not_whole"),
        ("target = 1200", "targets = 1200", "key.unknown"),
        ("etp = 1,", "etp = 1, taken = 1,", "value.not_a_day"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(was: str, becomes: str, why: str) -> None:
    assert AMENDED.count(was) == 1
    with pytest.raises(UnreadableContract) as found:
        read(SMALL + AMENDED.replace(was, becomes))
    assert why in {it.fault.why for it in found.value.refusals}
    assert all(it.line for it in found.value.refusals)


def test_two_on_one_day_and_one_that_changes_nothing_are_refused() -> None:
    """With the place of each."""
    nothing = "[[contract.amendments]]\non = 2025-03-01\n"
    with pytest.raises(UnreadableContract) as found:
        read(SMALL + AMENDED + nothing)
    places = {(it.fault.why, it.fault.place) for it in found.value.refusals}
    assert places == {
        ("amendment.twice", ("contract", 0, "amendments", 1, "on")),
        ("amendment.empty", ("contract", 0, "amendments", 1)),
    }
