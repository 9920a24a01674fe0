"""What is measured: kinds as data, values checked before they are kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.practice.activities import activities
from binome.practice.measurement import (
    MeasurementKind,
    body_mass_index,
    is_odd,
    measurement_kinds,
    refuse_if_crossed,
    value_from,
)
from binome.practice.refusal import Refused
from tests.practice.refused import refused

KINDS = list(measurement_kinds().values())
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)


@every_kind
def test_a_kind_is_led_by_an_activity_and_coded(kind: MeasurementKind) -> None:
    """So that whoever may do it may write it, and others may read it: LOINC, UCUM, both languages."""
    assert kind.activity in activities()
    assert kind.loinc
    assert kind.ucum
    assert set(kind.labels) == {"fr", "en"}


@every_kind
def test_what_is_odd_is_still_possible(kind: MeasurementKind) -> None:
    """Asked again inside the bounds, refused outside."""
    assert kind.low <= kind.odd_below < kind.odd_above <= kind.high
    assert [is_odd(kind.code, value) for value in (kind.odd_below, kind.odd_above)] == [False, False]
    assert is_odd(kind.code, kind.odd_above + 1)


@every_kind
def test_the_bounds_themselves_are_accepted(kind: MeasurementKind) -> None:
    """And a step beyond them is not."""
    assert value_from(kind.code, str(kind.low)) == kind.low
    assert value_from(kind.code, str(kind.high)) == kind.high
    for typed in (str(kind.low - 1), str(kind.high + 1)):
        with refused("measure.out_of_bounds", kind=kind.code, typed=typed, low=kind.low, high=kind.high):
            value_from(kind.code, typed)


@pytest.mark.parametrize("typed", ["71,5", "71.5", " 71,5 "])
def test_a_comma_is_a_point(typed: str) -> None:
    """As people type it."""
    assert value_from("weight", typed) == Decimal("71.5")


@pytest.mark.parametrize("typed", ["", "seventy", "7 1", "71,5,2", "12/8"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    """With what was typed."""
    with refused("measure.not_a_number", kind="weight", typed=typed):
        value_from("weight", typed)


@pytest.mark.random_cases
@given(st.text(max_size=30), st.sampled_from([kind.code for kind in KINDS]))
def test_whatever_is_typed_is_a_possible_value_or_refused(typed: str, kind: str) -> None:
    """Never a value out of bounds, never anything else than a refusal."""
    known = measurement_kinds()[kind]
    try:
        value = value_from(kind, typed)
    except Refused:
        return
    assert known.low <= value <= known.high


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "-Infinity", "1e400000", "sNaN"])
def test_what_only_a_machine_calls_a_number_is_refused(typed: str) -> None:
    """Nobody weighs that."""
    with refused("measure.out_of_bounds", kind="weight"):
        value_from("weight", typed)


def test_an_unknown_measurement_is_refused() -> None:
    """By its name."""
    with refused("measure.unknown", kind="aura"):
        value_from("aura", "3")


def test_a_blood_pressure_typed_the_wrong_way_round_is_refused() -> None:
    """The systolic is the higher one."""
    refuse_if_crossed({"systolic": Decimal(120), "diastolic": Decimal(80)})
    refuse_if_crossed({"systolic": Decimal(120)})
    with refused("measure.crossed", kind="systolic", other="diastolic"):
        refuse_if_crossed({"systolic": Decimal(80), "diastolic": Decimal(120)})


def test_the_body_mass_index_is_computed() -> None:
    """70 kg and 175 cm make 22.9."""
    assert body_mass_index(Decimal(70), Decimal(175)) == Decimal("22.9")
