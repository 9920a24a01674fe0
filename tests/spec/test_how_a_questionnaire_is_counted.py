"""How a questionnaire of the team is counted.

Answers in the order of the questions, `-` where nothing was answered; the score of one scale, or none when too little was
answered. Scales are never added up, and what is missing is never made up.
"""
# ruff: noqa: E501  # a table is read across

import pytest

from binome.voices.instruments import filled, instruments, templates
from binome.voices.scoring import Sheet, score, weighted_load
from tests.spec.tables import rows

TABLE = """
| questionnaire | scale      | answers                                              | score | why                                              |
| who5          | wellbeing  | 3 2 3 2 3                                            | 52    | 13 of 25, times 4                                |
| who5          | wellbeing  | 2 2 2 3 3                                            | 48    | 12 of 25: low, to be looked at                   |
| who5          | wellbeing  | 3 2 3 2 -                                            | none  | all five are needed                              |
| rtlx          | load       | 50 20 70 35 60 45                                    | 46.67 | the mean of the six                              |
| rtlx          | load       | 50 20 70 - 60 45                                     | 49    | one scale may be left out                        |
| rtlx          | load       | 50 20 70 - - 45                                      | none  | two may not                                      |
| cbi           | personal   | 100 75 50 50 - - - - - - - - - - - - - - -           | 68.75 | the mean of what was answered                    |
| cbi           | personal   | 100 75 - - - - - - - - - - - - - - - - -             | none  | three answers are needed                         |
| cbi           | work       | - - - - - - 0 0 0 0 0 0 100 - - - - - -              | 0     | "always enough energy" counts 0                  |
| cbi           | work       | - - - - - - 50 50 50 - - - 0 - - - - - -             | 62.5  | "never enough energy" counts 100                 |
| cbi           | work       | - - - - - - 50 50 50 - - - - - - - - - -             | none  | four answers are needed                          |
| cbi           | patients   | - - - - - - - - - - - - - 25 50 75 - - -             | 50    | three answers are enough                         |
| cbi           | patients   | - - - - - - - - - - - - - 25 50 - - - -              | none  | two are not                                      |
| single        | burnout    | 3                                                    | 3     | its sentence is its score                        |
| delegation    | written    | 4 3 1 0 2                                            | 1     | each question is told by itself                  |
| delegation    | may_refuse | 4 3 1 - 2                                            | none  | nothing was answered                             |
| mini_z        | support    | 5 4 3 4 5 1 1 1 1 1                                  | 21    | the sum of its five                              |
| tci_14        | task       | 1 1 1 1 1 1 1 1 5 4 - 1 1 1                          | 4.5   | the mean of its three, of which two are enough   |
| role          | ambiguity  | 7 7 7 7 7 1 1 1 1 1 1 1 1 1                          | 2     | clear sentences, turned round to read as ambiguity |
| europep       | best       | 5 4 3 2 1 5 5 5 5 5 5 5 - - - - - - - - - - -        | 75    | nine of twelve in the two best                   |
| europep       | best       | 5 4 3 2 1 5 5 5 5 5 5 - - - - - - - - - - - -        | none  | twelve answers are needed                        |
"""

LINES = rows(TABLE)


def sheet_of(said: str) -> Sheet:
    return tuple(None if it == "-" else int(it) for it in said.split())


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['questionnaire']}-{line['why']}")
def test_a_score(line: dict[str, str]) -> None:
    """A score is what its line says, to the second decimal."""
    forms = {**instruments(), **templates()}
    asked = forms[line["questionnaire"]]
    assert len(sheet_of(line["answers"])) == len(asked.questions)

    found = score(asked, asked.scales[line["scale"]], sheet_of(line["answers"]))

    assert ("none" if found is None else f"{found:.4g}") == line["score"]


def test_the_weighted_load() -> None:
    """Weights 4, 0, 5, 2, 3, 1 make of 50, 20, 70, 35, 60, 45 a load of 56.33."""
    assert f"{weighted_load((50, 20, 70, 35, 60, 45), (4, 0, 5, 2, 3, 1)):.2f}" == "56.33"


@pytest.mark.parametrize("weights", [(5, 5, 5, 0, 0, 1), (6, 5, 4, 0, 0, 0), (5, 5, 5)])
def test_weights_that_no_comparison_gives(weights: tuple[int, ...]) -> None:
    """Fifteen comparisons give each scale 0 to 5, 15 together; anything else is refused."""
    with pytest.raises(ValueError, match="make 15"):
        weighted_load((50, 20, 70, 35, 60, 45), weights)


def test_a_form_that_a_practice_filled_in() -> None:
    """It is counted as its empty form is."""
    form = templates()["mini_z"]
    brought = filled(form, tuple(f"sentence {n}" for n in range(10)))
    sheet = sheet_of("5 4 3 4 5 1 1 1 1 1")

    assert score(brought, brought.scales["support"], sheet) == score(form, form.scales["support"], sheet)
