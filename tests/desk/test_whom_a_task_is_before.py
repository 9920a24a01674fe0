"""Whom a task may be before, and whom it is before when nobody says."""

from dataclasses import replace

from binome.desk.task_ground import addressee, usual_role
from binome.practice.agreements import PatientOrder
from binome.practice.task_kind import task_kind
from binome.practice.words import Role
from tests.desk.small_practice import PRACTICE, TODAY, at
from tests.practice.refused import refused


def test_what_the_practice_routes_otherwise_comes_first() -> None:
    """Its own line before the kind's usual roles; a role that nobody holds is passed over."""
    kind = task_kind("appointment_to_make")
    assert usual_role(PRACTICE, kind) is Role.ASSISTANT
    routed = replace(PRACTICE, routing={kind.activity: (Role.SECRETARY,)})
    assert usual_role(routed, kind) is Role.SECRETARY
    without = {code: it for code, it in PRACTICE.members.items() if Role.SECRETARY not in it.roles}
    assert usual_role(replace(routed, members=without), kind) is Role.ASSISTANT


def test_what_a_doctor_ordered_for_its_patient_counts() -> None:
    """A wound to dress may be asked of the nurse for the patient it was ordered for, and for no other."""
    kind = replace(task_kind("other"), activity="dress_wound")
    ordered = PatientOrder(activity="dress_wound", patient="p1", physician="martin", since=TODAY)
    practice = replace(PRACTICE, orders=(ordered,))
    assert addressee(practice, kind, Role.NURSE, None, at("9:00"), "p1").role is Role.NURSE
    with refused("delegation.condition"):
        addressee(practice, kind, Role.NURSE, None, at("9:00"), "p2")
