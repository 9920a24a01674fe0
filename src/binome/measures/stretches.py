"""The stretches of work: who held which step of a visit, from when to when. The same as journal.lived.held counts.

Within a story one step is held at a time: a stretch lasts until the next line that lets it go or hands it over.
"""

import narwhals as nw

from binome.journal.lived import STRETCHES
from binome.measures.clock import Frame, days, minutes
from binome.measures.engines import beside
from binome.measures.lines import STORY, of
from binome.practice.words import Moment

OPENS = (Moment.STARTED, Moment.HANDED_OVER)
KEPT = ("practice", "story", "number", "moment", "at", "by", "role", "step", "room", "to", "to_role")


def stretches(lines: Frame) -> Frame:
    """practice, story, number, step, by, role, room, since, until, free_since (when the step before was let go).

    A step that nobody let go has no `until`.
    """
    marks = lines.filter(of(*(it for it in STRETCHES if it is not Moment.WITHDRAWN))).select(*KEPT)
    marks = beside(marks, STORY, "number", until=("at", 1), free_since=("at", -1))
    opened = marks.filter(of(*OPENS))
    taken = nw.col("moment") == Moment.HANDED_OVER.value
    return opened.select(
        "practice",
        "story",
        "number",
        "step",
        "room",
        "until",
        "free_since",
        since=nw.col("at"),
        by=nw.when(taken).then(nw.col("to")).otherwise(nw.col("by")),
        role=nw.when(taken).then(nw.col("to_role")).otherwise(nw.col("role")),
        taken_over=taken,
    )


def of_the_day(work: Frame, visits: Frame, zone: str) -> Frame:
    """The same with the doctor the visit is with, the day, its minutes and how long the visit had waited for it."""
    known = visits.select("practice", "story", "doctor", "arrived_at", "seen")
    held = work.filter(~nw.col("until").is_null()).join(known, on=list(STORY), how="left")
    held = held.with_columns(free_since=nw.coalesce("free_since", "arrived_at"), doctor=nw.col("doctor").fill_null(""))
    held = minutes(held, minutes=("since", "until"), waited_min=("free_since", "since"))
    return days(held, zone, day="since").drop("arrived_at")


def skips(lines: Frame, zone: str) -> Frame:
    """practice, story, day, step, reason: a row for each step that was passed over."""
    told = lines.filter(of(Moment.SKIPPED)).select(*STORY, "step", "reason", "at")
    return days(told, zone, day="at")
