"""A scenario is refused at birth, with the line and what was expected; a good one writes itself back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.twin.scenario import UnreadableScenario, read, read_file, write
from binome.twin.telling import LANGUAGES, refusal_in, sentences
from tests.twin.scenarios import SMALL, TEMPLATES, WRITTEN, line_of, refused, scenario, small

DOES_WITHOUT = (
    'by = ["assistant"]\nactivity = "settle_patient"\nroom = "consultation"\notherwise = "skipped"\nadds_share = 0.5'
)
WAITS_FOR_NOBODY = 'by = ["nurse"]\nactivity = "settle_patient"\nroom = "consultation"'
ONE_SLIP = {
    "an unknown key": (("days = 5", "day = 5"), "key.unknown"),
    "a missing key": (("days = 5\n", "\n"), "key.missing"),
    "a wrong type": (("days = 5", 'days = "five"'), "value.not_whole"),
    "a negative number": (("slot_min = 20", "slot_min = -20"), "value.out_of_bounds"),
    "a share beyond one": (("adds_share = 0.5", "adds_share = 1.5"), "value.out_of_bounds"),
    "hours that end before they begin": (('hours = "08:30-12:30"', 'hours = "12:30-08:30"'), "hours.end_before"),
    "no hours at all": (('hours = "08:30-12:30"', 'hours = "morning"'), "value.not_a_stretch"),
    "a role nobody knows": (('role = "assistant"', 'role = "helper"'), "value.not_among"),
    "a prior nobody knows": (('prior = "consultation_acute"', 'prior = "consultation"'), "prior.unknown"),
    "a room of no kind": (('room = "consultation"', 'room = "cellar"'), "name.unknown"),
    "a pathway that is not there": (('pathway = "pair"', 'pathway = "pear"'), "name.unknown"),
    "a slot nobody offers": (('search = [{ kinds = ["advance"]', 'search = [{ kinds = ["late"]'), "name.unknown"),
    "a law without its mean": (("mean_min = 6, cv", "cv"), "law.missing_key"),
    "a law below zero": (("mean_min = 6, cv = 0.4", 'law = "normal", mean_min = 6, sd_min = 3'), "law.below_zero"),
    "a step that waits for nobody": ((DOES_WITHOUT, WAITS_FOR_NOBODY), "step.nobody"),
    "more slots than a day has": (("slot_min = 20", "slot_min = 2"), "agenda.too_many_slots"),
    "days without number": (("days = 5", "days = 9000000000"), "value.out_of_bounds"),
    "an activity nobody knows": (('activity = "settle_patient"', 'activity = "settle"'), "activity.unknown"),
    "a condition nobody asks for": (('holds = ["automatic_device"]', 'holds = ["device"]'), "condition.unknown"),
    "a source of nothing": (("[run]", '[sources]\n"members.d9" = "a book"\n\n[run]'), "source.nowhere"),
}


@pytest.mark.parametrize(("change", "why"), ONE_SLIP.values(), ids=ONE_SLIP)
def test_one_slip_is_told_with_its_line(change: tuple[str, str], why: str) -> None:
    """The line is that of the slip, or of the table where something is missing."""
    text = small(change)
    ((line, found),) = refused(text)
    assert found == why
    assert line is not None
    assert why == "key.missing" or line <= text.count("\n") + 1
    if change[1].strip() and not why.startswith("agenda"):
        place = line_of(text, change[1].split("\n")[0])
        assert place <= line <= place + change[1].count("\n")


def test_several_slips_are_told_at_once() -> None:
    """In the order of the lines."""
    found = refused(small(("days = 5", "days = 0"), ("cv = 0.4", "cv = -1"), ('visit = "acute"', "visit = 4")))
    assert [why for _, why in found] == ["value.out_of_bounds", "law.not_positive", "value.not_text"]
    assert [line for line, _ in found] == sorted(line or 0 for line, _ in found)


def test_a_role_that_may_not_is_refused_with_the_sentence_of_the_law() -> None:
    """Naming the assistant for a consultation gives the assistant nothing."""
    text = small(('by = ["own"]', 'by = ["assistant"]'))
    assert ("delegation.refused") in [why for _, why in refused(text)]
    with pytest.raises(UnreadableScenario, match=r"a1 \(assistant\) may not do .conduct_consultation.*physician"):
        read(text)


def test_a_scenario_may_narrow() -> None:
    """What is taken back can no longer be held."""
    found = refused(small(("[run]", 'narrowed = ["assistant:settle_patient"]\n\n[run]')))
    assert "delegation.refused" in [why for _, why in found]


def test_a_stranger_s_step_is_free() -> None:
    """A step that names no activity asks no text."""
    changes = (
        ('activity = "settle_patient"\n', ""),
        ('activity = "conduct_consultation"\n', ""),
        ("law_on = 2027-01-04\n", ""),
    )
    assert refused(small(*changes)) == []


@pytest.mark.parametrize("path", [*WRITTEN, *TEMPLATES], ids=lambda path: path.stem)
def test_what_is_written_back_reads_as_the_same(path) -> None:  # type: ignore[no-untyped-def]
    """Every scenario shipped, and each of its values."""
    read_once = read_file(path)
    assert read(write(read_once)) == read_once


def test_a_changed_prior_stands_for_itself() -> None:
    """The screen changes a value: the file says the value, no longer the prior."""
    first = scenario()
    slower = replace(first.pathways["pair"].steps[1], minutes=first.pathways["pair"].steps[0].minutes)
    pair = replace(first.pathways["pair"], steps=(first.pathways["pair"].steps[0], slower))
    written = write(replace(first, pathways={"pair": pair}))
    assert 'prior = "consultation_acute"' not in written
    assert 'prior = "no_show_france"' in written
    assert read(written).pathways["pair"].steps[1].minutes.mean_min == 6


@pytest.mark.parametrize(
    "hostile", ["[" * 50_000, "a = " + "[" * 50_000, "\0", "x" * 2_000_000, "= 1", "a = 1e999\nname = nan"]
)
def test_hostile_texts_are_refused(hostile: str) -> None:
    """Too long, too deep, not TOML: a refusal, never a failure."""
    assert refused(hostile)


@given(st.data())
def test_no_change_of_a_line_makes_it_fail(data: st.DataObject) -> None:
    """Whatever becomes of one line, the text is read or refused."""
    lines = SMALL.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    kept = lines[number].partition("=")[0]
    values = st.sampled_from(
        [
            "1",
            "-1",
            "nan",
            "inf",
            "1e300",
            "true",
            '""',
            '"x"',
            "[]",
            "{}",
            "[[]]",
            "2027-01-01",
            "[1, {}]",
            '{ prior = "later" }',
        ]
    )
    lines[number] = f"{kept}= {data.draw(values)}"
    refused("\n".join(lines))


def test_both_languages_say_the_same_things() -> None:
    """Every code, with the same facts to fill."""
    french, english = (sentences(language) for language in LANGUAGES)
    assert {t: set(c) for t, c in french.items()} == {t: set(c) for t, c in english.items()}


def test_a_refusal_is_a_sentence_in_both() -> None:
    with pytest.raises(UnreadableScenario) as caught:
        read(small(("days = 5", "dayz = 5")))
    fr, en = ([refusal_in(language, it) for it in caught.value.refusals] for language in LANGUAGES)
    assert en == ["Line 6: run.dayz: nothing is called “dayz” here. Perhaps “days”?"]
    assert fr == ["Ligne 6 : run.dayz: rien ne s'appelle « dayz » ici. Peut-être « days » ?"]
