"""What became of the errands of the days that are over: lived in memory through the desk, up to this morning."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.task_asking import following_of
from binome.desk.task_late import escalate, escalates_at
from binome.practice.delay import Delay
from binome.practice.refusal import Refused
from binome.practice.task import NOT_REACHED, Task
from binome.practice.team import Practice
from binome.practice.words import Role
from binome.web.demo.errand_turns import TURNS, Turn, ask, drawn_turns, to_colleague
from binome.web.demo.errands import Asking, Errand, errands
from binome.web.demo.evenings import NOON, who_puts_off
from binome.web.demo.free_times import FreeTimes
from binome.web.demo.memory_tasks import MemoryTaskHall
from binome.web.demo.working_days import next_working_day, working_day
from binome.web.store.seeding import NewPatient, WrittenTasks

ROUND = time(18, 54)
"""Of the evening: what is nobody's is put off then, shortly before the day is closed."""
A_MOMENT = timedelta(seconds=20)
SHOWN_AFTER = Delay(minutes=1)
"""The clock looks at what is late while the practice is open."""
SOON_MIN = 12.0
"""Between taking something and doing it, on average."""
LONGEST = 3
"""Nobody lets anything wait for more than so many times what is usual, but for what is left lying."""
LYING_DAYS, SELDOMER = (2, 7), 0.25
"""For how long, and how much seldomer since it eased."""


class Behind:
    """The tasks of the days before this one. `refused`: how often the desk said no."""

    def __init__(self, practice: Practice, panel: Sequence[NewPatient], founded: date, today: date) -> None:
        before, since = errands()["late_evenings"]
        eased = founded - timedelta(days=errands()["eased"])
        self.times = FreeTimes(practice, late=lambda day: before if day < eased else since)
        self.asking = Asking(practice, panel, founded, self.times)
        self.practice = practice
        self.until = datetime.combine(today, time(), practice.zone)
        self.refused = 0
        further = max(said["days"] for said in errands()["carried"])
        self._nearest = _working_days_before(today, further) if today == founded else []

    def asked_on(self, day: date) -> WrittenTasks:
        """What was asked that day, with all that became of it by now."""
        hall = MemoryTaskHall(self.practice)
        lives = [Life(hall, self.times, errand, self.until) for errand in self.asking.of_day(day)]
        for life in lives:
            life.live()
        if day in self._nearest:
            for errand in self.asking.carried(day, self._nearest.index(day) + 1):
                lives.append(Life(hall, self.times, errand, self.until))
                lives[-1].begin()
        self.refused += sum(life.refused for life in lives)
        return hall.written()


class Life:
    """One errand under way. Time goes by before each turn: evenings, and the clock, have theirs."""

    def __init__(self, hall: MemoryTaskHall, times: FreeTimes, errand: Errand, until: datetime) -> None:
        self.hall, self.times, self.errand, self.until = hall, times, errand, until
        self.practice, self.own = hall.practice, errand.dice
        self.story = errand.story
        self.refused = 0
        self._not_theirs: set[str] = set()
        self._wait, self._lies = self._first_wait()

    @property
    def task(self) -> Task:
        return self.hall.tasks[self.story]

    def live(self) -> None:
        """From its being asked for to its end, and what it led to."""
        if not self._do(self.errand.by, self.errand.at, ask):
            return
        for turn in drawn_turns(self.errand, self.task):
            if not self.task.is_open or not self._turn(turn):
                break
        following = following_of(self.hall, self.story)
        if following.is_open:
            self.story = following.story
            self._turn("end")
        self._goes_by(self.until)

    def begin(self) -> None:
        """Asked for, perhaps taken, and still to do."""
        self._do(self.errand.by, self.errand.at, ask)
        taken = self.errand.said.get("claimed")
        if taken:
            at = datetime.combine(self.errand.at.date(), time.fromisoformat(taken["at"]), self.practice.zone)
            self._do(taken["by"], at, TURNS["claim"])
        self._goes_by(self.until)

    # --- a turn

    def _turn(self, turn: str) -> bool:
        task = self.task
        who = self._who(task)
        if turn == NOT_REACHED and self._would_wait_beyond(who, task):
            return True  # this time somebody answered
        if self._is_gone(who, task):
            who = self._somebody(task, {who})
            if not self._at_leisure(who, to_colleague(who)):
                return False
        done = self._at_leisure(who, TURNS[turn])
        if turn in ("decline", "hand_back"):
            self._not_theirs.add(who)
        return done

    def _at_leisure(self, who: str, turn: Turn) -> bool:
        """Once they come to it, unless this morning comes first."""
        at = self._when(who, self.task)
        self._wait, self._lies = self.own.expovariate(1 / SOON_MIN), timedelta(0)
        if at is None:
            return False
        self._goes_by(at)
        return self._do(who, at, turn)

    def _do(self, who: str, at: datetime, turn: Turn) -> bool:
        try:
            turn(self.hall, Deed(self.practice.member(who), at.replace(microsecond=0), self.story), self.errand)
        except Refused:
            self.refused += 1
            return False
        return True

    # --- who, and when

    def _who(self, task: Task) -> str:
        if task.holder or task.person:
            return task.holder or task.person or ""
        if task.role is Role.PHYSICIAN and self.errand.doctor:
            return self.errand.doctor
        return self._somebody(task, self._not_theirs)

    def _somebody(self, task: Task, but: set[str]) -> str:
        """Of that role, and there that day or the next: the longer they are, the likelier."""
        assert task.role is not None
        assert task.at is not None
        day = self.practice.local(task.at).date()
        days = (day, next_working_day(day))
        listed = [it for it in self.times.of_role(task.role) if it not in but] or self.times.of_role(task.role)
        weights = [sum(span.minutes for on in days for span in self.times.there(it, task.role, on)) for it in listed]
        return self.own.choices(listed, weights)[0] if any(weights) else listed[0]

    def _is_gone(self, who: str, task: Task) -> bool:
        """Would it wait for them over a day on which they are away?"""
        at = self._when(who, task)
        assert task.at is not None
        first, last = (self.practice.local(it).date() for it in (task.at, at or self.until))
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return any(working_day(day) == day and self.times.is_away(who, day) for day in days)

    def _when(self, who: str, task: Task) -> datetime | None:
        assert task.at is not None
        between, since = self.errand.said.get("between", False), task.at + self._lies
        if task.tries and task.due:  # what nobody answered is tried again on its day
            since = max(since, datetime.combine(self.practice.local(task.due).date(), time(), self.practice.zone))
        at = self.times.after(who, since, self._wait, between=between)
        if at is None or at >= self.until:
            at = self.times.last(who, task.at, self.until, self.own, between=between)
        return at

    def _first_wait(self) -> tuple[float, timedelta]:
        """How much of their time goes by, once it has been left lying for so long."""
        said = self.errand.said
        mean = said.get("wait_min", SOON_MIN) * (said.get("before", 1.0) if self.errand.before else 1.0)
        lying = said.get("dragged", 0.0) * (1.0 if self.errand.before else SELDOMER)
        lies = self.own.uniform(*LYING_DAYS) if self.own.random() < lying else 0.0
        return 0.5 + min(self.own.expovariate(1 / mean), LONGEST * mean), timedelta(days=lies)

    def _would_wait_beyond(self, who: str, task: Task) -> bool:
        again, at = task.its_kind.try_again, self._when(who, task)
        return again is None or at is None or again.after(at, self.practice) >= self.until

    # --- what happens meanwhile

    def _goes_by(self, at: datetime) -> None:
        """Evenings, and the clock."""
        while True:
            happens = [it for it in (self._in_the_evening(), self._once_late()) if it and it[0] < min(at, self.until)]
            if not happens:
                return
            when, what = min(happens, key=lambda it: it[0])
            what(when)

    def _in_the_evening(self) -> tuple[datetime, Callable[[datetime], object]] | None:
        """Nobody has it by name, and it is due: put off to the next working day."""
        task = self.task
        if not task.is_open or task.holder or task.person or task.due is None or task.at is None:
            return None
        day = max(self.practice.local(task.due).date(), self.practice.local(task.at).date())
        day = day if working_day(day) == day else next_working_day(day)
        at = max(datetime.combine(day, ROUND, self.practice.zone), task.at + A_MOMENT)
        return at, partial(self._put_off, day)

    def _put_off(self, day: date, at: datetime) -> None:
        due = datetime.combine(next_working_day(day), NOON, self.practice.zone)
        deed = Deed(who_puts_off(self.practice, self.task, at), at, self.story)
        tasks.postpone(self.hall, deed, due=due, reason="no_time")

    def _once_late(self) -> tuple[datetime, Callable[[datetime], object]] | None:
        """It is shown to one more role."""
        task = self.task
        when = escalates_at(task, self.practice)
        if when is None or task.at is None:
            return None
        at = SHOWN_AFTER.after(max(when, task.at), self.practice)
        return at, lambda at: escalate(self.hall, self.story, at)


def _working_days_before(today: date, count: int) -> list[date]:
    """The last ones, the nearest first."""
    found, day = [], today
    for _ in range(count):
        day = working_day(day - timedelta(days=1))
        found.append(day)
    return found
