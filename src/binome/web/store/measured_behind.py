"""The list behind a figure: the stories it is counted on, read from the journal a month at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock

import narwhals as nw
import polars as pl

from binome.journal.stories import about
from binome.measures.behind import behind, ground_for, read_for
from binome.measures.told import told
from binome.web.store.measured_ground import AHEAD, ground_of
from binome.web.store.measured_journal import journal_of, last_line
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


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, of which a page is looked at."""

    rows: pl.DataFrame

    def __len__(self) -> int:
        return self.rows.height

    def __getitem__(self, some: slice) -> list[Behind]:
        return [
            Behind(day, story, str(about(story)) if story else "", doctor or "", above, below)
            for day, story, doctor, above, below in self.rows[some].iter_rows()
        ]


LISTS_HELD = 8
"""In each process's memory: whoever turns the pages of one does not have the journal read again for each."""

_known: dict[object, Listed] = {}
_lock = Lock()


def list_behind(house: House, code: str, since: date, until: date) -> Listed:
    """Of these days, `until` not included and LONGEST after `since` at most; by day, then by story. It is the same as
    long as the practice is, and no line is written.
    """
    key = (house.id, house.revision, code, since, until, last_line(house))
    found = _known.get(key)
    if found is None:
        found = Listed(_read(house, code, since, until))
        with _lock:
            while len(_known) >= LISTS_HELD:
                _known.pop(next(iter(_known)))
            _known[key] = found
    return found


def _read(house: House, code: str, since: date, until: date) -> pl.DataFrame:
    ground = ground_for(code)
    # What is booked further ahead tells of the free places alone.
    further = AHEAD if "slots" in ground else timedelta()
    journal = journal_of(house, since, until, booked_until=until + further, moments=read_for(code))
    seen = told(journal, str(house.practice.zone), ground_of(house, since, until, ground))
    # Of the other days nothing is counted: of the free places of a month, a third of what there is to count.
    rows = behind(code, seen).filter(nw.col("day") >= since, nw.col("day") < until).collect().to_native()
    # What stands above and what stands below may come of two tables: one story is one line.
    sums = (pl.col("doctor").max(), pl.col("above").sum(), pl.col("below").sum())
    return rows.group_by("day", "story").agg(*sums).sort("day", "story")


def aliases_of(house: House, stories: Iterable[str]) -> dict[str, str]:
    """By story of a visit: its patient's, where there is one. Of the stories of a page: a statement takes so many."""
    # Found by their names, which are nobody else's: by the practice, SQLite would look at all of its visits.
    rows = VisitRow.objects.filter(story__in=list(stories)).values_list("story", "patient__alias", "practice_id")
    return {story: alias or "" for story, alias, practice in rows if practice == house.id}
