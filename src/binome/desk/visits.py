"""What people do to a visit. Each deed is one change, one line in the journal, one telling, its author named."""

from collections.abc import Sequence
from datetime import datetime

from binome.desk.bookings import URGENT, WALK_IN, Overlap, Wish, refuse_overlap
from binome.desk.hall import (
    Deed,
    Hall,
    Line,
    day_of,
    record,
    record_click,
    refuse_before_its_day,
    refuse_if_closed,
    visit_for,
)
from binome.desk.rooms import room_for
from binome.journal.event import Event
from binome.practice.delegation import Delegation
from binome.practice.refusal import MoveRefused
from binome.practice.team import Practice
from binome.practice.visit import Stretch, Visit
from binome.practice.words import Moment, Power, State, Step

ENTRUSTED = frozenset({"entrusted_patient"})

TAKEN_DIRECTLY = "taken_directly"
"""Why a step was skipped by the click that started a later one."""

_LEADS = {
    (Moment.SKIPPED, Moment.SKIPPED): {TAKEN_DIRECTLY},
    (Moment.SKIPPED, Moment.STARTED): {TAKEN_DIRECTLY},
    (Moment.BOOKED, Moment.ARRIVED): {WALK_IN, URGENT},
}
"""Lines that one click writes together, with the reasons by which they are known."""


def arrive(hall: Hall, deed: Deed) -> Visit:
    return _tell(hall, deed, Moment.ARRIVED, "welcome_patient")


def miss(hall: Hall, deed: Deed) -> Visit:
    """The patient did not come."""
    return _tell(hall, deed, Moment.MISSED, "welcome_patient")


def leave(hall: Hall, deed: Deed, *, reason: str) -> Visit:
    """The patient left without being seen, or before the end."""
    return _tell(hall, deed, Moment.LEFT, "welcome_patient", reason=reason)


def defer(hall: Hall, deed: Deed, *, to: str, reason: str) -> Visit:
    """What cannot be finished today gets an owner and a reason: nothing stays open without one."""
    return _tell(hall, deed, Moment.DEFERRED, "enter_information", to=hall.practice.member(to).code, reason=reason)


def start(hall: Hall, deed: Deed, *, step: Step, room: str | None = None) -> Visit:
    """Begin or resume a step; the untouched steps before it that may be skipped are skipped, visibly."""
    visit = _open_visit(hall, deed)
    delegation = _delegation(hall, deed, visit, step)
    chosen = room_for(hall, visit, step, room)
    passed = visit.skippable_before(step) if visit.state is State.PRESENT else ()
    lines: list[Line] = [
        (Moment.SKIPPED, {"role": delegation.role, "step": earlier, "reason": TAKEN_DIRECTLY}) for earlier in passed
    ]
    words = {"role": delegation.role, "step": step, "room": chosen, "delegation": delegation.code}
    lines.append((Moment.STARTED, {**words, "to_sign": delegation.power is Power.PREPARES}))
    return record_click(hall, visit, deed, lines)


def pause(hall: Hall, deed: Deed, *, step: Step) -> Visit:
    return _tell_step(hall, deed, Moment.PAUSED, step)


def finish(hall: Hall, deed: Deed, *, step: Step, reason: str | None = None) -> Visit:
    """End a step. A colleague may end it for its holder with a reason."""
    return _tell_step(hall, deed, Moment.FINISHED, step, reason=reason)


def skip(hall: Hall, deed: Deed, *, step: Step, reason: str) -> Visit:
    visit = _open_visit(hall, deed)
    leading = hall.practice.delegation(deed.by, "enter_information", deed.at)
    words = {"step": step, "reason": reason, "delegation": leading.code}
    return record(hall, visit, deed, Moment.SKIPPED, role=leading.role, **words)


def hand_over(hall: Hall, deed: Deed, *, step: Step, to: str) -> Visit:
    """The holder gives the step to a colleague, who must be allowed to hold it."""
    visit = _open_visit(hall, deed)
    taker = hall.practice.member(to)
    activity = visit.plan_of(step).activity
    true = about(hall.practice, visit, activity, deed.at)
    delegation = hall.practice.delegation(taker, activity, deed.at, true, physician=visit.doctor)
    return record(
        hall,
        visit,
        deed,
        Moment.HANDED_OVER,
        role=_held_stretch(visit, step).role,
        step=step,
        to=taker.code,
        to_role=delegation.role,
        delegation=delegation.code,
        to_sign=delegation.power is Power.PREPARES,
    )


def sign(hall: Hall, deed: Deed, *, step: Step) -> Visit:
    """A doctor reviews and signs a step that was prepared. Allowed after the day is closed: signing frees nothing."""
    visit = visit_for(hall, deed)
    delegation = hall.practice.delegation(deed.by, "sign_care", deed.at)
    return record(hall, visit, deed, Moment.SIGNED, role=delegation.role, step=step, delegation=delegation.code)


def withdraw(hall: Hall, deed: Deed, *, reason: str, overlap: Overlap = Overlap.FORBID, seen: bool = False) -> Visit:
    """Undo the last click that stands, with a reason. Whoever could have done it may undo it.

    A place in the agenda that was given up is taken back as it would be booked: `overlap` and `seen` as there.
    """
    visit = _open_visit(hall, deed)
    click = last_click(visit, hall.of_story(deed.story))
    lines = [_withdrawal(hall, deed, undone, reason) for undone in click]
    _refuse_lost_place(hall, visit, _before(visit, len(click)), overlap, seen)
    return record_click(hall, visit, deed, lines)


def last_click(visit: Visit, told: Sequence[Event]) -> tuple[Event, ...]:
    """The line that stands last, and those the same click wrote to lead to it; last first."""
    click, back = [told[visit.standing - 1]], visit.before
    while back and back.standing and _leads(told[back.standing - 1], click[-1]):
        click.append(told[back.standing - 1])
        back = back.before
    return tuple(click)


def _leads(line: Event, later: Event) -> bool:
    written_together = (line.at, line.by) == (later.at, later.by)
    return written_together and line.reason in _LEADS.get((line.moment, later.moment), ())


def _before(visit: Visit, lines: int) -> Visit:
    for _ in range(lines):
        assert visit.before is not None, "a line that stands has a visit before it"
        visit = visit.before
    return visit


def _withdrawal(hall: Hall, deed: Deed, undone: Event, reason: str) -> Line:
    activity = undone.delegation.split(":", 1)[1].split("@", 1)[0] if undone.delegation else "enter_information"
    delegation = hall.practice.delegation(deed.by, activity, deed.at, ENTRUSTED)
    words = {"role": delegation.role, "delegation": delegation.code, "step": undone.step, "reason": reason}
    return Moment.WITHDRAWN, {**words, "withdraws": undone.number}


def _refuse_lost_place(hall: Hall, visit: Visit, restored: Visit, overlap: Overlap, seen: bool) -> None:
    """An undo gives back the visit's place in the agenda: not on a closed day, not where somebody else now is."""
    if restored.due is None or _place(restored) == _place(visit):
        return
    refuse_if_closed(hall, day_of(hall.practice, restored))
    way = restored.pathway.code if restored.pathway else ""
    wish = Wish(restored.patient or "", restored.doctor or "", restored.due, restored.minutes, way)
    refuse_overlap(hall, restored.story, wish, overlap, seen)


def _place(visit: Visit) -> tuple[object, ...]:
    """What a visit holds of the agenda; nothing once it is cancelled or missed."""
    given_up = visit.state in (State.CANCELLED, State.MISSED)
    return () if given_up else (visit.doctor, visit.due, visit.minutes)


def _tell(hall: Hall, deed: Deed, moment: Moment, activity: str, **words: str) -> Visit:
    visit = _open_visit(hall, deed)
    if moment in (Moment.ARRIVED, Moment.MISSED):
        refuse_before_its_day(hall, day_of(hall.practice, visit), deed.at)
    delegation = hall.practice.delegation(deed.by, activity, deed.at)
    return record(hall, visit, deed, moment, role=delegation.role, delegation=delegation.code, **words)


def _tell_step(hall: Hall, deed: Deed, moment: Moment, step: Step, *, reason: str | None = None) -> Visit:
    visit = _open_visit(hall, deed)
    held = _held_stretch(visit, step)
    if held.by == deed.by.code:
        return record(hall, visit, deed, moment, role=held.role, step=step, reason=reason)
    leading = hall.practice.delegation(deed.by, "enter_information", deed.at)
    return record(hall, visit, deed, moment, role=leading.role, step=step, reason=reason, delegation=leading.code)


def _open_visit(hall: Hall, deed: Deed) -> Visit:
    visit = visit_for(hall, deed)
    if visit.state is State.UNBORN:
        raise MoveRefused("visit.unknown", story=deed.story)
    refuse_if_closed(hall, day_of(hall.practice, visit))
    return visit


def _held_stretch(visit: Visit, step: Step) -> Stretch:
    if visit.under_way() is not step:
        raise MoveRefused("visit.not_under_way", step=step)
    return visit.progress[step]


def about(practice: Practice, visit: Visit, activity: str, at: datetime) -> frozenset[str]:
    """What is true of the visit and its patient: ordered, spoken of, entrusted (as is a visit booked with a nurse)."""
    booked = booked_with_a_nurse(visit.pathway.code if visit.pathway else "")
    return booked | practice.known_of(visit.patient, activity, at)


def booked_with_a_nurse(way: str) -> frozenset[str]:
    """A visit on such a pathway is of an entrusted patient."""
    return ENTRUSTED if way == "nurse_visit" else frozenset()


def _delegation(hall: Hall, deed: Deed, visit: Visit, step: Step) -> Delegation:
    activity = visit.plan_of(step).activity
    true = about(hall.practice, visit, activity, deed.at)
    return hall.practice.delegation(deed.by, activity, deed.at, true, physician=visit.doctor)
