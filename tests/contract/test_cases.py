"""Every case that a jurist can read is what is computed."""

import tomllib
from decimal import Decimal
from importlib import resources

import pytest

from binome.contract.casebook import ANSWERS, NOT_FOUND, Case, cases, differences
from binome.contract.stated import MARKS

CASES = cases()


@pytest.mark.parametrize("file", sorted({it.file for it in CASES}))
def test_every_case_of_the_file_holds(file: str) -> None:
    """Published examples, the edges of each percentile and of each date."""
    assert [fault for case in CASES if case.file == file for fault in differences(case)] == []


@pytest.mark.parametrize("asks", sorted(ANSWERS))
def test_every_question_is_asked(asks: str) -> None:
    """By some file."""
    assert [it for it in CASES if it.asks == asks] != []


def test_every_case_is_told_apart_and_sourced() -> None:
    """No two of one name in a file, a known mark, a source, something expected."""
    names = [(it.file, it.name) for it in CASES]
    assert sorted({it for it in names if names.count(it) > 1}) == []
    assert [it.name for it in CASES if it.mark not in MARKS or not it.sources or not it.expected] == []


def test_where_sources_conflict_the_case_says_so() -> None:
    """In a note, and so does what rests on our reading alone, but for amounts told not to be found."""
    assert [
        it.name for it in CASES if it.mark == "conflicting" and not it.note and NOT_FOUND not in it.expected.values()
    ] == []


@pytest.mark.parametrize("wrong", [Decimal("6655.99"), Decimal("6656.01")])
def test_a_case_that_is_a_cent_wrong_is_found(wrong: Decimal) -> None:
    """The comparison is exact."""
    told = resources.files("binome.contract").joinpath("cases", "break_even.toml").read_text("utf-8")
    row = next(it for it in tomllib.loads(told, parse_float=Decimal)["case"] if it["expected"].get("net") == -6656)
    spoilt = Case("f", "n", "break_even", row["given"], {"net": -wrong}, "certain", ())
    assert len(differences(spoilt)) == 1
