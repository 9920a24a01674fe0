"""A deed told by the twin, done at the desk: under the rules, or refused."""

from datetime import datetime
from typing import Protocol

from binome.desk import bookings, sheets, visits
from binome.desk.bookings import Overlap, Wish
from binome.desk.hall import Deed, Hall
from binome.journal.event import utc
from binome.practice.measurement import measurement_kinds
from binome.practice.refusal import MoveRefused
from binome.practice.team import Member, Practice
from binome.practice.words import Moment
from binome.twin.deed import Deed as ToldDeed
from binome.web.demo.sheet_plan import SheetPlan
from binome.web.store.sheets import Entry


class Cast(Protocol):
    """What the desk is told and the twin does not know."""

    def patient(self, story: str) -> str: ...


def act(hall: Hall, told: ToldDeed, cast: Cast, *, at: datetime) -> None:
    """Ask the desk for it, at that moment."""
    deed = Deed(hall.practice.member(told.by), at, told.story)
    if told.kind is Moment.BOOKED:
        _book(hall, deed, told, cast)
    elif told.step is None:
        _of_visit(hall, deed, told)
    else:
        _of_step(hall, deed, told)


def _book(hall: Hall, deed: Deed, told: ToldDeed, cast: Cast) -> None:
    if told.to is None or told.due is None or told.minutes is None or told.pathway is None:
        raise MoveRefused("visit.booking_incomplete")
    wish = Wish(cast.patient(told.story), told.to, told.due, told.minutes, told.pathway)
    if told.reason in (bookings.WALK_IN, bookings.URGENT):
        bookings.walk_in(hall, deed, wish, urgent=told.reason == bookings.URGENT)
    else:
        bookings.book(hall, deed, wish, overlap=Overlap.WARN, seen=True)


def _of_visit(hall: Hall, deed: Deed, told: ToldDeed) -> None:
    reason = told.reason or ""
    if told.kind is Moment.ARRIVED:
        visits.arrive(hall, deed)
    elif told.kind is Moment.MISSED:
        visits.miss(hall, deed)
    elif told.kind is Moment.CANCELLED:
        bookings.cancel(hall, deed, reason=reason)
    elif told.kind is Moment.LEFT:
        visits.leave(hall, deed, reason=reason)
    elif told.kind is Moment.DEFERRED:
        visits.defer(hall, deed, to=told.to or told.by, reason=reason)
    elif told.kind is Moment.WITHDRAWN:
        visits.withdraw(hall, deed, reason=reason, overlap=Overlap.SILENT)
    else:
        raise MoveRefused("visit.unknown", story=told.story)


def _of_step(hall: Hall, deed: Deed, told: ToldDeed) -> None:
    assert told.step is not None, "a deed of a step names it"
    if told.kind is Moment.STARTED:
        visits.start(hall, deed, step=told.step, room=told.room)
    elif told.kind is Moment.PAUSED:
        visits.pause(hall, deed, step=told.step)
    elif told.kind is Moment.FINISHED:
        visits.finish(hall, deed, step=told.step)
    elif told.kind is Moment.SKIPPED:
        visits.skip(hall, deed, step=told.step, reason=told.reason or "")
    elif told.kind is Moment.HANDED_OVER:
        visits.hand_over(hall, deed, step=told.step, to=told.to or "")
    elif told.kind is Moment.SIGNED:
        visits.sign(hall, deed, step=told.step)
    else:
        raise MoveRefused("visit.unknown", story=told.story)


def prepare(hall: Hall, deed: Deed, sheet: SheetPlan) -> list[Entry]:
    """Each thing done is a line of the sheet's story; the values go beside it, where they can be forgotten."""
    sheets.consent(hall, deed, sheets.GIVEN)
    for activity in sheet.activities:
        sheets.note(hall, deed, activity)
    for activity, reason in sheet.left_out:
        sheets.omit(hall, deed, activity, reason=reason)
    written = [("identity", sheet.identity, "", "")]
    written += [("measure", kind, value, measurement_kinds()[kind].ucum) for kind, value in sheet.measures]
    written += [("note", "alert" if sheet.alert else "note", sheet.note, "")] if sheet.note else []
    return [Entry(*words, deed.by.code, utc(deed.at), deed.story) for words in written]


def at_the_desk(practice: Practice, at: datetime) -> Member:
    """A secretary on duty, else an assistant, else the secretary whatever the hour."""
    for role in ("secretary", "assistant"):
        for member in practice.members.values():
            if role == member.roles_at(practice.local(at))[0] and practice.works(member.code, at):
                return member
    return next(m for m in practice.members.values() if "secretary" in m.roles)
