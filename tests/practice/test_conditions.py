"""Conditions, duties and kinds of structure, as data."""

import pytest

from binome.practice.activities import read_data
from binome.practice.conditions import KINDS, conditions, duties, met_by_structure, structures
from binome.practice.delegation import national_list


@pytest.fixture(autouse=True)
def _read_again() -> None:
    """Nothing that an earlier test read is taken for granted."""
    for listed in (conditions, duties, structures):
        listed.cache_clear()


@pytest.mark.parametrize("code", list(conditions()))
def test_a_condition_says_who_meets_it_and_how(code: str) -> None:
    """In both languages, and not the same words in both."""
    found = conditions()[code]
    assert (found.code, found.kind in KINDS) == (code, True)
    assert found.reading in ("", "ours")
    for words in (found.labels, found.ways):
        assert words["fr"]
        assert words["en"]
        assert words["fr"] != words["en"]
    assert found.ways["fr"].endswith(".")
    written = read_data("conditions.toml")[code]
    assert (found.kind, found.labels["en"], found.ways["fr"]) == (written["kind"], written["en"], written["way_fr"])


def test_our_own_readings_are_marked() -> None:
    """What no text words so."""
    assert {code for code, it in conditions().items() if it.reading == "ours"} == {
        "call_script",
        "consent_to_presence",
    }


def test_every_duty_is_owed_somewhere_and_every_duty_owed_is_known() -> None:
    """A slip of the pen would be a duty nobody reads."""
    owed = {duty for found in national_list().values() for it in found for duty in it.duties}
    assert owed == set(duties())
    for code, it in duties().items():
        assert it.code == code
        assert it.labels["fr"] != it.labels["en"]
        assert it.labels == {tongue: read_data("duties.toml")[code][tongue] for tongue in ("fr", "en")}


@pytest.mark.parametrize(
    ("kind", "counts"), [("MSP", True), ("CDS", True), ("ESP", False), ("ESS", False), ("CPTS", False), ("", False)]
)
def test_only_what_every_source_names_is_a_coordinated_structure(kind: str, counts: bool) -> None:
    """Where they disagree it does not count."""
    assert met_by_structure(kind) == ({"coordinated_structure"} if counts else frozenset())


def test_a_structure_says_how_sure_we_are() -> None:
    """What the sources disagree on never counts."""
    for code, it in structures().items():
        assert it.code == code
        assert it.standing in ("certain", "conflicting")
        assert not (it.counts and it.standing == "conflicting")
        written = read_data("structures.toml")[code]
        assert it.labels == {"fr": written["fr"], "en": written["en"]}
        assert it.notes == {"fr": written["note_fr"], "en": written["note_en"]}
        assert all((*it.labels.values(), *it.notes.values()))


def test_the_lists_are_read_only() -> None:
    """What is law is not changed while the product runs."""
    for listed in (conditions(), duties(), structures()):
        with pytest.raises(TypeError):
            listed["new"] = None  # type: ignore[index]
