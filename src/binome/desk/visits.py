"""What people do to a visit. Each deed is one change, one line in the journal, one telling, its author named."""

from binome.desk.hall import Deed, Hall, day_of, record, refuse_if_closed, visit_for
from binome.desk.rooms import room_for
from binome.practice.delegation import Delegation
from binome.practice.refusal import MoveRefused
from binome.practice.visit import Stretch, Visit
from binome.practice.words import Moment, Power, State, Step

ENTRUSTED = frozenset({"entrusted_patient"})


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
    for passed in visit.skippable_before(step):
        visit = record(
            hall, visit, deed, Moment.SKIPPED, role=delegation.role, step=passed, reason="taken_directly"
        )  # the road to this step is part of the same click
    return record(
        hall,
        visit,
        deed,
        Moment.STARTED,
        role=delegation.role,
        step=step,
        room=chosen,
        delegation=delegation.code,
        to_sign=delegation.power is Power.PREPARES,
    )


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
    delegation = hall.practice.delegation(taker, _activity(visit, step), deed.at, _about(visit))
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


def withdraw(hall: Hall, deed: Deed, *, reason: str) -> Visit:
    """Undo the last thing that stands, with a reason. Whoever could have done it may undo it."""
    visit = _open_visit(hall, deed)
    undone = next(e for e in reversed(hall.of_story(deed.story)) if e.number == visit.standing)
    activity = undone.delegation.split(":", 1)[1].split("@", 1)[0] if undone.delegation else "enter_information"
    delegation = hall.practice.delegation(deed.by, activity, deed.at, ENTRUSTED)
    return record(
        hall,
        visit,
        deed,
        Moment.WITHDRAWN,
        role=delegation.role,
        withdraws=undone.number,
        step=undone.step,
        reason=reason,
        delegation=delegation.code,
    )


def _tell(hall: Hall, deed: Deed, moment: Moment, activity: str, **words: str) -> Visit:
    visit = _open_visit(hall, deed)
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


def _activity(visit: Visit, step: Step) -> str:
    if visit.pathway is None:
        raise MoveRefused("visit.unknown", story=visit.story)
    return visit.pathway.plan(step).activity


def _about(visit: Visit) -> frozenset[str]:
    """Conditions that come with the visit itself: a visit booked with a nurse by the practice is entrusted to her."""
    return ENTRUSTED if visit.pathway and visit.pathway.code == "nurse_visit" else frozenset()


def _delegation(hall: Hall, deed: Deed, visit: Visit, step: Step) -> Delegation:
    return hall.practice.delegation(deed.by, _activity(visit, step), deed.at, _about(visit))
