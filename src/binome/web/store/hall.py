"""The hall of a practice, in the database: journal, picture and telling, together or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from hashlib import sha256
from secrets import token_hex

from django.db import connection

from binome.desk.draft_hall import Written
from binome.desk.hall import Deed, Elsewhere, Slot, day_of
from binome.desk.task_hall import Beside
from binome.journal.event import Event
from binome.practice.draft import Draft, DraftState
from binome.practice.refusal import MoveRefused, NumberTaken
from binome.practice.task import Task, TaskState
from binome.practice.team import Member, Practice
from binome.practice.template import Template, template
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment, State
from binome.web.store.asked import Asked
from binome.web.store.asked_writes import change
from binome.web.store.draft_lines import keep_draft_line, keep_words, words_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.lines import line_of
from binome.web.store.practice import House, today
from binome.web.store.prepared import run
from binome.web.store.tables.journal import DayRow, VisitRow
from binome.web.store.task_lines import keep_beside, keep_line, refuse_forgotten
from binome.web.store.telling import tell_move, told_as_counted
from binome.web.store.templates import templates_of
from binome.web.store.writing import writing

DEPARTURES_KEPT = 500
"""A screen that missed more than these asks for the whole page."""

HOLDING_STATES = [str(state) for state in OPEN_STATES | {State.DONE}]
"""A visit in one of these keeps its place in the agenda."""

_present = Asked(
    lambda house, day, state: VisitRow.objects.filter(practice_id=house, day=day, state=state).values_list(
        "story", "room", "holder"
    ),
    house=int,
    day=date,
    state=str,
)
_stood_on = Asked(lambda story: VisitRow.objects.filter(story=story).values_list("day"), story=str)
_redrawn = change(
    VisitRow,
    *(f.attname for f in VisitRow._meta.concrete_fields if f.attname not in ("id", "practice_id", "story")),
    where="story",
)


class DatabaseHall:
    """Satisfies the Hall, the TaskHall and the DraftHall of the desk.

    Made by `hall_of`, which holds the days' locks while it lives.
    """

    def __init__(self, house: House, days: dict[date, DayRow], key: str | None) -> None:
        self.house = house
        self.journal = DatabaseJournal(house.id)
        self._days = days
        self._key = key

    @property
    def practice(self) -> Practice:
        return self.house.practice

    def of_story(self, story: str) -> tuple[Event, ...]:
        return self.journal.of_story(story)

    def closed(self, day: date) -> bool:
        return self._locked(day).closed

    def elsewhere(self, day: date, story: str) -> Elsewhere:
        held = [
            found for found in _present(house=self.house.id, day=day, state=str(State.PRESENT)) if found[0] != story
        ]
        return Elsewhere(
            rooms={room: other for other, room, _ in held if room},
            people={holder: other for other, _, holder in held if holder},
        )

    def booked(self, day: date) -> tuple[Slot, ...]:
        rows = VisitRow.objects.filter(practice_id=self.house.id, day=day, state__in=HOLDING_STATES)
        listed = rows.values_list("story", "doctor", "due", "until", "patient_id", "pathway")
        return tuple(Slot(*found) for found in listed)  # type: ignore[arg-type]  # in the order of Slot

    def keep(self, visit: Visit, event: Event) -> None:
        self._append(event)
        self._note_departure(visit, event)
        if visit.state is State.UNBORN:
            VisitRow.objects.filter(story=visit.story).delete()
            return
        day = day_of(self.practice, visit)
        columns = {**line_of(visit), "day": day, "version": self._locked(day).version}
        if not _redrawn({**columns, "story": visit.story}):
            VisitRow.objects.create(practice_id=self.house.id, story=visit.story, **columns)

    def _note_departure(self, visit: Visit, event: Event) -> None:
        """A visit that leaves a day has no line there any more: the day remembers it, for the screens that show it."""
        if event.moment not in (Moment.MOVED, Moment.WITHDRAWN):
            return
        was = _stood_on.one(story=visit.story)
        if was is None or (visit.state is not State.UNBORN and was[0] == day_of(self.practice, visit)):
            return
        self._leaves(self._locked(was[0]), visit.story)

    def keep_day(self, day: date, event: Event) -> None:
        self._append(event)
        row = self._locked(day)
        row.closed = event.moment is Moment.CLOSED
        row.save(update_fields=["closed"])

    def redraw(self, story: str) -> None:
        """A visit's line shows something that its story does not say (its words): send it again."""
        for day, row in self._days.items():
            VisitRow.objects.filter(story=story, day=day).update(version=row.version)

    def keep_note(self, event: Event) -> None:
        self._append(event)

    def keep_task(self, task: Task, event: Event, beside: Beside) -> None:
        """On the day it happens: today's channel carries it."""
        if event.moment in (Moment.RESUMED, Moment.WITHDRAWN) and task.is_open:
            refuse_forgotten(self.house, task)
        self._append(event)
        day = self._locked(self.practice.local(event.at).date())
        keep_line(self.house, task, day.day, day.version)
        keep_beside(self.house, task, event, beside)
        if task.state is TaskState.UNBORN:
            self._leaves(day, task.story)

    @cached_property
    def _templates(self) -> Mapping[str, Template]:
        return templates_of(self.house, retired=True)

    def template(self, code: str | None) -> Template:
        return template(code, self._templates)

    def written(self, draft: Draft) -> Written:
        return words_of(self.house, draft, self.template(draft.kind))

    def keep_draft(self, draft: Draft, event: Event, written: Written | None) -> None:
        """On the day it happens: today's channel carries it."""
        self._append(event)
        day = self._locked(self.practice.local(event.at).date())
        keep_draft_line(self.house, draft, day.day, day.version)
        if written is not None:
            keep_words(self.house, draft, event, written)
        if draft.state is DraftState.UNBORN:
            self._leaves(day, draft.story)

    def _leaves(self, day: DayRow, story: str) -> None:
        day.gone = [*day.gone, [day.version, story]][-DEPARTURES_KEPT:]
        day.save(update_fields=["gone"])

    def _append(self, event: Event) -> None:
        self.journal.append(event, key=self._key)
        self._key = None  # the form's key marks its first line only

    def _locked(self, day: date) -> DayRow:
        if day not in self._days:
            raise MoveRefused("day.not_locked", day=day)
        return self._days[day]


@contextmanager
def hall_of(house: House, *days: date, key: str | None = None) -> Iterator[DatabaseHall]:
    """A hall open for writing on these days, one writer per day; every screen is told after the commit."""
    with writing():
        locked = {day: _lock(house, day) for day in sorted(set(days))}
        yield DatabaseHall(house, locked, key)
        for day, row in locked.items():
            tell_move(house.practice.code, day, row.version)


def _lock(house: House, day: date) -> DayRow:
    """Take the day's row, one version on. The update comes first: it is the lock, on both databases."""
    found = _one_on(house, day)
    if found is None:
        DayRow.objects.bulk_create([DayRow(practice_id=house.id, day=day)], ignore_conflicts=True)
        found = _one_on(house, day)
    assert found is not None, "the row was just made sure of"
    return found


@contextmanager
def once(house: House, deed: Deed, *, key: str) -> Iterator[DatabaseHall]:
    """A hall open today for one form's gesture: the same form sent twice by the same person does it once."""
    try:
        with hall_of(house, today(house.practice, deed.at), key=key or None) as hall:
            yield hall
    except NumberTaken:
        if not (key and deed.number and hall.journal.wrote(deed.story, deed.number, key, deed.by.code)):
            raise


def named_by(prefix: str, house: House, by: Member, key: str) -> str:
    """The story of something new: the same form of the same person names the same one."""
    return prefix + (sha256(f"{house.id} {by.code} {key}".encode()).hexdigest()[:16] if key else token_hex(8))


_ONE_ON = (
    f"UPDATE {DayRow._meta.db_table} SET version = version + 1 WHERE practice_id = %s AND day = %s"  # noqa: S608 - ours
    " RETURNING id, version, closed"
)


def _one_on(house: House, day: date) -> DayRow | None:
    """Written by hand: both databases count on and answer in one statement, and the ORM needs two."""
    telling, told = told_as_counted(house.practice.code, day)
    found = run(_ONE_ON + telling, [house.id, connection.ops.adapt_datefield_value(day), *told]).rows
    if not found:
        return None
    row, version, closed = found[0][:3]
    return DayRow.from_db("default", _OF_DAY, (row, house.id, day, version, bool(closed)))


_OF_DAY = ("id", "practice_id", "day", "version", "closed")
