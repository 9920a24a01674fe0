"""Booking, moving and cancelling visits; the walk-in and the urgent insertion."""

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
from binome.journal.event import utc
from binome.practice.refusal import MoveRefused
from binome.practice.visit import Visit
from binome.practice.words import Moment, State


class Overlap(StrEnum):
    """What to do when a booking runs into another: say nothing, ask first with the names, or forbid."""

    SILENT = "silent"
    WARN = "warn"
    FORBID = "forbid"


URGENT, WALK_IN = "urgent", "walk_in"
"""Why somebody who had no booking is booked on arrival."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A visit somebody wants: with whom, when, how long, on which pathway."""

    patient: str
    doctor: str
    due: datetime
    minutes: int
    pathway: str


def book(
    hall: Hall, deed: Deed, wish: Wish, *, overlap: Overlap = Overlap.FORBID, seen: bool = False, reason: str = "booked"
) -> Visit:
    """Open a visit in the agenda. `seen`: the person saw the warning and goes on."""
    visit = visit_for(hall, deed)
    booking = _booking(hall, deed, wish, reason)
    refuse_overlap(hall, deed.story, wish, overlap, seen)
    return record_click(hall, visit, deed, [booking])


def _booking(hall: Hall, deed: Deed, wish: Wish, reason: str) -> Line:
    hall.practice.member(wish.doctor)
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
    wish = Wish(visit.patient or "", doctor or visit.doctor or "", due or visit.due or deed.at, length, "")
    if length <= 0:
        raise MoveRefused("booking.no_length", minutes=length)
    there = hall.practice.local(wish.due).date()
    if visit.state is State.PRESENT and there != today:
        raise MoveRefused("visit.present_stays_today")
    refuse_if_closed(hall, there)
    hall.practice.member(wish.doctor)
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
    return record(
        hall, visit, deed, Moment.CANCELLED, role=delegation.role, delegation=delegation.code, reason=reason
    )


def walk_in(hall: Hall, deed: Deed, wish: Wish, *, urgent: bool = False) -> Visit:
    """Somebody at the door without a booking: booked now, and there. An urgent one goes to the front."""
    refuse_before_its_day(hall, hall.practice.local(wish.due).date(), deed.at)
    booking = _booking(hall, deed, wish, URGENT if urgent else WALK_IN)
    delegation = hall.practice.delegation(deed.by, "welcome_patient", deed.at)
    arrival = (Moment.ARRIVED, {"role": delegation.role, "delegation": delegation.code})
    return record_click(hall, visit_for(hall, deed), deed, [booking, arrival])


def clashes(slots: tuple[Slot, ...], story: str, wish: Wish) -> tuple[Slot, ...]:
    """The bookings of the same doctor, or of the same patient, that this one would run into."""
    until = utc(wish.due) + timedelta(minutes=wish.minutes)
    return tuple(
        slot
        for slot in slots
        if slot.story != story
        and (slot.doctor == wish.doctor or (slot.patient is not None and slot.patient == wish.patient))
        and slot.since < until
        and utc(wish.due) < slot.until
    )


def refuse_overlap(hall: Hall, story: str, wish: Wish, overlap: Overlap, seen: bool) -> None:
    """Refuse a wish that runs into another booking, or ask first, or let it be, as the practice has chosen."""
    if overlap is Overlap.SILENT or (overlap is Overlap.WARN and seen):
        return
    found = clashes(hall.booked(hall.practice.local(wish.due).date()), story, wish)
    if found:
        code = "booking.clash_warning" if overlap is Overlap.WARN else "booking.clash"
        raise MoveRefused(code, stories=tuple(slot.story for slot in found), due=found[0].since, doctor=wish.doctor)
