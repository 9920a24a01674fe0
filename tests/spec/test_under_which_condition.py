"""Under which condition.

What bears a star in the table of who may do what. Every condition of a line must be met; where the line says *or*, each
belongs to a text of its own and one is enough. A condition is met by the practice (an automatic device, a coordinated
structure), by the person (a signed protocol), by the visit (the patient was entrusted by the practice), or by the hour
(a doctor at work that day).
"""

import pytest

from binome.practice.delegation import Delegation, national_list
from binome.practice.words import Power, Role
from tests.spec.tables import rows

TABLE = """
| role           | activity                  | may      | if                                         |
| trainee        | conduct_consultation      | prepares | physician_within_reach                     |
| assistant      | measure_blood_pressure    | does     | automatic_device                           |
| assistant      | measure_heart_rate        | does     | automatic_device                           |
| assistant      | measure_oxygen_saturation | does     | automatic_device                           |
| health_nurse   | conduct_education_session | does     | signed_protocol                            |
| advanced_nurse | conduct_nurse_follow_up   | does     | entrusted_patient or coordinated_structure |
"""

LINES = rows(TABLE)


def conditional() -> list[Delegation]:
    every = (delegation for found in national_list().values() for delegation in found)
    return [delegation for delegation in every if delegation.conditions]


def test_the_table_is_whole() -> None:
    """No other delegation asks for anything."""
    listed = {(Role(line["role"]), line["activity"]) for line in LINES}
    assert listed == {(delegation.role, delegation.activity) for delegation in conditional()}


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']}-{line['activity']}")
def test_each_line_is_enough_and_nothing_less_is(line: dict[str, str]) -> None:
    """What the line names suffices; without it something is missing."""
    texts = national_list()[Role(line["role"]), line["activity"]]
    assert {delegation.power for delegation in texts} == {Power(line["may"])}
    assert all(delegation.missing(frozenset()) for delegation in texts)
    for enough in line["if"].split(" or "):
        assert any(not delegation.missing(frozenset(enough.split(" and "))) for delegation in texts)
