"""The rules are data: each with its source, how sure it is, in both languages, and nothing where nothing is known."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from binome.contract.casebook import cases
from binome.contract.objectives import PERCENTILES, growth_asked, percentile
from binome.contract.projected import CHANCES, Assumptions
from binome.contract.regimes import regimes
from binome.contract.rules import topics
from binome.contract.stated import MARKS, read_data, sources
from binome.contract.wording import sentences, worded

FILES = (
    "aid_amounts.toml",
    "aid_costs.toml",
    "aid_eligibility.toml",
    "aid_objectives.toml",
    "aid_open.toml",
    "aid_payments.toml",
    "aid_percentiles.toml",
    "aid_regimes.toml",
    "aid_rules.toml",
)


def tables(found: Any) -> list[dict[str, Any]]:
    """Every table that bears a mark, at any depth."""
    if isinstance(found, list):
        return [it for one in found for it in tables(one)]
    if not isinstance(found, dict):
        return []
    return ([found] if "mark" in found else []) + [it for one in found.values() for it in tables(one)]


@pytest.mark.parametrize("file", FILES)
def test_every_datum_has_a_known_mark_and_a_known_source(file: str) -> None:
    """And the file says when it was last looked at."""
    told = read_data(file)
    assert told["checked_on"] <= date(2026, 11, 22)
    rows = tables(told)
    assert rows
    assert [
        it for it in rows if it["mark"] not in MARKS or not it["sources"] or set(it["sources"]) - set(sources())
    ] == []


@pytest.mark.parametrize("file", FILES)
def test_what_is_said_is_said_in_both_languages(file: str) -> None:
    """Or in neither."""
    assert [it for it in tables(read_data(file)) if bool(it.get("fr")) is not bool(it.get("en"))] == []


@pytest.mark.parametrize("file", FILES)
def test_days_are_in_order(file: str) -> None:
    """What ends begins before."""
    assert [it for it in tables(read_data(file)) if "until" in it and it.get("since", date.min) >= it["until"]] == []


def test_every_source_leads_somewhere_and_serves() -> None:
    """An address, and something that quotes it: a rule or a case."""
    assert [it.code for it in sources().values() if not it.address.startswith("http")] == []
    quoted = {code for file in FILES for it in tables(read_data(file)) for code in it["sources"]}
    quoted |= {it.code for case in cases() for it in case.sources}
    assert sorted(set(sources()) - quoted) == []


def test_what_was_not_found_has_no_value() -> None:
    """A rule, a growth, a percentile or an amount marked so is empty; what sources disagree on is never a growth."""
    rows = [it for file in FILES for it in tables(read_data(file))]
    values = ("value", "percent", "count", "year_1", "year_2", "year_3", "years")
    empty = [it for it in rows if it["mark"] == "not_found" and "kinds" not in it]
    assert [it for it in empty if any(name in it for name in values)] == []
    assert [
        it for it in read_data("aid_objectives.toml")["growth"] if it["mark"] == "conflicting" and "percent" in it
    ] == []


@pytest.mark.parametrize("file", FILES)
def test_what_was_not_found_says_so_in_words(file: str) -> None:
    """What is known of it, in our words: an empty cell alone would tell nothing."""
    assert [it for it in tables(read_data(file)) if it["mark"] == "not_found" and not it.get("fr")] == []


def test_the_percentiles_known_are_five_and_no_more() -> None:
    """The others were looked for and not found."""
    known = {
        (it, rank): found.value
        for it in ("avenant_7", "2021_registered", "2021_active")
        for rank in PERCENTILES
        if (found := percentile(it, rank)).value is not None
    }
    assert known == {
        ("avenant_7", 30): 640,
        ("avenant_7", 90): 1844,
        ("2021_registered", 30): 775,
        ("2021_registered", 50): 1045,
        ("2021_active", 50): 1514,
    }


@pytest.mark.parametrize("rank", range(30, 100, 5))
@pytest.mark.parametrize("share", ["1/3", "1/2", "1", "3/2", "2"])
def test_the_growth_asked_by_the_convention_of_2024_is_unsettled(share: str, rank: int) -> None:
    """Its numbers could not be read: no percentile has one."""
    found = growth_asked("convention_2024", Fraction(share), rank)
    assert (found.value, found.unsettled) == (None, True)


def test_what_is_assumed_without_a_choice_is_the_first_way_of_each_topic() -> None:
    """So that the page and the projection agree."""
    given = Assumptions()
    assert {code: getattr(given, code) for code in topics()} == {code: it.first for code, it in topics().items()}


def test_every_sentence_is_in_both_languages_with_the_same_blanks() -> None:
    """A sentence filled in one language is filled in the other."""
    import string

    def blanks(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    rows = [it for one in sentences().values() for it in ([one] if "fr" in one else one.values())]
    assert [it for it in rows if blanks(it["fr"]) != blanks(it["en"]) or not it["fr"] or not it["en"]] == []


@pytest.mark.parametrize("chance", CHANCES)
def test_each_chance_has_its_words(chance: str) -> None:
    """None promises: each speaks of the range or of the pace."""
    assert all(worded("chance", chance).values())


@pytest.mark.parametrize("regime", regimes())
def test_each_regime_has_its_few_words(regime: str) -> None:
    """For a line that has no room for the whole name."""
    assert all(worded("regime", regime).values())
