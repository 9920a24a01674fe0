"""What the board asks of the house: the day's lines, its version, and one way to act."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from binome.practice.refusal import MoveRefused, NumberTaken
from binome.practice.team import Member
from binome.practice.visit import Visit
from binome.web.store.ages import addressed
from binome.web.store.asked import Asked
from binome.web.store.hall import DatabaseHall, hall_of
from binome.web.store.practice import House
from binome.web.store.tables.journal import DayRow, VisitRow
from binome.web.store.tables.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Line:
    """One visit as the board shows it, names included. Times are aware; `name` is empty once forgotten."""

    story: str
    number: int
    version: int
    doctor: str
    due: datetime
    minutes: int
    pathway: str
    urgent: bool
    state: str
    room: str | None
    holder: str | None
    under_way: str | None
    awaits: str | None
    to_sign: bool
    owner: str | None
    arrived_at: datetime | None
    since: datetime | None
    standing: int
    progress: dict[str, list[object]]
    patient: str | None
    family: str
    given: str
    sex: str
    birth_date: date | None
    alias: str
    hidden: bool
    words: str

    @property
    def addressed(self) -> str:
        return addressed(self.sex, self.birth_date, self.due.date())


_OWN = (
    "story", "number", "version", "doctor", "due", "minutes", "pathway", "urgent", "state", "room", "holder",
    "under_way", "awaits", "to_sign", "owner", "arrived_at", "since", "standing", "progress", "patient_id",
)  # fmt: skip
_OF_PATIENT = ("family", "used", "given", "sex", "birth_date", "alias", "hidden")


def lines(house: House, day: date, *, since: int = 0, stories: Iterable[str] | None = None) -> list[Line]:
    """The day's visits changed after version `since`, in the order of the agenda: one query."""
    if stories is None:
        return [_line(*found) for found in _since(house=house.id, day=day, version=since)]
    named = _named(VisitRow.objects.filter(practice_id=house.id, day=day, story__in=list(stories), version__gt=since))
    return [_line(*found) for found in named]


def line(house: House, day: date, story: str) -> Line | None:
    """One visit of that day."""
    found = _alone.one(house=house.id, day=day, story=story)
    return _line(*found) if found else None


def seated(house: House, day: date) -> list[Line]:
    """The visits that are in a room now."""
    return [_line(*found) for found in _in_a_room(house=house.id, day=day)]


def _named(rows: QuerySet[VisitRow]) -> QuerySet[VisitRow, tuple[Any, ...]]:
    words = SheetRow.objects.filter(story=OuterRef("story")).values("reason_words")[:1]
    of_patient = [f"patient__{name}" for name in _OF_PATIENT]
    return rows.annotate(words=Subquery(words)).order_by("due", "story").values_list(*_OWN, *of_patient, "words")


_since = Asked(
    lambda house, day, version: _named(VisitRow.objects.filter(practice_id=house, day=day, version__gt=version)),
    house=int, day=date, version=int,
)  # fmt: skip
_in_a_room = Asked(
    lambda house, day: _named(VisitRow.objects.filter(practice_id=house, day=day, room__gt="")),
    house=int, day=date,
)  # fmt: skip
_alone = Asked(
    lambda house, day, story: _named(VisitRow.objects.filter(practice_id=house, day=day, story=story)),
    house=int, day=date, story=str,
)  # fmt: skip


def _line(*found: object) -> Line:
    own, (family, used, given, sex, born, alias, hidden, words) = found[: len(_OWN)], found[len(_OWN) :]
    shown = used or family or ""
    return Line(*own, shown, given or "", sex or "", born, alias or "", bool(hidden), words or "")  # type: ignore[call-arg, arg-type]


class Standing(NamedTuple):
    """Where a visit stands, without a name: enough to count by column. A day of them is made at every click."""

    story: str
    doctor: str
    state: str
    under_way: str | None
    awaits: str | None
    room: str | None
    to_sign: bool
    progress: dict[str, list[object]]


def standings(house: House, day: date) -> list[Standing]:
    """Every visit of the day, for the counters: one light query."""
    return [Standing._make((*row[:-1], _progress(row[-1]))) for row in _standings(house=house.id, day=day)]


_progress = lru_cache(maxsize=4096)(json.loads)
"""From one click to the next a single visit of the day has changed: the others' text is the same."""

_standings = Asked(
    lambda house, day: (
        VisitRow.objects.filter(practice_id=house, day=day)
        .annotate(told=Cast("progress", TextField()))
        .values_list("story", "doctor", "state", "under_way", "awaits", "room", "to_sign", "told")
    ),
    house=int,
    day=date,
)


def version_of(house_id: int, day: date) -> int:
    found = _version.one(house=house_id, day=day)
    return found[0] if found else 0


def gone_since(house: House, day: date, version: int) -> list[str]:
    """The stories that left this day after that version."""
    found = _gone.one(house=house.id, day=day)
    return [story for when, story in found[0] if when > version] if found else []


_gone = Asked(
    lambda house, day: DayRow.objects.filter(practice_id=house, day=day).values_list("gone"), house=int, day=date
)

_version = Asked(
    lambda house, day: DayRow.objects.filter(practice_id=house, day=day).values_list("version"), house=int, day=date
)


def version_beside(day: date, practice_id: OuterRef) -> Subquery:
    """The day's version as an expression, to be asked in the same query as something else."""
    return Subquery(DayRow.objects.filter(practice_id=practice_id, day=day).values("version")[:1])


def is_closed(house: House, day: date) -> bool:
    return DayRow.objects.filter(practice_id=house.id, day=day, closed=True).exists()


def day_of_story(house: House, story: str) -> date:
    """The day a visit stands on now; refused when this practice has no such visit."""
    found = _day.one(house=house.id, story=story)
    if found is None:
        raise MoveRefused("visit.unknown", story=story)
    return found[0]


_day = Asked(
    lambda house, story: VisitRow.objects.filter(practice_id=house, story=story).values_list("day"),
    house=int,
    story=str,
)


def perform(
    house: House,
    story: str,
    deed: Callable[[DatabaseHall], Visit],
    *,
    number: int | None,
    key: str,
    by: Member,
    also: Iterable[date] = (),
) -> date:
    """Do one deed on a visit, in one transaction; answers the day it was done on.

    The same form sent twice by `by` is done once: the second time finds its own line and changes nothing.
    """
    day = day_of_story(house, story)
    try:
        with hall_of(house, day, *also, key=key or None) as hall:
            deed(hall)
    except NumberTaken:
        if not (key and number and hall.journal.wrote(story, number, key, by.code)):
            raise
    return day
