"""What is prepared, by reason for visit.

For each list of the house: how many minutes its items take, whom each part is first for (on 1 July 2026, conditions
apart), and what stays with the physician whatever the list says. Minutes are the house's own estimates. What is always
looked at (the first line) is added to each of the others.
"""
# ruff: noqa: E501  # a table is read across

from datetime import date

import pytest

from binome.practice.checklist import Checklist, Part, checklists
from binome.practice.delegation import who_may
from binome.practice.entrusting import FIRST, minutes_by_role
from binome.practice.words import Role
from tests.spec.tables import rows

TABLE = """
| list         | before                                                                                                          | during                   | after                          | minutes      | first for               | the physician's |
| any_visit    | identity, consent, reason, topics, history, lifestyle, vaccinations, screenings                                 | decide                   | tell, bill                     | 9.5 / 0 / 3  | assistant               | decide          |
| certificate  | what_for, certificate, height, weight, pressure                                                                 |                          | tell                           | 9 / 0 / 2    | assistant               |                 |
| child        | weight, height, head, booklet, parents, vaccinations, child_certificate, undress                                |                          | next_visit, tell               | 10 / 0 / 3   | assistant               |                 |
| diabetes     | weight, bmi, height, pressure, foot_wound, diabetes_tests, medicines, vaccinations                              | foot_examination, decide | next_visit, test_request, tell | 11 / 3 / 4   | assistant, health_nurse | decide          |
| first_visit  | record, details, papers, history, medicines, lifestyle, vaccinations, screenings, weight, height, bmi, pressure |                          | tell                           | 20.5 / 0 / 2 | assistant               |                 |
| frail        | undernutrition, pressure, old_pulse, falls, carer, medicines, undress                                           | beside                   | tell                           | 11.5 / 8 / 2 | assistant               |                 |
| hypertension | pressure, pulse, weight, home_pressure, medicines, pressure_tests                                               | decide                   | next_visit, test_request, tell | 9.5 / 0 / 4  | assistant               | decide          |
| infection    | temperature, saturation, weight, onset, rapid_test                                                              | swab, dipstick           | tell                           | 4.5 / 6 / 2  | assistant               | swab, dipstick  |
| mind         | quiet_room, sick_leave                                                                                          | decide                   | next_visit, tell               | 2 / 0 / 3    | assistant               | decide          |
| pregnancy    | term, weight, pressure, pregnancy_vaccines                                                                      | dipstick                 | next_visit, test_request, tell | 7 / 2 / 4    | assistant               | dipstick        |
| renewal      | medicines, pressure, old_pulse, weight, tests_due                                                               |                          | next_visit, tell               | 8.5 / 0 / 3  | assistant               |                 |
| screening    | screenings, breast, cervix, colorectal_kit, vaccinations, lifestyle                                             |                          | recall, tell                   | 7.5 / 0 / 3  | assistant               |                 |
| vaccination  | vaccinations, temperature, vaccine_tray                                                                         | injection                | vaccine_record, tell           | 4 / 2 / 3    | assistant, nurse        |                 |
"""

LINES = {line["list"]: line for line in rows(TABLE)}
ON = date(2026, 7, 1)


def said_of(one: Checklist) -> dict[str, str]:
    parts = {part: [it for it in one.items if it.part is part] for part in Part}
    whole = {part: sum(it.minutes for it in items) for part, items in parts.items()}
    own = [it.code for it in one.items if not set(FIRST) & set(who_may(it.activity, on=ON))]
    by = sorted({str(role) for role, _ in minutes_by_role(one.items, ON)} - {str(Role.PHYSICIAN)})
    return {
        "list": one.code,
        "before": ", ".join(it.code for it in parts[Part.BEFORE]),
        "during": ", ".join(it.code for it in parts[Part.DURING]),
        "after": ", ".join(it.code for it in parts[Part.AFTER]),
        "minutes": " / ".join(f"{whole[part]:g}" for part in Part),
        "first for": ", ".join(by),
        "the physician's": ", ".join(own),
    }


def test_every_list_is_there() -> None:
    """No other is shipped."""
    assert set(LINES) == set(checklists())


@pytest.mark.parametrize("code", list(checklists()))
def test_a_list_is_as_its_line_says(code: str) -> None:
    """Its items in order, its minutes before, during and after, whom it is first for."""
    assert said_of(checklists()[code]) == LINES[code]
