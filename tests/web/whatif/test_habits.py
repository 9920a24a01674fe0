"""The practice's own agendas of the last weeks say how it books: from when to when, how long, how full."""

from datetime import UTC, datetime, timedelta

from binome.web.whatif.habits import habits_of

MONDAY = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)


def weeks(many: int, *, slot: int, taken: int) -> list[tuple[str, datetime]]:
    """Every working day, `taken` places of `slot` minutes from half past eight on."""
    days = (MONDAY + timedelta(days=number) for number in range(7 * many))
    return [("m1", day + timedelta(minutes=slot * n)) for day in days if day.weekday() < 5 for n in range(taken)]


def test_places_and_sessions_are_those_that_were_booked() -> None:
    habit = habits_of(weeks(4, slot=20, taken=12))["m1"]

    assert habit.slot_min == 20
    assert habit.sessions == ((510.0, 750.0),)
    assert habit.filled_share > 0.95


def test_too_few_visits_are_no_habit() -> None:
    """Then the hours are booked as usual."""
    assert habits_of(weeks(1, slot=20, taken=10)) == {}


def test_an_exception_is_no_habit() -> None:
    """One visit at six in the morning does not open the practice at six."""
    booked = [*weeks(4, slot=20, taken=12), ("m1", datetime(2026, 11, 3, 6, 0, tzinfo=UTC))]

    assert habits_of(booked)["m1"].sessions[0][0] == 510.0
