"""Questions that could not wait, and whether they found a doctor with a patient. As journal.interruptions counts."""

import narwhals as nw

from binome.journal.interruptions import CANNOT_WAIT, DOCTORS
from binome.measures.clock import Frame, days
from binome.measures.lines import STORY, of
from binome.practice.words import Moment, Step


def questions(lines: Frame, opened: Frame, zone: str) -> Frame:
    """practice, story, day, at, interrupting: a row for each question asked now of a doctor."""
    now = lines.filter(
        of(Moment.ASKED),
        nw.col("level") == CANNOT_WAIT,
        nw.col("to_role").is_in([role.value for role in DOCTORS]),
    ).select(*STORY, "at", "to", role=nw.col("to_role"))
    now = days(now, zone, day="at")
    found = _found(now, opened, zone)
    told = now.join(found, on=list(STORY), how="left")
    return told.select(*STORY, "day", "at", interrupting=~nw.col("hits").is_null())


def _found(now: Frame, opened: Frame, zone: str) -> Frame:
    """Which of them were asked while a doctor of those asked held a consultation."""
    busy = days(opened.filter(nw.col("step") == Step.CONSULTATION.value), zone, day="since")
    busy = busy.select("practice", "day", "role", "since", "until", holder=nw.col("by"))
    both = now.join(busy, on=["practice", "day", "role"], how="inner")
    named = nw.col("to").is_null() | (nw.col("to") == nw.col("holder"))
    under_way = (nw.col("since") <= nw.col("at")) & (nw.col("until").is_null() | (nw.col("at") < nw.col("until")))
    return both.filter(under_way & named).group_by(*STORY).agg(nw.len().alias("hits"))
