"""What is added up, table by table: one expression a quantity, a number for each row. Figures are two of them."""

from collections.abc import Mapping

import narwhals as nw

from binome.measures.sheets import FOLLOW_UP, PREVENTION
from binome.practice.words import Role, Step

LONG_WAITS_MIN = (15, 30)
LATE_MIN = 10
HURRIED_MIN = 0.5
NOBODY_THERE = "assistant_away"
REQUESTS = ("appointment_to_make", "call_back")
"""Tasks that somebody's request for an appointment is written down as."""
DONE = ("done", "done_elsewhere")

_seen, _came, _ahead = nw.col("seen"), nw.col("came"), nw.col("ahead")
_kept = _seen & _ahead & ~nw.col("own_at").is_null()
_unseen = nw.col("left") & nw.col("own_at").is_null()
_professional = nw.col("professional")
_own = nw.col("step").is_in([Step.CONSULTATION.value, Step.EDUCATION.value])
_prevention, _follow_up = (nw.col("activity").is_in(list(it)) for it in (PREVENTION, FOLLOW_UP))
_request = nw.col("kind").is_in(list(REQUESTS))


def one(where: nw.Expr) -> nw.Expr:
    """Counts the rows of which it is true; what is not known is not counted."""
    return nw.when(where).then(1.0).otherwise(0.0)


def of(column: str, where: nw.Expr) -> nw.Expr:
    """Adds the column over the rows of which it is true; an unknown adds nothing."""
    return nw.when(where & ~nw.col(column).is_null()).then(nw.col(column)).otherwise(0.0)


ON_VISITS: Mapping[str, nw.Expr] = {
    "came": one(_came),
    "seen": one(_seen),
    "left": one(nw.col("left")),
    "left_unseen": one(_unseen),
    "never_ended": one(_came & ~nw.col("left") & ~_seen & ~nw.col("deferred")),
    "kept_or_missed": one(_ahead & (_came | nw.col("missed"))),
    "missed": one(_ahead & nw.col("missed")),
    "stood": one(_ahead & (_came | nw.col("missed") | nw.col("cancelled"))),
    "cancelled": one(_ahead & nw.col("cancelled")),
    "wait_min": of("wait_min", _seen),
    **{f"waited_{it}": one(_seen & (nw.col("wait_min") >= it)) for it in LONG_WAITS_MIN},
    "to_room_min": of("to_room_min", _seen),
    "for_own_min": of("for_own_min", _seen),
    "in_practice_min": of("in_practice_min", _seen),
    "worked_min": of("worked_min", _seen),
    "kept": one(_kept),
    "started_late_min": of("started_late_min", _kept & (nw.col("started_late_min") > 0)),
    "started_late": one(_kept & (nw.col("started_late_min") >= LATE_MIN)),
    "kept_came": one(_ahead & _came),
    "arrived_late": one(_ahead & _came & (nw.col("arrived_late_min") >= LATE_MIN)),
    "consultations": one(nw.col("consulted")),
    "consultation_min": of("consultation_min", nw.col("consulted")),
    "prepared": one(_seen & ~nw.col("prepared_at").is_null()),
    "acts": one(_seen & (nw.col("acted_min") > 0)),
    **{f"seen_{role.value}_min": of(f"{role.value}_min", _seen) for role in Role},
}

ON_BOOKINGS: Mapping[str, nw.Expr] = {
    "booked": one(_ahead),
    "booked_same_day": one(_ahead & (nw.col("lead_days") == 0)),
    "lead_days": of("lead_days", _ahead),
}
"""The visits again, each on the day it was asked for."""

ON_STRETCHES: Mapping[str, nw.Expr] = {
    "stretches": one(~nw.col("minutes").is_null()),
    "hurried": one(nw.col("minutes") < HURRIED_MIN),
    "held_min": of("minutes", ~nw.col("minutes").is_null()),
    "physician_min": of("minutes", nw.col("role") == Role.PHYSICIAN.value),
    "physician_hours": of("minutes", nw.col("role") == Role.PHYSICIAN.value) / 60,
    "own_hours": of("minutes", _own) / 60,
    "begun": one(~nw.col("taken_over")),
    "step_wait_min": of("waited_min", ~nw.col("taken_over")),
}
"""Of every visit, whatever became of it."""

ON_WORKDAYS: Mapping[str, nw.Expr] = {"physician_days": one(nw.col("physician_min") > 0)}

ON_QUESTIONS: Mapping[str, nw.Expr] = {"interruptions": one(nw.col("interrupting"))}

ON_SKIPS: Mapping[str, nw.Expr] = {"steps_missed": one(nw.col("reason") == NOBODY_THERE)}

ON_GESTURES: Mapping[str, nw.Expr] = {
    "gestures": one(~nw.col("role").is_null()),
    "delegated": one(nw.col("delegated")),
}

ON_NOTED: Mapping[str, nw.Expr] = {
    "prevention_due": one(_prevention),
    "prevention_done": one(_prevention & nw.col("done")),
    "follow_up_due": one(_follow_up),
    "follow_up_done": one(_follow_up & nw.col("done")),
}

ON_TASKS: Mapping[str, nw.Expr] = {"tasks_asked": one(~nw.col("asked_at").is_null())}

ON_ENDED: Mapping[str, nw.Expr] = {
    "tasks_ended": one(~nw.col("ended_at").is_null()),
    "tasks_in_time": one(nw.col("ended_at") <= nw.col("due")),
    "task_open_hours": of("open_min", ~nw.col("ended_at").is_null()) / 60,
    "requests_ended": one(_request),
    "requests_unmet": one(_request & ~nw.col("ended_as").is_in(list(DONE))),
}

ON_ENDED_WITH_HOURS: Mapping[str, nw.Expr] = {
    "tasks_ended_by_team": one(~nw.col("ended_by").is_null()),
    "tasks_outside": one(nw.col("outside")),
}

ON_EVENINGS: Mapping[str, nw.Expr] = {
    "evenings": one(~nw.col("open").is_null()),
    "open_tasks": nw.col("open"),
    "open_age_days": nw.col("age_days"),
    "late_tasks": nw.col("late"),
}

ON_UNDONE: Mapping[str, nw.Expr] = {"undone": one(~nw.col("at").is_null())}

ON_PRESENCES: Mapping[str, nw.Expr] = {
    "professional_days": one(_professional),
    "team_days": one(~_professional),
    "professional_planned_min": of("planned_min", _professional),
    "team_planned_min": of("planned_min", ~_professional),
    "professional_within_min": of("within_min", _professional),
    "team_within_min": of("within_min", ~_professional),
    "professional_idle_min": of("planned_min", _professional) - of("within_min", _professional),
    "professional_overtime_min": of("overtime_min", _professional),
    "team_overtime_min": of("overtime_min", ~_professional),
}

ON_ROOMS: Mapping[str, nw.Expr] = {"room_open_min": nw.col("open_min"), "room_used_min": nw.col("used_min")}

ON_MORNINGS: Mapping[str, nw.Expr] = {
    "mornings": one(~nw.col("third_next_days").is_null()),
    "third_next_days": nw.col("third_next_days"),
}

QUANTITIES: Mapping[str, Mapping[str, nw.Expr]] = {
    "visits": ON_VISITS,
    "bookings": ON_BOOKINGS,
    "stretches": ON_STRETCHES,
    "workdays": ON_WORKDAYS,
    "questions": ON_QUESTIONS,
    "skips": ON_SKIPS,
    "gestures": ON_GESTURES,
    "noted": ON_NOTED,
    "tasks": ON_TASKS,
    "ended": ON_ENDED,
    "outside": ON_ENDED_WITH_HOURS,
    "evenings": ON_EVENINGS,
    "undone": ON_UNDONE,
    "presences": ON_PRESENCES,
    "rooms": ON_ROOMS,
    "mornings": ON_MORNINGS,
}
"""By table of Told."""
