"""What the tray asks: what waits for whom, one document with its words, and what changed since a version."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery

from binome.practice.delegation import who_may
from binome.practice.draft import DraftState
from binome.practice.refusal import MoveRefused
from binome.practice.template import Template
from binome.practice.words import Role
from binome.web.store.ages import addressed
from binome.web.store.asked import Asked
from binome.web.store.practice import House
from binome.web.store.tables.drafts import DraftRow, DraftWordsRow

PAGE = 200
"""How many lines a list shows; a practice that has more before it first empties these."""

WAITING, BACK = str(DraftState.PREPARED), str(DraftState.SENT_BACK)
SIGNED, ISSUED, DISCARDED = str(DraftState.SIGNED), str(DraftState.ISSUED), str(DraftState.DISCARDED)

LISTS = {"sign": (WAITING,), "back": (BACK,), "signed": (SIGNED,), "over": (ISSUED, DISCARDED)}
"""The lists of the tray, by what they hold."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One document as the lists show it, without its words. `family` is empty once the patient is forgotten."""

    story: str
    number: int
    kind: str
    state: str
    doctor: str | None
    drafted_by: str
    drafted_role: str
    drafted_at: datetime
    wording: int
    corrections: int
    returned: int
    reason: str | None
    signed_by: str | None
    signed_role: str | None
    signed_at: datetime | None
    signed_under: str | None
    issued_by: str | None
    issued_at: datetime | None
    since: datetime
    standing: int
    patient: str | None
    family: str
    given: str
    sex: str
    birth_date: date | None

    @property
    def addressed(self) -> str:
        return addressed(self.sex, self.birth_date, self.drafted_at.date())


class Words(NamedTuple):
    """What a document says now, and the lines that wrote it."""

    values: dict[str, str]
    text: str
    visit: str
    edition: int
    rewritten: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the tray is asked for. `whose`: sign | back | signed | over; `mine`: for my signature, or prepared by me."""

    whose: str = "sign"
    kind: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Tray:
    """A list, the oldest first, and how many stand in each."""

    lines: tuple[DraftLine, ...]
    counts: Counter[str]
    by_kind: Counter[str]

    def place(self, story: str) -> int:
        """Where a document stands in the list, from 0; -1 when it is not there."""
        return next((place for place, line in enumerate(self.lines) if line.story == story), -1)

    def around(self, story: str) -> tuple[str, str]:
        """The documents before and after one, "" at the ends."""
        place = self.place(story)
        if place < 0:
            return "", self.lines[0].story if self.lines else ""
        before = self.lines[place - 1].story if place else ""
        return before, self.lines[place + 1].story if place + 1 < len(self.lines) else ""


_OWN = (
    "story", "number", "kind", "state", "doctor", "drafted_by", "drafted_role", "drafted_at", "wording", "corrections",
    "returned", "reason", "signed_by", "signed_role", "signed_at", "signed_under", "issued_by", "issued_at", "since",
    "standing", "patient_id",
)  # fmt: skip
_OF_PATIENT = ("family", "used", "given", "sex", "birth_date")


def readable_kinds(found: Iterable[Template], roles: Iterable[Role], on: date) -> frozenset[str]:
    """The templates whose documents these roles may read: those some text lets them prepare, do or sign."""
    own = frozenset(roles)
    return frozenset(it.code for it in found if own & {*who_may(it.activity, on=on), *who_may(it.signs, on=on)})


def tray(house: House, member: str, chosen: Chosen, kinds: frozenset[str]) -> Tray:
    """A list of the documents of those kinds: two queries."""
    rows = DraftRow.objects.filter(practice_id=house.id, kind__in=kinds)
    counted = rows.values_list("state").annotate(n=Count("id")).values_list("state", "n")
    by_state = dict(counted)
    counts = Counter({name: sum(by_state.get(state, 0) for state in states) for name, states in LISTS.items()})
    listed = rows.filter(state__in=LISTS[chosen.whose])
    if chosen.mine:
        listed = listed.filter(drafted_by=member) if chosen.whose == "back" else _for_signature_of(listed, member)
    order = ("-since", "story") if chosen.whose == "over" else ("drafted_at", "story")
    every = tuple(_line(*found) for found in _named(listed).order_by(*order)[:PAGE])
    lines = tuple(line for line in every if chosen.kind in ("", line.kind))
    return Tray(lines, counts, Counter(line.kind for line in every))


def _for_signature_of(rows: QuerySet[DraftRow], member: str) -> QuerySet[DraftRow]:
    return rows.filter(doctor=member) | rows.filter(doctor__isnull=True)


def line_of(house: House, story: str) -> DraftLine:
    """One document; refused when this practice has none of that name."""
    found = _named(DraftRow.objects.filter(practice_id=house.id, story=story)).first()
    if found is None:
        raise MoveRefused("draft.unknown", story=story)
    return _line(*found)


def lines_of(house: House, stories: Iterable[str]) -> list[DraftLine]:
    """These documents, in the order they are named."""
    named = list(stories)
    rows = _named(DraftRow.objects.filter(practice_id=house.id, story__in=named))
    found = {line.story: line for line in (_line(*row) for row in rows)}
    return [found[story] for story in named if story in found]


def of_visit(house: House, story: str) -> list[DraftLine]:
    """The documents prepared in a visit, discarded ones apart."""
    stories = DraftWordsRow.objects.filter(practice_id=house.id, visit=story).values("story")
    rows = DraftRow.objects.filter(practice_id=house.id, story__in=stories).exclude(state=DISCARDED)
    return [_line(*row) for row in _named(rows).order_by("drafted_at")]


def words_of(house: House, lines: Iterable[DraftLine]) -> dict[str, Words]:
    """What these documents say now, by story: one query; a forgotten patient's are not there."""
    standing = {line.story: line.wording for line in lines}
    rows = DraftWordsRow.objects.filter(
        practice_id=house.id, story__in=list(standing), number=Subquery(_standing_wording())
    )
    columns = ("story", "values", "text", "visit", "edition", "rewritten")
    return {story: Words(*said) for story, *said in rows.values_list(*columns)}


def _standing_wording() -> QuerySet[DraftRow, Any]:
    return DraftRow.objects.filter(story=OuterRef("story")).values("wording")[:1]


def how_many_wait(house: House) -> int:
    """The documents that wait for a signature in the practice."""
    found = _waiting.one(house=house.id, state=WAITING)
    return found[0] if found else 0


_waiting = Asked(
    lambda house, state: (
        DraftRow.objects.filter(practice_id=house, state=state)
        .values("practice_id")
        .annotate(n=Count("id"))
        .values_list("n")
    ),
    house=int, state=str,
)  # fmt: skip


def changed_since(house: House, day: date, version: int) -> bool:
    """Did a document change that day after that version of it?"""
    return _since.one(house=house.id, day=day, version=version) is not None


_since = Asked(
    lambda house, day, version: (
        DraftRow.objects.filter(practice_id=house, told_on=day, version__gt=version).values_list("story")[:1]
    ),
    house=int, day=date, version=int,
)  # fmt: skip


def _named(rows: QuerySet[DraftRow]) -> QuerySet[DraftRow, tuple[Any, ...]]:
    return rows.values_list(*_OWN, *[f"patient__{name}" for name in _OF_PATIENT])


def _line(*found: Any) -> DraftLine:
    own, (family, used, given, sex, born) = found[: len(_OWN)], found[len(_OWN) :]
    return DraftLine(*own, used or family or "", given or "", sex or "", born)  # type: ignore[call-arg]


def every_line(house: House, kind: str, since: datetime) -> Iterator[DraftLine]:
    """The documents of a kind prepared since then, the latest first."""
    rows = DraftRow.objects.filter(practice_id=house.id, kind=kind, drafted_at__gte=since)
    return (_line(*row) for row in _named(rows).order_by("-drafted_at", "story"))


def signed_since(house: House, member: str, since: datetime) -> int:
    """How many documents this person has signed since then."""
    return DraftRow.objects.filter(practice_id=house.id, signed_by=member, signed_at__gte=since).count()
