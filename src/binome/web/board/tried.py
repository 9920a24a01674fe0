"""Gestures tried on a visit and not done: what the desk would not refuse now, as visits that would stand otherwise.

The desk itself decides, in a hall that keeps nothing: what is offered here is what would be accepted.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from binome.desk import visits
from binome.desk.hall import Deed, Elsewhere, Slot
from binome.journal.event import Event
from binome.practice.refusal import Refused
from binome.practice.team import Member, Practice
from binome.practice.visit import Visit
from binome.practice.words import Role, State, Step
from binome.web.event_words import step_name
from binome.web.store.practice import House
from binome.web.store.stories import Told

SEEN_AT = (Step.CONSULTATION, Step.EDUCATION)


@dataclass(frozen=True, slots=True)
class Trial:
    """A gesture, as it is said; the visit as it would stand, or who would be served `first`."""

    label: str
    visit: Visit | None = None
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriedHall:
    """Satisfies binome.desk.hall.Hall, and writes nothing."""

    practice: Practice
    told: Told
    day: Mapping[str, Visit]
    shut: bool

    def of_story(self, story: str) -> tuple[Event, ...]:
        return self.told.events

    def closed(self, day: date) -> bool:
        return self.shut

    def elsewhere(self, day: date, story: str) -> Elsewhere:
        held = [it for it in self.day.values() if it.state is State.PRESENT and it.story != story]
        return Elsewhere(
            rooms={it.room: it.story for it in held if it.room},
            people={it.holder: it.story for it in held if it.holder},
        )

    def booked(self, day: date) -> tuple[Slot, ...]:
        return ()

    def keep(self, visit: Visit, event: Event) -> None:
        """Nothing is kept."""

    def keep_day(self, day: date, event: Event) -> None:
        """Nothing is kept."""

    def keep_note(self, event: Event) -> None:
        """Nothing is kept."""


def trials(house: House, hall: TriedHall, viewer: str, now: datetime) -> list[Trial]:
    """The gestures possible now, most expected first."""
    visit = hall.told.visit
    if visit.state is not State.PRESENT:
        return []
    tried = _Trials(house, hall, viewer, now)
    return [*tried.begun(), *tried.elsewhere(), *tried.skipped(), *tried.handed(), *_in_turn(hall.day, visit)]


@dataclass(frozen=True, slots=True)
class _Trials:
    house: House
    hall: TriedHall
    viewer: str
    now: datetime

    @property
    def visit(self) -> Visit:
        return self.hall.told.visit

    def begun(self) -> Iterator[Trial]:
        """The step that waits; and the professional's own at once, when what stands before may be skipped."""
        awaited = self.visit.awaits()
        if awaited is None or awaited.signature:
            return
        own = [it.step for it in self.visit.plan() if it.step in SEEN_AT and it.step is not awaited.step]
        for step in (awaited.step, *own[:1]):
            passed = self.visit.skippable_before(step)
            if step is not awaited.step and awaited.step not in passed:
                continue
            then = self._started(step, self._whom(step))
            if then:
                words = (
                    _("Go straight to the %(step)s, with %(who)s") if passed else _("Begin the %(step)s, with %(who)s")
                )
                yield Trial(words % {"step": step_name(step), "who": self._name(then.holder)}, then)

    def elsewhere(self) -> Iterator[Trial]:
        """The step that waits, in the first free room that is another than the desk would choose."""
        awaited = self.visit.awaits()
        kind = self.visit.plan_of(awaited.step).room_kind if awaited and not awaited.signature else ""
        if awaited is None or not kind:
            return
        usual = self._started(awaited.step, self._whom(awaited.step))
        for room in self.hall.practice.rooms.values():
            if usual is None or usual.holder is None or room.kind != kind or room.code == usual.room:
                continue
            then = self._started(awaited.step, [self.hall.practice.member(usual.holder)], room.code)
            if then:
                told = {"step": step_name(awaited.step), "room": self.house.places[room.code]}
                yield Trial(_("Begin the %(step)s in %(room)s") % told, then)
                return

    def skipped(self) -> Iterator[Trial]:
        awaited = self.visit.awaits()
        if awaited is None or awaited.signature:
            return
        step = awaited.step
        then = self._done(
            lambda deed: visits.skip(self.hall, deed, step=step, reason=visits.TAKEN_DIRECTLY), self._whom(step)
        )
        if then:
            yield Trial(_("Skip the %(step)s") % {"step": step_name(step)}, then)

    def handed(self) -> Iterator[Trial]:
        """What somebody holds goes to the visit's own doctor, when they are free."""
        step, doctor = self.visit.under_way(), str(self.visit.doctor)
        if step is None or self.visit.holder == doctor:
            return
        holder = [self.hall.practice.member(str(self.visit.holder))]
        then = self._done(lambda deed: visits.hand_over(self.hall, deed, step=step, to=doctor), holder)
        if then:
            told = {"step": step_name(step), "who": self._name(doctor)}
            yield Trial(_("Hand the %(step)s over to %(who)s") % told, then)

    def _whom(self, step: Step) -> list[Member]:
        """Who would do it: the professional for what is theirs; else whoever looks, then the team, doctors last."""
        everybody = self.hall.practice.members
        if step in SEEN_AT:
            return [everybody[code] for code in (self.visit.doctor or "",) if code in everybody]
        return sorted(everybody.values(), key=lambda it: (Role.PHYSICIAN in it.roles, it.code != self.viewer))

    def _started(self, step: Step, whom: list[Member], room: str | None = None) -> Visit | None:
        return self._done(lambda deed: visits.start(self.hall, deed, step=step, room=room), whom)

    def _done(self, deed: Callable[[Deed], Visit], whom: list[Member]) -> Visit | None:
        """By the first of them to whom it is not refused."""
        for member in whom:
            with suppress(Refused):
                return deed(Deed(member, self.now, self.visit.story))
        return None

    def _name(self, member: str | None) -> str:
        return self.house.people.get(member or "", "")


def _in_turn(day: Mapping[str, Visit], visit: Visit) -> Iterator[Trial]:
    """Before those who wait for the same professional, or after the next of them."""
    waiting = [it for it in day.values() if it.state is State.PRESENT and it.awaits() and it.doctor == visit.doctor]
    line = [it.story for it in sorted(waiting, key=lambda it: (it.since is not None, it.since))]
    if visit.story not in line:
        return
    n = line.index(visit.story)
    if n > 0:
        yield Trial(_("Take this patient first"), first=(visit.story, *line[:n], *line[n + 1 :]))
    if n + 1 < len(line):
        yield Trial(_("Let the next patient go first"), first=(*line[:n], line[n + 1], line[n], *line[n + 2 :]))
