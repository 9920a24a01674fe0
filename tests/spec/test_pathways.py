"""The ways a visit may take.

Step by step, in order: who may hold the step (on 1 July 2026, conditions apart), in which kind of room it takes place,
whether it may be skipped, and whether it may run while the same doctor is with another patient elsewhere.
"""
# ruff: noqa: E501  # a table is read across

from datetime import date

import pytest

from binome.practice.delegation import who_may
from binome.practice.pathway import PathwayStep, pathways
from tests.spec.tables import rows

TABLE = """
| pathway            | step         | led by                    | who may hold it                                                        | room         | may be skipped | overlaps |
| single_room        | consultation | conduct_consultation      | physician, trainee                                                     | consultation | no             | no       |
| twin_rooms         | preparation  | settle_patient            | physician, trainee, assistant, health_nurse, advanced_nurse, nurse     | consultation | yes            | yes      |
| twin_rooms         | consultation | conduct_consultation      | physician, trainee                                                     | consultation | no             | no       |
| twin_rooms         | closing      | guide_after_visit         | physician, trainee, assistant, health_nurse, advanced_nurse, nurse     | consultation | yes            | yes      |
| shared_assistant   | welcome      | welcome_patient           | physician, trainee, assistant, secretary, health_nurse, advanced_nurse, nurse | none  | yes            | yes      |
| shared_assistant   | preparation  | settle_patient            | physician, trainee, assistant, health_nurse, advanced_nurse, nurse     | preparation  | yes            | yes      |
| shared_assistant   | consultation | conduct_consultation      | physician, trainee                                                     | consultation | no             | no       |
| shared_assistant   | closing      | guide_after_visit         | physician, trainee, assistant, health_nurse, advanced_nurse, nurse     | none         | yes            | yes      |
| education_visit    | education    | conduct_education_session | physician, health_nurse, advanced_nurse                                | education    | no             | no       |
| nurse_visit        | consultation | conduct_nurse_follow_up   | physician, health_nurse, advanced_nurse, nurse                         | consultation | no             | no       |
| nurse_visit        | education    | conduct_education_session | physician, health_nurse, advanced_nurse                                | consultation | yes            | no       |
| supervised_trainee | preparation  | settle_patient            | physician, trainee, assistant, health_nurse, advanced_nurse, nurse     | consultation | yes            | yes      |
| supervised_trainee | consultation | conduct_consultation      | physician, trainee                                                     | consultation | no             | no       |
| supervised_trainee | closing      | guide_after_visit         | physician, trainee, assistant, health_nurse, advanced_nurse, nurse     | consultation | yes            | yes      |
"""

LINES = rows(TABLE)


def said_of(planned: PathwayStep) -> dict[str, str]:
    return {
        "step": planned.step,
        "led by": planned.activity,
        "who may hold it": ", ".join(who_may(planned.activity, on=date(2026, 7, 1))),
        "room": planned.room_kind or "none",
        "may be skipped": "yes" if planned.may_skip else "no",
        "overlaps": "yes" if planned.overlaps else "no",
    }


def test_every_pathway_is_there() -> None:
    """No other is shipped."""
    assert {line["pathway"] for line in LINES} == set(pathways())


@pytest.mark.parametrize("code", list(pathways()))
def test_a_pathway_s_steps_come_in_this_order(code: str) -> None:
    """Each as its line says."""
    drawn = [{key: cell for key, cell in line.items() if key != "pathway"} for line in LINES if line["pathway"] == code]
    assert [said_of(planned) for planned in pathways()[code].steps] == drawn
