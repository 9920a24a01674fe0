"""Two days of the small practice, and everything its people can do to them, sensible or not."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from binome.desk import bookings, days, sheets, visits
from binome.desk.bookings import Wish
from binome.desk.hall import Deed
from binome.practice.refusal import NotDelegated, Refused
from binome.practice.team import Member
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, State, Step
from tests.desk.hall import MemoryHall
from tests.desk.laws import CLOCKS_DISAGREE, LAWS
from tests.desk.small_practice import MEMBERS, PRACTICE, ROOMS, TODAY, at, wish

DAYS = [TODAY, TODAY + timedelta(days=1)]

members = st.sampled_from(MEMBERS)
secretaries = st.sampled_from([m for m in MEMBERS if m.code in ("ana", "bob", "sophie", "martin")])
steps = st.sampled_from(Step)
rooms = st.none() | st.sampled_from([room.code for room in ROOMS])
days_of_these = st.sampled_from(DAYS)
clocks = st.builds("{}:{:02}".format, st.integers(9, 11), st.sampled_from([0, 10, 15, 30]))
lengths = st.sampled_from([5, 15, 30])
reasons = st.sampled_from(["mistake", "not_needed", "no_time"])
patients = st.sampled_from(["p1", "p2", "p3", "p4", "p5"])
pathways = st.sampled_from(
    ["twin_rooms", "shared_assistant", "supervised_trainee", "nurse_visit", "single_room", "education_visit"]
)
doctors = st.sampled_from(["martin", "leroy", "ines", "nora"])
wishes = st.builds(wish, clocks, doctor=doctors, minutes=lengths, pathway=pathways, patient=patients, day=days_of_these)
wishes_now = st.builds(wish, clocks, doctor=doctors, minutes=lengths, pathway=pathways, patient=patients)
activities_tried = st.sampled_from(["measure_weight", "measure_blood_pressure", "prescribe", "collect_reason"])
ticks = st.integers(-20, 600)
"""Seconds between two deeds."""

ON_A_VISIT: tuple[Callable[..., Visit], ...] = (visits.arrive, visits.miss)
WITH_A_REASON: tuple[Callable[..., Visit], ...] = (visits.leave, visits.withdraw, bookings.cancel)
ON_A_STEP: tuple[Callable[..., Visit], ...] = (visits.start, visits.pause, visits.finish, visits.sign)


class AnyDays(RuleBasedStateMachine):
    """After every deed, done or refused, the laws hold."""

    def __init__(self) -> None:
        super().__init__()
        self.hall = MemoryHall(PRACTICE)
        self.now = self.latest = at("8:00")

    @invariant()
    def the_laws_hold(self) -> None:
        for law in LAWS:
            law(self.hall)

    # The agenda

    @initialize(wanted=st.lists(wishes_now, min_size=2, max_size=5))
    def a_booked_morning(self, wanted: list[Wish]) -> None:
        for wish_ in wanted:
            self.do(bookings.book, PRACTICE.member("sophie"), self.new_story(), 0, wish=wish_)
        for story in list(self.hall.visits):
            self.do(visits.arrive, PRACTICE.member("sophie"), story, 60)

    @rule(wish=wishes, who=secretaries, tick=ticks)
    def book(self, who: Member, tick: int, **words: object) -> None:
        self.do(bookings.book, who, self.new_story(), tick, **words)

    @rule(wish=wishes, who=secretaries, tick=ticks, urgent=st.booleans())
    def walk_in(self, who: Member, tick: int, **words: object) -> None:
        self.do(bookings.walk_in, who, self.new_story(), tick, **words)

    @rule(data=st.data(), who=secretaries, tick=ticks, due=clocks, day=days_of_these, minutes=lengths, doctor=doctors)
    def move(self, data: st.DataObject, who: Member, tick: int, due: str, day: date, **words: object) -> None:
        self.do(bookings.move, who, self.any_story(data), tick, due=at(due, day), **words)

    @rule(data=st.data(), who=secretaries, tick=ticks, ending=st.sampled_from([bookings.cancel, visits.miss]))
    @precondition(lambda self: self.expected())
    def give_a_place_to_another(
        self, data: st.DataObject, who: Member, tick: int, ending: Callable[..., Visit]
    ) -> None:
        """A visit is cancelled or missed, and its time is booked for the next on the list."""
        freed = self.hall.visits[data.draw(st.sampled_from(self.expected()))]
        self.do(ending, who, freed.story, tick, **({"reason": "mistake"} if ending is bookings.cancel else {}))
        next_one = Wish("p9", str(freed.doctor), freed.due or self.now, freed.minutes, "twin_rooms")
        self.do(bookings.book, who, self.new_story(), 1, wish=next_one)

    # The day, as it mostly goes

    @rule(data=st.data(), who=secretaries, tick=ticks)
    @precondition(lambda self: self.expected())
    def arrive(self, data: st.DataObject, who: Member, tick: int) -> None:
        self.do(visits.arrive, who, data.draw(st.sampled_from(self.expected())), tick)

    @rule(data=st.data(), tick=ticks, room=rooms)
    @precondition(lambda self: self.waiting())
    def go_on(self, data: st.DataObject, tick: int, room: str | None) -> None:
        """Somebody who may takes up what a visit waits for."""
        story, step = data.draw(st.sampled_from(self.waiting()))
        able = [member for member in MEMBERS if self.may_hold(member, story, step)]
        self.do(visits.start, data.draw(st.sampled_from(able)), story, tick, step=step, room=room)

    @rule(data=st.data(), tick=ticks)
    @precondition(lambda self: self.waiting())
    def go_on_to_the_end(self, data: st.DataObject, tick: int) -> None:
        """The same, and nothing comes between the beginning and the end of the step."""
        story, step = data.draw(st.sampled_from(self.waiting()))
        able = [member for member in MEMBERS if self.may_hold(member, story, step)]
        who = data.draw(st.sampled_from(able))
        self.do(visits.start, who, story, tick, step=step)
        self.do(visits.finish, who, story, 300, step=step)

    @rule(data=st.data(), tick=ticks, room=rooms)
    @precondition(lambda self: self.waiting())
    def go_straight_to_the_consultation(self, data: st.DataObject, tick: int, room: str | None) -> None:
        story, _ = data.draw(st.sampled_from(self.waiting()))
        self.do(visits.start, PRACTICE.member("leroy"), story, tick, step=Step.CONSULTATION, room=room)

    @rule(data=st.data(), tick=ticks, deed=st.sampled_from([visits.finish, visits.finish, visits.pause]))
    @precondition(lambda self: self.held())
    def let_go(self, data: st.DataObject, tick: int, deed: Callable[..., Visit]) -> None:
        visit = data.draw(st.sampled_from(self.held()))
        self.do(deed, PRACTICE.member(visit.holder), visit.story, tick, step=visit.under_way())

    @rule(data=st.data(), tick=ticks, to=members)
    @precondition(lambda self: self.held())
    def hand_over(self, data: st.DataObject, tick: int, to: Member) -> None:
        visit = data.draw(st.sampled_from(self.held()))
        words = {"step": visit.under_way(), "to": to.code}
        self.do(visits.hand_over, PRACTICE.member(visit.holder), visit.story, tick, **words)

    @rule(data=st.data(), who=secretaries, tick=ticks, reason=reasons)
    @precondition(lambda self: self.waiting())
    def skip(self, data: st.DataObject, who: Member, tick: int, reason: str) -> None:
        story, step = data.draw(st.sampled_from(self.waiting()))
        self.do(visits.skip, who, story, tick, step=step, reason=reason)

    @rule(data=st.data(), tick=ticks)
    @precondition(lambda self: self.to_sign())
    def sign(self, data: st.DataObject, tick: int) -> None:
        story, step = data.draw(st.sampled_from(self.to_sign()))
        self.do(visits.sign, PRACTICE.member("leroy"), story, tick, step=step)

    @rule(data=st.data(), who=members, tick=ticks, reason=reasons)
    def withdraw(self, data: st.DataObject, who: Member, tick: int, reason: str) -> None:
        self.do(visits.withdraw, who, self.any_story(data), tick, reason=reason)

    @rule(data=st.data(), who=members, tick=ticks, reason=reasons, to=members)
    @precondition(lambda self: len(self.hall.told) > 20)
    def defer(self, data: st.DataObject, who: Member, tick: int, reason: str, to: Member) -> None:
        self.do(visits.defer, who, self.any_story(data), tick, reason=reason, to=to.code)

    # Anybody tries anything

    @rule(data=st.data(), who=members, tick=ticks, deed=st.sampled_from(ON_A_VISIT))
    def on_a_visit(self, data: st.DataObject, who: Member, tick: int, deed: Callable[..., Visit]) -> None:
        self.do(deed, who, self.any_story(data), tick)

    @rule(data=st.data(), who=members, tick=ticks, deed=st.sampled_from(WITH_A_REASON), reason=reasons)
    @precondition(lambda self: len(self.hall.told) > 12)
    def with_a_reason(
        self, data: st.DataObject, who: Member, tick: int, deed: Callable[..., Visit], reason: str
    ) -> None:
        self.do(deed, who, self.any_story(data), tick, reason=reason)

    @rule(data=st.data(), who=members, tick=ticks, deed=st.sampled_from(ON_A_STEP), step=steps)
    def on_a_step(self, data: st.DataObject, who: Member, tick: int, deed: Callable[..., Visit], step: Step) -> None:
        self.do(deed, who, self.any_story(data), tick, step=step)

    @rule(data=st.data(), who=members, tick=ticks, reason=reasons)
    @precondition(lambda self: self.held())
    def finish_for_a_colleague(self, data: st.DataObject, who: Member, tick: int, reason: str) -> None:
        visit = data.draw(st.sampled_from(self.held()))
        self.do(visits.finish, who, visit.story, tick, step=visit.under_way(), reason=reason)

    @rule(data=st.data(), who=members, tick=ticks, activity=activities_tried)
    def note(self, data: st.DataObject, who: Member, tick: int, activity: str) -> None:
        self.do(sheets.note, who, self.any_story(data), tick, activity=activity)

    @rule(data=st.data(), who=members, tick=ticks, activity=activities_tried, reason=reasons)
    def omit(self, data: st.DataObject, who: Member, tick: int, activity: str, reason: str) -> None:
        self.do(sheets.omit, who, self.any_story(data), tick, activity=activity, reason=reason)

    # Days

    @rule(day=days_of_these, who=secretaries, tick=ticks)
    @precondition(lambda self: any(visit.state is State.DONE for visit in self.hall.visits.values()))
    def close(self, day: date, who: Member, tick: int) -> None:
        self.wait(tick)
        self.attempt(lambda: days.close_day(self.hall, day, self.hall.of_day(day), by=who, at=self.now))

    @rule(day=days_of_these)
    @precondition(lambda self: len(self.hall.told) > 15)
    def round_at_the_end_of_the_day(self, day: date) -> None:
        """Whoever did not come is absent, whatever is open gets an owner, the day is closed."""
        ana = PRACTICE.member("ana")
        for visit in self.hall.of_day(day):
            if visit.state is State.EXPECTED:
                self.do(visits.miss, ana, visit.story, 1)
            elif visit.state in OPEN_STATES:
                self.do(visits.defer, ana, visit.story, 1, to="martin", reason="no_time")
        self.close(day, ana, 1)

    @rule(day=days_of_these, who=secretaries, tick=ticks)
    @precondition(lambda self: any(self.hall.closed(day) for day in DAYS))
    def reopen(self, day: date, who: Member, tick: int) -> None:
        self.wait(tick)
        self.attempt(lambda: days.reopen_day(self.hall, day, by=who, at=self.now, reason="forgotten"))

    @rule()
    @precondition(lambda self: len(self.hall.told) > 20)
    def night_falls(self) -> None:
        self.now = self.latest = max(self.latest, at("8:00", DAYS[1]))

    # How a deed is tried

    def do(self, deed: Callable[..., Visit], who: Member, story: str, tick: int, **words: object) -> None:
        self.wait(tick)
        self.attempt(lambda: deed(self.hall, Deed(who, self.now, story), **words))

    def wait(self, tick: int) -> None:
        """The next deed is done on another clock, which may be a little behind the first."""
        self.now = max(self.now + timedelta(seconds=tick), self.latest - CLOCKS_DISAGREE)
        self.latest = max(self.latest, self.now)

    def attempt(self, deed: Callable[[], object]) -> None:
        """A deed is done or refused, nothing else; and a refusal leaves no trace."""
        before = list(self.hall.told)
        try:
            deed()
        except Refused:
            assert self.hall.told == before

    def new_story(self) -> str:
        return f"v{len(self.hall.visits) + 1}"

    def any_story(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.hall.visits) or ["v1"]))

    def expected(self) -> list[str]:
        return [visit.story for visit in self.hall.visits.values() if visit.state is State.EXPECTED]

    def waiting(self) -> list[tuple[str, Step]]:
        present = [visit for visit in self.hall.visits.values() if visit.state is State.PRESENT]
        awaited = [(visit.story, visit.awaits()) for visit in present]
        return [(story, what.step) for story, what in awaited if what and not what.signature]

    def held(self) -> list[Visit]:
        return [visit for visit in self.hall.visits.values() if visit.holder]

    def to_sign(self) -> list[tuple[str, Step]]:
        return [(visit.story, step) for visit in self.hall.visits.values() for step in visit.unsigned()]

    def may_hold(self, member: Member, story: str, step: Step) -> bool:
        activity = self.hall.visits[story].plan_of(step).activity
        try:
            PRACTICE.delegation(member, activity, self.now, visits.ENTRUSTED)
        except NotDelegated:
            return False
        return True
