"""What is added up, table by table: one expression a quantity, each a number of its row. Figures are two of them."""

from collections.abc import Mapping

import narwhals as nw

from binome.practice.words import Role, Step

LONG_WAIT_MIN = 30

_seen, _came, _ahead = nw.col("seen"), nw.col("came"), nw.col("ahead")
_stands = _ahead & ~nw.col("cancelled")


def one(where: nw.Expr) -> nw.Expr:
    """Counts the rows of which it is true."""
    return nw.when(where).then(1.0).otherwise(0.0)


def of(column: str, where: nw.Expr) -> nw.Expr:
    """Adds the column over the rows of which it is true; an unknown adds nothing."""
    return nw.when(where & ~nw.col(column).is_null()).then(nw.col(column)).otherwise(0.0)


ON_VISITS: Mapping[str, nw.Expr] = {
    "came": one(_came),
    "seen": one(_seen),
    "left": one(nw.col("left")),
    "kept_or_missed": one(_stands & (_came | nw.col("missed"))),
    "missed": one(nw.col("missed")),
    "wait_min": of("wait_min", _seen),
    "waited_long": one(_seen & (nw.col("wait_min") >= LONG_WAIT_MIN)),
    "to_room_min": of("to_room_min", _seen),
    "in_practice_min": of("in_practice_min", _seen),
    "worked_min": of("worked_min", _seen),
}

ON_STRETCHES: Mapping[str, nw.Expr] = {
    "physician_min": of("minutes", nw.col("role") == Role.PHYSICIAN.value),
    "consultation_min": of("minutes", nw.col("step") == Step.CONSULTATION.value),
}
"""Of every visit, whatever became of it."""

ON_TASKS: Mapping[str, nw.Expr] = {"tasks_asked": one(~nw.col("asked_at").is_null())}

ON_BOOKINGS: Mapping[str, nw.Expr] = {
    "booked": one(_ahead),
    "booked_same_day": one(_ahead & (nw.col("lead_days") == 0)),
    "lead_days": of("lead_days", _ahead),
}
"""The visits again, each on the day it was asked for."""

QUANTITIES: Mapping[str, Mapping[str, nw.Expr]] = {
    "visits": ON_VISITS,
    "stretches": ON_STRETCHES,
    "tasks": ON_TASKS,
    "bookings": ON_BOOKINGS,
}
