"""What the screens ask about tasks: who has what before them, a page at a time, and what changed since a version."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from binome.practice.task import Address
from binome.practice.task_sight import Sight, present, seen_by
from binome.practice.words import Role
from binome.web.store.ages import addressed
from binome.web.store.asked import Asked
from binome.web.store.practice import House
from binome.web.store.tables.people import ReadRow
from binome.web.store.tables.tasks import DocumentRow, TaskNoteRow, TaskRow, TaskWordsRow
from binome.web.store.tasks import OPEN

PAGE = 50


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as the lists show it, names included. Times are aware; `family` is empty once forgotten."""

    story: str
    number: int
    version: int
    kind: str
    level: str
    state: str
    role: str
    person: str | None
    holder: str | None
    asked_by: str
    asked_role: str
    asked_at: datetime
    due: datetime
    repeats: str
    to_sign: bool
    tries: int
    declined: list[list[str]]
    escalated: list[str]
    ended_by: str | None
    ended_as: str | None
    since: datetime
    patient: str | None
    family: str
    given: str
    sex: str
    birth_date: date | None
    phone: str
    title: str
    body: str
    caller: str
    caller_phone: str
    document: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def address(self) -> Address:
        return _address(self.kind, self.role, self.person, self.holder, tuple(self.escalated))

    @property
    def addressed(self) -> str:
        return addressed(self.sex, self.birth_date, self.asked_at.date())


class Brief(NamedTuple):
    """What counting and choosing need of an open task. `shown_to`: the roles it was escalated to, as JSON."""

    story: str
    kind: str
    level: str
    role: str
    person: str | None
    holder: str | None
    shown_to: str
    asked_by: str
    due: datetime
    patient: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is asked for. `whose`: mine | role | all | asked (by me) | ended."""

    whose: str = "mine"
    kind: str = ""
    late: bool = False
    patient: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list. `counts` by list, `by_kind` within the chosen one; `seen` is who is shown each line."""

    lines: tuple[TaskLine, ...]
    found: int
    late: int
    counts: Counter[str]
    by_kind: Counter[str]
    seen: dict[str, Sight]

    def pages(self) -> int:
        return max(1, -(-self.found // PAGE))


_OWN = (
    "story", "number", "version", "kind", "level", "state", "role", "person", "holder", "asked_by", "asked_role",
    "asked_at", "due", "repeats", "to_sign", "tries", "declined", "escalated", "ended_by", "ended_as", "since",
    "patient_id",
)  # fmt: skip
_OF_PATIENT = ("family", "used", "given", "sex", "birth_date", "phone")
_WORDS = ("title", "body", "caller", "phone")

_open = Asked(
    lambda house, asked, claimed: (
        TaskRow.objects.filter(practice_id=house, state__in=[asked, claimed])
        .annotate(shown_to=Cast("escalated", TextField()))  # read when it is needed, and once for the same text
        .order_by("due", "story")
        .values_list("story", "kind", "level", "role", "person", "holder", "shown_to", "asked_by", "due", "patient_id")
    ),
    house=int, asked=str, claimed=str,
)  # fmt: skip


def open_tasks(house: House) -> list[Brief]:
    """Every open task, what is due first at the top: one light query."""
    return [Brief._make(row) for row in _open(house=house.id, asked=OPEN[0], claimed=OPEN[1])]


def sights(house: House, at: datetime) -> Callable[[Address], Sight]:
    """Who is shown a task of that address now; each address is looked at once."""
    here, known = present(house.practice, at), {}

    def sight(address: Address) -> Sight:
        if address not in known:
            known[address] = seen_by(address, house.practice, here)
        return known[address]

    return sight


def listed(house: House, member: str, chosen: Chosen, at: datetime) -> Listed:
    """The page somebody asks for: late first, then what is due next."""
    briefs, sight = open_tasks(house), sights(house, at)
    roles = {str(role) for role in house.practice.member(member).roles} if member in house.practice.members else set()
    tests: dict[str, Callable[[Brief], bool]] = {
        "mine": lambda one: member in sight(address_of(one)).everybody,
        "role": lambda one: one.role in roles or not roles.isdisjoint(_shown_to(one.shown_to)),
        "asked": lambda one: one.asked_by == member,
        "all": lambda one: True,
    }
    by_list = {name: [one for one in briefs if test(one)] for name, test in tests.items()}
    if chosen.whose == "ended":
        return _ended(house, chosen, at, Counter({name: len(own) for name, own in by_list.items()}))
    own = by_list.get(chosen.whose, by_list["mine"])
    found = [one for one in own if _suits(one, chosen, at)]
    first = (chosen.page - 1) * PAGE
    lines = lines_of(house, [one.story for one in found[first : first + PAGE]])
    return Listed(
        lines=(*sorted(lines, key=lambda line: (line.due, line.story)), *_answered(house, member, chosen, at)),
        found=len(found),
        late=sum(one.due < at for one in own),
        counts=Counter({name: len(tasks) for name, tasks in by_list.items()}),
        by_kind=Counter(one.kind for one in own),
        seen={line.story: sight(line.address) for line in lines},
    )


def _suits(one: Brief, chosen: Chosen, at: datetime) -> bool:
    return chosen.kind in ("", one.kind) and chosen.patient in ("", one.patient) and not (chosen.late and one.due >= at)


def _answered(house: House, member: str, chosen: Chosen, at: datetime) -> list[TaskLine]:
    """What a colleague ended today of what this person asked: whoever asks comes back to it for the answer."""
    if chosen.whose != "asked" or chosen.late or chosen.page > 1:
        return []
    midnight = house.practice.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = TaskRow.objects.filter(asked_by=member, since__gte=midnight).exclude(state__in=OPEN).exclude(ended_by=member)
    rows = rows.filter(kind=chosen.kind) if chosen.kind else rows
    rows = rows.filter(patient__code=chosen.patient) if chosen.patient else rows
    return [_line(*found) for found in _named(rows, house).order_by("-since", "story")[:PAGE]]


def _ended(house: House, chosen: Chosen, at: datetime, counts: Counter[str]) -> Listed:
    """What was ended of late, the latest first."""
    rows = TaskRow.objects.filter(practice_id=house.id).exclude(state__in=OPEN)
    rows = rows.filter(kind=chosen.kind) if chosen.kind else rows
    rows = rows.filter(patient__code=chosen.patient) if chosen.patient else rows
    first = (chosen.page - 1) * PAGE
    lines = [_line(*found) for found in _named(rows, house).order_by("-since", "story")[first : first + PAGE]]
    return Listed(tuple(lines), rows.count(), 0, counts, Counter(), {})


def lines_of(house: House, stories: Iterable[str]) -> list[TaskLine]:
    """These tasks with their names and words: one query."""
    return [_line(*found) for found in _named(TaskRow.objects.filter(story__in=list(stories)), house)]


def line_of(house: House, story: str) -> TaskLine | None:
    return next(iter(lines_of(house, [story])), None)


def changed_since(house: House, day: date, version: int) -> list[TaskLine]:
    """The tasks that changed that day after that version of it."""
    return [_line(*found) for found in _since(house=house.id, day=day, version=version)]


def how_many_open(house: House) -> int:
    found = _count.one(house=house.id, asked=OPEN[0], claimed=OPEN[1])
    return found[0] if found else 0


_count = Asked(
    lambda house, asked, claimed: (
        TaskRow.objects.filter(practice_id=house, state__in=[asked, claimed])
        .values("practice_id")
        .annotate(n=Count("id"))
        .values_list("n")
    ),
    house=int, asked=str, claimed=str,
)  # fmt: skip


def open_questions(house: House) -> list[TaskLine]:
    """What waits for an answer of a doctor's."""
    return [_line(*found) for found in _questions(house=house.id, kind="question", asked=OPEN[0], claimed=OPEN[1])]


_questions = Asked(
    lambda house, kind, asked, claimed: _named(
        TaskRow.objects.filter(practice_id=house, kind=kind, state__in=[asked, claimed]).order_by("due")
    ),
    house=int, kind=str, asked=str, claimed=str,
)  # fmt: skip


def unread_answers(house: House, member: str, at: datetime) -> list[TaskLine]:
    """What others ended today of the questions this person asked, for as long as they have not opened it since."""
    midnight = house.practice.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = TaskRow.objects.filter(kind="question", asked_by=member, state="ended", since__gte=midnight)
    opened = ReadRow.objects.filter(
        practice_id=house.id, by=member, kind="task", at__gte=OuterRef("since"), story=OuterRef("story")
    )
    rows = rows.exclude(ended_by=member).filter(~Exists(opened))
    return [_line(*found) for found in _named(rows, house).order_by("since", "story")[:PAGE]]


def address_of(one: Brief) -> Address:
    return _address(one.kind, one.role, one.person, one.holder, _shown_to(one.shown_to))


@lru_cache(maxsize=512)
def _shown_to(told: str) -> tuple[str, ...]:
    return tuple(json.loads(told))


@lru_cache(maxsize=4096)
def _address(kind: str, role: str, person: str | None, holder: str | None, escalated: tuple[str, ...]) -> Address:
    return Address(kind, _ROLES[role], person, holder, tuple(_ROLES[shown] for shown in escalated))


_ROLES = {str(role): role for role in Role}


def _named(rows: QuerySet[TaskRow], house: House | None = None) -> QuerySet[TaskRow, tuple[Any, ...]]:
    rows = rows.filter(practice_id=house.id) if house else rows
    words = {
        f"words_{name}": Subquery(TaskWordsRow.objects.filter(story=OuterRef("story")).values(name)[:1])
        for name in _WORDS
    }
    document = Exists(DocumentRow.objects.filter(story=OuterRef("story")))
    of_patient = [f"patient__{name}" for name in _OF_PATIENT]
    return rows.annotate(**words, document=document).values_list(*_OWN, *of_patient, *words, "document")


_since = Asked(
    lambda house, day, version: _named(
        TaskRow.objects.filter(practice_id=house, told_on=day, version__gt=version).order_by("version")
    ),
    house=int, day=date, version=int,
)  # fmt: skip


def _line(*found: Any) -> TaskLine:
    own, rest = found[: len(_OWN)], found[len(_OWN) :]
    family, used, given, sex, born, phone, title, body, caller, caller_phone, document = rest
    shown = used or family or "", given or "", sex or "", born, phone or ""
    return TaskLine(*own, *shown, title or "", body or "", caller or "", caller_phone or "", bool(document))  # type: ignore[call-arg]


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote with a gesture."""

    number: int
    by: str
    at: datetime
    words: str


def notes_of(house: House, story: str) -> list[Note]:
    rows = TaskNoteRow.objects.filter(practice_id=house.id, story=story).order_by("number")
    return [Note(*row) for row in rows.values_list("number", "by", "at", "words")]
