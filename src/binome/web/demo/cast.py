"""The practice of the demonstration, as its data file tells it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from importlib import resources
from typing import Any

from binome.web.store.seeding import NewMember, NewPractice, NewRoom

WEEKDAYS = range(5)
FOUNDED = "founded"
Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Book:
    """One agenda that patients fill, and who works round it."""

    member: str
    pathway: str
    sessions: tuple[Span, ...]
    slot: timedelta
    talk_min: float
    rooms: tuple[str, ...]
    assistants: tuple[str, ...]
    supervisor: str | None


@dataclass(frozen=True, slots=True)
class Away:
    """A member's weeks off, counted back from the day in progress."""

    member: str
    weeks_ago: int
    weeks: int

    def days_before(self, today: date) -> tuple[date, date]:
        monday = today - timedelta(days=today.weekday(), weeks=self.weeks_ago)
        return monday, monday + timedelta(weeks=self.weeks)


def read(name: str) -> dict[str, Any]:
    """One of the data files, as written."""
    return tomllib.loads(resources.files("binome.web.demo").joinpath("data", name).read_text("utf-8"))


@cache
def books() -> tuple[Book, ...]:
    """Every agenda, in the team's order."""
    return tuple(_book(words) for words in read("practice.toml")["books"])


@cache
def weeks_away() -> tuple[Away, ...]:
    return tuple(Away(**words) for words in read("practice.toml")["away"])


def new_practice(code: str, name: str, founded: date) -> NewPractice:
    """The practice to be written, under this code."""
    told = read("practice.toml")
    return NewPractice(
        code=code,
        name=name or told["name"],
        zone=told["zone"],
        settings=_settings(told, founded),
        members=tuple(_member(words) for words in told["members"]),
        rooms=tuple(NewRoom(**words) for words in told["rooms"]),
        is_demo=True,
    )


def _settings(told: Mapping[str, Any], founded: date) -> dict[str, Any]:
    """`founded` stays: the ages of the patients are counted from that day."""
    return {
        "opening": _hours(told["opening"]),
        "holds": told["holds"],
        "step_minutes": told["step_minutes"],
        "pathways": {book.member: book.pathway for book in books()},
        "slot_minutes": {book.member: book.slot // timedelta(minutes=1) for book in books()},
        FOUNDED: founded.isoformat(),
    }


def _member(words: Mapping[str, Any]) -> NewMember:
    posts = [{"role": role, "hours": _hours(spans)} for role, spans in words["posts"].items()]
    return NewMember(words["code"], words["name"], posts, words.get("holds", []), words["login"])


def _hours(spans: list[list[str]]) -> list[list[Any]]:
    return [[weekday, since, until] for weekday in WEEKDAYS for since, until in spans]


def _book(words: Mapping[str, Any]) -> Book:
    return Book(
        member=words["member"],
        pathway=words["pathway"],
        sessions=tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in words["sessions"]),
        slot=timedelta(minutes=words["slot_min"]),
        talk_min=words["talk_min"],
        rooms=tuple(words["rooms"]),
        assistants=tuple(words["assistants"]),
        supervisor=words.get("supervisor"),
    )
