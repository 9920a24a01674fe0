"""The end of a visit: what was decided, who does it, and what the patient is told."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from binome.desk import sheets, tasks
from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import Words
from binome.journal.sheets import sheet_story
from binome.practice.decision import DecisionKind, decision_kind
from binome.practice.refusal import MoveRefused
from binome.practice.team import Member
from binome.practice.words import Role
from binome.web.store.board import day_of_story
from binome.web.store.hall import DatabaseHall, hall_of
from binome.web.store.patients import Appointment, appointments_of
from binome.web.store.practice import House, today
from binome.web.store.sheets import Entry, Prepared, once, write_entry
from binome.web.store.tables.sheets import EntryRow
from binome.web.store.tasks import new_task

PATIENT = "patient"
"""Who does it, when it is the patient."""

MOST = 20
DECIDED, SAID = "decision", "said"


@dataclass(frozen=True, slots=True)
class Decision:
    """`to`: PATIENT, a role ("role:assistant") or a person; `task`: the story of what was asked of the team."""

    code: str
    kind: DecisionKind
    words: str
    to: str
    due: date | None
    task: str
    by: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is typed to decide something. `to` is "" for whom such a thing is usually for.

    `again`: the very same thing was decided already on this visit, and it is wanted twice.
    """

    kind: str
    words: str = ""
    to: str = ""
    due: date | None = None
    again: bool = False


def decisions_of(entries: Sequence[Entry]) -> tuple[Decision, ...]:
    """Those that stand, in the order they were taken."""
    told = {e.code: e for e in entries if e.kind == DECIDED}
    return tuple(_decision(e) for e in told.values() if e.value)


def said_to(entries: Sequence[Entry]) -> str:
    """What the doctor, or who closes, wrote for the patient; the last word stands."""
    return next((e.value for e in reversed(entries) if e.kind == SAID), "")


def decide(house: House, story: str, said: Deciding, *, by: Member, at: datetime, key: str = "") -> None:
    """Write it down, and ask whoever does it: refused, all of it, when no text lets them."""
    kind = decision_kind(said.kind)
    asks = said.to != PATIENT and bool(kind.task)
    on_task = new_task(house, by, f"{story}-{key}" if key else "") if asks else ""
    days = {day_of_story(house, story), today(house.practice, at)}
    with hall_of(house, *days, key=key or None) as hall:
        if key and hall.journal.wrote_on(sheet_story(story), key, by.code):
            return
        if not said.again:
            _refuse_twice(house, story, said)
        number = 1 + _how_many(house, story)
        sheets.write(hall, Deed(by, at, story), DECIDED)
        if asks:
            _ask(hall, Deed(by, at, on_task, 1), kind, said, hall.of_story(story)[0].patient)
        told = [kind.code, said.words.strip()[:300], said.to, said.due.isoformat() if said.due else "", on_task]
        write_entry(hall, story, DECIDED, f"d{number}", json.dumps(told, ensure_ascii=False), "", by, at)


def drop(house: House, story: str, code: str, *, by: Member, at: datetime, key: str = "") -> None:
    """Not decided after all. What was asked of the team stays in its list: whoever asked ends it there."""

    def deed(hall: DatabaseHall) -> None:
        if not EntryRow.objects.filter(practice_id=house.id, story=story, kind=DECIDED, code=code).exists():
            raise MoveRefused("decision.unknown")
        sheets.write(hall, Deed(by, at, story), DECIDED)
        write_entry(hall, story, DECIDED, code, "", "", by, at)

    once(house, story, key, by, deed)


def say(house: House, story: str, words: str, *, by: Member, at: datetime, key: str = "") -> None:
    """What the patient's page says besides, word for word: nobody adds anything to it."""

    def deed(hall: DatabaseHall) -> None:
        sheets.write(hall, Deed(by, at, story), SAID)
        write_entry(hall, story, SAID, "", words.strip()[:900], "", by, at)

    once(house, story, key, by, deed)


def to_come(house: House, found: Prepared, now: datetime) -> list[Appointment]:
    """The patient's next appointments here, this visit apart."""
    if not found.line.patient:
        return []
    listed = appointments_of(house, [found.line.patient], since=today(house.practice, now))
    return [it for it in listed if it.story != found.line.story and it.due > now]


def _refuse_twice(house: House, story: str, said: Deciding) -> None:
    """The same thing, of the same person, for the same day: more often a second click than a second wish."""
    wanted = [said.kind, said.words.strip()[:300], said.to, said.due.isoformat() if said.due else ""]
    rows = EntryRow.objects.filter(practice_id=house.id, story=story, kind=DECIDED).order_by("at", "id")
    standing = {row.code: row for row in rows}
    for row in standing.values():
        if row.value and json.loads(row.value)[:4] == wanted:
            raise MoveRefused("decision.already", at=row.at)


def _ask(hall: DatabaseHall, deed: Deed, kind: DecisionKind, said: Deciding, patient: str | None) -> None:
    role = _role(said.to)
    person = said.to if said.to and role is None else None
    due = datetime.combine(said.due, time(12), hall.practice.zone) if said.due else None
    wanted = Wanted(kind.task, role, person, patient, due=due)
    tasks.ask(hall, deed, wanted, Words(title=said.words.strip()[:200] or kind.labels["fr"]))


def _role(to: str) -> Role | None:
    if not to.startswith("role:"):
        return None
    try:
        return Role(to.removeprefix("role:"))
    except ValueError:
        raise MoveRefused("task.to_whom_else") from None


def _decision(entry: Entry) -> Decision:
    kind, words, to, due, task = json.loads(entry.value)
    on = date.fromisoformat(due) if due else None
    return Decision(entry.code, decision_kind(kind), words, to, on, task, entry.by)


def _how_many(house: House, story: str) -> int:
    count = EntryRow.objects.filter(practice_id=house.id, story=story, kind=DECIDED).values("code").distinct().count()
    if count >= MOST:
        raise MoveRefused("decision.too_many", most=MOST)
    return count
