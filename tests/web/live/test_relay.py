"""Across processes: what PostgreSQL tells every server."""

from datetime import date

import psycopg
import pytest

from binome.web.live.relay import Relay, tell
from binome.web.notices import CHANNEL, board_moved, user_left
from tests.postgresql import running_postgresql

from .stand_in import eventually


class Ears:
    """A hub that only remembers what it was told."""

    def __init__(self):
        self.told = []

    def announce(self, *facts):
        self.told.append(facts)

    def dismiss(self, user):
        self.told.append(user)

    def refresh(self):
        self.told.append("refresh")


@pytest.fixture(scope="module")
def database():
    with running_postgresql() as url:
        yield url


@pytest.fixture
def ears(database):
    ears = Ears()
    relay = Relay(database, ears)
    assert relay.listening.wait(5)
    yield ears
    relay.stop()


def notify(connection, payload):
    connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))


def test_every_process_hears_a_commit(database, ears):
    """A version notified in a transaction is heard once it is committed, in order."""
    with psycopg.connect(database) as connection:
        notify(connection, board_moved("brehan", date(2026, 11, 23), 7))
        notify(connection, user_left("m3"))
        assert ears.told == ["refresh"]
        connection.commit()
    eventually(lambda: ears.told == ["refresh", ("brehan", date(2026, 11, 23), 7), "m3"])


def test_what_is_rolled_back_is_never_heard(database, ears):
    """A version whose transaction was rolled back is never told to anybody."""
    with psycopg.connect(database) as connection:
        notify(connection, board_moved("brehan", date(2026, 11, 23), 8))
        connection.rollback()
        notify(connection, user_left("m4"))
        connection.commit()
    eventually(lambda: ears.told == ["refresh", "m4"])


def test_a_lost_connection_is_taken_up_and_what_was_missed_is_asked(database, ears):
    """After a lost connection every channel is asked to catch up, and hearing goes on."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
        eventually(lambda: ears.told == ["refresh", "refresh"])
        notify(connection, user_left("m5"))
        eventually(lambda: ears.told[-1] == "m5")


def test_an_unknown_word_is_our_fault():
    """A payload that nobody here writes is a fault of ours and is not passed over."""
    with pytest.raises(ValueError, match="hello"):
        tell(Ears(), "hello")
