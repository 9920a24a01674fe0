"""Who takes what: the team's habits, from where the visits stand at this moment."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from binome.desk import visits
from binome.desk.hall import Deed, Hall
from binome.practice.team import Practice
from binome.practice.visit import Awaited, Visit
from binome.practice.words import State, Step
from binome.web.demo.cast import Book, books

Dice = Callable[..., Random]
NO_TIME = timedelta(0)
LONG_WAIT = timedelta(minutes=9)
LONG_CLOSING = timedelta(minutes=6)
SIGNING = timedelta(seconds=70)
EARLY_TO_SETTLE, EARLY_TO_CONSULT, WHEN_IDLE = timedelta(minutes=8), timedelta(minutes=1), timedelta(minutes=20)
"""How long before their hour somebody who is early may be taken; the last when nobody else is in the rooms."""
UNSIGNED_TOO_LONG = timedelta(minutes=12)

MAIN = {"education_visit": Step.EDUCATION}
CLOSED_BY_DOCTOR, EDUCATION_TOO, CLOSED_BY_TRAINEE = 0.35, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Gesture:
    """Somebody about to do something; `takes` is how long they are away when they do not hold the visit for it."""

    by: str
    story: str
    do: Callable[[Hall, Deed], Visit]
    takes: timedelta = NO_TIME


@dataclass(frozen=True, slots=True)
class _Now:
    """The practice at this moment."""

    practice: Practice
    present: Sequence[Visit]
    busy: set[str | None]
    at: datetime
    dice: Dice

    def free(self, member: str) -> bool:
        return member not in self.busy and not self.practice.away(member, self.at)

    def on_duty(self, member: str) -> bool:
        return self.practice.works(member, self.at)

    def of(self, book: Book) -> list[Visit]:
        """The patients there for this agenda: urgent ones first, then by the hour they were given."""
        own = [v for v in self.present if v.doctor == book.member and v.state is State.PRESENT and not v.under_way()]
        return sorted(own, key=lambda v: (not v.urgent, v.due, v.story))

    def room_for(self, book: Book, visit: Visit) -> str | None:
        taken = {v.room for v in self.present if v.room and v.story != visit.story}
        return next((room for room in (visit.room, *book.rooms) if room and room not in taken), None)

    def waited(self, visit: Visit) -> timedelta:
        return self.at - max(visit.arrived_at or self.at, visit.due or self.at)

    def hour_come(self, book: Book, visit: Visit, early: timedelta) -> bool:
        """Their hour, or a little before; whoever is prepared, or would find the rooms empty, is not kept waiting."""
        if visit.due is None or visit.progress:
            return True
        idle = book.assistants and not any(other.room in book.rooms for other in self.present)
        return self.at >= visit.due - (WHEN_IDLE if idle else early)


def next_gestures(
    practice: Practice, present: Sequence[Visit], busy: set[str | None], at: datetime, dice: Dice
) -> Iterator[Gesture]:
    """What the people who are free would do now, the most pressing first."""
    now = _Now(practice, present, busy, at, dice)
    yield from _signatures(now, older_than=UNSIGNED_TOO_LONG)
    for book in books():
        if now.free(book.member):
            yield from _holder(now, book)
    for rank in (0, 1):
        for book in books():
            if len(book.assistants) > rank:
                yield from _assistant(now, book, book.assistants[rank])
    yield from _signatures(now, older_than=timedelta(0))


def _holder(now: _Now, book: Book) -> Iterator[Gesture]:
    """Whoever the agenda belongs to: what they began first, then the next patient."""
    waiting = now.of(book)
    main = MAIN.get(book.pathway, Step.CONSULTATION)
    for visit in waiting:
        if main in visit.progress:
            yield from _afterwards(now, book, visit)
    for visit in waiting:
        if main not in visit.progress and now.hour_come(book, visit, EARLY_TO_CONSULT) and _ripe(now, book, visit):
            room = now.room_for(book, visit)
            if room:
                yield Gesture(book.member, visit.story, _start(main, room))


def _ripe(now: _Now, book: Book, visit: Visit) -> bool:
    """Prepared; or nobody prepares here; or the patient has waited for the assistant long enough."""
    awaited = visit.awaits()
    if awaited is None or awaited.step is not Step.PREPARATION or not book.assistants:
        return True
    return now.waited(visit) > LONG_WAIT or not any(now.on_duty(a) for a in book.assistants)


def _afterwards(now: _Now, book: Book, visit: Visit) -> Iterator[Gesture]:
    """After the consultation: the optional step is done, left to the assistant, or skipped with its reason."""
    awaited = visit.awaits()
    if awaited is None or awaited.signature:
        return
    luck = now.dice(visit.story, awaited.step, "optional").random()
    helped = any(now.on_duty(a) for a in book.assistants)
    if book.assistants and helped and luck >= CLOSED_BY_DOCTOR and now.at - (visit.since or now.at) < LONG_CLOSING:
        return
    done_here = {Step.EDUCATION: EDUCATION_TOO, Step.CLOSING: 0.0 if book.assistants else CLOSED_BY_TRAINEE}
    room = now.room_for(book, visit)
    if room and luck < done_here.get(awaited.step, 0.0):
        yield Gesture(book.member, visit.story, _start(awaited.step, room))
    else:
        reason = "not_needed" if helped or not book.assistants else "assistant_away"
        yield Gesture(
            book.member, visit.story, lambda hall, deed: visits.skip(hall, deed, step=awaited.step, reason=reason)
        )


def _assistant(now: _Now, book: Book, member: str) -> Iterator[Gesture]:
    """Closing frees a room, so it comes before settling the next patient."""
    if not now.free(member) or not now.on_duty(member) or not _assists(now, member):
        return
    for step in (Step.CLOSING, Step.PREPARATION):
        for visit in now.of(book):
            awaited = visit.awaits()
            if awaited == Awaited(step) and now.hour_come(book, visit, EARLY_TO_SETTLE):
                room = now.room_for(book, visit)
                if room:
                    yield Gesture(member, visit.story, _start(step, room))


def _assists(now: _Now, member: str) -> bool:
    return now.practice.member(member).roles_at(now.practice.local(now.at))[0] == "assistant"


def _signatures(now: _Now, *, older_than: timedelta) -> Iterator[Gesture]:
    """The supervising doctor signs between two patients; the next one waits when a signature has waited too long."""
    for book in books():
        if book.supervisor and now.free(book.supervisor):
            for visit in now.present:
                waited = now.at - (visit.since or now.at)
                if visit.doctor == book.member and visit.state is State.UNSIGNED and waited >= older_than:
                    step = visit.unsigned()[0]
                    yield Gesture(book.supervisor, visit.story, _sign(step), takes=SIGNING)


def _start(step: Step, room: str) -> Callable[[Hall, Deed], Visit]:
    return lambda hall, deed: visits.start(hall, deed, step=step, room=room)


def _sign(step: Step) -> Callable[[Hall, Deed], Visit]:
    return lambda hall, deed: visits.sign(hall, deed, step=step)
