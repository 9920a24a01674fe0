"""Protocols, orders and concertations: whom they hold for, from when, until when."""

from datetime import date, timedelta

import pytest

from binome.practice.agreements import (
    FIELDS,
    ORGANISATION,
    Concertation,
    PatientOrder,
    SignedProtocol,
    met_by_concertations,
    met_by_orders,
    met_by_protocols,
)
from binome.practice.conditions import conditions

DAY = timedelta(days=1)
SIGNED, ENDS = date(2025, 3, 1), date(2026, 3, 1)
DIABETES = SignedProtocol(
    "p1", SIGNED, frozenset({"diabetes"}), frozenset({"elise"}), frozenset({"martin"}), until=ENDS
)


def test_a_protocol_holds_from_its_signature_to_the_eve_of_its_end() -> None:
    """And without an end, always."""
    days = (SIGNED - DAY, SIGNED, ENDS - DAY, ENDS)
    assert [DIABETES.holds_for("elise", it) for it in days] == [False, True, True, False]
    endless = SignedProtocol("p2", SIGNED, frozenset(), frozenset({"elise"}), frozenset({"martin"}))
    assert endless.holds_for("elise", date.max)


def test_a_protocol_is_for_who_signed_it() -> None:
    """A nurse who did not, and the patients of a doctor who did not, are outside."""
    assert not DIABETES.holds_for("nora", SIGNED)
    assert DIABETES.holds_for("elise", SIGNED, "martin")
    assert not DIABETES.holds_for("elise", SIGNED, "leroy")


def test_a_protocol_without_a_doctor_is_none() -> None:
    """It takes two to sign."""
    alone = SignedProtocol("p2", SIGNED, frozenset({"diabetes"}), frozenset({"elise"}), frozenset())
    assert not alone.holds_for("elise", SIGNED)
    assert met_by_protocols([alone], "elise", SIGNED) == frozenset()


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_meets_its_own_condition(field: str) -> None:
    """And that of a signed protocol; no other field."""
    signed = SignedProtocol("p", SIGNED, frozenset({field}), frozenset({"elise"}), frozenset({"martin"}))
    assert met_by_protocols([signed], "elise", SIGNED) == {"signed_protocol", f"protocol_{field}"}
    assert met_by_protocols([signed], "elise", SIGNED - DAY) == frozenset()
    assert met_by_protocols([signed], "elise", SIGNED, "leroy") == frozenset()
    assert f"protocol_{field}" in conditions()


def test_what_is_outside_the_four_fields_gives_nothing() -> None:
    """Whatever two people signed."""
    other = SignedProtocol("p", SIGNED, frozenset({"overweight"}), frozenset({"elise"}), frozenset({"martin"}))
    assert met_by_protocols([other], "elise", SIGNED) == frozenset()


def test_the_organisation_protocol_is_no_education_protocol() -> None:
    """It is an advanced nurse's, and gives that alone."""
    signed = SignedProtocol("p", SIGNED, frozenset({ORGANISATION}), frozenset({"paul"}), frozenset({"martin"}))
    assert met_by_protocols([signed], "paul", SIGNED) == {"organisation_protocol"}


def order(**words: object) -> PatientOrder:
    told = {"activity": "dress_wound", "patient": "p1", "physician": "martin", "since": SIGNED}
    return PatientOrder(**{**told, **words})  # type: ignore[arg-type]


def test_an_order_is_for_one_patient_and_one_act() -> None:
    """The neighbour's wound, or the same patient's blood, is another order."""
    assert met_by_orders([order()], "p1", "dress_wound", SIGNED) == {"patient_order"}
    assert met_by_orders([order()], "p2", "dress_wound", SIGNED) == frozenset()
    assert met_by_orders([order()], "p1", "sample_blood", SIGNED) == frozenset()


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ({"until": ENDS}, ENDS - DAY),
        ({"revoked": ENDS}, ENDS - DAY),
        ({"until": ENDS, "revoked": date(2025, 6, 1)}, date(2025, 5, 31)),
        ({"until": date(2025, 6, 1), "revoked": ENDS}, date(2025, 5, 31)),
    ],
)
def test_an_order_ends_or_is_revoked(words: dict[str, object], last: date) -> None:
    """Whichever comes first; the act of the day before stands."""
    given = order(**words)
    assert [given.holds_for("p1", it) for it in (SIGNED - DAY, SIGNED, last, last + DAY)] == [False, True, True, False]


def test_an_order_without_an_end_lasts() -> None:
    """Until somebody revokes it."""
    assert order().holds_for("p1", date.max)


def test_an_order_for_the_follow_up_entrusts_the_patient() -> None:
    """For whatever the advanced nurse then does."""
    entrusting = order(activity="conduct_nurse_follow_up")
    assert met_by_orders([entrusting], "p1", "perform_annex_1_act", SIGNED) == {"entrusted_patient"}
    both = {"entrusted_patient", "patient_order"}
    assert met_by_orders([entrusting], "p1", "conduct_nurse_follow_up", SIGNED) == both


def test_a_concertation_counts_from_its_day_for_its_patient() -> None:
    """Not before, not for another."""
    spoken = [Concertation("p1", "martin", SIGNED)]
    assert met_by_concertations(spoken, "p1", SIGNED) == {"dated_concertation"}
    assert met_by_concertations(spoken, "p1", SIGNED - DAY) == frozenset()
    assert met_by_concertations(spoken, "p2", SIGNED) == frozenset()
    assert met_by_concertations([], "p1", SIGNED) == frozenset()
