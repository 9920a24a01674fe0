"""Lives a day through the desk: at each moment what is due happens, then whoever is free takes what waits for them.

It decides from where the visits stand, never from what it did before, so that somebody who clicks in the middle of it
is simply followed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from binome.desk import bookings, days, sheets, visits
from binome.desk.bookings import Overlap, Wish
from binome.desk.hall import Deed, Hall
from binome.journal.event import utc
from binome.practice.measurement import measurement_kinds
from binome.practice.team import Member, Practice
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, State, Step
from binome.web.demo.day_plan import DayPlan, Intent, improvised
from binome.web.demo.sheet_plan import SheetPlan
from binome.web.demo.who_is_next import Gesture, next_gestures
from binome.web.store.sheets import Entry

Act = Callable[[Hall], object]
Due = tuple[datetime, Act]
LOOK_ROUND = timedelta(minutes=2)
NOT_COMING = timedelta(minutes=25)
TOO_EARLY, NOTICED = timedelta(minutes=12), timedelta(seconds=40)


class Stage(Protocol):
    """Where the day is lived: in memory for the past, in the practice's own hall for today."""

    @property
    def practice(self) -> Practice: ...

    @property
    def visits(self) -> Mapping[str, Visit]: ...

    def do(self, act: Act) -> bool:
        """Ask the desk; False when it refused, because somebody else was there first."""
        ...

    def write_down(self, entries: Sequence[Entry]) -> None:
        """What was written on a preparation sheet, beside its lines in the journal."""
        ...

    def is_ours(self, visit: Visit) -> bool:
        """Did this writer, and no person, write the visit's last line?"""
        ...


@dataclass
class DayWriter:
    """A day under way. `at` is the last moment that was lived."""

    plan: DayPlan
    stage: Stage
    at: datetime

    def __post_init__(self) -> None:
        self._intents = {intent.story: intent for intent in self.plan.intents}
        self._busy_until: dict[str, datetime] = {}
        self._known: dict[str, tuple[Visit | None, Due | None]] = {}

    def book_everybody(self) -> None:
        """The bookings in the order in which people asked for them, each cancelled or not before the day."""
        for intent in sorted(self.plan.intents, key=lambda intent: (intent.booked_at, intent.story)):
            if intent.kind == "booked" and intent.story not in self.stage.visits:
                deed = Deed(self._at_the_desk(intent.booked_at), intent.booked_at, intent.story)
                self.stage.do(partial(bookings.book, deed=deed, wish=_wish(intent), overlap=Overlap.WARN, seen=True))
                if intent.cancelled_at and intent.cancelled_at <= self.at:
                    self._cancel(intent, intent.cancelled_at)

    def open(self) -> None:
        """Somebody opens the door."""
        by, day = self._at_the_desk(self.at), self.plan.day
        self.stage.do(lambda hall: days.open_day(hall, day, by=by, at=self.at))

    def live(self, until: datetime) -> None:
        """Everything that happens up to that moment, that moment included."""
        while (at := self._next_moment()) <= until:
            self.at = at
            self._what_is_due()
            self._whoever_is_free()

    def close(self) -> bool:
        """The end-of-day round: nothing is left without an owner or a reason, then the day is closed."""
        for visit in list(self.stage.visits.values()):
            if visit.state in OPEN_STATES:
                self._settle(visit)
        by, day = self._at_the_desk(self.at), self.plan.day
        return self.stage.do(
            lambda hall: days.close_day(hall, day, tuple(self.stage.visits.values()), by=by, at=self.at)
        )

    @property
    def over(self) -> bool:
        """Everybody who was to come has come, or will not, and has been seen."""
        left = [i for i in self.plan.intents if i.story not in self.stage.visits and i.kind != "booked"]
        return not left and not any(visit.state in OPEN_STATES for visit in self.stage.visits.values())

    # --- what is due

    def _what_is_due(self) -> None:
        for story, (at, act) in list(self._all_due()):
            if at <= self.at and not self.stage.do(act):
                visit = self.stage.visits.get(story)
                self._known[story] = visit, (self.at + LOOK_ROUND, act)  # refused now; perhaps not later

    def _all_due(self) -> Iterator[tuple[str, Due]]:
        """The next thing of each visit; asked again only of those that moved, since it depends on nothing else."""
        seen = self.stage.visits
        for story in seen.keys() - self._intents.keys():  # somebody else's booking joins the day
            self._intents[story] = improvised(seen[story], self.plan)
        for story, intent in self._intents.items():
            visit = seen.get(story)
            if story not in self._known or self._known[story][0] is not visit:
                self._known[story] = visit, self._due(intent, visit)
            due = self._known[story][1]
            if due:
                yield story, due

    def _due(self, intent: Intent, visit: Visit | None) -> Due | None:
        """The next thing that comes by itself to this visit, and when."""
        if visit is None or visit.state is State.UNBORN:
            return self._door(intent)
        if visit.state is State.EXPECTED:
            return self._arrival(intent, visit)
        if visit.state is State.PRESENT and visit.under_way():
            return self._end_of_step(intent, visit)
        return self._end_of_patience(intent, visit) if visit.state is State.PRESENT else None

    def _door(self, intent: Intent) -> Due | None:
        at = intent.comes_at
        if intent.kind == "booked" or at is None:
            return None
        urgent = intent.kind == "urgent"
        return at, lambda hall: bookings.walk_in(hall, self._from_the_desk(intent.story), _wish(intent), urgent=urgent)

    def _arrival(self, intent: Intent, visit: Visit) -> Due:
        assert visit.due is not None
        if intent.comes_at is None:
            return visit.due + NOT_COMING, lambda hall: visits.miss(hall, self._from_the_desk(intent.story))
        comes = intent.comes_at + (visit.due - intent.due)  # whoever was moved comes at the new hour
        if intent.slip and visit.number == 1:
            comes -= TOO_EARLY
        return comes, lambda hall: visits.arrive(hall, self._from_the_desk(intent.story))

    def _end_of_step(self, intent: Intent, visit: Visit) -> Due:
        step = visit.under_way()
        assert step is not None
        assert visit.holder is not None
        since, lasts = visit.progress[step].since, intent.lasts[step]
        ends = since + (lasts if self.stage.is_ours(visit) else 2 * lasts)  # what a person started is theirs to end
        return ends, partial(self._finish, holder=visit.holder, intent=intent, step=step)

    def _finish(self, hall: Hall, *, holder: str, intent: Intent, step: Step) -> None:
        deed = Deed(self.stage.practice.member(holder), self.at, intent.story)
        if step is Step.PREPARATION and intent.sheet and self.stage.is_ours(self.stage.visits[intent.story]):
            self.stage.write_down(prepare(hall, deed, intent.sheet))
        visits.finish(hall, deed, step=step)
        breath = self.plan.dice(intent.story, step, "breath").randint(15, 75)
        self._busy_until[holder] = self.at + timedelta(seconds=breath)

    def _end_of_patience(self, intent: Intent, visit: Visit) -> Due | None:
        if intent.slip and visit.number == 2:
            return self._taken_back(intent, visit)
        if intent.patience is None or visit.progress or visit.arrived_at is None:
            return None
        gone = max(visit.arrived_at, visit.due or visit.arrived_at) + intent.patience
        return gone, lambda hall: visits.leave(hall, self._from_the_desk(intent.story), reason="left_waiting")

    def _taken_back(self, intent: Intent, visit: Visit) -> Due:
        """The wrong patient was noted as arrived: whoever did it sees it within the minute."""
        noticed = (visit.since or self.at) + NOTICED
        return noticed, lambda hall: visits.withdraw(hall, self._from_the_desk(intent.story), reason="mistake")

    # --- whoever is free

    def _whoever_is_free(self) -> None:
        """One gesture at a time, since each changes what waits for the others."""
        tried: set[tuple[str, str]] = set()
        while gesture := self._gesture(tried):
            tried.add((gesture.by, gesture.story))
            if self.stage.do(self._act(gesture)):
                self._busy_until[gesture.by] = self.at + gesture.takes

    def _gesture(self, tried: set[tuple[str, str]]) -> Gesture | None:
        present = [v for v in self.stage.visits.values() if v.state in (State.PRESENT, State.UNSIGNED)]
        busy = {v.holder for v in present} | {m for m, until in self._busy_until.items() if until > self.at}
        found = next_gestures(self.stage.practice, present, busy, self.at, self.plan.dice)
        return next((g for g in found if (g.by, g.story) not in tried), None)

    def _act(self, gesture: Gesture) -> Act:
        deed = Deed(self.stage.practice.member(gesture.by), self.at, gesture.story)
        return lambda hall: gesture.do(hall, deed)

    # --- when

    def _next_moment(self) -> datetime:
        """The next time anything may happen; a look round now and then, since waiting itself changes what is due."""
        later = [self.at + LOOK_ROUND]
        later += [until for until in self._busy_until.values() if until > self.at]
        later += [max(at, self.at) for _, (at, _) in self._all_due()]
        soonest = min(later)
        return soonest if soonest > self.at else self.at + timedelta(seconds=1)

    # --- who

    def _at_the_desk(self, at: datetime) -> Member:
        """A secretary on duty, else an assistant, else the secretary whatever the hour."""
        practice = self.stage.practice
        for role in ("secretary", "assistant"):
            for member in practice.members.values():
                if role == member.roles_at(practice.local(at))[0] and practice.works(member.code, at):
                    return member
        return next(m for m in practice.members.values() if "secretary" in m.roles)

    def _from_the_desk(self, story: str) -> Deed:
        return Deed(self._at_the_desk(self.at), self.at, story)

    def _cancel(self, intent: Intent, at: datetime) -> None:
        deed = Deed(self._at_the_desk(at), at, intent.story)
        self.stage.do(lambda hall: bookings.cancel(hall, deed, reason="by_patient"))

    def _settle(self, visit: Visit) -> None:
        """What the evening finds open: who never came is absent, the rest is put off to the doctor."""
        deed = self._from_the_desk(visit.story)
        if visit.state is State.EXPECTED:
            self.stage.do(lambda hall: visits.miss(hall, deed))
        else:
            owner = _doctor_behind(self.stage.practice, visit)
            self.stage.do(lambda hall: visits.defer(hall, deed, to=owner, reason="ran_out_of_time"))


def prepare(hall: Hall, deed: Deed, sheet: SheetPlan) -> list[Entry]:
    """Each thing done is a line of the sheet's story; the values go beside it, where they can be forgotten."""
    for activity in sheet.activities:
        sheets.note(hall, deed, activity)
    if sheet.left_out:
        sheets.omit(hall, deed, sheet.left_out[0], reason=sheet.left_out[1])
    written = [("identity", sheet.identity, "", "")]
    written += [("measure", kind, value, measurement_kinds()[kind].ucum) for kind, value in sheet.measures]
    written += [("note", "alert" if sheet.alert else "note", sheet.note, "")] if sheet.note else []
    return [Entry(*words, deed.by.code, utc(deed.at), deed.story) for words in written]


def _wish(intent: Intent) -> Wish:
    return Wish(intent.patient, intent.book.member, intent.due, intent.minutes, intent.book.pathway)


def _doctor_behind(practice: Practice, visit: Visit) -> str:
    doctor = practice.members.get(visit.doctor or "")
    if doctor and "physician" in doctor.roles:
        return doctor.code
    return next(m.code for m in practice.members.values() if "physician" in m.roles)
