"""Registered patients are those of the readings beside the aid contracts, each with whose it is."""

from dataclasses import replace
from datetime import date

import pytest

from binome.contract.agreement import Reading as Counted
from binome.measures.patient_answers import Reading
from binome.web.store.contracts import contracts
from binome.web.store.contracts_noted import Noted, Notes
from binome.web.store.measured_register import _of, readings
from tests.web.board.small import Small


def test_the_readings_of_a_doctor_s_contract_are_that_doctor_s(small: Small, code: str) -> None:
    found = readings(small.house)
    assert [(it.doctor, it.patients) for it in found] == [("m1", 1072), ("m1", 1110), ("m1", 1141)]
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("whose", "expected"),
    [(("", ""), [900, 950]), (("", "m1"), [950]), (("m1", "m2"), [900, 950])],
)
def test_nobody_counts_twice_in_a_contract_of_several(
    small: Small, code: str, whose: tuple[str, str], expected: list[int]
) -> None:
    """All together, or one by one: not both."""
    kept = contracts(small.house)[0]
    shared = replace(kept, words={**kept.words, "signatories": [{"code": "m1"}, {"code": "m2"}]})
    days = (date(2026, 1, 31), date(2026, 2, 28))
    counts = [Counted(on, registered=n, doctor=it) for on, n, it in zip(days, (900, 950), whose, strict=True)]
    found = _of(shared, Notes(tuple(Noted(n, it, "m1") for n, it in enumerate(counts))))
    assert [it.patients for it in found] == expected
    assert all(isinstance(it, Reading) and it.doctor for it in found)
