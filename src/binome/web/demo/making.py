"""Making the demonstration: the practice and its present day first, then the days round it, while people look."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from binome.web.demo.cast import FOUNDED, new_practice, weeks_away
from binome.web.demo.day_plan import DayPlan, plan_day
from binome.web.demo.past import day_to_come, open_and_live, whole_day
from binome.web.demo.people import patients
from binome.web.demo.stage import InTheHouse
from binome.web.store import clock
from binome.web.store.holidays import public_holidays
from binome.web.store.practice import House, house
from binome.web.store.seeding import (
    NewMember,
    NewPatient,
    NewPractice,
    add_absences,
    add_patients,
    days_written,
    found_practice,
    keep_day,
    keep_words,
)
from binome.web.store.writing import writing

CODE = "kermorwen"
SEED = 20261122
EARLY, IN_THE_MIDDLE, NIGHT = time(8, 5), time(10, 40), time(20, 30)
PANEL = 2400
DAYS_BEHIND, DAYS_AHEAD = 183, 21


def working_day(today: date) -> date:
    """That day, or the last one before it on which the practice was open."""
    while today.weekday() > 4 or today in public_holidays():
        today -= timedelta(days=1)
    return today


def found(code: str, today: date, *, name: str = "", accounts: int | None = None) -> House:
    """The practice, its team with accounts, its patients; nothing has happened in it yet."""
    with writing():
        practice_id = found_practice(_with_accounts(new_practice(code, name, today), accounts))
        add_patients(practice_id, patients(code, PANEL, born_before=today, seed=SEED))
        add_absences(practice_id, ((away.member, *away.days_before(today)) for away in weeks_away()))
    return the_house(code)


def the_house(code: str) -> House:
    found = house(code)
    assert found is not None, f"the practice {code} was just made"
    return found


def begin_day(place: House, day: date, *, pace: float, at: time = IN_THE_MIDDLE, visits: int | None = None) -> None:
    """The day in progress, lived in the practice's own hall up to that hour; the clock starts from there."""
    until = datetime.combine(day, at, place.practice.zone)
    plan = the_plan(place, day, visits=visits)
    stage = InTheHouse(place, day)
    stage.look()
    with stage.at_once():
        open_and_live(plan, stage, until)
    keep_words(place, plan.words)
    clock.run_clock(until, pace)


def write_all_round(place: House) -> None:
    """The days round the present one, each a small transaction."""
    now = clock.now()
    there = days_written(place.id)
    for day in days_round(place.practice.local(now).date()):
        if day not in there:
            write_day(place, day, now)


def days_round(today: date) -> list[date]:
    """The working days of the coming weeks, then those of the past months, newest first."""
    ahead = [today + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1)]
    behind = [today - timedelta(days=n) for n in range(1, DAYS_BEHIND + 1)]
    return [day for day in ahead + behind if working_day(day) == day]


def written_part(place: House) -> int:
    """How much of the days round the present one is written, in hundredths."""
    wanted = days_round(place.practice.local(clock.now()).date())
    return 100 * len(days_written(place.id).intersection(wanted)) // len(wanted)


def write_day(place: House, day: date, now: datetime) -> None:
    """One of the days round the present one."""
    plan = the_plan(place, day)
    ahead = day > place.practice.local(now).date()
    keep_day(place, day_to_come(place.practice, plan, now) if ahead else whole_day(place.practice, plan))


def the_plan(place: House, day: date, *, visits: int | None = None) -> DayPlan:
    """The same day is always drawn the same."""
    return plan_day(place.practice, day, the_patients(place), seed=SEED, visits=visits)


def next_working_day(day: date) -> date:
    """The first day after it on which the practice is open."""
    day += timedelta(days=1)
    while working_day(day) != day:
        day += timedelta(days=1)
    return day


def the_patients(place: House) -> tuple[NewPatient, ...]:
    """They need not be read back: the same seed gives the same ones."""
    founded = date.fromisoformat(place.settings[FOUNDED])
    return patients(place.practice.code, PANEL, born_before=founded, seed=SEED)


def _with_accounts(new: NewPractice, accounts: int | None) -> NewPractice:
    """Sign-in names are the practice's own; a load test asks for as many hands as it needs."""
    named = [replace(m, login=m.login if new.code == CODE else f"{m.login}@{new.code}") for m in new.members]
    more = range(len(named) + 1, (accounts or 0) + 1)
    hands = [
        NewMember(f"m{n}", f"Assistant {n}", [{"role": "assistant", "hours": []}], [], f"m{n}@{new.code}") for n in more
    ]
    return replace(new, members=(*named, *hands))
