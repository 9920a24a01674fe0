"""The practice as a value, read from its rows; the names behind its codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F

from binome.practice.agreements import Concertation, PatientOrder, SignedProtocol
from binome.practice.conditions import AUTOMATIC_DEVICE
from binome.practice.narrowing import Narrowing
from binome.practice.qualification import Qualification
from binome.practice.rooms import Room
from binome.practice.team import Absence, Hours, Member, Mode, Post, Practice, Thresholds
from binome.practice.words import Role, Step
from binome.web.store.asked import Asked
from binome.web.store.checklist_settings import checklists_from
from binome.web.store.holidays import public_holidays
from binome.web.store.people import Seat
from binome.web.store.tables.delegation import PatientOrderRow
from binome.web.store.tables.practice import AbsenceRow, MemberRow, PracticeRow, RoomRow

Settings = dict[str, Any]


@dataclass(frozen=True)
class House:
    """A practice with its names: what a screen needs beside the core's own value."""

    id: int
    practice: Practice
    name: str
    is_demo: bool
    revision: int
    people: Mapping[str, str]
    places: Mapping[str, str]
    settings: Settings


def house(code: str) -> House | None:
    """The practice of that code as it stands now, None when there is none: one query, six after a change."""
    found = _revision.one(code=code)
    return _picture(*found) if found else None


_revision = Asked(lambda code: PracticeRow.objects.filter(code=code).values_list("id", "revision"), code=str)


def codes() -> list[str]:
    """The codes of every practice of this machine, the oldest first."""
    return list(PracticeRow.objects.order_by("id").values_list("code", flat=True))


def house_of(seat: Seat) -> House:
    """The practice of a seat, at the revision the seat's own query just read: no query when nothing changed."""
    return _picture(seat.practice_id, seat.revision)


def changed(practice_id: int) -> None:
    """Say that something of the practice changed: every process rereads it at its next request."""
    PracticeRow.objects.filter(id=practice_id).update(revision=F("revision") + 1)


def _picture(practice_id: int, revision: int) -> House:
    """Inside a transaction nothing is kept: what it wrote may yet be undone, and its revision be given again."""
    # A test's own transaction is the test's whole world, and not one of ours.
    ours = any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)
    return _read(practice_id, revision) if ours else _house(practice_id, revision)


@lru_cache(maxsize=256)
def _house(practice_id: int, revision: int) -> House:
    return _read(practice_id, revision)


def _read(practice_id: int, revision: int) -> House:
    row = PracticeRow.objects.get(id=practice_id)
    members = list(MemberRow.objects.filter(practice=row))
    rooms = list(RoomRow.objects.filter(practice=row))
    return House(
        id=row.id,
        practice=_practice(row, members, rooms),
        name=row.name,
        is_demo=row.is_demo,
        revision=revision,
        people={m.code: m.name for m in members},
        places={r.code: r.name for r in rooms},
        settings=row.settings,
    )


def _practice(row: PracticeRow, members: list[MemberRow], rooms: list[RoomRow]) -> Practice:
    said = row.settings
    ordered = list(PatientOrderRow.objects.filter(practice=row))
    return Practice(
        code=row.code,
        zone=ZoneInfo(row.zone),
        members={m.code: _member(m, said.get("qualifications", {}).get(m.code, ())) for m in members},
        rooms={r.code: Room(r.code, r.kind, r.doctor or None, r.twin or None) for r in rooms},
        opening=hours_from(said.get("opening", ())),
        holidays=public_holidays(said.get("region", "")),
        absences=(*(_absence(a) for a in AbsenceRow.objects.filter(practice=row)), *_gone_for_good(members)),
        holds=frozenset(said.get("holds", ())) - {AUTOMATIC_DEVICE},
        devices=frozenset(said.get("devices", ())),
        structure=said.get("structure", ""),
        narrowed=frozenset((Role(role), activity) for role, activity in said.get("narrowed", ())),
        narrowings=tuple(narrowing_from(words) for words in said.get("narrowings", ())),
        protocols=tuple(protocol_from(words) for words in said.get("protocols", ())),
        orders=tuple(_order(it) for it in ordered if it.activity),
        concertations=tuple(Concertation(it.patient, it.physician, it.since) for it in ordered if not it.activity),
        modes=tuple(mode_from(words) for words in said.get("modes", ())),
        thresholds=Thresholds(said.get("amber_min", 10), said.get("red_min", 20)),
        step_minutes={
            way: {Step(step): minutes for step, minutes in listed.items()}
            for way, listed in said.get("step_minutes", {}).items()
        },
        checklists=checklists_from(said.get("checklists", {})),
        routing={activity: tuple(map(Role, roles)) for activity, roles in said.get("routing", {}).items()},
    )


def _member(row: MemberRow, learned: Iterable[Settings]) -> Member:
    posts = tuple(Post(Role(p["role"]), hours_from(p.get("hours", ())), _day(p, "taken")) for p in row.posts)
    return Member(row.code, posts, frozenset(row.holds), tuple(qualification_from(words) for words in learned))


def _order(row: PatientOrderRow) -> PatientOrder:
    return PatientOrder(row.activity, row.patient, row.physician, row.since, row.until, row.revoked)


def _absence(row: AbsenceRow) -> Absence:
    return Absence(row.member, row.since, row.until, hours_from([row.weekly])[0] if row.weekly else None)


def _gone_for_good(members: list[MemberRow]) -> Iterator[Absence]:
    return (Absence(m.code, m.left_on, date.max) for m in members if m.left_on)


# In the settings of a practice, as JSON: days are "2026-03-01", what is not known is left out.


def qualification_from(words: Settings) -> Qualification:
    """{"kind": "CQP", "obtained": …, "valid_until": …, "started": …}; under "qualifications", a list by member."""
    return Qualification(words["kind"], *(_day(words, name) for name in ("obtained", "valid_until", "started")))


def narrowing_from(words: Settings) -> Narrowing:
    """{"role": …, "activity": …, "member": …, "physician": …, "reason": …, "since": …, "by": …}."""
    return Narrowing(
        Role(words["role"]),
        words["activity"],
        words.get("member"),
        words.get("physician"),
        words.get("reason", ""),
        _day(words, "since"),
        words.get("by"),
    )


def protocol_from(words: Settings) -> SignedProtocol:
    """{"code": …, "signed_on": …, "fields": […], "nurses": […], "physicians": […], "until": …}."""
    signed_on = date.fromisoformat(words["signed_on"])
    fields, nurses, physicians = (frozenset(words[name]) for name in ("fields", "nurses", "physicians"))
    return SignedProtocol(words["code"], signed_on, fields, nurses, physicians, _day(words, "until"))


def mode_from(words: Settings) -> Mode:
    """{"member": …, "pathway": …, "hours": [[0, "09:00", "12:00"], …], "label": …}."""
    return Mode(words["member"], words["pathway"], hours_from(words.get("hours", ())), words.get("label", ""))


def _day(words: Settings, name: str) -> date | None:
    return date.fromisoformat(words[name]) if words.get(name) else None


def hours_from(listed: Any) -> tuple[Hours, ...]:
    return tuple(Hours(day, time.fromisoformat(since), time.fromisoformat(until)) for day, since, until in listed)


def today(practice: Practice, now: Any) -> date:
    """The practice's own calendar day."""
    return practice.local(now).date()
