"""A line of the journal is written once, in UTC, and says who did what, when."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from binome.journal.event import LIVED, Event, utc
from binome.practice.words import Moment, Role
from tests.practice.refused import refused

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def arrival(**words: object) -> Event:
    told = {"story": "v1", "number": 1, "moment": Moment.ARRIVED, "at": NOON, "by": "bob", "role": Role.ASSISTANT}
    return Event(**{**told, **words})


def test_a_line_cannot_be_changed() -> None:
    """A mistake is a later line, never another version of this one."""
    with pytest.raises(FrozenInstanceError):
        arrival().by = "sophie"  # type: ignore[misc]


def test_a_line_is_lived_unless_it_says_otherwise() -> None:
    """What a person did says so; a simulated day bears the code of its run."""
    assert (arrival().origin, arrival(origin="run-1").origin) == (LIVED, "run-1")


@pytest.mark.parametrize("field", ["at", "due"])
@pytest.mark.parametrize("moment", [NOON.astimezone(PARIS), NOON.replace(tzinfo=None)])
def test_times_are_utc(field: str, moment: datetime) -> None:
    """A time on the practice's clock, or on nobody's, is refused."""
    with refused("event.not_utc", at=moment):
        arrival(**{field: moment})


def test_a_time_on_the_practice_s_clock_becomes_utc() -> None:
    """The instant stays, its writing changes."""
    told = utc(NOON.astimezone(PARIS))
    assert (told, told.tzinfo) == (NOON, UTC)


def test_a_time_without_a_zone_is_our_fault() -> None:
    """Nobody is asked to understand it: it fails."""
    with pytest.raises(AssertionError):
        utc(NOON.replace(tzinfo=None))
