"""One writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock

from django.db import connection, transaction

_THE_PEN = RLock()


@contextmanager
def writing() -> Iterator[None]:
    """A write transaction. Take it before the first read that the write depends on.

    SQLite's own lock is not fair: under load a writer may wait for seconds while others pass. A queue
    in this process removes that tail; several processes, and PostgreSQL, rely on the database's locks.
    """
    with _THE_PEN if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield
