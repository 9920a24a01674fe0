"""A doctor is told first what a source says, and nothing that nobody said."""

from decimal import Decimal
from itertools import pairwise

import pytest

from binome.practice.alerts import alerts, mean, raised
from binome.practice.child_examination import child_examinations, examination_at
from binome.practice.measurement import measurement_kinds
from binome.practice.whom import Traits

GROWN = Traits(months=600)


def codes(traits: Traits = GROWN, **values: str) -> list[str]:
    return [it.code for it in raised({name: Decimal(value) for name, value in values.items()}, traits)]


def test_every_threshold_has_its_source() -> None:
    for alert in alerts().values():
        assert alert.source
        assert alert.address.startswith("https://")
        assert alert.standing
        assert alert.measure in {*measurement_kinds(), "bmi"}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"systolic": "139", "diastolic": "89"}, []),
        ({"systolic": "140", "diastolic": "80"}, ["office_systolic"]),
        ({"systolic": "130", "diastolic": "90"}, ["office_diastolic"]),
        ({"bmi": "20"}, []),
        ({"weight": "300", "temperature": "40"}, []),
    ],
)
def test_it_sounds_at_the_threshold_and_not_before(values: dict[str, str], wanted: list[str]) -> None:
    assert codes(**values) == wanted


def test_two_that_say_the_same_are_said_once() -> None:
    assert len(codes(systolic="150", diastolic="95")) == 1


def test_what_depends_on_an_age_or_a_disease_waits_for_it() -> None:
    assert codes(Traits(), systolic="150") == []
    assert codes(Traits(months=120), systolic="150") == []
    assert codes(Traits(months=800, known=frozenset({"copd"})), bmi="20.9") == ["copd_bmi"]


def test_the_mean_of_two_is_theirs() -> None:
    assert mean((Decimal(148), Decimal(139))) == Decimal("143.5")


def test_a_child_s_examinations_are_twenty_one_after_the_other() -> None:
    """Three bear a certificate; two are never offered on one day."""
    listed = child_examinations()
    assert len(listed) == len({it.code for it in listed}) == 20
    assert all(a.before_days <= b.since_days for a, b in pairwise(listed))
    assert [it.code for it in listed if it.certificate] == ["d8", "m8", "m23"]
    assert examination_at(125).code == "m4"
    assert examination_at(9000) is None
    assert examination_at(None) is None
