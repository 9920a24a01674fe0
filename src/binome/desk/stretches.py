"""What a booking takes: one stretch after another, each with somebody and somewhere.

A visit is booked for the moment the patient is to come, and for the minutes of its main step (the doctor's, or the
nurse's). Where the practice has said how long the steps around it take (`Practice.step_minutes`), they stand before
and after: the assistant settles the patient in a room, then the doctor comes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from binome.desk.hall import Slot
from binome.journal.event import utc
from binome.practice.pathway import PathwayStep, pathways
from binome.practice.team import Member, Practice
from binome.practice.words import Role, Step

MAIN_STEPS = (Step.CONSULTATION, Step.EDUCATION)
"""The first of these on a pathway is what the visit is booked for."""

PREPARERS = (Role.ASSISTANT,)
"""The trades whose hours the other steps are taken from."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One step of one booking, in UTC; `until` is not included. `who` or `room` is None where none is free."""

    story: str
    step: Step
    since: datetime
    until: datetime
    main: bool
    who: str | None = None
    room: str | None = None
    room_kind: str = ""

    def meets(self, other: "Stretch") -> bool:
        return self.since < other.until and other.since < self.until


@dataclass(frozen=True, slots=True)
class Lack:
    """A booking for which nobody ("assistant": `where` is the step), or no room (`where` is its kind), is left."""

    story: str
    of: str
    where: str


def outline(practice: Practice, slot: Slot) -> tuple[Stretch, ...]:
    """The stretches of a booking, before anybody but the doctor has a place in them."""
    minutes = (slot.until - slot.since) // timedelta(minutes=1)
    since, parts = utc(slot.since), []
    for planned, length in _lengths(practice, slot.pathway, minutes):
        until = since + timedelta(minutes=length)
        main = planned.step is main_step(slot.pathway)
        who = slot.doctor if main else None
        parts.append(Stretch(slot.story, planned.step, since, until, main, who, room_kind=planned.room_kind))
        since = until
    return tuple(parts)


def main_step(way: str) -> Step:
    """The step a visit of that pathway is booked for."""
    listed = pathways()[way].steps if way in pathways() else ()
    return next((planned.step for planned in listed if planned.step in MAIN_STEPS), Step.CONSULTATION)


def before_main(practice: Practice, way: str) -> timedelta:
    """How long before the doctor's time the patient is to come."""
    steps = [planned.step for planned, _ in _lengths(practice, way, 1)]
    declared = practice.step_minutes.get(way, {})
    return timedelta(minutes=sum(declared[step] for step in steps[: steps.index(main_step(way))]))


def is_coupled(practice: Practice, way: str) -> bool:
    """Does a booking of that pathway take somebody's time besides the doctor's?"""
    return len(_lengths(practice, way, 1)) > 1


def arranged(practice: Practice, slots: Iterable[Slot]) -> tuple[Stretch, ...]:
    """The day as it can be held: each stretch with an assistant and a room, whoever comes first served first.

    Nobody stands in two stretches at once, no room holds two visits, and a patient keeps the room from one step
    to the next when it suits.
    """
    outlined = sorted(((slot, outline(practice, slot)) for slot in slots), key=lambda found: _order(found[1][0]))
    roomed = _with_rooms(practice, outlined)
    return tuple(_with_people(practice, sorted(roomed, key=_order)))


def lacks(practice: Practice, stretches: Iterable[Stretch]) -> frozenset[Lack]:
    """What is missing. A practice that has declared no assistant, or no such room, lacks none."""
    kinds = {room.kind for room in practice.rooms.values()}
    prepared = any(_prepares(member) for member in practice.members.values())
    found = set()
    for stretch in stretches:
        if prepared and stretch.who is None:
            found.add(Lack(stretch.story, "assistant", stretch.step))
        if stretch.room is None and stretch.room_kind in kinds:
            found.add(Lack(stretch.story, "room", stretch.room_kind))
    return frozenset(found)


def on_duty(practice: Practice, member: Member, since: datetime, until: datetime) -> bool:
    """Is this assistant there to prepare, from one end to the other? Whoever declared no hours is, unless away."""
    begins, ends = practice.local(since), practice.local(until - timedelta(microseconds=1))
    if practice.away(member.code, since) or practice.away(member.code, ends):
        return False
    hours = [hours for post in member.posts if post.role in PREPARERS for hours in post.hours]
    return not hours or any(stretch.cover(begins) and stretch.cover(ends) for stretch in hours)


def _lengths(practice: Practice, way: str, minutes: int) -> list[tuple[PathwayStep, int]]:
    """The steps that take time in the agenda, in order; an unknown pathway is its main step alone."""
    if way not in pathways():
        return [(PathwayStep(Step.CONSULTATION, "", ""), minutes)]
    declared, main = practice.step_minutes.get(way, {}), main_step(way)
    timed = (
        (planned, minutes if planned.step is main else declared.get(planned.step, 0))
        for planned in pathways()[way].steps
    )
    return [(planned, length) for planned, length in timed if length > 0]


def _with_rooms(practice: Practice, outlined: Sequence[tuple[Slot, tuple[Stretch, ...]]]) -> list[Stretch]:
    free_from: dict[str, datetime] = {}
    stays = [(slot, stay) for slot, parts in outlined for stay in _stays(parts)]
    placed = []
    for slot, stay in sorted(stays, key=lambda found: _order(found[1][0])):
        room = _free_room(practice, slot.doctor, stay[0], free_from)
        if room is not None:
            free_from[room] = stay[-1].until
        placed += [replace(part, room=room) for part in stay]
    return placed


def _stays(parts: tuple[Stretch, ...]) -> list[list[Stretch]]:
    """Steps that follow each other in the same kind of room are one stay in it."""
    return [list(stay) for _, stay in groupby(parts, key=lambda part: part.room_kind)]


def _free_room(practice: Practice, doctor: str, part: Stretch, free_from: dict[str, datetime]) -> str | None:
    """The doctor's own first, then those given to nobody."""
    if not part.room_kind:
        return None
    suits = [r for r in practice.rooms.values() if r.kind == part.room_kind and r.doctor in (None, doctor)]
    free = (r.code for r in sorted(suits, key=lambda r: r.doctor is None) if _is_free(free_from, r.code, part))
    return next(free, None)


def _with_people(practice: Practice, parts: Iterable[Stretch]) -> Iterable[Stretch]:
    free_from: dict[str, datetime] = {}
    preparers = [member for member in practice.members.values() if _prepares(member)]
    for part in parts:
        if part.main:
            yield part
            continue
        free = (
            m for m in preparers if _is_free(free_from, m.code, part) and on_duty(practice, m, part.since, part.until)
        )
        who = next(free, None)
        if who is not None:
            free_from[who.code] = part.until
        yield replace(part, who=who.code if who else None)


def _is_free(free_from: dict[str, datetime], code: str, part: Stretch) -> bool:
    return code not in free_from or free_from[code] <= part.since


def _prepares(member: Member) -> bool:
    return any(role in PREPARERS for role in member.roles)


def _order(part: Stretch) -> tuple[datetime, datetime, str]:
    return part.since, part.until, part.story
