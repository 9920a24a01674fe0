"""The gestures that stand for an activity, and who made them: what is delegated is seen there."""

import narwhals as nw

from binome.measures.clock import Frame, days
from binome.measures.lines import of
from binome.practice.words import Moment, Role

COUNTED = (
    Moment.BOOKED, Moment.MOVED, Moment.CANCELLED, Moment.ARRIVED, Moment.STARTED, Moment.SIGNED, Moment.NOTED,
    Moment.ENDED, Moment.DRAFTED,
)  # fmt: skip
"""Of a task, its end when it was done. The same as the page of who does what counts."""
DONE = "done"
DOCTORS = (Role.PHYSICIAN, Role.TRAINEE)
_AROUND_THE_ACTIVITY = r"^[^:]*:|@.*$"
"""A stamp is role:activity@text."""


def gestures(lines: Frame, zone: str) -> Frame:
    """practice, story, day, activity, role, delegated: not by a doctor."""
    said = lines.filter(
        of(*COUNTED),
        (nw.col("moment") != Moment.ENDED.value) | (nw.col("reason") == DONE),
        ~(nw.col("activity").is_null() & nw.col("delegation").is_null()),
    ).select("practice", "story", "at", "activity", "delegation", "role")
    stamped = nw.col("delegation").str.replace_all(_AROUND_THE_ACTIVITY, "")
    told = said.with_columns(
        activity=nw.coalesce("activity", stamped),
        delegated=~nw.col("role").is_in([role.value for role in DOCTORS]),
    )
    return days(told.drop("delegation"), zone, day="at")
