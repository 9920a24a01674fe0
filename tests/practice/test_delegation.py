"""Who may do what: deny by default, under a text in force, and a practice may only narrow it."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.practice.activities import activities
from binome.practice.delegation import Delegation, LegalBasis, delegation_for, may, national_list, who_may
from binome.practice.refusal import NotDelegated
from binome.practice.words import Power, Role
from tests.practice.refused import refused

SUMMER = date(2026, 7, 1)
CONDITIONS = sorted({c for found in national_list().values() for d in found for c in d.conditions})
RESERVED = ["sign_care", "diagnose", "prescribe"]

roles = st.sampled_from(Role)
known = st.sampled_from(sorted(activities()))
dates = st.dates(date(2012, 1, 1), date(2030, 1, 1))
circumstances = st.frozensets(st.sampled_from(CONDITIONS))


def listed() -> list[Delegation]:
    return [delegation for found in national_list().values() for delegation in found]


def answer(role: Role, activity: str, on: date, given_: frozenset[str], narrowed: frozenset = frozenset()) -> Power:
    try:
        return delegation_for(role, activity, on=on, given=given_, narrowed=narrowed).power
    except NotDelegated:
        return Power.NO


# The list itself


def test_every_role_has_its_list() -> None:
    """Seven roles, none without a line."""
    assert {delegation.role for delegation in listed()} == set(Role)


def test_every_delegation_names_an_activity_that_exists() -> None:
    """A slip of the pen would silently deny."""
    assert {delegation.activity for delegation in listed()} <= set(activities())


def test_every_text_says_what_it_is_and_how_sure_we_are() -> None:
    """A title, a standing, and an address unless the practice itself declares it."""
    for basis in {delegation.basis for delegation in listed()}:
        assert basis.title
        assert basis.standing in {"certain", "single", "conflicting", "to_check", "unsettled"}
        assert basis.standing in {"to_check", "unsettled"} or (basis.address or "").startswith(("https://", "http://"))


def test_no_role_is_given_an_activity_twice_on_one_day() -> None:
    """Of two texts in force the reader would not know which was meant, unless each asks for a condition of its own."""
    for found in national_list().values():
        asked = [delegation.conditions for delegation in found if delegation.holds_on(SUMMER)]
        assert len(set(asked)) == len(asked)
        assert len(asked) <= 1 or all(asked)


def test_every_activity_is_somebody_s() -> None:
    """An activity that nobody may do has no place in the list."""
    assert [activity for activity in activities() if not who_may(activity, on=SUMMER)] == []


def test_what_is_unsettled_says_what_the_sources_say() -> None:
    """Unsettled means no, and why."""
    for delegation in listed():
        if delegation.unsettled:
            assert delegation.power is Power.NO
            assert all(delegation.notes[tongue] for tongue in ("fr", "en"))


@pytest.mark.parametrize("activity", RESERVED)
def test_what_is_a_doctor_s_own_is_nobody_else_s(activity: str) -> None:
    """Signing, diagnosing, prescribing."""
    assert who_may(activity, on=SUMMER) == (Role.PHYSICIAN,)


@pytest.mark.parametrize("activity", list(activities()))
def test_a_doctor_may_do_whatever_may_be_entrusted(activity: str) -> None:
    """Without condition."""
    assert may(Role.PHYSICIAN, activity, on=SUMMER) is Power.DOES


# Deny by default


@pytest.mark.parametrize("role", Role)
def test_an_unknown_activity_is_nobody_s(role: Role) -> None:
    """Not even a doctor's; and nobody can help."""
    with refused("delegation.no", role=role, activity="fly", who=()):
        delegation_for(role, "fly", on=SUMMER, given=frozenset(CONDITIONS))


@pytest.mark.random_cases
@given(role=roles, activity=st.text(max_size=30).filter(lambda code: code not in activities()), on=dates)
def test_what_is_not_listed_is_refused(role: Role, activity: str, on: date) -> None:
    """Whatever the word, the role and the day."""
    assert may(role, activity, on=on, given=frozenset(CONDITIONS)) is Power.NO


@pytest.mark.random_cases
@given(role=roles, activity=known, on=dates, given_=circumstances)
def test_a_delegation_given_is_a_delegation_listed(role: Role, activity: str, on: date, given_: frozenset[str]) -> None:
    """For that role and activity, in force that day, with every condition met."""
    try:
        delegation = delegation_for(role, activity, on=on, given=given_)
    except NotDelegated:
        return
    assert delegation in national_list()[role, activity]
    assert delegation.holds_on(on)
    assert delegation.conditions <= given_


@pytest.mark.random_cases
@given(role=roles, activity=known, on=dates, given_=circumstances)
def test_the_two_voices_agree(role: Role, activity: str, on: date, given_: frozenset[str]) -> None:
    """One answers what the other raises."""
    assert may(role, activity, on=on, given=given_) is answer(role, activity, on, given_)


# Narrowing


@pytest.mark.random_cases
@given(
    role=roles,
    activity=known,
    on=dates,
    given_=circumstances,
    narrowed=st.frozensets(st.tuples(roles, known), max_size=8),
)
def test_a_practice_may_narrow_and_never_widen(
    role: Role, activity: str, on: date, given_: frozenset[str], narrowed: frozenset[tuple[Role, str]]
) -> None:
    """What it takes away is gone; the rest is as the national list has it."""
    expected = Power.NO if (role, activity) in narrowed else may(role, activity, on=on, given=given_)
    assert answer(role, activity, on, given_, narrowed) is expected


def test_what_was_narrowed_away_says_who_still_may() -> None:
    """The role itself is no longer among them."""
    narrowed = frozenset({(Role.ASSISTANT, "measure_weight"), (Role.NURSE, "measure_weight")})
    who = (Role.PHYSICIAN, Role.TRAINEE, Role.HEALTH_NURSE, Role.ADVANCED_NURSE)
    with refused("delegation.narrowed", role=Role.ASSISTANT, activity="measure_weight", who=who):
        delegation_for(Role.ASSISTANT, "measure_weight", on=SUMMER, narrowed=narrowed)


@pytest.mark.random_cases
@given(role=roles, activity=known, on=dates, given_=circumstances, more=circumstances)
def test_a_condition_met_takes_nothing_away(
    role: Role, activity: str, on: date, given_: frozenset[str], more: frozenset[str]
) -> None:
    """Who may, may also when more is given."""
    if may(role, activity, on=on, given=given_) is not Power.NO:
        assert may(role, activity, on=on, given=given_ | more) is not Power.NO


# Conditions and dates


def test_an_assistant_measures_blood_pressure_with_an_automatic_device() -> None:
    """Without one, the refusal says what is missing and who may."""
    trained = frozenset({"training_in_order"})
    assert may(Role.ASSISTANT, "measure_blood_pressure", on=SUMMER, given=trained | {"automatic_device"}) is Power.DOES
    with refused("delegation.condition", missing=("automatic_device",), role=Role.ASSISTANT):
        delegation_for(Role.ASSISTANT, "measure_blood_pressure", on=SUMMER, given=trained)


@pytest.mark.parametrize("condition", ["entrusted_patient", "coordinated_structure"])
def test_one_of_two_conditions_is_enough_where_the_text_says_or(condition: str) -> None:
    """An advanced nurse follows up who was entrusted, or in a coordinated structure."""
    assert may(Role.ADVANCED_NURSE, "conduct_nurse_follow_up", on=SUMMER, given=frozenset({condition})) is Power.DOES
    missing = ("coordinated_structure", "entrusted_patient")
    with refused("delegation.condition", missing=missing):
        delegation_for(Role.ADVANCED_NURSE, "conduct_nurse_follow_up", on=SUMMER)


def test_direct_access_to_an_advanced_nurse_begins_with_its_decree() -> None:
    """In a coordinated structure since January 2025; before, a doctor had to entrust the patient."""
    structure, entrusted = frozenset({"coordinated_structure"}), frozenset({"entrusted_patient"})
    eve, day = date(2025, 1, 20), date(2025, 1, 21)
    assert may(Role.ADVANCED_NURSE, "conduct_nurse_follow_up", on=eve, given=structure) is Power.NO
    assert may(Role.ADVANCED_NURSE, "conduct_nurse_follow_up", on=day, given=structure) is Power.DOES
    assert may(Role.ADVANCED_NURSE, "conduct_nurse_follow_up", on=day, given=entrusted) is Power.DOES


def test_until_then_a_protocol_was_signed_too() -> None:
    """Between the doctor and the advanced nurse; the decree took it away."""
    entrusted, eve = frozenset({"entrusted_patient"}), date(2025, 1, 20)
    with refused("delegation.condition", missing=("organisation_protocol",)):
        delegation_for(Role.ADVANCED_NURSE, "conduct_nurse_follow_up", on=eve, given=entrusted)
    both = entrusted | {"organisation_protocol"}
    assert may(Role.ADVANCED_NURSE, "conduct_nurse_follow_up", on=eve, given=both) is Power.DOES


def test_a_trainee_prepares_and_a_doctor_signs() -> None:
    """The consultation, while a doctor is within reach."""
    reach = frozenset({"physician_within_reach"})
    assert may(Role.TRAINEE, "conduct_consultation", on=SUMMER, given=reach) is Power.PREPARES
    assert may(Role.TRAINEE, "conduct_consultation", on=SUMMER) is Power.NO


@pytest.mark.parametrize(
    ("role", "activity"), list(product([Role.NURSE, Role.HEALTH_NURSE], ["measure_weight", "conduct_nurse_follow_up"]))
)
def test_the_nursing_law_holds_from_its_day(role: Role, activity: str) -> None:
    """26 December 2025, not the day before."""
    assert may(role, activity, on=date(2025, 12, 26)) is Power.DOES
    with refused("delegation.no", role=role):
        delegation_for(role, activity, on=date(2025, 12, 25))


def test_a_text_holds_from_its_first_day_to_the_eve_of_its_end() -> None:
    """And one without dates always does."""
    dated = LegalBasis("a", "A", "certain", since=date(2025, 1, 1), until=date(2026, 1, 1))
    holds = [
        dated.holds_on(day) for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert holds == [False, True, True, False]
    assert LegalBasis("b", "B", "certain").holds_on(date(1900, 1, 1))


def test_a_delegation_signs_with_role_activity_and_text() -> None:
    """What is stamped on the act can be read again."""
    delegation = delegation_for(Role.SECRETARY, "welcome_patient", on=SUMMER)
    assert delegation.code == "secretary:welcome_patient@rome_m1609"


def test_every_stamp_is_one_delegation_s() -> None:
    """Two delegations never sign alike."""
    codes = [delegation.code for delegation in listed()]
    assert len(codes) == len(set(codes))


def test_a_refusal_reads_as_a_line_of_a_log() -> None:
    """The code and its facts, without a screen's language."""
    with pytest.raises(NotDelegated) as caught:
        delegation_for(Role.SECRETARY, "measure_weight", on=SUMMER)
    assert str(caught.value).startswith("delegation.no (role=secretary, activity=measure_weight, who=(")
