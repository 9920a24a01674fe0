"""Booking, moving and cancelling visits; the walk-in and the urgent insertion."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from binome.desk.hall import (
    Deed,
    Hall,
    Line,
    Slot,
    day_of,
    record,
    record_click,
    refuse_before_its_day,
    refuse_if_closed,
    visit_for,
)
from binome.desk.stretches import Stretch, arranged, is_coupled, lacks, main_step, outline
from binome.journal.event import utc
from binome.practice.delegation import who_may
from binome.practice.pathway import pathway
from binome.practice.refusal import MoveRefused, NotDelegated
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import Moment, Role, State


class Overlap(StrEnum):
    """What to do when a booking runs into another: say nothing, ask first with the names, or forbid."""

    SILENT = "silent"
    WARN = "warn"
    FORBID = "forbid"


URGENT, WALK_IN = "urgent", "walk_in"
"""Why somebody who had no booking is booked on arrival."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A visit somebody wants: with whom, when the patient is to come, for how long, on which pathway."""

    patient: str
    doctor: str
    due: datetime
    minutes: int
    pathway: str

    def as_slot(self, story: str) -> Slot:
        since = utc(self.due)
        return Slot(story, self.doctor, since, since + timedelta(minutes=self.minutes), self.patient, self.pathway)


def book(
    hall: Hall, deed: Deed, wish: Wish, *, overlap: Overlap = Overlap.FORBID, seen: bool = False, reason: str = "booked"
) -> Visit:
    """Open a visit in the agenda. `seen`: the person saw the warning and goes on."""
    visit = visit_for(hall, deed)
    booking = _booking(hall, deed, wish, reason)
    refuse_overlap(hall, deed.story, wish, overlap, seen)
    return record_click(hall, visit, deed, [booking])


def _booking(hall: Hall, deed: Deed, wish: Wish, reason: str) -> Line:
    refuse_if_not_theirs(hall.practice, wish)
    refuse_if_closed(hall, hall.practice.local(wish.due).date())
    delegation = hall.practice.delegation(deed.by, "book_appointment", deed.at)
    return Moment.BOOKED, {
        "role": delegation.role,
        "delegation": delegation.code,
        "to": wish.doctor,
        "due": utc(wish.due),
        "minutes": wish.minutes,
        "pathway": wish.pathway,
        "patient": wish.patient,
        "reason": reason,
    }


def refuse_if_not_theirs(practice: Practice, wish: Wish) -> None:
    """A visit is booked with somebody whom a text in force on that day lets hold what it is booked for.

    Conditions apart: a protocol may be signed, or a doctor come within reach, by then. The step itself asks again.
    """
    if not is_theirs(practice, wish):
        activity, who = _asked_of(practice, wish)
        raise NotDelegated("booking.not_theirs", doctor=wish.doctor, activity=activity, pathway=wish.pathway, who=who)


def is_theirs(practice: Practice, wish: Wish) -> bool:
    """The same question, answered instead of raised."""
    return not set(practice.member(wish.doctor).roles).isdisjoint(_asked_of(practice, wish)[1])


def _asked_of(practice: Practice, wish: Wish) -> tuple[str, tuple[Role, ...]]:
    """The activity that a visit of that pathway is booked for, and the roles that some text lets do it that day."""
    activity = pathway(wish.pathway).plan(main_step(wish.pathway)).activity
    return activity, who_may(activity, on=practice.local(wish.due).date(), narrowed=practice.narrowed)


def move(
    hall: Hall,
    deed: Deed,
    *,
    due: datetime | None = None,
    minutes: int | None = None,
    doctor: str | None = None,
    overlap: Overlap = Overlap.FORBID,
    seen: bool = False,
    reason: str | None = None,
) -> Visit:
    """Give a visit another time, length or doctor. Once the patient is there, it stays on its day."""
    visit = visit_for(hall, deed)
    today = day_of(hall.practice, visit)
    refuse_if_closed(hall, today)
    length = visit.minutes if minutes is None else minutes
    way = visit.pathway.code if visit.pathway else ""
    wish = Wish(visit.patient or "", doctor or visit.doctor or "", due or visit.due or deed.at, length, way)
    if length <= 0:
        raise MoveRefused("booking.no_length", minutes=length)
    there = hall.practice.local(wish.due).date()
    if visit.state is State.PRESENT and there != today:
        raise MoveRefused("visit.present_stays_today")
    refuse_if_closed(hall, there)
    if wish.doctor != visit.doctor:
        refuse_if_not_theirs(hall.practice, wish)
    refuse_overlap(hall, deed.story, wish, overlap, seen)
    delegation = hall.practice.delegation(deed.by, "book_appointment", deed.at)
    return record(
        hall,
        visit,
        deed,
        Moment.MOVED,
        role=delegation.role,
        delegation=delegation.code,
        to=wish.doctor,
        due=utc(wish.due),
        minutes=wish.minutes,
        reason=reason,
    )


def cancel(hall: Hall, deed: Deed, *, reason: str) -> Visit:
    visit = visit_for(hall, deed)
    refuse_if_closed(hall, day_of(hall.practice, visit))
    delegation = hall.practice.delegation(deed.by, "book_appointment", deed.at)
    return record(hall, visit, deed, Moment.CANCELLED, role=delegation.role, delegation=delegation.code, reason=reason)


def walk_in(hall: Hall, deed: Deed, wish: Wish, *, urgent: bool = False) -> Visit:
    """Somebody at the door without a booking: booked now, and there. An urgent one goes to the front."""
    refuse_before_its_day(hall, hall.practice.local(wish.due).date(), deed.at)
    booking = _booking(hall, deed, wish, URGENT if urgent else WALK_IN)
    delegation = hall.practice.delegation(deed.by, "welcome_patient", deed.at)
    arrival = (Moment.ARRIVED, {"role": delegation.role, "delegation": delegation.code})
    return record_click(hall, visit_for(hall, deed), deed, [booking, arrival])


@dataclass(frozen=True, slots=True)
class Clash:
    """What a wish runs into: the time of its "doctor", its "patient", an "assistant", or a "room".

    `story` is the visit in the way; "" when it is nobody's: no assistant is on duty then.
    """

    over: str
    story: str
    since: datetime
    until: datetime


def clashes(practice: Practice, slots: tuple[Slot, ...], story: str, wish: Wish) -> tuple[Clash, ...]:
    """What stands in the way, in the order of the day.

    Assistants and rooms are counted for the pathways whose steps have a length at this practice.
    """
    others = tuple(slot for slot in slots if slot.story != story)
    wanted = wish.as_slot(story)
    found = [*_same_people(practice, others, wanted)]
    if is_coupled(practice, wish.pathway):
        found += _no_place(practice, others, wanted)
    return tuple(sorted(set(found), key=lambda clash: (clash.since, clash.over, clash.story)))


def _same_people(practice: Practice, others: tuple[Slot, ...], wanted: Slot) -> Iterator[Clash]:
    mine = outline(practice, wanted)
    for slot in others:
        if slot.doctor != wanted.doctor and slot.patient != wanted.patient:
            continue
        theirs = outline(practice, slot)
        if slot.doctor == wanted.doctor and _main(theirs).meets(_main(mine)):
            yield Clash("doctor", slot.story, _main(theirs).since, _main(theirs).until)
        elif slot.patient and slot.patient == wanted.patient and _meet(theirs, mine):
            yield Clash("patient", slot.story, theirs[0].since, theirs[-1].until)


def _no_place(practice: Practice, others: tuple[Slot, ...], wanted: Slot) -> Iterator[Clash]:
    """With the wish, something would lack that did not: who holds what it lacks then."""
    held = arranged(practice, (*others, wanted))
    before, after = lacks(practice, arranged(practice, others)), lacks(practice, held)
    if len(after) <= len(before):
        return
    for lack in after - before:
        short = next(part for part in held if part.story == lack.story and lack.where == _place(part, lack.of))
        holders = [part for part in held if _holds(part, lack.of, short) and part.story != wanted.story]
        pushed = [short] if short.story != wanted.story else []
        for part in holders + pushed:
            yield Clash(lack.of, part.story, part.since, part.until)
        if not holders + pushed:
            yield Clash(lack.of, "", short.since, short.until)


def _place(part: Stretch, of: str) -> str:
    return part.room_kind if of == "room" else part.step


def _holds(part: Stretch, what: str, short: Stretch) -> bool:
    """Does this stretch hold what the other lacks, while it lacks it?"""
    if not part.meets(short):
        return False
    if what == "room":
        return part.room is not None and part.room_kind == short.room_kind
    return not part.main and part.who is not None


def _main(parts: tuple[Stretch, ...]) -> Stretch:
    return next(part for part in parts if part.main)


def _meet(some: tuple[Stretch, ...], others: tuple[Stretch, ...]) -> bool:
    return some[0].since < others[-1].until and others[0].since < some[-1].until


def refuse_overlap(hall: Hall, story: str, wish: Wish, overlap: Overlap, seen: bool) -> None:
    """Refuse a wish that runs into another booking, or ask first, or let it be, as the practice has chosen."""
    if overlap is Overlap.SILENT or (overlap is Overlap.WARN and seen):
        return
    found = clashes(hall.practice, hall.booked(hall.practice.local(wish.due).date()), story, wish)
    if found:
        code = "booking.clash_warning" if overlap is Overlap.WARN else "booking.clash"
        stories = tuple(dict.fromkeys(clash.story for clash in found if clash.story))
        raise MoveRefused(code, stories=stories, due=found[0].since, doctor=wish.doctor, clashes=found)
