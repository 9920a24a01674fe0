"""A questionnaire says what it may be used for, and what we may not print is nowhere in the program."""

from pathlib import Path

import pytest

import binome.voices
from binome.practice.refusal import MoveRefused
from binome.voices.instruments import Instrument, filled, instruments, templates
from binome.voices.reading import resources_of_help
from binome.voices.scoring import put_in, sheet_from

ALL = [*instruments().values(), *templates().values()]


@pytest.mark.parametrize("it", ALL, ids=lambda it: it.code)
def test_it_says_its_rights_its_source_and_how_sure_they_are(it: Instrument) -> None:
    assert all([it.names["fr"], it.names["en"], it.rights["fr"], it.rights["en"], it.source])
    assert it.standing in ("certain", "unsettled")


@pytest.mark.parametrize("it", list(instruments().values()), ids=lambda it: it.code)
def test_what_is_asked_is_asked_in_both_languages_and_belongs_to_a_scale(it: Instrument) -> None:
    for question in it.questions:
        assert question.words["fr"]
        assert question.words["en"]
        assert question.scale in it.scales
        said = question.answers.words
        assert question.answers.is_line or all(len(words) == len(question.answers.values) for words in said.values())
        assert not question.answers.is_line or all((question.begins["fr"], question.ends["en"]))


@pytest.mark.parametrize("it", list(instruments().values()), ids=lambda it: it.code)
def test_two_minutes_are_enough(it: Instrument) -> None:
    """But for the inventory of nineteen questions, which is for once a quarter."""
    assert len(it.questions) <= (19 if it.code == "cbi" else 6)


@pytest.mark.parametrize("it", list(templates().values()), ids=lambda it: it.code)
def test_not_one_sentence_of_what_is_not_ours_is_shipped(it: Instrument) -> None:
    assert it.kind in ("template", "link")
    assert all(not question.words["fr"] and not question.words["en"] for question in it.questions)
    assert (it.kind == "link") == (not it.questions)


def test_what_its_owner_forbids_has_no_form_at_all() -> None:
    assert templates()["mbi"].kind == "link"


def test_what_nobody_validated_says_so() -> None:
    assert instruments()["single"].mark == "not_validated"
    assert instruments()["delegation"].mark == "local"
    assert len(instruments()["delegation"].scales) == len(instruments()["delegation"].questions)


def test_the_file_that_is_not_under_our_licence_says_it_itself() -> None:
    file = Path(binome.voices.__file__).parent / "data/instruments/who5.toml"
    assert "NOTICE" in file.read_text("utf-8").split("\n\n")[0]


def test_a_form_takes_as_many_sentences_as_it_has_lines() -> None:
    form = templates()["mini_z"]
    brought = filled(form, tuple(f"phrase {n}" for n in range(10)))

    assert [question.words["fr"] for question in brought.questions][:2] == ["phrase 0", "phrase 1"]
    assert brought.kind == "questions"
    with pytest.raises(ValueError, match="shorter"):
        filled(form, ("one",))


def test_an_answer_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(MoveRefused, match=r"pulse\.no_such_answer"):
        sheet_from(instruments()["single"], {"sentence": "6"})


def test_a_sheet_without_an_answer_is_refused() -> None:
    with pytest.raises(MoveRefused, match=r"pulse\.empty"):
        sheet_from(instruments()["who5"], {"calm": ""})


def test_a_box_does_not_tell_in_which_order_it_was_filled() -> None:
    first, second, third = (3, None), (None, 2), (1, 2)

    assert put_in(put_in((first,), second), third) == put_in(put_in((third,), first), second)


def test_whom_to_turn_to_can_be_called() -> None:
    assert {"15", "3114", "0805232336"} <= {it.call for it in resources_of_help()}
    assert all(it.words["fr"] and it.words["en"] for it in resources_of_help())
