"""The lines of a journal that stand: those that were withdrawn are left out, and what withdrew them."""

from typing import Any

import narwhals as nw

from binome.measures.clock import Frame, days
from binome.measures.engines import without
from binome.practice.words import Moment

STORY = ("practice", "story")
"""What names a story: in a region two practices may have chosen the same name."""


def lazily(journal: Any) -> Frame:
    """The same lines, of whatever engine. Where no practice is named, it is ""."""
    frame: Frame = nw.from_native(journal).lazy()
    known = "practice" in frame.collect_schema().names()
    return frame.with_columns(practice=nw.col("practice").fill_null("") if known else nw.lit(""))


def undone(lines: Frame, zone: str) -> Frame:
    """practice, story, day, by: a row for each line that undid another."""
    told = lines.filter(of(Moment.WITHDRAWN)).select("practice", "story", "at", "by", "reason")
    return days(told, zone, day="at")


def standing(lines: Frame) -> Frame:
    """Without what was withdrawn, nor what withdrew it."""
    taken_back = lines.filter(of(Moment.WITHDRAWN)).select("practice", "story", number=nw.col("withdraws"))
    kept = lines.filter(nw.col("moment") != Moment.WITHDRAWN.value)
    return without(kept, taken_back, (*STORY, "number"))


def of(*moments: Moment) -> nw.Expr:
    """Is the line one of these moments?"""
    return nw.col("moment").is_in([moment.value for moment in moments])


def when(moment: Moment, column: str) -> nw.Expr:
    """What such a line says in that column; nothing on any other line."""
    return nw.when(nw.col("moment") == moment.value).then(nw.col(column))
