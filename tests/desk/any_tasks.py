"""The small practice and its tasks: everything its people can do to them, absences and late evenings included."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted
from binome.desk.task_ground import addressee
from binome.desk.task_late import escalate, escalates_at
from binome.journal.replay import task_from
from binome.practice.refusal import Refused
from binome.practice.task import Task, TaskState
from binome.practice.task_kind import LEVELS, task_kinds
from binome.practice.task_sight import present, visible_to
from binome.practice.team import Absence, Member
from binome.practice.words import Moment, Role
from tests.desk.laws import CLOCKS_DISAGREE
from tests.desk.small_practice import MEMBERS, PRACTICE, at
from tests.desk.tasks_hall import TasksHall

members = st.sampled_from(MEMBERS)
codes = st.sampled_from([member.code for member in MEMBERS])
kinds = st.sampled_from(list(task_kinds()))
roles = st.sampled_from(Role)
levels = st.none() | st.sampled_from([*LEVELS, "can_wait", "between", "now"])
rules = st.none() | st.sampled_from(["weekly", "monthly", "every_3_days", "sometimes"])
outcomes = st.sampled_from([*tasks.OUTCOMES, "somehow"])
notes = st.sampled_from(["", "seen with the family"])
ticks = st.integers(-20, 7200)
"""Seconds between two deeds: a working week goes by."""

WITH_A_REASON: tuple[Callable[..., Task], ...] = (tasks.decline, tasks.hand_back, tasks.resume, tasks.withdraw)


class AnyTasks(RuleBasedStateMachine):
    """After every deed, done or refused, the promises hold."""

    def __init__(self) -> None:
        super().__init__()
        self.hall = TasksHall()
        self.now = self.latest = at("8:00")

    @invariant()
    def every_open_task_is_before_somebody_who_is_there(self) -> None:
        here = set(present(self.hall.practice, self.now))
        for task in self.hall.open_tasks():
            seen = visible_to(task, self.hall.practice, self.now).everybody
            assert seen <= here
            assert bool(seen) is bool(here), f"{task.story} is before nobody"

    @invariant()
    def what_is_kept_is_what_the_journal_tells(self) -> None:
        for story, kept in self.hall.tasks.items():
            assert task_from(story, self.hall.of_story(story)) == kept

    @invariant()
    def nothing_is_open_without_somebody_and_a_time(self) -> None:
        for task in self.hall.tasks.values():
            if task.is_open:
                assert task.role is not None
                assert task.due is not None
                assert (task.holder is not None) is (task.state is TaskState.CLAIMED)
            elif task.state is TaskState.ENDED:
                assert task.ended_by
                assert task.ended_as in tasks.OUTCOMES

    @invariant()
    def every_gesture_of_a_person_says_under_which_text(self) -> None:
        for event in self.hall.told:
            assert event.delegation or event.moment is Moment.ESCALATED

    @invariant()
    def nobody_is_asked_for_what_no_text_lets_them_do(self) -> None:
        for event in self.hall.told[-2:]:
            if event.moment is Moment.ASKED:
                kind = task_kinds()[str(event.kind)]
                assert addressee(PRACTICE, kind, event.to_role, event.to, event.at).role is event.to_role

    @initialize(wanted=st.lists(st.sampled_from(["other", "appointment_to_make", "call_back"]), min_size=1, max_size=3))
    def an_ordinary_morning(self, wanted: list[str]) -> None:
        for kind in wanted:
            self.do(tasks.ask, PRACTICE.member("sophie"), self.new_story(), 0, wanted=Wanted(kind))

    @rule(
        kind=kinds,
        role=st.none() | roles,
        person=st.none() | codes,
        level=levels,
        repeats=rules,
        who=members,
        tick=ticks,
    )
    def ask(self, kind: str, who: Member, tick: int, **words: object) -> None:
        self.do(tasks.ask, who, self.new_story(), tick, wanted=Wanted(kind, **words))  # type: ignore[arg-type]

    @rule(data=st.data(), who=members, tick=ticks)
    def claim(self, data: st.DataObject, who: Member, tick: int) -> None:
        self.do(tasks.claim, who, self.any_story(data), tick)

    @rule(data=st.data(), who=members, tick=ticks, deed=st.sampled_from(WITH_A_REASON))
    def with_a_reason(self, data: st.DataObject, who: Member, tick: int, deed: Callable[..., Task]) -> None:
        self.do(deed, who, self.any_story(data), tick, reason="mistake")

    @rule(data=st.data(), who=members, tick=ticks, role=st.none() | roles, person=st.none() | codes)
    def pass_on(self, data: st.DataObject, who: Member, tick: int, **words: object) -> None:
        self.do(tasks.pass_on, who, self.any_story(data), tick, **words, reason="absent")

    @rule(data=st.data(), who=members, tick=ticks, to=st.none() | codes)
    def prepared(self, data: st.DataObject, who: Member, tick: int, to: str | None) -> None:
        self.do(tasks.prepared, who, self.any_story(data), tick, to=to)

    @rule(data=st.data(), who=members, tick=ticks, later=st.integers(-60, 5000))
    def postpone(self, data: st.DataObject, who: Member, tick: int, later: int) -> None:
        due = self.now + timedelta(minutes=later)
        self.do(tasks.postpone, who, self.any_story(data), tick, due=due, reason="results_awaited")

    @rule(data=st.data(), who=members, tick=ticks)
    def nobody_answers(self, data: st.DataObject, who: Member, tick: int) -> None:
        self.do(tasks.not_reached, who, self.any_story(data), tick)

    @rule(data=st.data(), who=members, tick=ticks, outcome=outcomes, note=notes)
    def end(self, data: st.DataObject, who: Member, tick: int, **words: str) -> None:
        self.do(tasks.end, who, self.any_story(data), tick, **words)

    @rule(data=st.data(), who=members, tick=ticks, outcome=outcomes, note=notes)
    @precondition(lambda self: any(task.holder for task in self.hall.tasks.values()))
    def end_for_a_colleague(self, data: st.DataObject, who: Member, tick: int, **words: str) -> None:
        self.do(tasks.end_for_colleague, who, self.any_story(data), tick, **words)

    @rule(data=st.data(), who=members, tick=ticks)
    @precondition(lambda self: self.hall.open_tasks())
    def one_is_asked_and_answers(self, data: st.DataObject, who: Member, tick: int) -> None:
        """By name; they say no, or take it and hand it back."""
        task = data.draw(st.sampled_from(list(self.hall.open_tasks())))
        self.do(tasks.pass_on, who, task.story, tick, person=who.code, reason="absent")
        answer = data.draw(st.sampled_from([tasks.decline, tasks.claim]))
        self.do(answer, who, task.story, 60, **({"reason": "absent"} if answer is tasks.decline else {}))

    @rule(data=st.data())
    @precondition(lambda self: self.hall.open_tasks())
    def the_holder_ends_and_thinks_again(self, data: st.DataObject) -> None:
        task = data.draw(st.sampled_from(list(self.hall.open_tasks())))
        holder = PRACTICE.member(task.holder or "martin")
        self.do(tasks.end, holder, task.story, 60, outcome="not_needed")
        self.do(tasks.withdraw, holder, task.story, 60, reason="mistake")

    @rule(days=st.integers(0, 3), clock=st.sampled_from(["7:30", "12:30", "18:30", "21:00"]))
    def hours_go_by(self, days: int, clock: str) -> None:
        """To an hour when some are gone, or everybody is."""
        then = at(clock, self.now.date() + timedelta(days=days))
        self.now = self.latest = max(then, self.latest)

    @rule()
    def the_clock_sweeps(self) -> None:
        """Only what is late enough is shown to one more role."""
        for task in list(self.hall.open_tasks()):
            when = escalates_at(task, self.hall.practice)
            then = escalate(self.hall, task.story, self.now)
            assert (then is not None) is (when is not None and when <= self.now)

    @rule(who=st.lists(codes, max_size=4, unique=True))
    def some_are_away(self, who: list[str]) -> None:
        self.away(who)

    @rule(who=st.lists(codes, max_size=2, unique=True))
    def few_are_left(self, who: list[str]) -> None:
        self.away([member.code for member in MEMBERS if member.code not in who])

    def away(self, who: list[str]) -> None:
        self.hall.away(*(Absence(code, date(2026, 1, 1), date(2027, 1, 1)) for code in who))

    def do(self, deed: Callable[..., Task], who: Member, story: str, tick: int, **words: object) -> None:
        """A deed is done or refused, nothing else; and a refusal leaves no trace."""
        self.now = max(self.now + timedelta(seconds=tick), self.latest - CLOCKS_DISAGREE)
        self.latest = max(self.latest, self.now)
        before = list(self.hall.told)
        try:
            deed(self.hall, Deed(who, self.now, story), **words)
        except Refused:
            assert self.hall.told == before

    def new_story(self) -> str:
        return f"task-{len(self.hall.tasks) + 1}"

    def any_story(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.hall.tasks) or ["task-1"]))
