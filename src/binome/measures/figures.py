"""The figures that add up: each is a quantity over another. What they mean in words is data/catalogue."""

from collections.abc import Mapping
from typing import NamedTuple

from binome.practice.words import Role

WEEKS = "weeks"
"""Below: the calendar's own, no table has it. A week has seven days, those of rest included."""
PER_CENT = 100.0


class Figure(NamedTuple):
    """`above` over `below`, by their names in quantities; times `scale` (100: a share is said in per cent)."""

    above: str
    below: str
    scale: float = 1.0


def share(above: str, below: str) -> Figure:
    return Figure(above, below, PER_CENT)


def _by_role() -> dict[str, Figure]:
    others = (role for role in Role if role is not Role.PHYSICIAN)
    return {f"{role.value}_min_per_visit": Figure(f"seen_{role.value}_min", "seen") for role in others}


ACCESS: Mapping[str, Figure] = {
    "third_next_days": Figure("third_next_days", "mornings"),
    "lead_days": Figure("lead_days", "booked"),
    "same_day_share": share("booked_same_day", "booked"),
    "unmet_share": share("requests_unmet", "requests_ended"),
    "no_show_share": share("missed", "kept_or_missed"),
    "cancelled_share": share("cancelled", "stood"),
    "wait_min": Figure("wait_min", "seen"),
    "wait_to_room_min": Figure("to_room_min", "seen"),
    "wait_before_professional_min": Figure("for_own_min", "seen"),
    "wait_before_step_min": Figure("step_wait_min", "begun"),
    "wait_over_15_share": share("waited_15", "seen"),
    "wait_over_30_share": share("waited_30", "seen"),
    "in_practice_min": Figure("in_practice_min", "seen"),
    "start_delay_min": Figure("started_late_min", "kept"),
    "started_late_share": share("started_late", "kept"),
    "arrived_late_share": share("arrived_late", "kept_came"),
}

TIME: Mapping[str, Figure] = {
    "medical_min_per_visit": Figure("physician_min", "seen"),
    "visits_per_medical_hour": Figure("seen", "physician_hours"),
    "consultation_held_min": Figure("consultation_min", "consultations"),
    "held_min_per_visit": Figure("held_min", "seen"),
    **_by_role(),
    "prepared_share": share("prepared", "seen"),
    "delegated_share": share("delegated", "gestures"),
}

PATIENTS: Mapping[str, Figure] = {
    "visits_per_week": Figure("seen", WEEKS),
    "visits_per_doctor_day": Figure("seen", "professional_days"),
    "acts_per_day": Figure("acts", "physician_days"),
}

QUALITY: Mapping[str, Figure] = {
    "not_served_share": share("left", "came"),
    "left_unseen_share": share("left_unseen", "came"),
    "skipped_steps_per_visit": Figure("steps_missed", "came"),
    "prevention_done_share": share("prevention_done", "prevention_due"),
    "follow_up_done_share": share("follow_up_done", "follow_up_due"),
}

LOAD: Mapping[str, Figure] = {
    "after_hours_min_per_doctor_day": Figure("professional_overtime_min", "professional_days"),
    "after_hours_min_per_team_day": Figure("team_overtime_min", "team_days"),
    "with_patients_share": share("professional_within_min", "professional_planned_min"),
    "team_with_patients_share": share("team_within_min", "team_planned_min"),
    "without_patient_min_per_doctor_day": Figure("professional_idle_min", "professional_days"),
    "urgent_questions_per_hour": Figure("interruptions", "own_hours"),
    "tasks_per_week": Figure("tasks_asked", WEEKS),
    "tasks_open_in_the_evening": Figure("open_tasks", "evenings"),
    "tasks_late_in_the_evening": Figure("late_tasks", "evenings"),
    "open_task_age_days": Figure("open_age_days", "open_tasks"),
    "task_hours": Figure("task_open_hours", "tasks_ended"),
    "tasks_in_time_share": share("tasks_in_time", "tasks_ended"),
    "tasks_outside_hours_share": share("tasks_outside", "tasks_ended_by_team"),
    "rooms_used_share": share("room_used_min", "room_open_min"),
}

DATA: Mapping[str, Figure] = {
    "never_ended_share": share("never_ended", "came"),
    "hurried_share": share("hurried", "stretches"),
    "undone_per_visit": Figure("undone", "came"),
}

FIGURES: Mapping[str, Figure] = {**ACCESS, **TIME, **PATIENTS, **QUALITY, **LOAD, **DATA}
