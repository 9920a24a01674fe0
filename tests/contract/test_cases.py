"""Every case that a jurist can read is what is computed."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest

from binome.contract.agreement import BANDS
from binome.contract.casebook import ANSWERS, NOT_FOUND, Case, cases, differences
from binome.contract.stated import MARKS, read_data
from tests.contract.test_data import tables

CASES = cases()
GROWTH = ("regime", "share")
NO_CONTRACT_COMES_THERE = {
    *(("arbitral_2023", "1/3", band, year) for band in BANDS for year in (1, 2, 3)),  # closed the day it begins
    *(("arbitral_2023", share, band, 3) for share in ("1/2", "1") for band in BANDS),  # the convention came before
}


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


def days_asked(found: Any) -> set[date]:
    """Every day that is written in what a case is given."""
    if isinstance(found, date):
        return {found}
    inside = found.values() if isinstance(found, Mapping) else found if isinstance(found, (list, tuple)) else ()
    return {day for it in inside for day in days_asked(it)}


@pytest.mark.parametrize("file", ["aid_regimes.toml", "aid_eligibility.toml", "aid_payments.toml", "aid_rules.toml"])
def test_each_day_that_a_rule_begins_or_ends_has_its_cases(file: str) -> None:
    """That day and its eve are both asked."""
    asked = {day for case in CASES for day in days_asked(case.given)}
    edges = {day for row in tables(read_data(file)) for name in ("since", "until") if (day := row.get(name))}
    assert edges
    assert sorted(day for day in edges if not {day, day - timedelta(days=1)} <= asked) == []


def test_each_edge_of_a_percentile_has_its_cases() -> None:
    """Each known count and the one below it; each band of each growth, from its first percentile and just under it."""
    counts = {(it.given["distribution"], it.given["count"]) for it in CASES if it.asks == "bracket"}
    known = [it for it in read_data("aid_percentiles.toml")["percentile"] if "count" in it]
    wanted = {(it["distribution"], it["count"] - less) for it in known for less in (0, 1)}
    assert wanted - counts == set()
    ranks = {(*(it.given[name] for name in GROWTH), it.given["percentile"]) for it in CASES if it.asks == "objective"}
    rows = read_data("aid_objectives.toml")["growth"]
    edges = {(*(it[name] for name in GROWTH), it["from"] - less) for it in rows for less in (0, 1)}
    assert edges - ranks == set()


def test_each_amount_that_is_shipped_has_its_case() -> None:
    """By regime, share, column and year: an amount is in a case, or no contract can come to it."""
    asked = {
        (found["regime"], it.given.get("share", "1"), it.given.get("band", "standard"), min(it.given["year"], 3))
        for it in CASES
        if it.asks == "year" and not it.given.get("amendments")
        for found in [ANSWERS["year"](it.given)]
    }
    shipped = {
        (regime, row["share"], row["band"], year)
        for row in read_data("aid_amounts.toml")["amounts"]
        for regime in row["regimes"]
        for year in (1, 2, 3)
        if f"year_{year}" in row
    }
    assert sorted(shipped - asked - NO_CONTRACT_COMES_THERE) == []


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
