"""The catalogue says each figure once, in both languages, and no figure of quantity stands without its guardrails."""

import pytest

from binome.measures.catalogue import CATALOGUE, LESS, MORE, NEITHER, Measure, Question
from binome.measures.figures import FIGURES, WEEKS
from binome.measures.freed import CODE as FREED
from binome.measures.pulse import MEASURES, PULSE
from binome.measures.quantities import QUANTITIES
from binome.twin.figures import FIGURES as OF_THE_TWIN
from binome.voices.instruments import instruments

NOT_ADDITIVE = {"active_patients", "new_patients", "registered_patients", "continuity_upc", "continuity_bice_boxerman"}
NEEDS = {"journal", "hours", "slots", "rooms", "register", "baseline", "pulse", "tasks"}


def test_every_figure_is_in_it_and_nothing_else() -> None:
    assert set(CATALOGUE) == {*FIGURES, *NOT_ADDITIVE, FREED}
    asked = {scale.figure for it in instruments().values() for scale in it.scales.values()} - {""}
    assert set(MEASURES) == {*CATALOGUE, *asked}


def test_what_the_team_says_bears_the_rights_of_its_questionnaire_and_the_smallest_group() -> None:
    load = PULSE["team_load"]
    assert (load.needs, load.minimum, load.better) == (("pulse",), 5, LESS)
    assert instruments()["rtlx"].rights["fr"] in load.words("fr").source
    assert "Hart & Staveland" in load.words("en").source
    assert "0 à 100" in load.words("fr").definition


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_each_is_said_whole_in_both_languages(measure: Measure) -> None:
    for language in ("fr", "en"):
        assert all(measure.words(language)), measure.code
    assert measure.question in Question
    assert measure.better in (MORE, LESS, NEITHER)
    assert set(measure.needs) <= NEEDS
    assert set(measure.guardrails) <= CATALOGUE.keys() - {measure.code}
    assert measure.on in ("above", "below")


def test_quantity_never_stands_without_its_guardrails() -> None:
    quantities = [it for it in CATALOGUE.values() if it.question is Question.PATIENTS]
    assert quantities
    for it in quantities:
        beside = {CATALOGUE[code].question for code in it.guardrails}
        assert {Question.TIME, Question.ACCESS, Question.QUALITY, Question.LOAD} <= beside, it.code


def test_a_code_of_the_twin_goes_the_same_way_and_in_the_same_unit() -> None:
    shared = CATALOGUE.keys() & OF_THE_TWIN.keys()
    assert len(shared) >= 13
    for code in shared:
        assert CATALOGUE[code].better == OF_THE_TWIN[code].better, code


def test_both_sides_of_every_figure_are_quantities_of_exactly_one_table() -> None:
    for code, figure in FIGURES.items():
        for side in {figure.above, figure.below} - {WEEKS}:
            assert sum(side in listed for listed in QUANTITIES.values()) == 1, (code, side)
