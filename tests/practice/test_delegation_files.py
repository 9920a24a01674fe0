"""A delegation file, line by line: what is written is what is read."""

from datetime import date
from typing import Any

import pytest

from binome.practice.activities import read_data
from binome.practice.delegation_files import UNSETTLED, Delegation, delegations_of, national_list
from binome.practice.words import Power, Role

CHECKED = date(2026, 11, 22)
FILE: dict[str, Any] = {
    "role": "nurse",
    "checked_on": CHECKED,
    "basis": {
        "old": {"title": "Old", "standing": "single", "since": date(2018, 1, 1), "until": date(2025, 1, 1)},
        "plain": {"title": "Plain", "standing": "certain", "address": "https://example.invalid"},
    },
    "does": {
        "weigh": "plain",
        "inject": [
            {"basis": "old", "if": ["order", "training"], "duties": ["note", "report"]},
            {
                "basis": "plain",
                "since": date(2025, 1, 1),
                "until": date(2027, 1, 1),
                "if": ["order"],
                "reading": "ours",
            },
        ],
    },
    "prepares": {"draft": {"basis": "plain", "standing": "conflicting", "fr": "Oui", "en": "Yes"}},
    "no": {"prescribe": "plain"},
    "unsettled": {"measure": {"fr": "On ne sait", "en": "Not known"}},
}


def read(file: dict[str, Any] = FILE) -> dict[str, list[Delegation]]:
    found: dict[str, list[Delegation]] = {}
    for it in delegations_of(file):
        found.setdefault(it.activity, []).append(it)
    return found


def test_a_text_alone_is_the_whole_line() -> None:
    """No condition, no duty, the text's own days and standing."""
    (line,) = read()["weigh"]
    assert (line.role, line.power, line.basis.code, line.basis.title) == (Role.NURSE, Power.DOES, "plain", "Plain")
    assert (line.conditions, line.duties, line.since, line.until) == (frozenset(), (), None, None)
    assert (line.standing, line.reading, line.notes, line.checked_on) == ("certain", "", {"fr": "", "en": ""}, CHECKED)
    assert line.basis.address == "https://example.invalid"


@pytest.mark.parametrize("role", Role)
def test_the_list_is_the_seven_files(role: Role) -> None:
    """Read again, every line of each, in its order, and nothing more."""
    national_list.cache_clear()
    written = list(delegations_of(read_data("delegations", f"{role}.toml")))
    listed = [it for (whose, _), found in national_list().items() if whose is role for it in found]
    assert sorted(map(repr, listed)) == sorted(map(repr, written))
    for activity in {it.activity for it in written}:
        assert list(national_list()[role, activity]) == [it for it in written if it.activity == activity]


def test_several_texts_give_several_lines() -> None:
    """Each with its own conditions, duties and days."""
    old, plain = read()["inject"]
    assert (old.conditions, old.duties) == ({"order", "training"}, ("note", "report"))
    assert (old.since, old.until, old.reading) == (date(2018, 1, 1), date(2025, 1, 1), "")
    assert (plain.since, plain.until, plain.reading) == (date(2025, 1, 1), date(2027, 1, 1), "ours")
    assert [plain.holds_on(day) for day in (date(2024, 12, 31), date(2025, 1, 1), date(2027, 1, 1))] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ({"since": date(2017, 1, 1), "until": date(2026, 1, 1)}, date(2018, 1, 1), date(2025, 1, 1)),
        ({"since": date(2019, 1, 1), "until": date(2024, 1, 1)}, date(2019, 1, 1), date(2024, 1, 1)),
    ],
)
def test_a_line_neither_begins_before_its_text_nor_outlives_it(words: Any, since: date, until: date) -> None:
    """It may be narrower, never wider."""
    (line,) = read({**FILE, "does": {"inject": {"basis": "old", **words}}})["inject"]
    assert (line.since, line.until) == (since, until)
    assert [line.holds_on(day) for day in (since, until)] == [True, False]


def test_a_line_may_be_less_sure_than_its_text() -> None:
    """And say what the sources say."""
    (line,) = read()["draft"]
    assert (line.power, line.standing, line.notes) == (Power.PREPARES, "conflicting", {"fr": "Oui", "en": "Yes"})
    assert line.basis.standing == "certain"


def test_no_and_unsettled_are_lines_too() -> None:
    """One under its text, the other under none; neither gives anything."""
    (no,), (open_point,) = read()["prescribe"], read()["measure"]
    assert (no.power, no.basis.code, no.unsettled, no.gives) == (Power.NO, "plain", False, False)
    assert (open_point.power, open_point.unsettled, open_point.gives) == (Power.NO, True, False)
    assert open_point.basis is UNSETTLED
    assert (no.role, open_point.role) == (Role.NURSE, Role.NURSE)
    assert open_point.notes == {"fr": "On ne sait", "en": "Not known"}


@pytest.mark.parametrize(
    ("begins", "expected"), [(date(2019, 1, 1), date(2019, 1, 1)), (date(2001, 1, 1), date(2018, 1, 1))]
)
def test_nothing_holds_before_the_trade_exists(begins: date, expected: date) -> None:
    """Nor before its text: the later of the two days."""
    found = read({**FILE, "since": begins})
    assert found["inject"][0].since == expected
    assert found["weigh"][0].since == begins


def test_a_file_with_nothing_in_it_gives_nothing() -> None:
    """Deny by default."""
    assert list(delegations_of({"role": "nurse", "checked_on": CHECKED})) == []


def test_what_is_missing_is_what_was_not_given() -> None:
    """And the stamp is the role, the activity and the text."""
    old, _ = read()["inject"]
    assert old.missing(frozenset({"order"})) == {"training"}
    assert old.code == "nurse:inject@old"
