"""Plays a day that the twin drew, deed by deed, through the desk, beside people who may click in the middle.

Nobody is ever contradicted: when a person did something, or the desk refused, the rest of the day is taken again from
where everybody is (from_here). What the twin drew for each visit (when it comes, how long each thing takes) stays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from binome.desk import days, visits
from binome.desk.hall import Deed, Hall
from binome.practice.task import Task
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment, State, Step
from binome.twin.deed import Deed as ToldDeed
from binome.web.demo.acting import act, at_the_desk, prepare
from binome.web.demo.from_here import FromHere
from binome.web.demo.parts import Part
from binome.web.demo.retold import AT_THE_DESK, DayPlan
from binome.web.store.sheets import Entry

Act = Callable[[Hall], object]
A_WHILE = timedelta(minutes=1)
"""After a refusal, before anybody tries again."""


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
        """Did the play, and no person, write the visit's last line?"""
        ...

    def was_disturbed(self) -> bool:
        """Did somebody do something since we last asked?"""
        ...


class Player:
    """A day under way. `at` is the last moment that was lived."""

    def __init__(self, plan: DayPlan, stage: Stage, at: datetime, *, takes_up: bool = False) -> None:
        self.plan, self.stage, self.at = plan, stage, at
        self.left = [it for it in plan.deeds if not takes_up or it.at > at]
        self._known: set[str] = set(stage.visits)
        self._takes_up = takes_up
        self._from_here: FromHere | None = None

    def book_everybody(self) -> None:
        """The calls of the days before, in their order; a booking that was made already stays as it is."""
        while self.left and self.left[0].at <= self.at:
            told = self.left.pop(0)
            if told.kind is Moment.CANCELLED or told.story not in self.stage.visits:
                self.stage.do(partial(act, told=told, cast=self, at=told.at))

    def open(self) -> None:
        """Somebody opens the door."""
        by, day = at_the_desk(self.stage.practice, self.at), self.plan.day
        self.stage.do(lambda hall: days.open_day(hall, day, by=by, at=self.at))

    def live(self, until: datetime) -> None:
        """Everything that happens up to that moment, that moment included."""
        if self.stage.was_disturbed() or self._takes_up:
            self._takes_up = False
            self.take_again(self.at)
        while self.left and self.left[0].at <= until:
            told = self.left.pop(0)
            self.at = max(self.at, told.at)
            if not self.stage.do(partial(self._act, told=told)):
                self.take_again(self.at + A_WHILE, last=told.story)
        self.at = max(self.at, until)

    def close(self, tasks: Iterable[Task] = ()) -> bool:
        """The end-of-day round: nothing is left without an owner or a reason, then the day is closed."""
        for visit in list(self.stage.visits.values()):
            if visit.state in OPEN_STATES:
                self._settle(visit)
        by, day = at_the_desk(self.stage.practice, self.at), self.plan.day
        return self.stage.do(
            lambda hall: days.close_day(hall, day, tuple(self.stage.visits.values()), by=by, at=self.at, tasks=tasks)
        )

    @property
    def over(self) -> bool:
        """Everybody who was to come has come, or will not, and has been seen."""
        return not self.left and not any(visit.state in OPEN_STATES for visit in self.stage.visits.values())

    @property
    def ends(self) -> datetime:
        """When the last thing happens, as far as is known."""
        return max([self.at, *(it.at for it in self.left)])

    def patient(self, story: str) -> str:
        return self.plan.patient(story)

    # --- one deed

    def _act(self, hall: Hall, told: ToldDeed) -> None:
        part = self.plan.parts.get(told.story)
        if part and part.sheet and told.kind is Moment.FINISHED and told.step is Step.PREPARATION:
            self._prepare(hall, told, part)
        act(hall, told, self, at=self.at)

    def _prepare(self, hall: Hall, told: ToldDeed, part: Part) -> None:
        """A sheet that a person has begun is theirs."""
        if part.sheet and self.stage.is_ours(self.stage.visits[told.story]):
            deed = Deed(self.stage.practice.member(told.by), self.at, told.story)
            self.stage.write_down(prepare(hall, deed, part.sheet))

    # --- from where everybody is

    def take_again(self, now: datetime, *, last: str = "") -> None:
        """The rest of the day as it goes from here. Calls that are still to come stay. Whoever was just refused (no
        room is free for them, say) goes `last`, or everybody would wait for them.
        """
        seen = self.stage.visits
        self._known |= seen.keys()
        calls = [it for it in self.left if it.kind in AT_THE_DESK and it.reason == "booked" and it.story not in seen]
        coming = {it.story for it in calls}
        arrives = {
            it.story for it in self.plan.deeds if it.kind is Moment.BOOKED and it.reason != "booked" and it.at >= now
        }
        still = {story: self.plan.parts[story] for story in (coming | arrives) - self._known}
        if self._from_here is None:
            self._from_here = FromHere(self.plan, self.stage.practice)
        now = max([now, *(it.at for it in seen.values() if it.at)])
        self.left = self._from_here.rest(seen, still, calls, now, self.stage.is_ours, last=last)

    def _settle(self, visit: Visit) -> None:
        """What the evening finds open: who never came is absent, the rest is put off to the doctor."""
        deed = Deed(at_the_desk(self.stage.practice, self.at), self.at, visit.story)
        if visit.state is State.EXPECTED:
            self.stage.do(lambda hall: visits.miss(hall, deed))
        else:
            owner = _doctor_behind(self.stage.practice, visit)
            self.stage.do(lambda hall: visits.defer(hall, deed, to=owner, reason="ran_out_of_time"))


def _doctor_behind(practice: Practice, visit: Visit) -> str:
    doctor = practice.members.get(visit.doctor or "")
    if doctor and "physician" in doctor.roles:
        return doctor.code
    return next(m.code for m in practice.members.values() if "physician" in m.roles)
