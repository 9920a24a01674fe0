"""Since when, and how sure.

Every text that gives or takes something, by role. *always*: the source gives no date. *certain*: read in the text or in
several sources. *single*: one secondary source. *to_check*: the practice's own organisation, no text read. Their titles
and addresses are in the pages of the rules.
"""

from datetime import date, timedelta

import pytest

from binome.practice.delegation import LegalBasis, national_list
from binome.practice.words import Role
from tests.spec.tables import rows

TABLE = """
| role           | text                 | in force since | standing |
| physician      | csp_l4161_1          | always         | certain  |
| physician      | own_practice         | always         | certain  |
| trainee        | supervised_placement | always         | to_check |
| assistant      | ameli_missions       | always         | certain  |
| assistant      | convention_9_1       | always         | certain  |
| assistant      | cqp                  | always         | single   |
| assistant      | cpam_mayenne         | 2024-01-01     | single   |
| assistant      | brehan               | always         | single   |
| assistant      | field_report         | always         | single   |
| assistant      | pre_consultation     | always         | single   |
| assistant      | csp_l4161_1          | always         | certain  |
| secretary      | rome_m1609           | always         | certain  |
| health_nurse   | asalee_2012          | 2012-06-18     | certain  |
| health_nurse   | nursing              | 2025-12-26     | certain  |
| health_nurse   | team_table           | always         | to_check |
| advanced_nurse | csp_l4301_1          | 2018-07-18     | certain  |
| advanced_nurse | decree_2025_55       | 2025-01-21     | certain  |
| advanced_nurse | team_table           | always         | to_check |
| nurse          | nursing              | 2025-12-26     | certain  |
| nurse          | team_table           | always         | to_check |
"""

LINES = rows(TABLE)


def texts() -> dict[tuple[str, str], LegalBasis]:
    every = (delegation for found in national_list().values() for delegation in found)
    return {(d.role, d.basis.code): d.basis for d in every if d.basis.standing != "unsettled"}


def test_the_table_is_whole() -> None:
    """Every text in use has its line, and no line is without use."""
    assert {(line["role"], line["text"]) for line in LINES} == set(texts())


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']}-{line['text']}")
def test_a_text_holds_from_its_date_on(line: dict[str, str]) -> None:
    """Not the day before; and none of them has ended."""
    basis = texts()[Role(line["role"]), line["text"]]
    assert (basis.standing, basis.until) == (line["standing"], None)
    if line["in force since"] == "always":
        assert basis.holds_on(date.min)
    else:
        since = date.fromisoformat(line["in force since"])
        assert basis.holds_on(since)
        assert not basis.holds_on(since - timedelta(days=1))
