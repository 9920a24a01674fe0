"""The list behind a figure: the stories it is counted on, read from the journal a month at most."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from binome.journal.stories import About, about
from binome.measures.behind import behind
from binome.measures.catalogue import CATALOGUE
from binome.measures.told import told
from binome.web.store.measured_ground import AHEAD, ground_of
from binome.web.store.measured_journal import journal_of
from binome.web.store.practice import House
from binome.web.store.tables.journal import VisitRow

LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Behind:
    """One story in a figure: what it adds above and below the line. `alias`: the patient's, when there is one."""

    day: date
    story: str
    kind: str
    doctor: str
    alias: str
    above: float
    below: float


def list_behind(house: House, code: str, since: date, until: date) -> list[Behind]:
    """Of these days, `until` not included and LONGEST after `since` at most; by day, then by story."""
    # What is booked further ahead tells of the free places alone.
    further = AHEAD if "slots" in CATALOGUE[code].needs else timedelta()
    journal = journal_of(house, since, until, booked_until=until + further)
    seen = told(journal, str(house.practice.zone), ground_of(house, since, until))
    rows = behind(code, seen).collect().to_native()
    rows = rows.filter(pl.col("day").is_between(since, until, closed="left"))
    # What stands above and what stands below may come of two tables: one story is one line.
    sums = (pl.col("doctor").max(), pl.col("above").sum(), pl.col("below").sum())
    rows = rows.group_by("day", "story").agg(*sums).sort("day", "story")
    aliases = _aliases(house, rows["story"].unique().to_list())
    return [
        Behind(day, story, _kind(story), doctor or "", aliases.get(story, ""), above, below)
        for story, day, doctor, above, below in rows.select("story", "day", "doctor", "above", "below").iter_rows()
    ]


def _kind(story: str) -> str:
    return str(about(story)) if story else ""


def _aliases(house: House, stories: list[str]) -> dict[str, str]:
    """By story; a month's are fewer than a statement takes."""
    found: dict[str, str] = {}
    visits = [it for it in stories if it and about(it) is About.VISIT]
    for place in range(0, len(visits), 400):
        rows = VisitRow.objects.filter(practice_id=house.id, story__in=visits[place : place + 400])
        found.update({story: alias or "" for story, alias in rows.values_list("story", "patient__alias")})
    return found
