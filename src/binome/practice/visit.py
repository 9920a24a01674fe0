"""A visit, where it stands, and where it may go next. A pure value: `visit.after(event)` is another visit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from binome.practice.pathway import Pathway, PathwayStep, pathway
from binome.practice.refusal import MoveRefused
from binome.practice.story import Told as AnyTold
from binome.practice.story import refuse_unless_next
from binome.practice.words import OPEN_STATES, Moment, Role, State, Status, Step


class Told(AnyTold, Protocol):
    """What a visit needs to know of an event."""

    @property
    def step(self) -> Step | None: ...
    @property
    def room(self) -> str | None: ...
    @property
    def to_role(self) -> Role | None: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def minutes(self) -> int | None: ...
    @property
    def pathway(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where one step stands: who holds or held it, since when, and whether a doctor must still sign it.

    `begun` is when it was first held (never, when skipped); `worked` is how long, up to its last pause or its end.
    """

    status: Status
    by: str
    role: Role
    since: datetime
    to_sign: bool = False
    begun: datetime | None = None
    worked: timedelta = timedelta(0)

    def let_go(self, status: Status, at: datetime) -> "Stretch":
        """Nobody holds it from then on."""
        return replace(self, status=status, since=at, worked=self.worked + (at - self.since))


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the visit waits for: the next step, or the signature of one that was prepared."""

    step: Step
    signature: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as its story tells it. `number` is its last event's; `at` that event's moment, in UTC.

    `doctor` is the member the visit is with (a nurse, for a nurse's visit). `room` is where the patient sits,
    kept between steps. `gone`: the patient left before the end. `before` is the visit as it stood before its last
    standing event: what an undo gives back.
    """

    story: str
    number: int = 0
    state: State = State.UNBORN
    at: datetime | None = None
    pathway: Pathway | None = None
    patient: str | None = None
    doctor: str | None = None
    due: datetime | None = None
    minutes: int = 0
    urgent: bool = False
    arrived_at: datetime | None = None
    room: str | None = None
    owner: str | None = None
    gone: bool = False
    since: datetime | None = None
    progress: Mapping[Step, Stretch] = field(default_factory=dict)
    standing: int = 0
    before: "Visit | None" = field(default=None, compare=False, repr=False)

    def after(self, event: Told) -> "Visit":
        """The same visit once this has happened; raises MoveRefused when it could not."""
        refuse_unless_next(self, event)
        if self.state not in MAY_HAPPEN.get(event.moment, frozenset()):
            raise MoveRefused(f"visit.{event.moment}_not_now", state=self.state)
        then = _AFTER[event.moment](self, event)
        if event.moment is Moment.WITHDRAWN:
            return replace(then, number=event.number, at=event.at)
        return replace(then, number=event.number, at=event.at, standing=event.number, before=self)

    def awaits(self) -> Awaited | None:
        """The next thing somebody has to do, None while a step is under way or when nothing is left."""
        if self.state not in OPEN_STATES or self.pathway is None or self.under_way():
            return None
        for planned in () if self.gone else self.pathway.steps:
            stretch = self.progress.get(planned.step)
            if stretch is None or stretch.status is Status.PAUSED:
                return Awaited(planned.step)
        unsigned = self.unsigned()
        return Awaited(unsigned[0], signature=True) if unsigned else None

    def under_way(self) -> Step | None:
        return next((step for step, s in self.progress.items() if s.status is Status.UNDER_WAY), None)

    @property
    def holder(self) -> str | None:
        """Who is with the patient now."""
        step = self.under_way()
        return self.progress[step].by if step else None

    def unsigned(self) -> tuple[Step, ...]:
        """What was prepared, to its end or until the patient left, and no doctor has signed."""
        over = {Status.FINISHED, Status.PAUSED} if self.gone else {Status.FINISHED}
        return tuple(step for step, s in self.progress.items() if s.to_sign and s.status in over)

    def skippable_before(self, step: Step) -> tuple[Step, ...]:
        """The untouched steps standing before `step` that the pathway lets go."""
        waiting = []
        for planned in self.plan():
            if planned.step is step:
                break
            if planned.step not in self.progress:
                waiting.append(planned)
        return tuple(planned.step for planned in waiting if planned.may_skip)

    def plan(self) -> tuple[PathwayStep, ...]:
        return self.pathway.steps if self.pathway else ()

    def plan_of(self, step: Step) -> PathwayStep:
        """What the pathway says of a step; refused when it has no such step."""
        if self.pathway is None:
            raise MoveRefused("visit.unknown", story=self.story)
        return self.pathway.plan(step)

    def refuse_unless_awaited(self, step: Step) -> None:
        awaited = self.awaits()
        if awaited is None or awaited.signature or awaited.step is not step:
            held = self.under_way()
            if held:
                raise MoveRefused("visit.under_way", step=held, holder=self.holder, room=self.room, since=self.since)
            raise MoveRefused("visit.not_its_turn", step=step, awaits=awaited.step if awaited else None)


def _in(*states: State) -> frozenset[State]:
    return frozenset(states)


MAY_HAPPEN: Mapping[Moment, frozenset[State]] = MappingProxyType(
    {
        Moment.BOOKED: _in(State.UNBORN),
        Moment.MOVED: _in(State.EXPECTED, State.PRESENT),
        Moment.CANCELLED: _in(State.EXPECTED),
        Moment.MISSED: _in(State.EXPECTED),
        Moment.ARRIVED: _in(State.EXPECTED),
        Moment.STARTED: _in(State.PRESENT),
        Moment.PAUSED: _in(State.PRESENT),
        Moment.FINISHED: _in(State.PRESENT),
        Moment.HANDED_OVER: _in(State.PRESENT),
        Moment.SKIPPED: _in(State.PRESENT),
        Moment.SIGNED: _in(State.PRESENT, State.UNSIGNED, State.DEFERRED),
        Moment.LEFT: _in(State.PRESENT),
        Moment.DEFERRED: _in(State.PRESENT, State.UNSIGNED),
        Moment.WITHDRAWN: frozenset(State) - {State.UNBORN},
    }
)
"""What may happen in which state: the table the diagram of a visit is drawn from."""


def _booked(visit: Visit, event: Told) -> Visit:
    if event.pathway is None or event.due is None or event.minutes is None or event.to is None:
        raise MoveRefused("visit.booking_incomplete")
    if event.minutes <= 0:
        raise MoveRefused("booking.no_length", minutes=event.minutes)
    return replace(
        visit,
        state=State.EXPECTED,
        pathway=pathway(event.pathway),
        patient=event.patient,
        doctor=event.to,
        due=event.due,
        minutes=event.minutes,
        urgent=event.reason == "urgent",
        since=event.at,
    )


def _moved(visit: Visit, event: Told) -> Visit:
    if visit.under_way():
        raise MoveRefused(
            "visit.under_way", step=visit.under_way(), holder=visit.holder, room=visit.room, since=visit.since
        )
    if event.minutes is not None and event.minutes <= 0:
        raise MoveRefused("booking.no_length", minutes=event.minutes)
    return replace(
        visit,
        due=event.due or visit.due,
        minutes=event.minutes or visit.minutes,
        doctor=event.to or visit.doctor,
        pathway=pathway(event.pathway) if event.pathway else visit.pathway,
        urgent=visit.urgent or event.reason == "urgent",
    )


def _arrived(visit: Visit, event: Told) -> Visit:
    return replace(visit, state=State.PRESENT, arrived_at=event.at, since=event.at)


def _started(visit: Visit, event: Told) -> Visit:
    step = _step_of(event)
    visit.refuse_unless_awaited(step)
    earlier = visit.progress.get(step)
    to_sign = event.to_sign or (earlier is not None and earlier.to_sign)  # what was prepared stays to be signed
    begun, worked = (earlier.begun, earlier.worked) if earlier else (event.at, timedelta(0))
    stretch = Stretch(Status.UNDER_WAY, event.by, event.role, event.at, to_sign, begun, worked)
    stays = visit.plan_of(step).room_kind != ""
    return replace(_with(visit, step, stretch, event), room=event.room or (visit.room if stays else None))


def _paused(visit: Visit, event: Told) -> Visit:
    step, held = _held(visit, event)
    return _with(visit, step, held.let_go(Status.PAUSED, event.at), event)


def _finished(visit: Visit, event: Told) -> Visit:
    step, held = _held(visit, event)
    return _settled(_with(visit, step, held.let_go(Status.FINISHED, event.at), event))


def _handed_over(visit: Visit, event: Told) -> Visit:
    step, held = _held(visit, event)
    if event.to is None or event.to_role is None or event.to == held.by:
        raise MoveRefused("visit.hand_over_to_whom")
    taken = replace(held, by=event.to, role=event.to_role, to_sign=held.to_sign or event.to_sign)
    return _with(visit, step, taken, event)


def _skipped(visit: Visit, event: Told) -> Visit:
    step = _step_of(event)
    visit.refuse_unless_awaited(step)
    if not visit.plan_of(step).may_skip:
        raise MoveRefused("visit.may_not_skip", step=step)
    return _settled(_with(visit, step, Stretch(Status.SKIPPED, event.by, event.role, event.at), event))


def _signed(visit: Visit, event: Told) -> Visit:
    step = _step_of(event)
    if step not in visit.unsigned():
        raise MoveRefused("visit.nothing_to_sign", step=step)
    progress = {**visit.progress, step: replace(visit.progress[step], to_sign=False)}
    return _settled(replace(visit, progress=progress, since=event.at))


def _left(visit: Visit, event: Told) -> Visit:
    """The patient is gone; what was prepared meanwhile still waits for its signature."""
    ended = replace(_ended(visit, State.LEFT, event), gone=True)
    return replace(ended, state=State.UNSIGNED) if ended.unsigned() else ended


def _deferred(visit: Visit, event: Told) -> Visit:
    if event.to is None or event.reason is None:
        raise MoveRefused("visit.defer_needs_owner_and_reason")
    return replace(_ended(visit, State.DEFERRED, event), owner=event.to)


def _missed(visit: Visit, event: Told) -> Visit:
    return _ended(visit, State.MISSED, event)


def _cancelled(visit: Visit, event: Told) -> Visit:
    return _ended(visit, State.CANCELLED, event)


def _withdrawn(visit: Visit, event: Told) -> Visit:
    if event.reason is None:
        raise MoveRefused("visit.withdraw_needs_reason")
    if visit.before is None or event.withdraws != visit.standing:
        raise MoveRefused("visit.only_the_last_can_be_withdrawn", last=visit.standing)
    return visit.before


def _step_of(event: Told) -> Step:
    if event.step is None:
        raise MoveRefused("visit.which_step", moment=event.moment)
    return event.step


def _held(visit: Visit, event: Told) -> tuple[Step, Stretch]:
    step = _step_of(event)
    if visit.under_way() is not step:
        raise MoveRefused("visit.not_under_way", step=step)
    held = visit.progress[step]
    if held.by != event.by and event.reason is None:
        raise MoveRefused("visit.held_by_another", step=step, holder=held.by, room=visit.room, since=held.since)
    return step, held


def _with(visit: Visit, step: Step, stretch: Stretch, event: Told) -> Visit:
    return replace(visit, progress={**visit.progress, step: stretch}, since=event.at)


def _settled(visit: Visit) -> Visit:
    """Done when every step is over and nothing waits for a signature; the room is then free."""
    over = visit.gone or all(
        planned.step in visit.progress and visit.progress[planned.step].status in (Status.FINISHED, Status.SKIPPED)
        for planned in visit.plan()
    )
    if not over:
        return visit
    if visit.unsigned():  # a visit put off stays with its owner until it is signed
        return visit if visit.state is State.DEFERRED else replace(visit, state=State.UNSIGNED, room=None)
    return replace(visit, state=State.LEFT if visit.gone else State.DONE, room=None)


def _ended(visit: Visit, state: State, event: Told) -> Visit:
    """Whatever was under way stops with the visit: nobody holds a visit that is over."""
    progress = {
        step: s.let_go(Status.PAUSED, event.at) if s.status is Status.UNDER_WAY else s
        for step, s in visit.progress.items()
    }
    return replace(visit, state=state, room=None, progress=progress, since=event.at)


_AFTER: Mapping[Moment, Callable[[Visit, Told], Visit]] = MappingProxyType(
    {
        Moment.BOOKED: _booked,
        Moment.MOVED: _moved,
        Moment.CANCELLED: _cancelled,
        Moment.MISSED: _missed,
        Moment.ARRIVED: _arrived,
        Moment.STARTED: _started,
        Moment.PAUSED: _paused,
        Moment.FINISHED: _finished,
        Moment.HANDED_OVER: _handed_over,
        Moment.SKIPPED: _skipped,
        Moment.SIGNED: _signed,
        Moment.LEFT: _left,
        Moment.DEFERRED: _deferred,
        Moment.WITHDRAWN: _withdrawn,
    }
)
