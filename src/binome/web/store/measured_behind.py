"""The list behind a figure: the stories it is counted on, read from the journal a month at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw
import polars as pl

from binome.journal.stories import about
from binome.measures.behind import behind, ground_for, read_for
from binome.measures.told import told
from binome.web.store.measured_ground import AHEAD, ground_of
from binome.web.store.measured_journal import journal_of
from binome.web.store.practice import House
from binome.web.store.tables.journal import VisitRow

LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Behind:
    """One story in a figure: what it adds above and below the line."""

    day: date
    story: str
    kind: str
    doctor: str
    above: float
    below: float


def list_behind(house: House, code: str, since: date, until: date) -> list[Behind]:
    """Of these days, `until` not included and LONGEST after `since` at most; by day, then by story."""
    ground = ground_for(code)
    # What is booked further ahead tells of the free places alone.
    further = AHEAD if "slots" in ground else timedelta()
    journal = journal_of(house, since, until, booked_until=until + further, moments=read_for(code))
    seen = told(journal, str(house.practice.zone), ground_of(house, since, until, ground))
    # Of the other days nothing is counted: of the free places of a month, a third of what there is to count.
    rows = behind(code, seen).filter(nw.col("day") >= since, nw.col("day") < until).collect().to_native()
    # What stands above and what stands below may come of two tables: one story is one line.
    sums = (pl.col("doctor").max(), pl.col("above").sum(), pl.col("below").sum())
    rows = rows.group_by("day", "story").agg(*sums).sort("day", "story")
    return [
        Behind(day, story, str(about(story)) if story else "", doctor or "", above, below)
        for day, story, doctor, above, below in rows.iter_rows()
    ]


def aliases_of(house: House, stories: Iterable[str]) -> dict[str, str]:
    """By story of a visit: its patient's, where there is one. Of the stories of a page: a statement takes so many."""
    # Found by their names, which are nobody else's: by the practice, SQLite would look at all of its visits.
    rows = VisitRow.objects.filter(story__in=list(stories)).values_list("story", "patient__alias", "practice_id")
    return {story: alias or "" for story, alias, practice in rows if practice == house.id}
