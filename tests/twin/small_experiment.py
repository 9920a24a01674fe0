"""A month of a template, small enough to be lived hundreds of times in a test."""

from dataclasses import replace
from functools import cache

from binome.twin.model import Run, Scenario
from binome.twin.scenario import read
from binome.twin.templates import template_text


@cache
def month(template: str = "twin_rooms", days: int = 28, warm_up_days: int = 7) -> Scenario:
    scenario = read(template_text(template, "en"))
    return replace(scenario, run=Run(days=days, warm_up_days=warm_up_days, period="days", period_days=7))
