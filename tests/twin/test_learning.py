"""Somebody who joins the practice learns from the day she is there, and is as usual in the end."""

import math

import pytest

from binome.twin.chance import Key
from binome.twin.model import Scenario
from binome.twin.spell import spell
from binome.twin.traced import traced_days
from tests.twin.scenarios import scenario

pytestmark = pytest.mark.timeout(300)  # the first one may compile

ASSISTANT = 'a1 = { role = "assistant", hours = ["08:00-13:00"]'
LEARNS = "pace = 0.9, learning_extra_share = 0.5, learning_days = 5"


def _practice(away: str = "") -> Scenario:
    """Three months, of which the first warms up."""
    run = ("days = 5\n", "days = 90\nwarm_up_days = 30\nperiod = 'days'\nperiod_days = 30\n")
    return scenario(run, (ASSISTANT, f"{ASSISTANT}, {LEARNS}{away}"))


def _pace_by_day(told: Scenario) -> dict[int, float]:
    """How many minutes of hers one minute of the law took."""
    found: dict[int, float] = {}
    for day in traced_days(told, Key.of(1, 0, 0)):
        for step in (it for visit in day.visits for it in visit.steps if it.person == "a1"):
            found[day.number] = (step.end - step.start) / step.minutes
    return found


@pytest.mark.parametrize("joins", [0, 10, 45], ids=["the first day", "while warming up", "after the warming up"])
def test_an_assistant_learns_from_her_first_day(joins: int) -> None:
    """Half as slow again on that day, 1/e of it five days later, her own pace at the end."""
    told = _practice(f", away = [{{ first_day = 0, days = {joins} }}]" if joins else "")
    paces = _pace_by_day(told)
    assert min(paces) >= joins
    for day, pace in paces.items():
        assert pace == pytest.approx(0.9 * (1 + 0.5 * math.exp(-(day - joins) / 5)), rel=1e-9)
    assert paces[max(paces)] == pytest.approx(0.9, rel=1e-3)
    assert spell(told).floor.pace_from.tolist() == [0, joins]


def test_leave_after_the_first_day_teaches_nobody_anew() -> None:
    """She who began and went away goes on where the days have brought her."""
    assert spell(_practice(", away = [{ first_day = 1, days = 20 }]")).floor.pace_from.tolist() == [0, 0]
