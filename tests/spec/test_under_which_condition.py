"""Under which condition.

What bears a star in the table of who may do what, on 1 July 2026. Every condition of a line must be met; where the line
says *or*, each side belongs to a text of its own and one is enough. Who or what meets a condition: the practice (an
automatic device, a coordinated structure, a written script), the person (a training, a signed protocol), the patient
(entrusted, or named in an order), or the moment (a doctor at work that day, an emergency). How to get what is missing is
in the page of the conditions.
"""
# ruff: noqa: E501  # a table is read across

from datetime import date

import pytest

from binome.practice.conditions import KINDS, conditions
from binome.practice.delegation import Delegation, decide, may, national_list
from binome.practice.words import Power, Role
from tests.spec.tables import rows

TABLE = """
| role           | activity                    | may      | if                                                                                  |
| trainee        | conduct_consultation        | prepares | physician_within_reach                                                              |
| assistant      | filter_calls                | does     | call_script                                                                         |
| assistant      | help_in_teleconsultation    | does     | automatic_device                                                                    |
| assistant      | code_record                 | does     | coding_rules                                                                        |
| assistant      | measure_weight              | does     | training_in_order                                                                   |
| assistant      | measure_height              | does     | training_in_order                                                                   |
| assistant      | measure_blood_pressure      | does     | automatic_device and training_in_order                                              |
| assistant      | measure_temperature         | does     | training_in_order                                                                   |
| assistant      | measure_heart_rate          | does     | automatic_device and training_in_order                                              |
| assistant      | measure_oxygen_saturation   | does     | automatic_device and training_in_order                                              |
| assistant      | measure_head_circumference  | does     | training_in_order                                                                   |
| assistant      | hand_out_rapid_test         | does     | training_in_order                                                                   |
| assistant      | assist_technical_act        | does     | training_in_order                                                                   |
| assistant      | record_ecg                  | does     | automatic_device and training_in_order                                              |
| assistant      | prepare_vaccination         | does     | training_in_order                                                                   |
| assistant      | accompany_patient           | does     | consent_to_presence                                                                 |
| assistant      | give_first_aid              | does     | first_aid_training                                                                  |
| assistant      | present_examinations        | does     | training_in_order                                                                   |
| secretary      | filter_calls                | does     | call_script                                                                         |
| secretary      | orient_emergency            | does     | call_script                                                                         |
| health_nurse   | conduct_education_session   | does     | signed_protocol                                                                     |
| health_nurse   | prescribe_hba1c             | does     | protocol_diabetes                                                                   |
| health_nurse   | prescribe_microalbuminuria  | does     | protocol_diabetes                                                                   |
| health_nurse   | prescribe_hdl_cholesterol   | does     | protocol_diabetes                                                                   |
| health_nurse   | prescribe_creatinine        | does     | protocol_diabetes                                                                   |
| health_nurse   | prescribe_eye_fundus        | does     | protocol_diabetes                                                                   |
| health_nurse   | prescribe_foot_examination  | does     | protocol_diabetes                                                                   |
| health_nurse   | examine_feet                | does     | protocol_diabetes                                                                   |
| health_nurse   | prescribe_ecg               | does     | physician_within_reach and protocol_cardiovascular or protocol_diabetes             |
| health_nurse   | record_ecg                  | does     | physician_within_reach and protocol_cardiovascular or protocol_diabetes             |
| health_nurse   | perform_spirometry          | does     | protocol_copd                                                                       |
| health_nurse   | test_memory                 | does     | protocol_cognitive                                                                  |
| health_nurse   | inject_vaccine              | does     | eleven_or_older and vaccination_training                                            |
| advanced_nurse | conduct_nurse_follow_up     | does     | coordinated_structure or entrusted_patient                                          |
| advanced_nurse | conclude_in_field           | does     | coordinated_structure                                                               |
| advanced_nurse | perform_annex_1_act         | does     | coordinated_structure or entrusted_patient                                          |
| advanced_nurse | request_annex_2_act         | does     | coordinated_structure or entrusted_patient                                          |
| advanced_nurse | prescribe_annex_3_device    | does     | coordinated_structure or entrusted_patient                                          |
| advanced_nurse | prescribe_annex_4_test      | does     | coordinated_structure or entrusted_patient                                          |
| advanced_nurse | renew_annex_5_prescription  | does     | coordinated_structure or entrusted_patient                                          |
| advanced_nurse | prescribe_annex_6_first     | does     | coordinated_structure                                                               |
| advanced_nurse | prescribe_annex_7_device    | does     | coordinated_structure                                                               |
| advanced_nurse | prescribe_annex_7_treatment | does     | coordinated_structure and prior_diagnosis                                           |
| advanced_nurse | renew_first_prescription    | does     | coordinated_structure and dated_concertation or coordinated_structure and emergency |
| advanced_nurse | inject_vaccine              | does     | eleven_or_older and vaccination_training                                            |
| nurse          | inject_vaccine              | does     | eleven_or_older and vaccination_training or patient_order                           |
| nurse          | sample_blood                | does     | patient_order                                                                       |
| nurse          | dress_wound                 | does     | patient_order                                                                       |
"""

TABLE_OF_CONDITIONS = """
| condition               | met by   | what it is                                                                                      |
| automatic_device        | practice | a fully automatic device                                                                        |
| coordinated_structure   | practice | a coordinated structure (health house or health centre)                                         |
| call_script             | practice | a written script to sort calls                                                                  |
| coding_rules            | practice | written coding rules                                                                            |
| training_in_order       | person   | an assistant's training held, or under way within its time limits                               |
| first_aid_training      | person   | a valid training in emergency gestures (AFGSU)                                                  |
| vaccination_training    | person   | a training in vaccination                                                                       |
| signed_protocol         | person   | a signed protocol                                                                               |
| protocol_diabetes       | person   | a signed protocol that covers type 2 diabetes                                                   |
| protocol_cardiovascular | person   | a signed protocol that covers cardiovascular risk                                               |
| protocol_copd           | person   | a signed protocol that covers COPD and tobacco                                                  |
| protocol_cognitive      | person   | a signed protocol that covers cognitive disorders                                               |
| organisation_protocol   | person   | an organisation protocol signed by the physician and the advanced nurse (until 20 January 2025) |
| entrusted_patient       | patient  | a patient entrusted by a physician                                                              |
| patient_order           | patient  | a physician's order for this patient and this act                                               |
| prior_diagnosis         | patient  | a medical diagnosis made before                                                                 |
| dated_concertation      | patient  | a dated concertation with a physician                                                           |
| eleven_or_older         | patient  | a patient of 11 or older                                                                        |
| consent_to_presence     | patient  | the patient's consent to this presence                                                          |
| physician_within_reach  | moment   | a physician within reach                                                                        |
| emergency               | moment   | an emergency                                                                                    |
"""

ON = date(2026, 7, 1)
LINES = rows(TABLE)


def conditional() -> list[Delegation]:
    every = (delegation for found in national_list().values() for delegation in found)
    return [delegation for delegation in every if delegation.conditions and delegation.holds_on(ON)]


def ways(line: dict[str, str]) -> list[frozenset[str]]:
    return [frozenset(way.split(" and ")) for way in line["if"].split(" or ")]


def test_the_table_is_whole() -> None:
    """No other delegation asks for anything."""
    listed = {(Role(line["role"]), line["activity"]) for line in LINES}
    assert listed == {(delegation.role, delegation.activity) for delegation in conditional()}


def test_every_condition_is_known() -> None:
    """With who meets it, a name and a way out in both languages; and each is asked for by some text."""
    asked = {c for found in national_list().values() for d in found for c in d.conditions}
    assert {row["condition"] for row in rows(TABLE_OF_CONDITIONS)} == set(conditions()) == asked
    for row in rows(TABLE_OF_CONDITIONS):
        found = conditions()[row["condition"]]
        assert (found.kind, found.labels["en"]) == (row["met by"], row["what it is"])
        assert found.kind in KINDS
        assert all(words[tongue] for words in (found.labels, found.ways) for tongue in ("fr", "en"))


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']}-{line['activity']}")
def test_all_of_a_way_is_enough(line: dict[str, str]) -> None:
    """Under the text that asks for it."""
    role, activity = Role(line["role"]), line["activity"]
    for way in ways(line):
        answer = decide(role, activity, on=ON, given=way)
        assert (answer.power, answer.because) == (Power(line["may"]), "delegation.given")
        assert answer.delegation.conditions == way


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['role']}-{line['activity']}")
def test_each_one_missing_is_refused_by_name(line: dict[str, str]) -> None:
    """Take any one condition away from all the ways: the answer is no, and says what would be enough."""
    role, activity = Role(line["role"]), line["activity"]
    for way in ways(line):
        for lacking in way:
            given = way - {lacking}
            expected = Power(line["may"]) if any(other <= given for other in ways(line)) else Power.NO
            assert may(role, activity, on=ON, given=given) is expected
            if expected is Power.NO:
                answer = decide(role, activity, on=ON, given=given)
                assert answer.because == "delegation.condition"
                lacking = {other - given for other in ways(line)}
                least = {it for it in lacking if not any(other < it for other in lacking)}
                assert set(map(frozenset, answer.alternatives)) == least
                assert set(answer.missing) == frozenset().union(*least)
