"""One file is read at a time in a practice: a large one costs seconds, and the clicks of the day go on beside it.

The turn holds across processes: PostgreSQL keeps it for a session, and where there is no such server, the system
keeps it for an open file. Both give it back by themselves when the process that has it dies.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from django.db import connection

from binome.practice.refusal import MoveRefused
from binome.web.store.practice import House

_WAITS_S = 1.0
"""Files of a usual day are read in far less: two people who bring theirs together do not notice each other."""

_ASKS_AGAIN_S = 0.05

_IMPORTS = 0x42696E6F
"""Ours, among the advisory locks of a database that others may share."""


@contextmanager
def turn(house: House) -> Iterator[None]:
    """Raises MoveRefused while another file of the practice is being read, by whatever process."""
    with (_of_a_session if connection.vendor == "postgresql" else _of_a_file)(house):
        yield


@contextmanager
def _of_a_session(house: House) -> Iterator[None]:
    mine = [_IMPORTS, house.id]
    _wait_for(lambda: _answer("SELECT pg_try_advisory_lock(%s, %s)", mine))
    try:
        yield
    finally:
        _answer("SELECT pg_advisory_unlock(%s, %s)", mine)


@contextmanager
def _of_a_file(house: House) -> Iterator[None]:
    """Beside the database. Opened anew by each: threads of one process exclude each other too."""
    with Path(f"{connection.settings_dict['NAME']}.reading-{house.id}").open("a") as file:
        _wait_for(lambda: _locked(file))
        yield


def _wait_for(taken: Callable[[], bool]) -> None:
    until = monotonic() + _WAITS_S
    while not taken():
        if monotonic() > until:
            raise MoveRefused("import.another_is_read")
        sleep(_ASKS_AGAIN_S)


def _answer(question: str, facts: list[int]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, facts)
        return bool(cursor.fetchone()[0])


def _locked(file: IO[str]) -> bool:
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True
