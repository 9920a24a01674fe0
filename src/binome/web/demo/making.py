"""Making the demonstration: the practice and its present day first, then the days round it, while people look."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import IntegrityError

from binome.web.demo.agreed import agree
from binome.web.demo.asked import ask_since_morning
from binome.web.demo.cast import FOUNDED, new_practice, read
from binome.web.demo.contract import sign
from binome.web.demo.documents import prepare_since_morning
from binome.web.demo.handed_over import leave_traces
from binome.web.demo.measured import note_beside
from binome.web.demo.people import patients
from binome.web.demo.pulse import ask_the_team
from binome.web.demo.scene import SEED, day_drawn, days_drawn, first_day, scenario
from binome.web.demo.stage import InTheHouse
from binome.web.demo.working_days import working_day
from binome.web.store import clock, waiting
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

if TYPE_CHECKING:
    from binome.web.demo.errand_lives import Behind
    from binome.web.demo.retold import DayPlan

CODE = "kermorwen"
EARLY, IN_THE_MIDDLE, NIGHT = time(8, 5), time(10, 40), time(20, 30)
PANEL = 2400
DAYS_BEHIND, DAYS_AHEAD = 183, 21


def found(code: str, today: date, *, name: str = "", accounts: int | None = None) -> House:
    """The practice, its team with accounts, its patients; nothing has happened in it yet."""
    with writing():
        practice_id = found_practice(_with_accounts(new_practice(code, name, today), accounts))
        add_patients(practice_id, patients(code, PANEL, born_before=today, seed=SEED))
        add_absences(practice_id, _weeks_away(today))
    place = the_house(code)
    _some_wait(place, today)
    agree(place, today, the_patients(place))
    sign(place, today)
    ask_the_team(the_house(code), today)
    note_beside(the_house(code), today)
    return the_house(code)


def _some_wait(place: House, today: date) -> None:
    """For a place that somebody gives up."""
    people = the_patients(place)
    for number, words in enumerate(read("practice.toml")["waiting"]):
        wish = waiting.Asked(words["doctor"], today, today + timedelta(days=14), 15, words["note"])
        asked = datetime.combine(today - timedelta(days=3), time(9 + number), place.practice.zone)
        waiting.ask(place, people[-1 - number].code, wish, by="m7", at=asked)


def the_house(code: str) -> House:
    found = house(code)
    assert found is not None, f"the practice {code} was just made"
    return found


def begin_day(place: House, day: date, *, pace: float, at: time = IN_THE_MIDDLE, visits: int | None = None) -> None:
    """The day in progress, lived in the practice's own hall up to that hour; the clock starts from there."""
    from binome.web.demo.past import open_and_live

    until = datetime.combine(day, at, place.practice.zone)
    plan = the_plan(place, day, visits=visits)
    stage = InTheHouse(place, day)
    stage.look()
    with stage.at_once():
        open_and_live(plan, stage, until)
    keep_words(place, plan.words)
    ask_since_morning(place, the_patients(place), until)
    prepare_since_morning(place, the_patients(place), until)
    leave_traces(place, day)
    clock.run_clock(until, pace)


def write_all_round(place: House) -> None:
    """The days round the present one, each a small transaction. A day on which somebody wrote meanwhile is theirs."""
    there = days_written(place.id)
    today = place.practice.local(clock.now()).date()
    drawn = _Drawn(place, today)
    for day in days_round(today):
        if day not in there:
            with suppress(IntegrityError):
                _write(place, day, drawn)


def days_round(today: date) -> list[date]:
    """The working days of the coming weeks, then those of the past months, newest first."""
    ahead = [today + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1)]
    behind = [today - timedelta(days=n) for n in range(1, DAYS_BEHIND + 1)]
    return [day for day in ahead + behind if working_day(day) == day]


def written_part(place: House) -> int:
    """How much of the days round the present one is written, in hundredths."""
    wanted = days_round(place.practice.local(clock.now()).date())
    return 100 * len(days_written(place.id).intersection(wanted)) // len(wanted)


def write_day(place: House, day: date) -> None:
    """One of the days round the present one."""
    _write(place, day, _Drawn(place, place.practice.local(clock.now()).date(), only=day))


def _write(place: House, day: date, drawn: "_Drawn") -> None:
    from binome.web.demo.past import day_to_come, whole_day

    if day > drawn.today:
        keep_day(place, day_to_come(place.practice, drawn.calls(day), clock.now()))
    else:
        keep_day(place, replace(whole_day(place.practice, drawn.plan(day)), asked=drawn.behind.asked_on(day)))


class _Drawn:
    """The days round the present one as the twin drew them, each drawn once."""

    def __init__(self, place: House, today: date, *, only: date | None = None) -> None:
        self.place, self.today = place, today
        since = min(only or today - timedelta(days=DAYS_BEHIND), today)
        self._days = {it.on: it for it in days_drawn(place.practice.code, founded_on(place), since, today)}
        self._calls: dict[date, DayPlan] = {}

    @cached_property
    def behind(self) -> "Behind":
        """What was asked on the days that are over, and what became of it."""
        from binome.web.demo.errand_lives import Behind

        return Behind(self.place.practice, the_patients(self.place), founded_on(self.place), self.today)

    def plan(self, day: date) -> "DayPlan":
        from binome.web.demo.retold import day_plan

        return day_plan(self._days[day], self.place.practice.code, self.place.practice.zone, the_patients(self.place))

    def calls(self, day: date) -> "DayPlan":
        """What is known today of that day. Of a day on which nobody has a place, nothing."""
        self._calls = self._calls or {it.day: it for it in calls_from(self.place, self.today)}
        return self._calls[day]


def calls_from(place: House, today: date) -> "list[DayPlan]":
    """Who has a place on a later day, as it stands in the evening."""
    from binome.web.demo.retold import calls_ahead

    code, zone = place.practice.code, place.practice.zone
    return list(calls_ahead(day_drawn(code, founded_on(place), today), code, zone, the_patients(place)))


def the_plan(place: House, day: date, *, visits: int | None = None) -> "DayPlan":
    """The same day is always drawn the same."""
    from binome.web.demo.retold import as_many, day_plan

    code, zone = place.practice.code, place.practice.zone
    plan = day_plan(day_drawn(code, founded_on(place), day), code, zone, the_patients(place))
    return plan if visits is None else as_many(plan, visits)


def the_patients(place: House) -> tuple[NewPatient, ...]:
    """They need not be read back: the same seed gives the same ones."""
    return patients(place.practice.code, PANEL, born_before=founded_on(place), seed=SEED)


def founded_on(place: House) -> date:
    return date.fromisoformat(place.settings[FOUNDED])


def _weeks_away(founded: date) -> Iterator[tuple[str, date, date]]:
    """As the scenario counts them, from the first day of its run."""
    first = first_day(founded)
    for member in scenario().members.values():
        for away in member.away:
            since = first + timedelta(days=away.first_day)
            yield member.code, since, since + timedelta(days=away.days)


def _with_accounts(new: NewPractice, accounts: int | None) -> NewPractice:
    """Sign-in names are the practice's own; a load test asks for as many hands as it needs."""
    named = [replace(m, login=m.login if new.code == CODE else f"{m.login}@{new.code}") for m in new.members]
    more = range(len(named) + 1, (accounts or 0) + 1)
    hands = [
        NewMember(f"m{n}", f"Assistant {n}", [{"role": "assistant", "hours": []}], [], f"m{n}@{new.code}") for n in more
    ]
    return replace(new, members=(*named, *hands))
