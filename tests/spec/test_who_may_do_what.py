"""Who may do what.

The national list as it stands on 1 July 2026, before any practice narrows it. *line*: the row of the national table of the
assistant's activities. *does*: may do it alone. *prepares*: may do it, a doctor must sign. A star: under a condition,
which the page on conditions gives. *no*: a text reserves it to others. *unsettled*: the sources that were read leave it
open, so the answer is no until a text settles it. *-*: no text that was read gives it to that role, so the answer is no.
The texts themselves are in the pages of the rules.
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
| line | activity                         | physician | trainee   | assistant | secretary | health_nurse | advanced_nurse | nurse     |
| 1    | welcome_patient                  | does      | does      | does      | does      | does         | does           | does      |
| 2    | answer_phone                     | does      | does      | does      | does      | -            | -              | -         |
| 2    | book_appointment                 | does      | -         | does      | does      | does         | does           | -         |
| 3    | filter_calls                     | does      | -         | does*     | does*     | -            | -              | -         |
| 4    | create_record                    | does      | -         | does      | does      | -            | -              | -         |
| 5    | update_patient_details           | does      | -         | does      | does      | -            | -              | -         |
| 6    | enter_information                | does      | does      | does      | does      | does         | does           | does      |
| 7    | file_letters                     | does      | -         | does      | does      | -            | -              | -         |
| 8    | route_results                    | does      | -         | does      | does      | -            | -              | -         |
| 9    | bill_visit                       | does      | -         | does      | does      | -            | -              | -         |
| 10   | take_payment                     | does      | -         | does      | does      | -            | -              | -         |
| 11   | set_up_telemedicine              | does      | -         | does      | -         | -            | -              | -         |
| 12   | help_in_teleconsultation         | does      | -         | does*     | -         | -            | -              | -         |
| 13   | draft_letter                     | does      | prepares  | prepares  | prepares  | -            | -              | -         |
| 14   | draft_sick_leave                 | does      | prepares  | prepares  | -         | -            | -              | -         |
| 14   | draft_transport                  | does      | prepares  | prepares  | -         | -            | -              | -         |
| 15   | draft_form                       | does      | prepares  | prepares  | prepares  | -            | -              | -         |
| 15   | draft_certificate                | does      | prepares  | prepares  | -         | -            | -              | -         |
| 16   | order_supplies                   | does      | -         | does      | does      | -            | -              | does      |
| 17   | code_record                      | does      | -         | does*     | -         | -            | -              | -         |
| 18   | update_record                    | does      | does      | does      | does      | does         | does           | does      |
| 19   | copy_to_health_booklet           | does      | does      | does      | -         | -            | -              | -         |
| 20   | sterilise_equipment              | does      | -         | does      | does      | -            | -              | does      |
| 21   | draft_report                     | does      | prepares  | prepares  | prepares  | -            | -              | -         |
| 22   | check_identity                   | does      | does      | does      | does      | does         | does           | does      |
| 23   | telework                         | does      | -         | unsettled | unsettled | -            | -              | -         |
| 24   | settle_patient                   | does      | does      | does      | -         | does         | does           | does      |
| 25   | prepare_room                     | does      | does      | does      | -         | -            | -              | does      |
| 26   | help_undress                     | does      | does      | does      | -         | -            | -              | does      |
| 27   | measure_weight                   | does      | does      | does*     | -         | does         | does           | does      |
| 28   | measure_height                   | does      | does      | does*     | -         | does         | does           | does      |
| 29   | measure_blood_pressure           | does      | does      | does*     | -         | does         | does           | does      |
| 30   | measure_temperature              | does      | does      | does*     | -         | does         | does           | does      |
| 31   | measure_heart_rate               | does      | does      | does*     | -         | does         | does           | does      |
| 31   | measure_oxygen_saturation        | does      | does      | does*     | -         | does         | does           | does      |
| 32   | measure_head_circumference       | does      | does      | does*     | -         | does         | does           | does      |
| 33   | compute_bmi                      | does      | does      | does      | -         | does         | does           | does      |
| 34   | measure_capillary_glucose        | does      | -         | unsettled | -         | does         | does           | does      |
| 35   | collect_reason                   | does      | does      | does      | -         | does         | does           | does      |
| 36   | collect_history                  | does      | does      | does      | -         | does         | does           | does      |
| 37   | collect_lifestyle                | does      | does      | does      | -         | does         | does           | does      |
| 38   | check_vaccinations               | does      | does      | does      | -         | does         | does           | does      |
| 39   | check_screenings                 | does      | does      | does      | -         | does         | does           | does      |
| 40   | check_follow_up_tests            | does      | does      | does      | -         | does         | does           | does      |
| 41   | note_for_doctor                  | does      | does      | does      | -         | does         | does           | does      |
| 42   | hand_out_screening_kit           | does      | does      | does      | -         | -            | -              | does      |
| 43   | hand_out_rapid_test              | does      | does      | does*     | -         | -            | -              | -         |
| 44   | perform_rapid_test               | does      | -         | unsettled | -         | -            | -              | -         |
| 45   | perform_urine_dipstick           | does      | -         | unsettled | -         | -            | -              | -         |
| 46   | assist_technical_act             | does      | does      | does*     | -         | -            | -              | does      |
| 47   | record_ecg                       | does      | does      | does*     | -         | does*        | -              | unsettled |
| 48   | perform_spirometry               | does      | -         | unsettled | -         | does*        | -              | -         |
| 49   | photograph_fundus                | does      | -         | unsettled | -         | -            | -              | -         |
| 50   | measure_ankle_brachial_index     | does      | -         | unsettled | -         | -            | -              | -         |
| 50   | fit_ambulatory_blood_pressure    | does      | -         | unsettled | -         | -            | -              | -         |
| 51   | test_sight_or_hearing            | does      | -         | unsettled | -         | -            | -              | -         |
| 52   | prepare_vaccination              | does      | -         | does*     | -         | -            | -              | does      |
| 53   | inject_vaccine                   | does      | -         | no        | -         | does*        | does*          | does*     |
| 54   | sample_blood                     | does      | -         | no        | -         | -            | -              | does*     |
| 55   | dress_wound                      | does      | -         | no        | -         | -            | -              | does*     |
| 56   | accompany_patient                | does      | -         | does*     | -         | -            | -              | -         |
| 57   | scribe                           | does      | does      | does      | -         | -            | -              | -         |
| 58   | give_first_aid                   | does      | does      | does*     | -         | does         | does           | does      |
| 59   | present_examinations             | does      | does      | does*     | -         | does         | does           | does      |
| 60   | diagnose                         | does      | -         | no        | no        | -            | -              | -         |
| 61   | prescribe                        | does      | -         | no        | no        | -            | -              | -         |
| 62   | examine_without_automatic_device | does      | -         | no        | -         | -            | -              | -         |
| 63   | interpret_results                | does      | -         | no        | no        | -            | -              | -         |
| 63   | give_medical_advice              | does      | -         | no        | no        | -            | -              | -         |
| 63   | change_treatment                 | does      | -         | no        | no        | -            | -              | -         |
| 64   | book_specialist                  | does      | -         | does      | does      | -            | -              | -         |
| 65   | arrange_admission                | does      | -         | does      | does      | -            | -              | -         |
| 66   | book_other_professional          | does      | -         | does      | does      | -            | -              | -         |
| 67   | book_complex_examination         | does      | -         | does      | does      | -            | -              | -         |
| 68   | share_in_team                    | does      | does      | does      | -         | does         | does           | does      |
| 69   | feed_shared_record               | does      | -         | prepares  | -         | -            | -              | -         |
| 70   | feed_medical_summary             | does      | prepares  | prepares  | -         | -            | -              | -         |
| 71   | guide_after_visit                | does      | does      | does      | -         | does         | does           | does      |
| 72   | follow_health_pathway            | does      | -         | does      | -         | -            | -              | -         |
| 73   | send_recall                      | does      | -         | does      | does      | does         | does           | -         |
| 74   | follow_hygiene_procedures        | does      | -         | does      | -         | -            | -              | -         |
| 75   | promote_health                   | does      | -         | unsettled | -         | does         | -              | -         |
| 75   | conduct_education_session        | does      | -         | unsettled | -         | does*        | does           | unsettled |
|      | type_report                      | does      | -         | -         | does      | -            | -              | -         |
|      | keep_archives                    | does      | -         | -         | does      | -            | -              | -         |
|      | explain_coverage                 | does      | -         | -         | does      | -            | -              | -         |
|      | help_with_claim_form             | does      | -         | -         | does      | -            | -              | -         |
|      | keep_accounts                    | does      | -         | -         | does      | -            | -              | -         |
|      | chase_unpaid                     | does      | -         | -         | does      | -            | -              | -         |
|      | orient_emergency                 | does      | -         | -         | does*     | -            | -              | -         |
|      | draft_test_request               | does      | prepares  | prepares  | -         | -            | -              | -         |
|      | draft_renewal                    | does      | prepares  | unsettled | -         | -            | -              | -         |
|      | draft_prevention_proposal        | does      | prepares  | prepares  | -         | -            | -              | -         |
|      | measure_respiratory_rate         | does      | does      | unsettled | -         | does         | does           | does      |
|      | conduct_nurse_follow_up          | does      | -         | unsettled | -         | does         | does*          | does      |
|      | make_nursing_diagnosis           | does      | -         | -         | -         | does         | -              | does      |
|      | prescribe_as_nurse               | does      | -         | -         | -         | unsettled    | unsettled      | unsettled |
|      | prescribe_hba1c                  | does      | -         | -         | -         | does*        | -              | -         |
|      | prescribe_microalbuminuria       | does      | -         | -         | -         | does*        | -              | -         |
|      | prescribe_hdl_cholesterol        | does      | -         | -         | -         | does*        | -              | -         |
|      | prescribe_creatinine             | does      | -         | -         | -         | does*        | -              | -         |
|      | prescribe_eye_fundus             | does      | -         | -         | -         | does*        | -              | -         |
|      | prescribe_ecg                    | does      | -         | -         | -         | does*        | -              | -         |
|      | prescribe_foot_examination       | does      | -         | -         | -         | does*        | -              | -         |
|      | examine_feet                     | does      | -         | -         | -         | does*        | -              | -         |
|      | test_memory                      | does      | -         | -         | -         | does*        | -              | -         |
|      | follow_child_overweight          | does      | -         | -         | -         | unsettled    | -              | -         |
|      | conclude_in_field                | does      | -         | -         | -         | -            | does*          | -         |
|      | perform_annex_1_act              | does      | -         | -         | -         | -            | does*          | -         |
|      | request_annex_2_act              | does      | -         | -         | -         | -            | does*          | -         |
|      | prescribe_annex_3_device         | does      | -         | -         | -         | -            | does*          | -         |
|      | prescribe_annex_4_test           | does      | -         | -         | -         | -            | does*          | -         |
|      | renew_annex_5_prescription       | does      | -         | -         | -         | -            | does*          | -         |
|      | prescribe_annex_6_first          | does      | -         | -         | -         | -            | does*          | -         |
|      | prescribe_annex_7_device         | does      | -         | -         | -         | -            | does*          | -         |
|      | prescribe_annex_7_treatment      | does      | -         | -         | -         | -            | does*          | -         |
|      | renew_first_prescription         | does      | -         | -         | -         | -            | does*          | -         |
|      | refer_back_to_doctor             | does      | -         | -         | -         | -            | does           | -         |
|      | conduct_consultation             | does      | prepares* | no        | no        | -            | -              | -         |
|      | sign_care                        | does      | -         | no        | no        | -            | -              | -         |
|      | entrust_patient                  | does      | -         | no        | no        | -            | -              | -         |
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
    assert list(rows(TABLE)[0])[2:] == [str(role) for role in Role]


def test_every_row_of_the_national_table_is_there() -> None:
    """From 1 to 75; one row may give two activities."""
    assert [row["line"] for row in rows(TABLE)] == [str(it.line or "") for it in activities().values()]
    assert {int(row["line"]) for row in rows(TABLE) if row["line"]} == set(range(1, 76))


def test_every_row_of_the_national_table_is_answered_for_the_assistant() -> None:
    """By a text or by what the sources leave open: silence is for other trades' activities."""
    assert [row["activity"] for row in rows(TABLE) if row["line"] and row["assistant"] == "-"] == []


@pytest.mark.parametrize("role", Role)
def test_the_answer_is_the_table_s(role: Role) -> None:
    """Given whatever a text may ask for, each role may do what its cell says and nothing else."""
    wanted = {row["activity"]: REFUSALS.get(row[role], row[role].rstrip("*")) for row in rows(TABLE)}
    assert {activity: answered(role, activity, EVERY_CONDITION) for activity in wanted} == wanted


@pytest.mark.parametrize("role", Role)
def test_a_star_is_a_condition(role: Role) -> None:
    """Without a condition met, what bears a star is refused and what bears none is not."""
    cells = {activity: cell for whose, activity, cell in CELLS if whose is role and cell not in REFUSALS}
    wanted = {activity: "delegation.condition" if cell.endswith("*") else cell for activity, cell in cells.items()}
    assert {activity: answered(role, activity, frozenset()) for activity in wanted} == wanted


@pytest.mark.parametrize("role", Role)
def test_a_no_is_a_text_s_and_a_dash_is_a_silence(role: Role) -> None:
    """What a text forbids, and what none gives, are told apart."""
    for activity, cell in ((activity, cell) for whose, activity, cell in CELLS if whose is role):
        in_force = [it for it in national_list().get((role, activity), ()) if it.holds_on(ON)]
        assert (in_force == []) is (cell == "-"), activity
        assert (bool(in_force) and {it.power for it in in_force} == {Power.NO}) is (cell in ("no", "unsettled")), (
            activity
        )
