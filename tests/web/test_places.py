"""The columns that a visit has left show the minutes it spent there."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from binome.practice.visit import Stretch
from binome.practice.words import Role, Status
from binome.web.places import PLACES, minutes_spent
from binome.web.store.lines import told

NINE = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Paris"))


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def held(begun: int, end: int, *, status: Status = Status.FINISHED, pause: int = 0) -> list[object]:
    worked = timedelta(minutes=end - begun - pause)
    return told(Stretch(status, "m3", Role.ASSISTANT, at(end), begun=at(begun), worked=worked))


def test_each_column_that_was_left_has_its_minutes() -> None:
    """Waiting runs from the arrival to the first step; a step counts what was held, without its pauses."""
    visit = SimpleNamespace(
        arrived_at=NINE, progress={"preparation": held(7, 15, pause=3), "consultation": held(20, 34)}
    )
    assert {place: minutes_spent(visit, place) for place in PLACES} == {
        "expected": None, "waiting": 7, "preparation": 5, "ready": 5, "consultation": 14, "closing": None, "done": None,
    }  # fmt: skip


def test_a_skipped_step_has_no_minutes() -> None:
    """Nobody held it: the wait goes on to the step that was."""
    skipped = told(Stretch(Status.SKIPPED, "m1", Role.PHYSICIAN, at(9)))
    visit = SimpleNamespace(arrived_at=NINE, progress={"preparation": skipped, "consultation": held(9, 20)})
    assert [minutes_spent(visit, place) for place in ("waiting", "preparation", "ready")] == [9, None, None]
