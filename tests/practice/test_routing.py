"""Which role takes an activity first: a proposal that the law allows, and what a practice may make of it."""

from datetime import date

import pytest

from binome.practice.activities import activities
from binome.practice.delegation import who_may
from binome.practice.refusal import NotDelegated
from binome.practice.routing import routed, routing_of, shipped
from binome.practice.words import Role
from tests.practice.refused import refused

ON = date(2026, 11, 23)


def test_the_proposal_asks_nobody_for_what_no_text_lets_them_do() -> None:
    """Every role of every line, in force today; every activity is known."""
    for activity, roles in shipped().items():
        assert activity in activities()
        assert roles
        assert set(roles) <= set(who_may(activity, on=ON)), activity


def test_a_practice_puts_its_own_line_in_place_of_the_proposal() -> None:
    """The others stay; a line about something unknown is nothing."""
    own = routing_of({"answer_phone": ["assistant"], "unheard_of": ["nurse"]})
    assert own["answer_phone"] == (Role.ASSISTANT,)
    assert own["bill_visit"] == shipped()["bill_visit"]
    assert "unheard_of" not in own


def test_the_first_comes_before_the_second_and_nobody_twice() -> None:
    assert routed("answer_phone", ["assistant", "secretary", "assistant", ""], on=ON) == (
        Role.ASSISTANT,
        Role.SECRETARY,
    )


@pytest.mark.parametrize("wanted", [[], [""], ["cook"]])
def test_an_activity_needs_somebody(wanted: list[str]) -> None:
    with refused("routing.nobody"):
        routed("answer_phone", wanted, on=ON)


def test_only_what_is_routed_can_be_routed() -> None:
    with refused("routing.unknown_activity"):
        routed("diagnose", ["physician"], on=ON)


def test_a_role_that_no_text_lets_do_it_is_refused_with_who_may() -> None:
    """The sentence of the law, not one of the table's own."""
    with pytest.raises(NotDelegated) as refusal:
        routed("settle_patient", ["secretary"], on=ON)
    assert refusal.value.facts["activity"] == "settle_patient"
    assert Role.ASSISTANT in refusal.value.facts["who"]


def test_what_the_practice_took_back_from_a_role_cannot_be_routed_to_it() -> None:
    with pytest.raises(NotDelegated):
        routed("bill_visit", ["assistant"], on=ON, narrowed=frozenset({(Role.ASSISTANT, "bill_visit")}))
