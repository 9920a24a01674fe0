"""What a journal tells of each visit, as far as one learns from it.

A story is believed when replay believes it; what was withdrawn never happened; a step lasts as long as it was held,
pauses left out. Only days that are over are learned from.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property
from itertools import groupby
from pathlib import Path

import polars as pl

from binome.journal.columns import SCHEMA, events_of
from binome.journal.event import LIVED, Event
from binome.journal.replay import day_from
from binome.journal.stories import DAY_PREFIX, is_visit
from binome.practice.refusal import Refused
from binome.practice.visit import Visit
from binome.practice.words import Moment, State, Status, Step

BOOKED, WALK_IN, URGENT = "booked", "walk_in", "urgent"
AT_THE_DOOR = (WALK_IN, URGENT)


class NotAJournal(Exception):
    """The table is not one that `binome journal export` writes; `why` names the sentence, `found` what is wrong."""

    def __init__(self, why: str, found: str) -> None:
        super().__init__(f"{why}: {found}")
        self.why = why
        self.found = found


@dataclass(frozen=True, slots=True)
class SeenStep:
    """One step that somebody finished. `minutes`: held, pauses left out; `whole`: by one person, without a pause."""

    step: Step
    by: str
    role: str
    start: datetime
    end: datetime
    minutes: float
    room: str | None
    whole: bool


@dataclass(frozen=True, slots=True)
class SeenVisit:
    """One visit of a day that is over. `way`: "booked", "walk_in" or "urgent", as it was asked for. `signed`: by whom
    what was prepared was signed, and when.
    """

    story: str
    day: date
    asked: date
    way: str
    doctor: str
    pathway: str
    due: datetime
    minutes: int
    state: State
    arrived: datetime | None
    steps: tuple[SeenStep, ...]
    skipped: frozenset[Step]
    simulated: bool
    signed: tuple[tuple[datetime, str], ...] = ()

    @property
    def lead(self) -> int:
        return max(0, (self.day - self.asked).days)

    @property
    def booked(self) -> bool:
        return self.way == BOOKED


@dataclass(frozen=True)
class Seen:
    """All of them, in the order of their days. `left_out`: how many stories were not learned from, by reason."""

    visits: tuple[SeenVisit, ...]
    ahead: tuple[SeenVisit, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Those on which somebody was due."""
        return tuple(sorted({it.day for it in self.visits}))

    @property
    def simulated(self) -> int:
        return sum(it.simulated for it in self.visits)

    def between(self, first: date, last: date) -> "Seen":
        """Those of some days, and what was asked for on them."""
        kept = tuple(it for it in self.visits if first <= it.day <= last)
        ahead = tuple(it for it in (*self.visits, *self.ahead) if it.day > last and first <= it.asked <= last)
        return Seen(kept, ahead, self.left_out)


def read_table(file: Path) -> pl.DataFrame:
    """The journal in that Parquet file."""
    try:
        return pl.read_parquet(file)
    except (pl.exceptions.PolarsError, OSError) as wrong:
        raise NotAJournal("journal_unreadable", str(wrong).splitlines()[0]) from None


def seen_in(table: pl.DataFrame, zone: tzinfo, *, simulated: bool = False) -> Seen:
    """What that journal tells. With `simulated`, runs of the twin are learned from as if they had been lived."""
    left_out: Counter[str] = Counter()
    return _seen(list(_stories(_checked(table), left_out)), zone, left_out, simulated=simulated)


def seen_of(events: Iterable[Event], zone: tzinfo) -> Seen:
    """The same of events that are known already, one story after the other."""
    told = [(story, list(listed)) for story, listed in groupby(events, key=lambda it: it.story)]
    return _seen(told, zone, Counter(), simulated=False)


def _seen(stories: list[tuple[str, list[Event]]], zone: tzinfo, left_out: Counter[str], *, simulated: bool) -> Seen:
    over = _Over(stories, zone)
    visits, ahead = [], []
    for story, events in stories:
        if not is_visit(story):
            continue
        if events[0].origin != LIVED and not simulated:
            left_out["simulated"] += 1
            continue
        visit = _visit(events, zone)
        if visit is None:
            left_out["impossible"] += 1
        elif over.is_over(visit.day):
            visits.append(visit)
        else:
            ahead.append(visit)
    left_out["not_over"] = len(ahead)
    order = sorted(visits, key=lambda it: (it.due, it.story))
    return Seen(tuple(order), tuple(ahead), {why: count for why, count in left_out.items() if count})


def _checked(table: pl.DataFrame) -> pl.DataFrame:
    missing = [name for name in SCHEMA if name not in table.columns]
    if missing:
        raise NotAJournal("journal_columns", ", ".join(missing))
    try:
        told = table.select(list(SCHEMA)).cast(pl.Schema(SCHEMA))
    except pl.exceptions.PolarsError as wrong:
        raise NotAJournal("journal_columns", str(wrong).splitlines()[0]) from None
    whole = told.drop_nulls(["story", "number", "moment", "at", "by", "role"])
    return whole.unique(maintain_order=True).sort("story", "number", maintain_order=True)


def _stories(told: pl.DataFrame, left_out: Counter[str]) -> Iterator[tuple[str, list[Event]]]:
    """Each with its events in order; one whose words nobody knows is left out."""
    for table in told.partition_by("story", maintain_order=True):
        try:
            yield table["story"][0], events_of(table)
        except (ValueError, Refused):
            left_out["impossible"] += 1


class _Over:
    """Which days are over: those that were closed; without a word about it, those before the last."""

    def __init__(self, stories: Iterable[tuple[str, list[Event]]], zone: tzinfo) -> None:
        self._closed: dict[date, bool] = {}
        self._last: date | None = None
        for story, events in stories:
            days = [it.at.astimezone(zone).date() for it in events if it.moment is not Moment.BOOKED]
            self._last = max([*days, *([self._last] if self._last else [])], default=None)
            if story.startswith(DAY_PREFIX):
                self._closed[events[0].at.astimezone(zone).date()] = _is_closed(story, events)

    def is_over(self, day: date) -> bool:
        return self._closed.get(day, self._last is not None and day < self._last)


def _is_closed(story: str, events: list[Event]) -> bool:
    try:
        return day_from(story, events).closed
    except Refused:
        return False


def _visit(events: list[Event], zone: tzinfo) -> SeenVisit | None:
    """None when it could not have happened so."""
    visit = Visit(events[0].story)
    standing: list[Event] = []
    try:
        for event in events:
            visit = visit.after(event)
            if event.moment is Moment.WITHDRAWN:
                standing.pop()
            else:
                standing.append(event)
    except (Refused, KeyError, IndexError):
        return None
    if visit.due is None or visit.doctor is None or visit.pathway is None or not standing:
        return None
    asked = standing[0]
    return SeenVisit(
        story=visit.story,
        day=visit.due.astimezone(zone).date(),
        asked=asked.at.astimezone(zone).date(),
        way=asked.reason if asked.reason in AT_THE_DOOR else BOOKED,
        doctor=visit.doctor,
        pathway=visit.pathway.code,
        due=visit.due.astimezone(zone),
        minutes=visit.minutes,
        state=visit.state,
        arrived=visit.arrived_at.astimezone(zone) if visit.arrived_at else None,
        steps=tuple(_steps(visit, standing)),
        skipped=frozenset(step for step, it in visit.progress.items() if it.status is Status.SKIPPED),
        simulated=events[0].origin != LIVED,
        signed=tuple((it.at, it.by) for it in standing if it.moment is Moment.SIGNED),
    )


def _steps(visit: Visit, standing: list[Event]) -> Iterator[SeenStep]:
    for step, stretch in visit.progress.items():
        own = [it for it in standing if it.step is step]
        rooms = [it.room for it in own if it.room]
        if stretch.status is Status.FINISHED and stretch.begun is not None:
            yield SeenStep(
                step=step,
                by=stretch.by,
                role=str(stretch.role),
                start=stretch.begun,
                end=stretch.since,
                minutes=stretch.worked.total_seconds() / 60,
                room=rooms[-1] if rooms else None,
                whole=all(it.moment not in (Moment.PAUSED, Moment.HANDED_OVER) for it in own),
            )
