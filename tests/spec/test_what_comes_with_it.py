"""What comes with it.

Whoever does an act under a text owes what the text, or our reading of it, adds: on 1 July 2026, activity by activity. What
is not in the table owes nothing but the line of the journal.
"""
# ruff: noqa: E501  # a table is read across

from datetime import date

import pytest

from binome.practice.conditions import duties
from binome.practice.delegation import national_list
from binome.practice.words import Power, Role
from tests.spec.tables import rows

TABLE_OF_DUTIES = """
| duty                    | what is owed                                                                                            |
| record_entry            | Note it in the record, with its author                                                                  |
| physician_signs         | A physician reviews and signs                                                                           |
| physician_reads         | A physician reads it straight after                                                                     |
| alert_physician         | Alert the physician of what is out of the ordinary                                                      |
| escalate                | Hand over to the physician when in doubt                                                                |
| no_interpretation       | Interpret nothing                                                                                       |
| no_medical_advice       | Give no medical advice                                                                                  |
| care_team_only          | Stay inside the patient's care team                                                                     |
| report_to_physician     | Report to the patient's own physician                                                                   |
| report_to_dmp           | Put the report in the shared medical record                                                             |
| send_back_without_delay | Send back without delay what exceeds one's competence, and expressly inform the patient's own physician |
"""

TABLE = """
| role           | activity                    | duties                                                      |
| trainee        | record_ecg                  | physician_reads                                             |
| trainee        | share_in_team               | care_team_only                                              |
| trainee        | conduct_consultation        | physician_signs                                             |
| trainee        | draft_letter                | physician_signs                                             |
| trainee        | draft_sick_leave            | physician_signs                                             |
| trainee        | draft_transport             | physician_signs                                             |
| trainee        | draft_form                  | physician_signs                                             |
| trainee        | draft_certificate           | physician_signs                                             |
| trainee        | draft_report                | physician_signs                                             |
| trainee        | draft_test_request          | physician_signs                                             |
| trainee        | draft_renewal               | physician_signs                                             |
| trainee        | draft_prevention_proposal   | physician_signs                                             |
| trainee        | feed_medical_summary        | physician_signs                                             |
| assistant      | filter_calls                | escalate, no_medical_advice                                 |
| assistant      | enter_information           | record_entry                                                |
| assistant      | route_results               | no_interpretation                                           |
| assistant      | code_record                 | record_entry                                                |
| assistant      | update_record               | record_entry                                                |
| assistant      | measure_weight              | record_entry                                                |
| assistant      | measure_height              | record_entry                                                |
| assistant      | measure_blood_pressure      | record_entry                                                |
| assistant      | measure_temperature         | record_entry                                                |
| assistant      | measure_heart_rate          | record_entry                                                |
| assistant      | measure_oxygen_saturation   | record_entry                                                |
| assistant      | measure_head_circumference  | record_entry                                                |
| assistant      | compute_bmi                 | record_entry, no_interpretation                             |
| assistant      | collect_reason              | record_entry, no_medical_advice                             |
| assistant      | collect_history             | record_entry                                                |
| assistant      | collect_lifestyle           | record_entry, alert_physician                               |
| assistant      | record_ecg                  | physician_reads, no_interpretation                          |
| assistant      | prepare_vaccination         | record_entry                                                |
| assistant      | scribe                      | record_entry                                                |
| assistant      | present_examinations        | no_medical_advice                                           |
| assistant      | share_in_team               | care_team_only                                              |
| assistant      | draft_letter                | physician_signs                                             |
| assistant      | draft_sick_leave            | physician_signs                                             |
| assistant      | draft_transport             | physician_signs                                             |
| assistant      | draft_form                  | physician_signs                                             |
| assistant      | draft_certificate           | physician_signs                                             |
| assistant      | draft_report                | physician_signs                                             |
| assistant      | draft_test_request          | physician_signs                                             |
| assistant      | draft_prevention_proposal   | physician_signs                                             |
| assistant      | feed_shared_record          | physician_signs, care_team_only                             |
| assistant      | feed_medical_summary        | physician_signs                                             |
| secretary      | filter_calls                | escalate, no_medical_advice                                 |
| secretary      | orient_emergency            | escalate, no_medical_advice                                 |
| secretary      | enter_information           | record_entry                                                |
| secretary      | type_report                 | physician_signs                                             |
| secretary      | update_record               | record_entry                                                |
| secretary      | route_results               | no_interpretation                                           |
| secretary      | draft_letter                | physician_signs                                             |
| secretary      | draft_form                  | physician_signs                                             |
| secretary      | draft_report                | physician_signs                                             |
| health_nurse   | conduct_education_session   | report_to_physician                                         |
| health_nurse   | prescribe_hba1c             | report_to_physician                                         |
| health_nurse   | prescribe_microalbuminuria  | report_to_physician                                         |
| health_nurse   | prescribe_hdl_cholesterol   | report_to_physician                                         |
| health_nurse   | prescribe_creatinine        | report_to_physician                                         |
| health_nurse   | prescribe_eye_fundus        | report_to_physician                                         |
| health_nurse   | prescribe_foot_examination  | report_to_physician                                         |
| health_nurse   | examine_feet                | record_entry, report_to_physician                           |
| health_nurse   | prescribe_ecg               | report_to_physician, physician_reads                        |
| health_nurse   | record_ecg                  | physician_reads                                             |
| health_nurse   | perform_spirometry          | record_entry, report_to_physician                           |
| health_nurse   | test_memory                 | record_entry, report_to_physician                           |
| health_nurse   | inject_vaccine              | record_entry                                                |
| health_nurse   | share_in_team               | care_team_only                                              |
| advanced_nurse | conduct_nurse_follow_up     | report_to_physician, send_back_without_delay, report_to_dmp |
| advanced_nurse | conclude_in_field           | report_to_physician, report_to_dmp                          |
| advanced_nurse | perform_annex_1_act         | record_entry, report_to_physician, report_to_dmp            |
| advanced_nurse | request_annex_2_act         | record_entry, report_to_physician, report_to_dmp            |
| advanced_nurse | prescribe_annex_3_device    | record_entry, report_to_physician, report_to_dmp            |
| advanced_nurse | prescribe_annex_4_test      | record_entry, report_to_physician, report_to_dmp            |
| advanced_nurse | renew_annex_5_prescription  | record_entry, report_to_physician, report_to_dmp            |
| advanced_nurse | prescribe_annex_6_first     | report_to_physician, report_to_dmp                          |
| advanced_nurse | prescribe_annex_7_device    | report_to_physician, report_to_dmp                          |
| advanced_nurse | prescribe_annex_7_treatment | report_to_physician, report_to_dmp                          |
| advanced_nurse | renew_first_prescription    | report_to_physician, report_to_dmp                          |
| advanced_nurse | refer_back_to_doctor        | send_back_without_delay                                     |
| advanced_nurse | inject_vaccine              | record_entry                                                |
| advanced_nurse | share_in_team               | care_team_only                                              |
| nurse          | inject_vaccine              | record_entry                                                |
| nurse          | sample_blood                | record_entry                                                |
| nurse          | dress_wound                 | record_entry                                                |
| nurse          | share_in_team               | care_team_only                                              |
"""

ON = date(2026, 7, 1)
LINES = rows(TABLE)


def owed(role: Role, activity: str) -> list[str]:
    """By any of the texts in force, in the order they say it."""
    lines = [it for it in national_list().get((role, activity), ()) if it.holds_on(ON)]
    return list(dict.fromkeys(duty for it in lines for duty in it.duties))


def test_every_duty_is_named() -> None:
    """As the data has it."""
    assert [(row["duty"], row["what is owed"]) for row in rows(TABLE_OF_DUTIES)] == [
        (it.code, it.labels["en"]) for it in duties().values()
    ]


def test_the_table_is_whole() -> None:
    """No other act owes anything."""
    assert {(Role(line["role"]), line["activity"]) for line in LINES} == {key for key in national_list() if owed(*key)}


@pytest.mark.parametrize("role", list(dict.fromkeys(line["role"] for line in LINES)))
def test_each_act_owes_what_its_line_says(role: str) -> None:
    """Neither more nor less."""
    lines = {line["activity"]: line["duties"].split(", ") for line in LINES if line["role"] == role}
    assert {activity: owed(Role(role), activity) for activity in lines} == lines


def test_what_is_prepared_waits_for_a_signature() -> None:
    """Every act that is only prepared owes a doctor's signature."""
    prepared = [it for found in national_list().values() for it in found if it.power is Power.PREPARES]
    assert [it.code for it in prepared if "physician_signs" not in it.duties] == []
