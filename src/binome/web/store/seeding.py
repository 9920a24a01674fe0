"""Filling a practice all at once: what a beginning, a demonstration or a load test needs.

The rules were asked where the events were made; here every story is told again before it is written, and a story that
could not have happened is refused.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.db.models import Max

from binome.desk.task_hall import Words
from binome.journal.event import Event
from binome.journal.replay import day_from, draft_from, task_from, visit_from
from binome.journal.sheets import sheet_from
from binome.journal.stories import About, about
from binome.practice.refusal import MoveRefused
from binome.practice.task import Task
from binome.practice.visit import Visit
from binome.web.store.lines import line_of
from binome.web.store.practice import House
from binome.web.store.pseudonyms import sought_form
from binome.web.store.sheets import Entry
from binome.web.store.tables.journal import DayRow, EventRow, VisitRow
from binome.web.store.tables.people import AccountRow, SeatRow
from binome.web.store.tables.practice import AbsenceRow, MemberRow, PatientRow, PracticeRow, RoomRow
from binome.web.store.tables.sheets import EntryRow, SheetRow
from binome.web.store.tables.tasks import TaskNoteRow, TaskRow, TaskWordsRow
from binome.web.store.task_lines import drawn
from binome.web.store.writing import writing

AT_ONCE = 400
"""Rows per statement: SQLite takes a limited number of values."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """`login` is "" for somebody who gets no account."""

    code: str
    name: str
    posts: list[dict[str, Any]]
    holds: list[str] = field(default_factory=list)
    login: str = ""


@dataclass(frozen=True, slots=True)
class NewRoom:
    code: str
    name: str
    kind: str
    doctor: str = ""
    twin: str = ""


@dataclass(frozen=True, slots=True)
class NewPractice:
    code: str
    name: str
    zone: str
    settings: dict[str, Any]
    members: tuple[NewMember, ...]
    rooms: tuple[NewRoom, ...]
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class NewPatient:
    code: str
    family: str
    given: str
    birth_date: date
    sex: str
    alias: str = ""
    hidden: bool = False


class Note(NamedTuple):
    """What somebody wrote with a gesture on a task: `number` is that of its line."""

    story: str
    number: int
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class WrittenTasks:
    """Tasks made in memory, as `tasks` came out; their events story by story, each in its order."""

    events: Sequence[Event] = ()
    tasks: Mapping[str, Task] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day made in memory: its events in order, its visits as they came out, the words patients gave.

    `asked`: the tasks that were asked for that day, with what became of them, on that day or a later one.
    """

    day: date
    events: Sequence[Event]
    visits: Mapping[str, Visit]
    closed: bool
    words: Mapping[str, str]
    entries: Sequence[Entry] = ()
    asked: WrittenTasks = WrittenTasks()


def found_practice(new: NewPractice) -> int:
    """Write a practice with its team and rooms; its accounts open by persona only. Answers its id."""
    with writing():
        row = PracticeRow.objects.create(
            code=new.code, name=new.name, zone=new.zone, settings=new.settings, is_demo=new.is_demo
        )
        RoomRow.objects.bulk_create(
            RoomRow(practice=row, position=place, **_columns(room)) for place, room in enumerate(new.rooms)
        )
        members = MemberRow.objects.bulk_create(_member(row, place, member) for place, member in enumerate(new.members))
        _open_seats(
            row, [(member, made.login) for member, made in zip(members, new.members, strict=True) if made.login]
        )
    return row.id


def _member(practice: PracticeRow, place: int, new: NewMember) -> MemberRow:
    return MemberRow(practice=practice, code=new.code, name=new.name, posts=new.posts, holds=new.holds, position=place)


def _open_seats(practice: PracticeRow, doors: list[tuple[MemberRow, str]]) -> None:
    closed = make_password(None)
    accounts = AccountRow.objects.bulk_create(AccountRow(login=login, password=closed) for _, login in doors)
    SeatRow.objects.bulk_create(
        SeatRow(account=account, practice=practice, member=member)
        for account, (member, _) in zip(accounts, doors, strict=True)
    )


def add_patients(practice_id: int, patients: Iterable[NewPatient]) -> None:
    rows = (
        PatientRow(practice_id=practice_id, sought=sought_form(new.family, new.given), **_columns(new))
        for new in patients
    )
    with writing():
        PatientRow.objects.bulk_create(rows, batch_size=AT_ONCE)


def add_absences(practice_id: int, absences: Iterable[tuple[str, date, date]]) -> None:
    with writing():
        AbsenceRow.objects.bulk_create(
            AbsenceRow(practice_id=practice_id, member=member, since=since, until=until)
            for member, since, until in absences
        )


def days_written(practice_id: int) -> frozenset[date]:
    """The days that somebody or something wrote on."""
    return frozenset(DayRow.objects.filter(practice_id=practice_id).values_list("day", flat=True))


def last_moment(house: House, now: datetime) -> datetime:
    """When something last happened to a visit of that day: a clock that is set again does not go back behind it."""
    day = house.practice.local(now).date()
    told = VisitRow.objects.filter(practice_id=house.id, day=day).aggregate(last=Max("since"))
    return told["last"] or now


def keep_day(house: House, written: WrittenDay) -> None:
    """Append a day's events and draw its lines, in one transaction; a day that was written on is refused."""
    _refuse_unless_true(written)
    version = len(written.events)
    with writing():
        DayRow.objects.create(practice_id=house.id, day=written.day, version=version, closed=written.closed)
        _keep_events(house, written.events)
        VisitRow.objects.bulk_create(
            (
                VisitRow(practice_id=house.id, story=story, day=written.day, version=version, **line_of(visit))
                for story, visit in written.visits.items()
            ),
            batch_size=AT_ONCE,
        )
        keep_words(house, written.words)
        keep_entries(house, written.entries, {story: visit.patient for story, visit in written.visits.items()})
        _keep_tasks(house, written.asked)


def _keep_tasks(house: House, written: WrittenTasks) -> None:
    """What was told of tasks, their lines, and what is written beside them."""
    _keep_events(house, written.events)
    TaskRow.objects.bulk_create(
        (TaskRow(practice_id=house.id, story=it.story, **_drawn(house, it)) for it in written.tasks.values()),
        batch_size=AT_ONCE,
    )
    TaskWordsRow.objects.bulk_create(
        (
            TaskWordsRow(practice_id=house.id, story=story, patient=written.tasks[story].patient, **_columns(said))
            for story, said in written.words.items()
        ),
        batch_size=AT_ONCE,
    )
    TaskNoteRow.objects.bulk_create(
        (
            TaskNoteRow(practice_id=house.id, patient=written.tasks[note.story].patient, **note._asdict())
            for note in written.notes
        ),
        batch_size=AT_ONCE,
    )


def _drawn(house: House, task: Task) -> dict[str, Any]:
    """A line that no screen has seen yet: on the day of its last event, older than any version of it."""
    assert task.at is not None
    return drawn(task, house.practice, house.practice.local(task.at).date(), 0)


def _keep_events(house: House, events: Iterable[Event]) -> None:
    EventRow.objects.bulk_create(
        (EventRow(practice_id=house.id, **_columns(event)) for event in events), batch_size=AT_ONCE
    )


def keep_words(house: House, words: Mapping[str, str]) -> None:
    """Why the patients of these visits come; what was noted already stays."""
    rows = (SheetRow(practice_id=house.id, story=story, reason_words=said) for story, said in words.items())
    with writing():
        SheetRow.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def keep_entries(house: House, entries: Sequence[Entry], patients: Mapping[str, str | None]) -> None:
    """What was written on the sheets of these visits; `patients` by story."""
    rows = (EntryRow(practice_id=house.id, patient=patients[entry.story], **_columns(entry)) for entry in entries)
    with writing():
        EntryRow.objects.bulk_create(rows, batch_size=AT_ONCE)


def _columns(value: Any) -> dict[str, Any]:
    """The fields of a flat value, as they are: dataclasses.asdict copies each, which takes longer than the database."""
    return {part.name: getattr(value, part.name) for part in fields(value)}


def _refuse_unless_true(written: WrittenDay) -> None:
    _refuse_unless_told(written.events, written.visits, About.VISIT)
    _refuse_unless_told(written.asked.events, written.asked.tasks, About.TASK)


def _refuse_unless_told(events: Iterable[Event], kept: Mapping[str, object], of: About) -> None:
    """Every story is told again; those of that kind are what was drawn of them, none more and none less."""
    by_story: dict[str, list[Event]] = {}
    for event in events:
        by_story.setdefault(event.story, []).append(event)
    told = {story: _RETOLD[about(story)](story, own) for story, own in by_story.items()}
    if {story: it for story, it in told.items() if about(story) is of} != dict(kept):
        raise MoveRefused("day.not_as_told", about=of)


_RETOLD: Mapping[About, Callable[[str, Sequence[Event]], object]] = {
    About.VISIT: visit_from,
    About.DAY: day_from,
    About.SHEET: sheet_from,
    About.TASK: task_from,
    About.DRAFT: draft_from,
}
