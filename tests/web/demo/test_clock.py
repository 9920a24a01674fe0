"""One clock: the machine's, except in a demonstration, which may stop or hurry its own."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries, Settings

from binome.web.store import clock
from binome.web.store.practice import House

MACHINE = datetime(2026, 11, 22, 3, 25, tzinfo=UTC)
SHOWN = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize("mode", ["production", "test"])
def test_a_real_practice_lives_by_the_machine_s_clock(mode: str, place: House, settings: Settings) -> None:
    """Whatever was set: outside a demonstration there is nothing to turn."""
    clock.run_clock(SHOWN, 20)
    settings.BINOME_MODE = mode
    with time_machine.travel(MACHINE, tick=False):
        assert clock.now() == MACHINE
        assert clock.pace() == 1
    with pytest.raises(AssertionError):
        clock.run_clock(SHOWN, 1)


@pytest.mark.parametrize("pace", clock.PACES)
def test_a_demonstration_s_clock_runs_at_its_pace(pace: int, place: House) -> None:
    """Stopped, as in life, or twenty times as fast."""
    with time_machine.travel(MACHINE, tick=False) as machine:
        clock.run_clock(SHOWN, pace)
        machine.shift(30)
        assert clock.now() == SHOWN + timedelta(seconds=30 * pace)


def test_it_goes_on_from_where_it_was_left(place: House) -> None:
    """The night between two starts does not count."""
    with time_machine.travel(MACHINE, tick=False) as machine:
        clock.run_clock(SHOWN, 1)
        machine.shift(60)
        clock.keep()
        clock._course = None  # the process ends here
        machine.shift(12 * 3600)
        assert clock.now() == SHOWN + timedelta(seconds=60)


def test_it_never_goes_back(place: House) -> None:
    """Not even when the machine's own clock is put right."""
    with time_machine.travel(MACHINE, tick=False) as machine:
        clock.run_clock(SHOWN, 20)
        machine.shift(-3600)
        assert clock.now() == SHOWN


def test_without_a_demonstration_there_is_no_clock_to_keep(transactional_db: None, demo_mode: None) -> None:
    """A demonstration's server before its practice exists shows the machine's time."""
    with time_machine.travel(MACHINE, tick=False):
        assert clock.now() == MACHINE
        assert not clock.is_set()


def test_a_clock_nobody_has_set_is_not_looked_for_at_every_look(
    transactional_db: None, demo_mode: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One question to the database a second; a demonstration begun by another process is seen a second later."""
    with time_machine.travel(MACHINE + timedelta(days=3), tick=False) as machine:
        with django_assert_num_queries(1):
            assert [clock.now() for _ in range(5)] == [MACHINE + timedelta(days=3)] * 5
        machine.shift(2)
        with django_assert_num_queries(1):
            clock.now()
