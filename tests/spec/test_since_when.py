"""Since when, and how sure.

Every text that gives or takes something, by role. *always*: the source gives no date. *certain*: read in the text or in
several sources. *single*: one secondary source. *conflicting*: the sources disagree. *to_check*: the practice's own
organisation, no text read. Their titles and addresses are in the pages of the rules. What stands under a text holds on
the text's own days, unless its line says otherwise; nobody is an assistant before 13 November 2019.
"""

from datetime import date, timedelta

import pytest

from binome.practice.activities import read_data
from binome.practice.delegation import LegalBasis, may, national_list
from binome.practice.words import Power, Role
from tests.spec.tables import rows

TABLE = """
| role           | text                       | in force since | until      | standing    |
| physician      | csp_l4161_1                | always         |            | certain     |
| physician      | own_practice               | always         |            | certain     |
| trainee        | supervised_placement       | always         |            | to_check    |
| assistant      | order_2019_11_07           | 2019-11-13     |            | certain     |
| assistant      | ameli_missions             | always         |            | certain     |
| assistant      | convention_9_1             | always         |            | certain     |
| assistant      | cqp                        | always         |            | single      |
| assistant      | cqp_objectives             | always         |            | single      |
| assistant      | cpam_mayenne               | 2024-01-01     |            | single      |
| assistant      | cpam_mayenne_questions     | always         |            | single      |
| assistant      | urps_nouvelle_aquitaine    | always         |            | single      |
| assistant      | brehan                     | always         |            | single      |
| assistant      | field_report               | always         |            | single      |
| assistant      | pre_consultation           | always         |            | single      |
| assistant      | region_job_sheet           | always         |            | single      |
| assistant      | job_comparison             | always         |            | single      |
| assistant      | employers_group            | always         |            | single      |
| assistant      | practice_notes             | always         |            | single      |
| assistant      | press_2019                 | always         |            | single      |
| assistant      | csp_l4161_1                | always         |            | certain     |
| assistant      | automatic_devices_only     | always         |            | certain     |
| assistant      | no_text_read               | always         |            | to_check    |
| assistant      | vaccinators                | always         |            | conflicting |
| secretary      | rome_m1609                 | always         |            | certain     |
| secretary      | urps_survey                | always         |            | single      |
| secretary      | job_comparison             | always         |            | single      |
| secretary      | employers_group            | always         |            | single      |
| secretary      | team_table                 | always         |            | to_check    |
| secretary      | csp_l4161_1                | always         |            | certain     |
| health_nurse   | asalee_2012                | 2012-06-18     |            | certain     |
| health_nurse   | asalee_2012_diabetes       | 2012-06-18     |            | certain     |
| health_nurse   | asalee_2012_cardiovascular | 2012-06-18     |            | certain     |
| health_nurse   | asalee_2012_copd           | 2012-06-18     |            | certain     |
| health_nurse   | asalee_2012_cognitive      | 2012-06-18     |            | certain     |
| health_nurse   | nursing                    | 2025-12-26     |            | certain     |
| health_nurse   | vaccination_calendar       | 2025-01-01     |            | certain     |
| health_nurse   | team_table                 | always         |            | to_check    |
| advanced_nurse | csp_l4301_1                | 2018-07-18     |            | certain     |
| advanced_nurse | organisation_protocol_2018 | 2018-07-18     | 2025-01-21 | certain     |
| advanced_nurse | annexes_2018               | 2018-07-18     |            | certain     |
| advanced_nurse | annexes_2018_direct        | 2025-01-21     |            | certain     |
| advanced_nurse | annexes_2018_protocol      | 2018-07-18     | 2025-01-21 | certain     |
| advanced_nurse | decree_2025_55             | 2025-01-21     |            | certain     |
| advanced_nurse | order_2025_04_25           | 2025-04-30     |            | certain     |
| advanced_nurse | order_2025_04_25_emergency | 2025-04-30     |            | certain     |
| advanced_nurse | csp_r4301_5                | 2025-01-21     |            | certain     |
| advanced_nurse | vaccination_calendar       | 2025-01-01     |            | certain     |
| advanced_nurse | team_table                 | always         |            | to_check    |
| nurse          | nursing                    | 2025-12-26     |            | certain     |
| nurse          | vaccinators                | always         |            | single      |
| nurse          | vaccination_calendar       | 2025-01-01     |            | certain     |
| nurse          | nursing_acts_on_order      | always         |            | to_check    |
| nurse          | team_table                 | always         |            | to_check    |
"""

TABLE_OF_WHAT_HAS_ENDED = """
| role           | activity                   | from       | until      | if                                          |
| advanced_nurse | conduct_nurse_follow_up    | 2018-07-18 | 2025-01-21 | entrusted_patient and organisation_protocol |
| advanced_nurse | perform_annex_1_act        | 2018-07-18 | 2025-01-21 | entrusted_patient and organisation_protocol |
| advanced_nurse | request_annex_2_act        | 2018-07-18 | 2025-01-21 | entrusted_patient and organisation_protocol |
| advanced_nurse | prescribe_annex_3_device   | 2018-07-18 | 2025-01-21 | entrusted_patient and organisation_protocol |
| advanced_nurse | prescribe_annex_4_test     | 2018-07-18 | 2025-01-21 | entrusted_patient and organisation_protocol |
| advanced_nurse | renew_annex_5_prescription | 2018-07-18 | 2025-01-21 | entrusted_patient and organisation_protocol |
"""

LINES = rows(TABLE)
ENDED = rows(TABLE_OF_WHAT_HAS_ENDED)
EVERY_CONDITION = frozenset({c for found in national_list().values() for d in found for c in d.conditions})


def texts() -> dict[tuple[str, str], LegalBasis]:
    every = (delegation for found in national_list().values() for delegation in found)
    return {(d.role, d.basis.code): d.basis for d in every if not d.unsettled}


def test_the_table_is_whole() -> None:
    """Every text of a file has its line; each is in use, but the one that creates the assistant's trade."""
    written = {(role, code) for role in Role for code in read_data("delegations", f"{role}.toml")["basis"]}
    assert {(line["role"], line["text"]) for line in LINES} == written
    assert written - set(texts()) == {(Role.ASSISTANT, "order_2019_11_07")}


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']}-{line['text']}")
def test_a_text_holds_from_its_date_on(line: dict[str, str]) -> None:
    """Not the day before, and to the eve of its end."""
    said = read_data("delegations", f"{line['role']}.toml")["basis"][line["text"]]
    basis = LegalBasis(line["text"], **said)
    assert basis.standing == line["standing"]
    if line["in force since"] == "always":
        assert basis.holds_on(date.min)
    else:
        since = date.fromisoformat(line["in force since"])
        assert (basis.holds_on(since - timedelta(days=1)), basis.holds_on(since)) == (False, True)
    if line["until"]:
        until = date.fromisoformat(line["until"])
        assert (basis.holds_on(until - timedelta(days=1)), basis.holds_on(until)) == (True, False)
    else:
        assert basis.holds_on(date.max)


def test_nobody_is_an_assistant_before_the_order() -> None:
    """Of 7 November 2019, published on the 13th."""
    eve, day = date(2019, 11, 12), date(2019, 11, 13)
    assert may(Role.ASSISTANT, "welcome_patient", on=day) is Power.DOES
    given = {activity for role, activity in national_list() if role is Role.ASSISTANT}
    assert {may(Role.ASSISTANT, activity, on=eve, given=EVERY_CONDITION) for activity in given} == {Power.NO}


def test_what_has_ended_is_listed() -> None:
    """And nothing else has an end."""
    ended = {(d.role, d.activity) for found in national_list().values() for d in found if d.until}
    assert {(line["role"], line["activity"]) for line in ENDED} == ended


@pytest.mark.parametrize("line", ENDED, ids=lambda line: f"{line['role']}-{line['activity']}")
def test_yesterday_s_act_is_judged_by_yesterday_s_text(line: dict[str, str]) -> None:
    """On the eve of the end all its conditions are asked for; on the day itself the line is gone."""
    until, asked = date.fromisoformat(line["until"]), frozenset(line["if"].split(" and "))
    role, activity = Role(line["role"]), line["activity"]
    assert may(role, activity, on=until - timedelta(days=1), given=asked) is Power.DOES
    for one in asked:
        assert may(role, activity, on=until - timedelta(days=1), given=asked - {one}) is Power.NO
    lines = [it for it in national_list()[role, activity] if it.until == until]
    assert [it.holds_on(until) for it in lines] == [False]
