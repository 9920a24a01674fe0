"""The lists are whole, add up without doubles, suit the patient, and may be made one's own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.practice.activities import activities
from binome.practice.checklist import (
    Checklist,
    Edited,
    Item,
    Part,
    added_up,
    as_edited,
    checklist,
    checklist_items,
    checklists,
    own_item,
    suggested,
)
from binome.practice.measurement import measurement_kinds
from binome.practice.whom import Traits, Whom, known_of_patients, months_old
from tests.practice.refused import refused

ADULT = Traits(months=50 * 12)
ANYBODY = st.builds(
    Traits,
    months=st.none() | st.integers(0, 1200),
    sex=st.sampled_from(["", "female", "male"]),
    known=st.frozensets(st.sampled_from(list(known_of_patients()))),
)
SOME = st.lists(st.sampled_from(list(checklists().values())), max_size=6)


@pytest.mark.parametrize("item", checklist_items().values(), ids=lambda it: it.code)
def test_an_item_stands_for_an_activity_and_is_said_in_both_languages(item: Item) -> None:
    """What it measures is measured under that very activity; it is used by some list."""
    assert item.activity in activities()
    assert all(item.labels[tongue] for tongue in ("fr", "en"))
    assert {measurement_kinds()[code].activity for code in item.measures} <= {item.activity}
    assert item.whom.known <= known_of_patients().keys()
    assert len(item.code) <= 40


def test_every_item_serves() -> None:
    """None is kept that no list asks for."""
    assert {item.code for one in checklists().values() for item in one.items} == set(checklist_items())


@pytest.mark.parametrize("one", checklists().values(), ids=lambda it: it.code)
def test_a_list_is_said_in_both_languages_and_names_no_item_twice(one: Checklist) -> None:
    assert all(one.labels[tongue] for tongue in ("fr", "en"))
    assert len({it.code for it in one.items}) == len(one.items)


@given(SOME, ANYBODY)
def test_several_lists_add_up_without_doubles(lists: list[Checklist], traits: Traits) -> None:
    """In the order before, during, after; only what suits; the order in which the lists are chosen adds nothing."""
    found = added_up(lists, traits)
    codes = [it.code for it in found]
    assert len(set(codes)) == len(codes)
    assert [it.part for it in found] == sorted((it.part for it in found), key=list(Part).index)
    assert all(it.whom.suits(traits) for it in found)
    kinds = [kind for it in found for kind in it.measures]
    assert len(set(kinds)) == len(kinds)
    again = {kind: it.times for it in added_up(list(reversed(lists)), traits) for kind in it.measures}
    assert again == {kind: it.times for it in found for kind in it.measures}


@pytest.mark.parametrize(
    ("words", "months", "wanted"),
    [
        ("Renouvellement de mon traitement pour la TENSION", 700, {"hypertension", "renewal"}),
        ("C’est pour la visite des neuf mois", 9, {"child"}),
        ("J’ai mal à la gorge", 300, {"infection"}),
        ("Certificat pour le foot", 130, {"certificate"}),
        ("Je n'en peux plus au travail", 400, {"mind"}),
        ("Rien de tout cela", 400, set()),
    ],
)
def test_the_words_of_the_reason_choose_the_lists(words: str, months: int, wanted: set[str]) -> None:
    """Accents, capitals and apostrophes aside; what is always looked at comes besides."""
    assert set(suggested(checklists(), words, Traits(months=months))) == wanted | {"any_visit"}


def test_what_is_known_of_the_patient_chooses_too() -> None:
    assert "diabetes" in suggested(checklists(), "", Traits(months=700, known=frozenset({"type_2_diabetes"})))


def test_a_grown_up_is_not_offered_the_child_s_list_nor_is_whoever_has_no_age() -> None:
    """A list for some ages is chosen by hand for somebody whose age nobody knows."""
    for months in (700, None):
        assert "child" not in suggested(checklists(), "une visite", Traits(months=months))


def test_an_unknown_age_leaves_no_item_out() -> None:
    assert Whom(since_months=780).suits(Traits())
    assert not Whom(since_months=780).suits(Traits(months=779))
    assert Whom(before_months=36).suits(Traits(months=35))
    assert not Whom(before_months=36).suits(Traits(months=36))
    assert not Whom(sex="female").suits(Traits(sex="male"))
    assert not Whom(known=frozenset({"copd"})).suits(Traits())


def test_months_are_counted_as_birthdays_are() -> None:
    assert months_old(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_old(date(2024, 3, 10), date(2026, 3, 9)) == 23
    assert months_old(date(2024, 3, 10), date(2026, 3, 10)) == 24


def test_a_practice_narrows_reorders_and_adds() -> None:
    """Its own item among the others, in its order; a list it does not use is gone; an unknown code is left out."""
    own = own_item("tea", "after", "welcome_patient", "Proposer un verre d'eau", 0.5)
    lists = as_edited(
        {
            "renewal": Edited(("tell", "own-tea", "medicines", "no_such_item"), (own,)),
            "mind": Edited(off=True),
            "frail": Edited(own=(own,)),
        }
    )
    assert [it.code for it in lists["renewal"].items] == ["tell", "own-tea", "medicines"]
    assert "mind" not in lists
    assert [it.code for it in lists["frail"].items][-1] == "own-tea"
    assert lists["diabetes"] == checklists()["diabetes"]


def test_an_own_item_is_of_a_known_activity_has_words_and_a_length() -> None:
    with refused("activity.unknown", activity="fly"):
        own_item("a", "before", "fly", "Voler")
    for part, words in (("before", " "), ("one day", "Dire bonjour")):
        with refused("checklist.empty_item"):
            own_item("a", part, "welcome_patient", words)
    with refused("checklist.minutes", most=60):
        own_item("a", "before", "welcome_patient", "Dire bonjour", 61)


def test_an_unknown_list_is_refused() -> None:
    with refused("checklist.unknown", checklist="x"):
        checklist(checklists(), "x")


def test_a_grown_up_has_the_pressure_taken_twice_once() -> None:
    """Hypertension, diabetes and renewal all ask for it: it is one item, and it is twice."""
    found = added_up([checklists()[code] for code in ("renewal", "diabetes", "hypertension")], ADULT)
    assert [it.times for it in found if "systolic" in it.measures] == [2]
