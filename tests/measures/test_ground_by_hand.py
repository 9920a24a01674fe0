"""Beside planned hours, slots and rooms, a day counted by eye gives the figures that need them."""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from binome.measures.openings import HORIZON_DAYS
from binome.measures.sums import sums
from binome.measures.told import Ground, told
from binome.practice.words import Moment, Step
from tests.measures.days import ANA, DOC, Telling, at, journal

UTC = pl.Datetime("us", "UTC")


def frame(rows: list[dict[str, Any]], *times: str) -> pl.DataFrame:
    return pl.DataFrame([{"practice": "", **row} for row in rows], schema_overrides=dict.fromkeys(times, UTC))


def hours(*rows: tuple[str, str, datetime, datetime]) -> pl.DataFrame:
    named = [dict(zip(("by", "role", "since", "until"), row, strict=True)) for row in rows]
    return frame(named, "since", "until")


def of_monday(lines: pl.DataFrame, ground: Ground) -> dict[str, tuple[float, float]]:
    rows = sums(told(lines, ground=ground)).collect().to_native().filter(pl.col("day") == date(2026, 3, 2))
    return {row["code"]: (row["above"], row["below"]) for row in rows.iter_rows(named=True)}


def a_late_visit() -> Telling:
    """The doctor is to leave at noon, and is with a patient from 11:50 to 12:20."""
    told_ = Telling("v1").booked(at(8), at(11, 30)).say(Moment.ARRIVED, at(11, 20))
    return told_.step(Step.PREPARATION, at(11, 30), at(11, 40), ANA).step(
        Step.CONSULTATION, at(11, 50), at(12, 20), DOC, "r2"
    )


def test_overtime_and_time_without_a_patient_are_beside_the_planned_day() -> None:
    planned = hours(
        ("doc", "physician", at(9), at(10, 30)),
        ("doc", "physician", at(11), at(12)),
        ("ana", "assistant", at(9), at(13)),
    )
    found = of_monday(journal(a_late_visit()), Ground(hours=planned))
    assert found["after_hours_min_per_doctor_day"] == (20.0, 1.0)
    assert found["after_hours_min_per_team_day"] == (0.0, 1.0)
    assert found["with_patients_share"] == (10.0, 150.0)  # of the thirty minutes, ten are planned
    assert found["without_patient_min_per_doctor_day"] == (140.0, 1.0)
    assert found["team_with_patients_share"] == (10.0, 240.0)
    assert found["visits_per_doctor_day"] == (1.0, 1.0)


def test_a_room_is_used_while_somebody_is_with_the_patient_in_it() -> None:
    rooms = frame([{"room": it, "since": at(9), "until": at(12)} for it in ("r1", "r2", "r3")], "since", "until")
    assert of_monday(journal(a_late_visit()), Ground(rooms=rooms))["rooms_used_share"] == (10.0 + 10.0, 540.0)


def test_a_task_ended_in_the_evening_is_outside_hours_and_those_of_the_day_are_not() -> None:
    words = {"kind": "letter_to_read", "level": "usual", "due": at(18)}
    asked = [Telling(f"task-{n}").say(Moment.ASKED, at(8), ANA, **words) for n in range(3)]
    for it, ended in zip(asked, (at(9), at(10), at(21)), strict=True):
        it.say(Moment.ENDED, ended, DOC, reason="done")
    found = of_monday(journal(*asked), Ground(hours=hours(("doc", "physician", at(9), at(18)))))
    assert found["tasks_outside_hours_share"] == (1.0, 3.0)
    assert found["tasks_in_time_share"] == (2.0, 3.0)


def slots(days: int, *clocks: int) -> pl.DataFrame:
    places = [at(clock, day=day) for day in range(days) for clock in clocks]
    return frame([{"doctor": "doc", "at": it, "minutes": 15, "kind": "ahead"} for it in places], "at")


def third_next(lines: pl.DataFrame, offered: pl.DataFrame) -> dict[date, float]:
    rows = told(lines, ground=Ground(slots=offered)).mornings
    assert rows is not None
    return dict(rows.select("day", "third_next_days").collect().to_native().iter_rows())


def test_the_third_free_slot_is_counted_from_tomorrow_on() -> None:
    """Two slots a day. On Monday morning the first of Tuesday is taken: the third free one is Wednesday's second."""
    taken = Telling("v1").booked(at(8, day=-3), at(9, day=1))
    found = third_next(journal(taken), slots(HORIZON_DAYS + 5, 9, 10))
    assert found[date(2026, 3, 2)] == 2.0
    assert found[date(2026, 3, 3)] == 2.0


def test_an_appointment_made_longer_takes_the_slot_beside_it_too() -> None:
    """Two slots a day that touch. Tuesday's first is taken for fifteen minutes, then for thirty: none is left."""
    longer = Telling("v1").booked(at(8, day=-3), at(9, day=1)).say(Moment.MOVED, at(9, day=-3), minutes=30)
    places = [at(9, minute, day) for day in range(HORIZON_DAYS + 5) for minute in (0, 15)]
    offered = frame([{"doctor": "doc", "at": it, "minutes": 15, "kind": "ahead"} for it in places], "at")
    assert third_next(journal(longer), offered)[date(2026, 3, 2)] == 3.0


@pytest.mark.parametrize(("booked_on", "days"), [(-3, 3.0), (0, 2.0)])
def test_what_is_booked_during_the_day_was_free_in_the_morning(booked_on: int, days: float) -> None:
    taken = [Telling(f"v{n}").booked(at(8, day=booked_on), at(9 + n % 2, day=1 + n // 2)) for n in range(2)]
    assert third_next(journal(*taken), slots(HORIZON_DAYS + 5, 9, 10))[date(2026, 3, 2)] == days


def test_a_slot_that_was_given_back_is_free_again_the_morning_after() -> None:
    """Both of Wednesday's are given back on Monday afternoon: only Tuesday's morning finds them free."""
    given_back = [Telling(f"v{n}").booked(at(8, day=-9), at(9 + n, day=2)) for n in range(2)]
    for it in given_back:
        it.say(Moment.CANCELLED, at(15), reason="by_patient")
    found = third_next(journal(*given_back), slots(HORIZON_DAYS + 5, 9, 10))
    assert (found[date(2026, 3, 2)], found[date(2026, 3, 3)]) == (3.0, 2.0)


def test_a_full_book_counts_the_horizon_and_one_that_is_not_known_says_nothing() -> None:
    full = slots(HORIZON_DAYS + 2, 9)
    taken = [Telling(f"v{n}").booked(at(8, day=-5), at(9, day=n)) for n in range(HORIZON_DAYS + 2)]
    found = third_next(journal(*taken), full)
    assert found[date(2026, 3, 2)] == float(HORIZON_DAYS)
    assert date(2026, 3, 2) + timedelta(days=10) not in found
