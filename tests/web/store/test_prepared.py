"""Statements that are planned once ask and write what cursors would, and fail as they would."""

import time

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from binome.web.store.prepared import run
from binome.web.store.tables.practice import PracticeRow
from binome.web.wiring import _conninfo
from tests.web.board.small import build

pytestmark = pytest.mark.both_databases

CODES = "SELECT code FROM store_practicerow WHERE id = %s"
CALLED = "UPDATE store_practicerow SET name = %s WHERE id = %s"


def name_of(practice: int) -> str:
    return PracticeRow.objects.get(id=practice).name


@pytest.mark.django_db
def test_the_same_rows_as_a_cursor_and_seen_by_whoever_counts() -> None:
    """The answer is a cursor's, with and without somebody who counts."""
    house = build().house
    assert run(CODES, [house.id]).rows == [(house.practice.code,)]
    with CaptureQueriesContext(connection) as counted:
        found = run(CODES, [house.id])
    assert found.rows == [(house.practice.code,)]
    assert len(counted) == 1
    assert run(CODES, [-1]).rows == []


@pytest.mark.django_db
def test_how_many_rows_were_written() -> None:
    """A change tells how many rows it wrote; a per cent sign in a value is a value."""
    small = build()
    assert run(CALLED, ["100 %s", small.house.id]).count == 1
    assert name_of(small.house.id) == "100 %s"
    assert run(CALLED, ["nobody", -1]).count == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_when_the_transaction_is_undone() -> None:
    """The first statement of a transaction begins it: undone, it was never there; and the next is planned still."""
    small = build()
    before = name_of(small.house.id)
    with transaction.atomic():
        run(CALLED, ["undone", small.house.id])
        transaction.set_rollback(True)
    assert name_of(small.house.id) == before
    assert run(CALLED, ["done", small.house.id]).count == 1


@pytest.mark.django_db
def test_a_refusal_of_the_database_is_djangos_own_error() -> None:
    """What the database refuses is raised as Django raises it, and the transaction is broken until it is undone."""
    small = build()
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        run("UPDATE store_practicerow SET name = %s WHERE id = %s", [None, small.house.id])
    assert run(CODES, [small.house.id]).rows
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            run(CODES, [small.house.id])


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_closed_is_made_anew() -> None:
    """A server that was restarted costs nobody an error: the next request finds a new connection."""
    if connection.vendor != "postgresql":
        pytest.skip("a file is not restarted")
    small = build()
    assert run(CODES, [small.house.id]).rows
    lost = connection.connection
    _end(lost.info.backend_pid)
    connection.settings_dict["CONN_HEALTH_CHECKS"], kept = True, connection.settings_dict["CONN_HEALTH_CHECKS"]
    connection.health_check_enabled = True
    connection.close_if_unusable_or_obsolete()
    assert run(CODES, [small.house.id]).rows
    assert connection.connection is not lost
    connection.settings_dict["CONN_HEALTH_CHECKS"] = kept


@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_in_the_middle_is_an_error_once() -> None:
    """Nothing is tried again behind anybody's back: the request that was under way fails, the next does not."""
    if connection.vendor != "postgresql":
        pytest.skip("a file is not restarted")
    small = build()
    with pytest.raises(OperationalError):
        _lose_in_the_middle(small.house.id)
    connection.close_if_unusable_or_obsolete()
    assert name_of(small.house.id) != "lost"
    assert run(CODES, [small.house.id]).rows


def _lose_in_the_middle(practice: int) -> None:
    with transaction.atomic():
        run(CALLED, ["lost", practice])
        _end(connection.connection.info.backend_pid)
        run(CODES, [practice])


def _end(backend: int) -> None:
    """From outside, as an administrator or a restart does, and once it is done."""
    with psycopg.connect(_conninfo(), autocommit=True) as outside:
        outside.execute("SELECT pg_terminate_backend(%s)", [backend])
        for _ in range(100):
            if not outside.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [backend]).fetchone():
                return
            time.sleep(0.02)
