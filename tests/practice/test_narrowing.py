"""What a practice takes back: from a role, from one person, for one doctor's patients; with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from binome.practice.narrowing import Narrowing, binding, closed_to_the_role, narrowing_of
from binome.practice.words import Role
from tests.desk.small_practice import PRACTICE, TODAY, at
from tests.practice.refused import refused

KEY = (Role.ASSISTANT, "measure_weight")
BOB, ANA = PRACTICE.member("bob"), PRACTICE.member("ana")
WEIGHT = Narrowing(*KEY, reason="La balance est chez le médecin", by="martin")


@pytest.mark.parametrize(
    ("words", "bob", "bob_for_martin", "bob_for_leroy", "ana_for_martin"),
    [
        ({}, True, True, True, True),
        ({"member": "bob"}, True, True, True, False),
        ({"physician": "martin"}, False, True, False, True),
        ({"member": "bob", "physician": "martin"}, False, True, False, False),
        ({"since": TODAY}, True, True, True, True),
        ({"since": TODAY + timedelta(days=1)}, False, False, False, False),
    ],
)
def test_whom_a_narrowing_binds(
    words: dict[str, object], bob: bool, bob_for_martin: bool, bob_for_leroy: bool, ana_for_martin: bool
) -> None:
    """One that names a doctor binds only whoever acts for that doctor; one to come binds nobody yet."""
    narrowing = replace(WEIGHT, **words)
    asked = [("bob", None), ("bob", "martin"), ("bob", "leroy"), ("ana", "martin")]
    expected = [bob, bob_for_martin, bob_for_leroy, ana_for_martin]
    assert [narrowing.binds(*it, TODAY) for it in asked] == expected
    assert [KEY in binding([narrowing], *it, TODAY) for it in asked] == expected


def test_the_refusal_gives_the_reason_and_who_said_so() -> None:
    """And, when one person is meant, the colleagues of the same trade among those who may."""
    everybody = replace(PRACTICE, narrowings=(WEIGHT,))
    with refused("delegation.narrowed", reason=WEIGHT.reason, by="martin", role=Role.ASSISTANT) as caught:
        everybody.delegation(BOB, "measure_weight", at("9:00"))
    assert Role.ASSISTANT not in caught.value.facts["who"]
    alone = replace(PRACTICE, narrowings=(replace(WEIGHT, member="bob"),))
    with refused("delegation.narrowed", reason=WEIGHT.reason) as caught:
        alone.delegation(BOB, "measure_weight", at("9:00"))
    assert Role.ASSISTANT in caught.value.facts["who"]
    assert alone.delegation(ANA, "measure_weight", at("9:00")).role is Role.ASSISTANT


def test_a_doctor_keeps_an_act_for_their_own_patients() -> None:
    """Another doctor's patients are weighed."""
    house = replace(PRACTICE, narrowings=(replace(WEIGHT, physician="martin"),))
    with refused("delegation.narrowed"):
        house.delegation(BOB, "measure_weight", at("9:00"), physician="martin")
    assert house.delegation(BOB, "measure_weight", at("9:00"), physician="leroy").role is Role.ASSISTANT
    assert house.delegation(BOB, "measure_weight", at("9:00")).role is Role.ASSISTANT


def test_a_visit_booked_with_somebody_else_names_no_doctor() -> None:
    """A narrowing for one doctor does not follow the trainee's or the nurse's visits."""
    house = replace(PRACTICE, narrowings=(replace(WEIGHT, physician="ines"),))
    assert house.delegation(BOB, "measure_weight", at("9:00"), physician="ines").role is Role.ASSISTANT
    assert house.delegation(BOB, "measure_weight", at("9:00"), physician="nobody").role is Role.ASSISTANT


def test_what_was_taken_back_without_words_stays_so_beside_the_others() -> None:
    """The two ways of saying it add up."""
    both = replace(PRACTICE, narrowed=frozenset({(Role.ASSISTANT, "settle_patient")}), narrowings=(WEIGHT,))
    for activity in ("settle_patient", "measure_weight"):
        with refused("delegation.narrowed", activity=activity):
            both.delegation(BOB, activity, at("9:00"))
    assert both.delegation(BOB, "measure_height", at("9:00")).role is Role.ASSISTANT


def test_of_two_that_bind_the_one_for_the_whole_role_is_told() -> None:
    """In whichever order they were written."""
    alone = replace(WEIGHT, member="bob")
    for told in ((alone, WEIGHT), (WEIGHT, alone)):
        assert binding(told, "bob", None, date(2026, 1, 1)) == {KEY: WEIGHT}


def test_pairs_alone_close_the_whole_role() -> None:
    """No reason is known; nobody of the role may help."""
    pairs = frozenset({KEY})
    assert narrowing_of(pairs, KEY) is None
    assert closed_to_the_role(pairs, KEY)
    assert not closed_to_the_role(pairs, (Role.NURSE, "measure_weight"))
    assert closed_to_the_role({KEY: WEIGHT}, KEY)
    assert not closed_to_the_role({KEY: replace(WEIGHT, member="bob")}, KEY)
    assert not closed_to_the_role({KEY: replace(WEIGHT, physician="martin")}, KEY)
    assert not closed_to_the_role({}, KEY)
