"""What a what-if starts from: this practice as the product knows it, a template, or a file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from binome.practice.refusal import MoveRefused
from binome.practice.team import Hours
from binome.practice.words import Role
from binome.twin.calibrate.customs import Custom, customs_seen, door_seen
from binome.twin.calibrate.offers import ways_of
from binome.twin.calibrate.seen import Seen
from binome.twin.forms import Stretch
from binome.twin.from_practice import Offer, scenario_of
from binome.twin.model import Panel, Scenario
from binome.twin.priors import priors
from binome.twin.scenario import read, write
from binome.twin.templates import CODES, template_text
from binome.web.store.booking_rules import BookingRules, booking_rules, holders, usual_pathway
from binome.web.store.practice import House
from binome.web.store.whatifs import PRACTICE as PRACTICE
from binome.web.store.whatifs import booked_lately
from binome.web.whatif.habits import Habit, habits_of

Week = tuple[Hours, ...]
FILE = "file"
BASES = (PRACTICE, *CODES)
LATELY_WEEKS = 8
WEEKS, WARM_UP_WEEKS = 26, 8
"""Half a year is counted, after two months in which the agendas fill as they do."""

MOST_SLOTS, OPENS_MIN = 60, 8 * 60.0
"""A day of appointments is no longer, whatever the hours somebody may be reached."""


def text_of(base: str, house: House, language: str, today: date) -> str:
    if base == PRACTICE:
        return write(my_practice(house, today))
    if base not in CODES:
        raise MoveRefused("whatif.unknown_base")
    return template_text(base, language)


def my_practice(house: House, today: date, seen: Seen | None = None) -> Scenario:
    """From next Monday on. What the product does not know are the priors, each said with its standing; `seen` are days
    of the journal, for the customs of the house."""
    rules, practice = booking_rules(house), house.practice
    physicians = [it.code for it in practice.members.values() if Role.PHYSICIAN in it.roles]
    habits = habits_of(booked_lately(house, today - timedelta(weeks=LATELY_WEEKS), today))
    customs = customs_seen(seen) if seen else {}
    offers = [
        Offer(
            **{"member": code, "pathway": way, "supervisor": physicians[0] if physicians else None}
            | _ways(customs.get((code, way)))
            | {"walk_ins_per_hour": priors()["walk_in_per_hour"].value if code in physicians else 0.0}
            | _agenda(habits.get(code), practice.member(code).posts[0].hours or practice.opening, rules, code)
        )
        for code, way in ((it, usual_pathway(house, it)) for it in holders(house))
        if practice.member(code).posts[0].hours or practice.opening
    ]
    if not offers:
        raise MoveRefused("whatif.nobody_is_booked")
    monday = today + timedelta(days=7 - today.weekday())
    door = (door_seen(seen) if seen else ()) or _door_of(habits, physicians)
    days, warm_up = 7 * (WEEKS + WARM_UP_WEEKS), 7 * WARM_UP_WEEKS
    made = scenario_of(practice, offers, on=monday, days=days, warm_up_days=warm_up, door=door)
    return read(write(_with_panels(made, physicians)))


def _ways(custom: Custom | None) -> dict[str, Any]:
    told = ways_of(custom)
    return {name: it for name, it in told.items() if it or name != "supervisor"}


def _door_of(habits: Mapping[str, Habit], physicians: list[str]) -> tuple[Stretch, ...]:
    """Nobody walks in once the doctors' last appointments have begun."""
    sessions = sorted(it for code in physicians if code in habits for it in habits[code].sessions)
    told: list[Stretch] = []
    for since, until in sessions:
        if told and since <= told[-1][1]:
            told[-1] = (told[-1][0], max(told[-1][1], until))
        else:
            told.append((since, until))
    return tuple(told)


def _agenda(habit: Habit | None, week: Week, rules: BookingRules, code: str) -> dict[str, Any]:
    """As it was booked lately; where that is not known, the hours, filled as usual."""
    if habit:
        return {"slot_min": habit.slot_min, "sessions": habit.sessions, "filled_share": habit.filled_share}
    slot_min = rules.minutes_with(code)
    return {"slot_min": float(slot_min), "sessions": _bookable(week, slot_min)}


def _bookable(week: Week, slot_min: int) -> tuple[Stretch, ...]:
    """Nothing when the hours are those of a day's work; else what a day of appointments may hold."""
    longest = max(sum(_minutes(it.until) - _minutes(it.since) for it in week if it.weekday == day) for day in range(7))
    return (
        () if longest <= MOST_SLOTS * slot_min else ((OPENS_MIN, OPENS_MIN + float(min(720, MOST_SLOTS * slot_min))),)
    )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _with_panels(scenario: Scenario, physicians: list[str]) -> Scenario:
    """The usual panel for each physician, neither growing nor shrinking: it turns minutes into patients."""
    usual = priors()["patients"]
    booked = [code for code in physicians if code in scenario.members and scenario.members[code].is_professional]
    members = {
        code: replace(it, panel=Panel(patients=usual.value)) if code in booked else it
        for code, it in scenario.members.items()
    }
    walk_in = priors()["walk_in_per_hour"]
    sources = {
        "requests.booked": f"les agendas du cabinet, {LATELY_WEEKS} semaines ; s’ils disent trop peu, 97 % des heures",
        "requests.walk_in": f"{walk_in.source} ({walk_in.mark})",
        **{f"members.{code}.panel.patients": f"{usual.source} ({usual.mark})" for code in booked},
    }
    return replace(scenario, members=members, sources={**scenario.sources, **sources})
