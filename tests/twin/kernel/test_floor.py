"""The compiled floor keeps every clause of section 4: the days of the slow double's tests, lived by both."""

import numpy as np
import pytest

import tests.twin.reference.small_days as small_days
from binome.twin.kernel.floor import run_floor
from binome.twin.kernel.state import TOO_MANY_VISITS, working_state
from tests.twin.drawing import Doctor, Kind, Person, Room, Step, floor_of
from tests.twin.kernel.two_floors import DayLivedTwice
from tests.twin.reference.test_floor import *  # noqa: F403


@pytest.fixture(autouse=True)
def _days_are_lived_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_days, "WorkingDay", DayLivedTwice)


def test_a_day_with_too_many_visits_is_refused_and_not_shortened() -> None:
    floor = floor_of([Kind([Step(0)])], [Person([0])], [Room([0])], [Doctor(0, 0)])
    state = working_state(floor, most_visits=2)
    assert run_floor(floor, 0, np.uint64(1), 0, 3, state) == TOO_MANY_VISITS


def test_a_floor_too_large_for_the_hall_is_refused() -> None:
    floor = floor_of([Kind([Step(0)])], [Person([0])] * 63, [Room([0])], [Doctor(0, 0)])
    with pytest.raises(ValueError, match="at most"):
        working_state(floor, most_visits=2)
