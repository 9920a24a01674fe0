"""Who may do what.

The national list as it stands on 1 July 2026, before any practice narrows it. *does*: may do it alone. *prepares*: may
do it, a doctor must sign. A star: under a condition, which the page on conditions gives. *no*: a text reserves it to
others. *unsettled*: the sources that were read leave it open, so the answer is no until a text settles it. *-*: no text
that was read gives it to that role, so the answer is no. The texts themselves are in the pages of the rules.
"""
# ruff: noqa: E501  # a table is read across

from datetime import date

import pytest

from binome.practice.activities import activities
from binome.practice.delegation import delegation_for, national_list
from binome.practice.refusal import NotDelegated
from binome.practice.words import Power, Role
from tests.spec.tables import rows

TABLE = """
| activity                   | physician | trainee   | assistant | secretary | health_nurse | advanced_nurse | nurse     |
| welcome_patient            | does      | does      | does      | does      | does         | does           | does      |
| book_appointment           | does      | -         | does      | does      | does         | does           | -         |
| create_record              | does      | -         | does      | does      | -            | -              | -         |
| check_identity             | does      | does      | does      | does      | does         | does           | does      |
| enter_information          | does      | does      | does      | does      | does         | does           | does      |
| settle_patient             | does      | does      | does      | -         | does         | does           | does      |
| collect_reason             | does      | does      | does      | -         | does         | does           | does      |
| collect_history            | does      | does      | does      | -         | does         | does           | does      |
| collect_lifestyle          | does      | does      | does      | -         | does         | does           | does      |
| note_for_doctor            | does      | does      | does      | -         | does         | does           | does      |
| check_vaccinations         | does      | does      | does      | -         | does         | does           | does      |
| check_screenings           | does      | does      | does      | -         | does         | does           | does      |
| measure_weight             | does      | does      | does      | -         | does         | does           | does      |
| measure_height             | does      | does      | does      | -         | does         | does           | does      |
| measure_head_circumference | does      | does      | does      | -         | does         | does           | does      |
| measure_temperature        | does      | does      | does      | -         | does         | does           | does      |
| measure_blood_pressure     | does      | does      | does*     | -         | does         | does           | does      |
| measure_heart_rate         | does      | does      | does*     | -         | does         | does           | does      |
| measure_respiratory_rate   | does      | does      | unsettled | -         | does         | does           | does      |
| measure_oxygen_saturation  | does      | does      | does*     | -         | does         | does           | does      |
| measure_capillary_glucose  | does      | -         | unsettled | -         | does         | does           | does      |
| guide_after_visit          | does      | does      | does      | -         | does         | does           | does      |
| conduct_education_session  | does      | -         | unsettled | -         | does*        | does           | unsettled |
| conduct_nurse_follow_up    | does      | -         | unsettled | -         | does         | does*          | does      |
| conduct_consultation       | does      | prepares* | no        | -         | -            | -              | -         |
| sign_care                  | does      | -         | no        | -         | -            | -              | -         |
| diagnose                   | does      | -         | no        | -         | -            | -              | -         |
| prescribe                  | does      | -         | no        | -         | -            | -              | -         |
"""

ON = date(2026, 7, 1)
EVERY_CONDITION = frozenset({c for found in national_list().values() for d in found for c in d.conditions})
CELLS = [(role, row["activity"], row[role]) for row in rows(TABLE) for role in Role]
REFUSALS = {"no": "delegation.no", "-": "delegation.no", "unsettled": "delegation.unsettled"}


def answered(role: Role, activity: str, given: frozenset[str]) -> str:
    """The power given, or the code of the refusal."""
    try:
        return delegation_for(role, activity, on=ON, given=given).power
    except NotDelegated as refusal:
        return refusal.code


def test_the_table_is_whole() -> None:
    """Every activity has its line, every role its column."""
    assert [row["activity"] for row in rows(TABLE)] == list(activities())
    assert list(rows(TABLE)[0])[1:] == [str(role) for role in Role]


@pytest.mark.parametrize(("role", "activity", "cell"), CELLS)
def test_the_answer_is_the_table_s(role: Role, activity: str, cell: str) -> None:
    """Given whatever a text may ask for, each role may do what its cell says and nothing else."""
    assert answered(role, activity, EVERY_CONDITION) == REFUSALS.get(cell, cell.rstrip("*"))


@pytest.mark.parametrize(("role", "activity", "cell"), [cell for cell in CELLS if cell[2] not in REFUSALS])
def test_a_star_is_a_condition(role: Role, activity: str, cell: str) -> None:
    """Without a condition met, what bears a star is refused and what bears none is not."""
    expected = "delegation.condition" if cell.endswith("*") else cell
    assert answered(role, activity, frozenset()) == expected


@pytest.mark.parametrize(("role", "activity", "cell"), CELLS)
def test_a_no_is_a_text_s_and_a_dash_is_a_silence(role: Role, activity: str, cell: str) -> None:
    """What a text forbids, and what none gives, are told apart."""
    powers = {delegation.power for delegation in national_list().get((role, activity), ())}
    assert (powers == set()) is (cell == "-")
    assert (powers == {Power.NO}) is (cell in ("no", "unsettled"))
