"""The demonstration's practice as a value, and its days, without a database."""

from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo

from binome.practice.rooms import Room
from binome.practice.team import Hours, Member, Post, Practice
from binome.practice.words import Role
from binome.web.demo.cast import new_practice
from binome.web.demo.past import whole_day
from binome.web.demo.people import patients
from binome.web.demo.retold import DayPlan, day_plan
from binome.web.demo.scene import day_drawn
from binome.web.store.practice import qualification_from
from binome.web.store.seeding import NewMember, NewPatient, WrittenDay

FOUNDED = date(2026, 11, 20)
FRIDAY = date(2026, 11, 20)


@cache
def the_practice() -> Practice:
    told = new_practice("kermorwen", "", FOUNDED)
    return Practice(
        code=told.code,
        zone=ZoneInfo(told.zone),
        members={m.code: _member(m, told.settings["qualifications"].get(m.code, ())) for m in told.members},
        rooms={r.code: Room(r.code, r.kind, r.doctor or None, r.twin or None) for r in told.rooms},
        opening=_hours(told.settings["opening"]),
        holds=frozenset(told.settings["holds"]),
        devices=frozenset(told.settings["devices"]),
    )


def panel() -> tuple[NewPatient, ...]:
    return patients("kermorwen", 600, born_before=FOUNDED, seed=1)


@cache
def plan(day: date = FRIDAY, *, practice: str = "kermorwen") -> DayPlan:
    """A practice of another name lives other days."""
    return day_plan(day_drawn(practice, FOUNDED, day), practice, the_practice().zone, panel())


@cache
def lived(day: date = FRIDAY, practice: str = "kermorwen") -> WrittenDay:
    """A whole day, lived once for all the tests."""
    return whole_day(the_practice(), plan(day, practice=practice))


def _member(new: NewMember, learned: list) -> Member:
    trainings = tuple(qualification_from(words) for words in learned)
    return Member(new.code, tuple(map(_post, new.posts)), frozenset(new.holds), trainings)


def _post(words: dict) -> Post:
    return Post(Role(words["role"]), _hours(words["hours"]))


def _hours(listed: list) -> tuple[Hours, ...]:
    return tuple(Hours(day, time.fromisoformat(since), time.fromisoformat(until)) for day, since, until in listed)
