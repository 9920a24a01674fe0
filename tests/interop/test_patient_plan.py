"""What an import of patients would do, before anything is written."""

from dataclasses import replace
from datetime import date

import pytest

from binome.interop.known import KnownPatient
from binome.interop.patient_plan import PatientPlan, known_from_patient, plan_of_patients
from binome.interop.reading import ForeignPatient, Ins, Reading, Tongue, Trust

MARIE = ForeignPatient(
    "LE GOFF", "Marie", line=1, birth_date=date(1957, 3, 12), sex="F", birth_place="29019", phone="0612345678"
)
QUALIFIED = replace(MARIE, ins=Ins("2570329019005", "1.2.250.1.213.1.4.8"), trust=Trust.QUALIFIED)
NUMBERED = replace(MARIE, ids=("|42",))


def told(*patients: ForeignPatient) -> Reading:
    return Reading(Tongue.TABLE, "table:test", "utf-8", patients=patients)


def known(*patients: ForeignPatient) -> list[KnownPatient]:
    return [known_from_patient(patient, f"p{at}") for at, patient in enumerate(patients)]


def counts(plan: PatientPlan) -> tuple[int, int, int, int]:
    return len(plan.created), len(plan.changed), len(plan.unchanged), len(plan.doubtful)


def test_everybody_is_created_the_first_time_and_nobody_the_second() -> None:
    assert counts(plan_of_patients([], told(MARIE))) == (1, 0, 0, 0)
    assert counts(plan_of_patients(known(MARIE), told(MARIE))) == (0, 0, 1, 0)


def test_the_outside_door_has_fixed_names() -> None:
    assert plan_of_patients([], told(MARIE)).as_json() == {
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "cancelled": 0,
        "not_understood": [],
    }


def test_who_may_be_known_is_neither_created_nor_merged_but_said() -> None:
    plan = plan_of_patients(known(MARIE), told(replace(MARIE, birth_place="")))
    assert counts(plan) == (0, 0, 0, 1)
    assert [(one.line, one.why, one.facts["reason"]) for one in plan.not_understood] == [
        (1, "patient.maybe_known", "names")
    ]


def test_who_may_be_several_is_left_to_decide() -> None:
    homonyms = known(replace(MARIE, phone="1"), replace(MARIE, phone="2"))
    plan = plan_of_patients(homonyms, told(MARIE))
    assert counts(plan) == (0, 0, 0, 1)
    assert [one.why for one in plan.not_understood] == ["patient.many_alike"]


def test_a_change_is_shown_with_what_was_before() -> None:
    plan = plan_of_patients(known(NUMBERED), told(replace(NUMBERED, phone="0700000000", email="m@example.org")))
    assert [(c.name, c.before, c.after) for c in plan.changed[0].fields] == [
        ("phone", "0612345678", "0700000000"),
        ("email", "", "m@example.org"),
    ]


@pytest.mark.parametrize(
    "silence", [{"phone": ""}, {"phone": "+33 6 12 34 56 78"}, {"family": "Le Goff"}, {"birth_date": None}]
)
def test_what_a_list_leaves_out_or_spells_otherwise_changes_nothing(silence: dict[str, object]) -> None:
    assert counts(plan_of_patients(known(NUMBERED), told(replace(NUMBERED, **silence)))) == (0, 0, 1, 0)  # type: ignore[arg-type]


def test_trust_is_raised_never_lowered() -> None:
    raised = plan_of_patients(known(NUMBERED), told(replace(QUALIFIED, ids=("|42",))))
    assert [change.name for change in raised.changed[0].fields] == ["ins", "trust"]
    assert counts(plan_of_patients(known(replace(QUALIFIED, ids=("|42",))), told(NUMBERED))) == (0, 0, 1, 0)


def test_the_traits_of_a_qualified_identity_are_not_changed_by_a_lesser_source() -> None:
    plan = plan_of_patients(
        known(replace(QUALIFIED, ids=("|42",))), told(replace(NUMBERED, given="Maria", email="m@example.org"))
    )
    assert [change.name for change in plan.changed[0].fields] == ["email"]
    assert [one.why for one in plan.not_understood] == ["patient.traits_kept"]


def test_who_stands_twice_in_a_list_is_taken_once() -> None:
    plan = plan_of_patients([], told(MARIE, replace(MARIE, line=2)))
    assert counts(plan) == (1, 0, 0, 0)
    assert [(one.line, one.why) for one in plan.not_understood] == [(2, "patient.twice")]


def test_twins_are_two() -> None:
    twins = [replace(MARIE, given=name, birth_place="29019", sex="") for name in ("Paul", "Paule")]
    assert counts(plan_of_patients([], told(*twins))) == (2, 0, 0, 0)
    assert counts(plan_of_patients(known(twins[0]), told(*twins))) == (1, 0, 0, 1)
