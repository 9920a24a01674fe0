"""How much may be asked of the machine that serves the practice's day."""

from binome.practice.refusal import MoveRefused
from binome.twin.demand import rate_of
from binome.twin.model import Scenario

LONGEST_TEXT = 200_000
"""Bytes of a file that somebody brings."""
MOST_DAYS = 800
MOST_PEOPLE = 60
MOST_A_DAY = 1_500
"""Visits, tasks and requests of an average day, together."""
REPLICATIONS = (40, 200, 1_000)
LONGEST_S = 150.0
"""A run that takes longer ends with what it has."""


def refuse_too_much(scenario: Scenario) -> None:
    """Raises MoveRefused with what is too much, and how much may be."""
    asked = {
        "days": (scenario.run.days, MOST_DAYS),
        "people": (len(scenario.members) + len(scenario.rooms), MOST_PEOPLE),
        "a_day": (round(_a_day(scenario)), MOST_A_DAY),
    }
    for what, (many, most) in asked.items():
        if many > most:
            raise MoveRefused(f"whatif.too_much_{what}", many=many, most=most)


def _a_day(scenario: Scenario) -> float:
    booked = sum(rate_of(scenario, code, it) for code in scenario.requests for it in scenario.professionals)
    open_h = max((sum(until - since for since, until in day) / 60 for day in scenario.doors), default=0.0)
    unbooked = sum(min(open_h, 24) * rate for it in scenario.requests.values() for rate in it.open_per_hour.values())
    busiest = max(scenario.calendar.weekday_factor.values(), default=1.0)
    busiest *= max((max(it) for it in scenario.calendar.seasons.values()), default=1.0)
    slots = sum(len(it.kinds) for agenda in scenario.agendas.values() for it in agenda.sessions)
    return (booked + unbooked * max(1, len(scenario.professionals))) * busiest + _tasks(scenario) + slots


def _tasks(scenario: Scenario) -> float:
    return sum(it.per_day for it in scenario.tasks.values())
