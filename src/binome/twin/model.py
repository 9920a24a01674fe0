"""A scenario in the words of the field. Each field is read from the key of its name: see forms.

What it makes happen is told in docs/reasons/twin-model.md; `spell` turns it into the tables of the kernel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from binome.practice.words import Role
from binome.twin.forms import (
    WEEKDAYS,
    ByName,
    Clock,
    Day,
    EachWeekday,
    Flag,
    From,
    Hours,
    ListOf,
    Named,
    Nested,
    Number,
    Rows,
    Stretch,
    Text,
    Week,
    said,
)
from binome.twin.law_forms import ByLead, LawOf
from binome.twin.laws import Curve, Law
from binome.twin.learned_from import LearnedFrom

STEP_WORDS = ("welcome", "preparation", "consultation", "closing", "education", "supervision")
OWN = "own"
"""In `by`: the professional whose visit it is."""
TEAM = "team"
"""In `who`: every professional."""
NOTHING: Week = ((),) * 7

SHARE = Number(0.0, 1.0)
WORDS = ListOf(Text(longest=80))
WHOLE = Number(0, 1_000_000, whole=True)
PRIORITY = Number(0, 15, whole=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """How long, and how the figures are cut. `law_on`: the day on which the texts must be in force."""

    days: int = said(Number(1, 2_000_000, whole=True))
    warm_up_days: int = said(WHOLE, 0)
    period: str = said(Text(("whole", "month", "days")), "whole")
    period_days: int = said(Number(1, 1_000_000, whole=True), 28)
    law_on: date | None = said(Day(), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """With a first day, days have names; without one, all days are alike and every one is a working day."""

    first_day: date | None = said(Day(), None)
    open_days: tuple[str, ...] = said(ListOf(Text(WEEKDAYS), 1, 7), WEEKDAYS[:5])
    closed: tuple[date, ...] = said(ListOf(Day()), ())
    public_holidays: str = said(Text(longest=6), "")
    working_days_per_year: float = said(Number(1, 366), 220.0)
    weekday_factor: Mapping[str, float] = said(ByName(Number(0.0, 20.0)), {})
    seasons: Mapping[str, tuple[float, ...]] = said(ByName(ListOf(Number(0.0, 20.0), 12, 12)), {})


@dataclass(frozen=True, kw_only=True, slots=True)
class Absence:
    """Away between two dates (both included), or for some days from a day of the run, once or in a cycle."""

    since: date | None = said(Day(), None)
    until: date | None = said(Day(), None)
    first_day: int = said(WHOLE, 0)
    days: int = said(WHOLE, 0)
    every_days: int = said(WHOLE, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """The patients of a professional, who leaves, who joins, who waits to be registered."""

    patients: float = said(Number(1, 100_000))
    visits_factor: float = said(Number(0.0, 10.0), 1.0)
    leaves_per_year_share: float = said(SHARE, 0.0)
    joins_per_day: float = said(Number(0.0, 1_000.0), 0.0)
    accepts_within_days: float = said(Number(0.0, 10_000.0), 0.0)
    most_patients: float = said(Number(0.0, 100_000.0), 100_000.0)
    waiting: float = said(Number(), 0.0)
    begin_to_wait_per_day: float = said(Number(0.0, 1_000.0), 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A person. With an agenda, a professional. `also`: other roles held at the same hours."""

    code: str
    role: str = said(Text(tuple(Role)))
    also: tuple[str, ...] = said(ListOf(Text(tuple(Role))), ())
    hours: Week = said(Hours())
    planned: Week | None = said(Hours(), None)
    until_done: bool = said(Flag(), False)
    pace: float = said(Number(0.05, 20.0), 1.0)
    learning_extra_share: float = said(Number(0.0, 10.0), 0.0)
    learning_days: float = said(Number(0.0, 10_000.0), 0.0)
    move_min: float = said(Number(0.0, 120.0), 0.0)
    holds: tuple[str, ...] = said(WORDS, ())
    agenda: tuple[str, ...] = said(EachWeekday(Text(), ""), ("",) * 7)
    home_visits: Week = said(Hours(), NOTHING)
    away: tuple[Absence, ...] = said(Rows(Absence), ())
    panel: Panel | None = said(Nested(Panel), None)

    @property
    def roles(self) -> tuple[str, ...]:
        return (self.role, *self.also)

    @property
    def is_professional(self) -> bool:
        return any(self.agenda)


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """A room. `used_by`: the professionals it is kept for; everybody when nobody is named."""

    code: str
    kind: str = said(Text(), "consultation")
    used_by: tuple[str, ...] = said(WORDS, ())
    turnover_min: float = said(Number(0.0, 1_000.0), 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a pathway. `by`: roles or members; "own" is the professional of the visit.

    `room` is the kind of room it takes place in; the visit keeps its room as long as the kind is the same.
    """

    step: str = said(Text(STEP_WORDS))
    name: str = said(Text(), "")
    by: tuple[str, ...] = said(ListOf(Text(), 1, 62))
    activity: str = said(Text(), "")
    minutes: Law = said(LawOf())
    room: str = said(Text(), "")
    otherwise: str = said(Text(("waits", "skipped", "professional")), "waits")
    adds_share: float = said(SHARE, 0.0)
    priority: int | None = said(PRIORITY, None)
    room_priority: int | None = said(PRIORITY, None)
    not_before_session: bool = said(Flag(), False)
    chooses: bool | None = said(Flag(), None)
    keeps_person: bool = said(Flag(), False)
    joint: bool = said(Flag(), False)
    interrupted: bool = said(Flag(), False)

    @property
    def code(self) -> str:
        """What tells it from the other steps of its pathway."""
        return self.name or self.step


@dataclass(frozen=True, kw_only=True, slots=True)
class Pathway:
    """The steps in order."""

    code: str
    steps: tuple[Step, ...] = said(Rows(Step, most=8))


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """A kind of visit: a pathway, with priorities and minutes of its own where it differs."""

    code: str
    pathway: str = said(Text())
    label: str = said(Text(), "")
    priority: int = said(PRIORITY, 5)
    priorities: Mapping[str, int] = said(ByName(PRIORITY), {})
    minutes: Mapping[str, Law] = said(ByName(LawOf()), {})


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """A stretch of an agenda: a slot every `slot_min`, or slots at given minutes of the session.

    `kinds` are dealt to the slots in turn, and again from the first.
    """

    hours: Stretch = said(From())
    doors: float | None = said(Clock(), None)
    slot_min: float | None = said(Number(0.5, 1_440.0), None)
    at_min: tuple[float, ...] = said(ListOf(Number(), 0, 64), ())
    kinds: tuple[str, ...] = said(ListOf(Text(), 1, 64))
    per_slot: int = said(Number(1, 64, whole=True), 1)
    first_slot: int = said(Number(1, 64, whole=True), 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Agenda:
    """A day template."""

    code: str
    sessions: tuple[Session, ...] = said(Rows(Session, most=12))


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """One stage of a search for a slot, in days from the request. `who`: members, or "team"; nobody: her own."""

    kinds: tuple[str, ...] = said(ListOf(Text(), 1, 64))
    from_day: int = said(WHOLE, 0)
    to_day: int = said(WHOLE)
    who: tuple[str, ...] = said(WORDS, ())


@dataclass(frozen=True, kw_only=True, slots=True)
class Returns:
    """Who has been seen asks for another visit, whose search begins after some days."""

    share: float = said(SHARE)
    request: str = said(Text())
    after_days: int = said(WHOLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance:
    """How people accept, keep and miss appointments. What is not said is not in the model."""

    accepts: Curve | None = said(ByLead(), None)
    no_show: Curve | None = said(ByLead(), None)
    rebooks_share: float | None = said(SHARE, None)
    cancels_share: float | None = said(SHARE, None)
    cancels_from_days: int | None = said(WHOLE, None)
    later_share: float | None = said(SHARE, None)
    later_days: int | None = said(WHOLE, None)
    punctuality: Law | None = said(LawOf(signed=True), None)

    def otherwise(self, other: "Attendance") -> "Attendance":
        """What this one leaves unsaid, as the other says it."""
        return Attendance(**{name: _first(getattr(self, name), getattr(other, name)) for name in ATTENDANCE})


ATTENDANCE = (
    "accepts",
    "no_show",
    "rebooks_share",
    "cancels_share",
    "cancels_from_days",
    "later_share",
    "later_days",
    "punctuality",
)


def _first(value: Any, other: Any) -> Any:
    return other if value is None else value


@dataclass(frozen=True, kw_only=True, slots=True)
class Request(Attendance):
    """A kind of request. `visit`: the kind of visit it becomes, for all, or by member or role.

    Booked ones come per day and professional, per patient, or from the population; `open_per_hour` ones walk in.
    """

    code: str
    label: str = said(Text(), "")
    visit: Mapping[str, str] = said(ByName(Text(), alone=True))
    per_day: Mapping[str, float] = said(ByName(Number(0.0, 10_000.0), alone=True), {})
    per_patient_per_day: float | None = said(Number(0.0, 10.0), None)
    share: float = said(SHARE, 1.0)
    open_per_hour: Mapping[str, float] = said(ByName(Number(0.0, 10_000.0), alone=True), {})
    season: str = said(Text(), "")
    search: tuple[Search, ...] = said(Rows(Search, most=4), ())
    returns: Returns | None = said(Nested(Returns), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class PatientClass:
    """Some of the patients, by age and sex: how often they come, and what for."""

    ages: str = said(Text())
    sex: str = said(Text(("any", "women", "men")), "any")
    share: float = said(SHARE)
    visits_per_year: float = said(Number(0.0, 400.0))
    requests: Mapping[str, float] = said(ByName(SHARE))


@dataclass(frozen=True, kw_only=True, slots=True)
class Population:
    """Who the patients of every panel are."""

    classes: tuple[PatientClass, ...] = said(Rows(PatientClass, most=60))

    def per_year(self, request: str) -> float:
        """Requests of that kind per patient and year."""
        return sum(it.share * it.visits_per_year * it.requests.get(request, 0.0) for it in self.classes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Work without a patient. `by`: roles or members, who take turns."""

    code: str
    label: str = said(Text(), "")
    per_day: float = said(Number(0.0, 4_000.0))
    minutes: Law = said(LawOf())
    by: tuple[str, ...] = said(ListOf(Text(), 1, 62))
    activity: str = said(Text(), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Interruptions:
    """Somebody comes in during a step; taking up the thread again costs the person more."""

    per_hour: float = said(Number(0.0, 120.0))
    minutes: Law = said(LawOf())
    restart_min: float = said(Number(0.0, 120.0), 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """How full the agendas are when the run begins; empty when nothing is said."""

    request: str = said(Text())
    kinds: tuple[str, ...] = said(ListOf(Text(), 1, 64))
    booked: Curve = said(ByLead())
    until_day: int = said(WHOLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class FreedTime:
    """What becomes of the physician's minutes that delegated steps save: a declared choice, the whole of it."""

    more_patients_share: float = said(SHARE, 0.0)
    longer_visits_share: float = said(SHARE, 0.0)
    earlier_end_share: float = said(SHARE, 0.0)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A practice, its patients and its rules. `priors`, `sources`, `learned`: where values come from, by place."""

    name: str = said(Text())
    note: str = said(Text(longest=2_000), "")
    run: Run = said(Nested(Run))
    calendar: Calendar = said(Nested(Calendar), Calendar())
    holds: tuple[str, ...] = said(WORDS, ())
    narrowed: tuple[str, ...] = said(WORDS, ())
    members: Mapping[str, Member] = said(Named(Member))
    rooms: Mapping[str, Room] = said(Named(Room), {})
    doors: Week = said(Hours(), NOTHING)
    pathways: Mapping[str, Pathway] = said(Named(Pathway))
    visits: Mapping[str, Visit] = said(Named(Visit))
    agendas: Mapping[str, Agenda] = said(Named(Agenda), {})
    population: Population | None = said(Nested(Population), None)
    attendance: Attendance = said(Nested(Attendance), Attendance())
    requests: Mapping[str, Request] = said(Named(Request))
    tasks: Mapping[str, Task] = said(Named(Task), {})
    tasks_left: str = said(Text(("tomorrow", "overtime")), "tomorrow")
    interruptions: Interruptions | None = said(Nested(Interruptions), None)
    beginning: Beginning | None = said(Nested(Beginning), None)
    freed_time: FreedTime | None = said(Nested(FreedTime), None)
    sources: Mapping[str, str] = said(ByName(Text(longest=400)), {})
    learned: Mapping[str, LearnedFrom] = said(ByName(Nested(LearnedFrom)), {})
    priors: Mapping[str, str]

    @property
    def professionals(self) -> tuple[Member, ...]:
        """Those with an agenda of their own, in the order of the file."""
        return tuple(it for it in self.members.values() if it.is_professional)

    def steps(self, visit: str) -> tuple[Step, ...]:
        """The steps of a kind of visit, with the minutes of its own."""
        kind = self.visits[visit]
        steps = self.pathways[kind.pathway].steps
        return tuple(replace(it, minutes=kind.minutes.get(it.code, it.minutes)) for it in steps)

    def attendance_for(self, request: str) -> Attendance:
        return self.requests[request].otherwise(self.attendance)

    def named(self, words: tuple[str, ...]) -> tuple[Member, ...]:
        """The members those words mean, each a role or a code, in the order of the file."""
        return tuple(it for it in self.members.values() if it.code in words or not set(it.roles).isdisjoint(words))
