"""The tasks: a row for each, from its being asked for to its end."""

from collections.abc import Mapping

import narwhals as nw

from binome.measures.clock import Frame, days, minutes
from binome.measures.lines import STORY, of, when
from binome.practice.words import Moment

_SAID: Mapping[str, nw.Expr] = {
    "kind": when(Moment.ASKED, "kind"),
    "level": when(Moment.ASKED, "level"),
    "patient": when(Moment.ASKED, "patient"),
    "asked_by": when(Moment.ASKED, "by"),
    "asked_at": when(Moment.ASKED, "at"),
    "asked_role": when(Moment.ASKED, "to_role"),
    "due": when(Moment.ASKED, "due"),
    "claimed_at": when(Moment.CLAIMED, "at"),
    "last_ended_at": when(Moment.ENDED, "at"),
    "last_resumed_at": when(Moment.RESUMED, "at"),
}
_OF_ITS_END = {"ended_as": "reason", "ended_by": "by", "ended_role": "role"}
"""A task may end twice: the last end is the one that counts."""


def tasks(lines: Frame, zone: str) -> Frame:
    """`day` is that of its being asked for; a task that was taken up again after its end has no end."""
    said = lines.filter(of(Moment.ASKED, Moment.CLAIMED, Moment.ENDED, Moment.RESUMED))
    told = said.select(*STORY, **_SAID).group_by(*STORY).agg(*(nw.col(name).max() for name in _SAID))
    told = told.join(_last_end(said), on=list(STORY), how="left")
    again = nw.col("last_resumed_at") > nw.col("last_ended_at")
    over = nw.when(again.fill_null(False)).then(None).otherwise(nw.col("last_ended_at"))
    told = told.filter(~nw.col("asked_at").is_null()).with_columns(ended_at=over)
    told = minutes(told, open_min=("asked_at", "ended_at"))
    told = days(told, zone, day="asked_at", ended_day="ended_at")
    return told.drop("last_ended_at", "last_resumed_at")


def _last_end(said: Frame) -> Frame:
    ends = said.filter(of(Moment.ENDED)).select(
        *STORY, "number", **{it: nw.col(said_as) for it, said_as in _OF_ITS_END.items()}
    )
    last = ends.group_by(*STORY).agg(nw.col("number").max())
    return ends.join(last, on=[*STORY, "number"], how="inner").drop("number")


def ended(told: Frame) -> Frame:
    """The tasks that are over, each on the day it ended."""
    return told.filter(~nw.col("ended_at").is_null()).with_columns(day=nw.col("ended_day"))


def outside(over: Frame, hours: Frame, zone: str) -> Frame:
    """The same, with `outside`: was it ended out of the planned hours of whoever ended it?"""
    by = ("practice", "day", "by")
    spans = days(hours, zone, day="since").select(*by, "since", "until")
    both = over.select(*STORY, "day", "ended_at", by=nw.col("ended_by")).join(spans, on=list(by), how="inner")
    inside = (nw.col("since") <= nw.col("ended_at")) & (nw.col("ended_at") < nw.col("until"))
    there = both.with_columns(inside=nw.when(inside).then(1).otherwise(0)).group_by(*STORY).agg(nw.col("inside").max())
    told = over.join(there, on=list(STORY), how="left")
    return told.with_columns(outside=nw.col("inside").fill_null(0) == 0).drop("inside")
