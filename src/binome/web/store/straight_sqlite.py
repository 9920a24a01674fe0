"""To SQLite by its library's own calls: what Django's cursors put round each statement takes longer than most answers.

What is made sure of, refused and undone stays what it is.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any


def ask(here: Any, sql: str, values: Sequence[Any]) -> tuple[list[tuple[Any, ...]], int]:
    """The rows, and how many were written. The library keeps each statement's plan, by its text."""
    here.ensure_connection()
    here.validate_thread_sharing()
    here.validate_no_broken_transaction()
    with here.wrap_database_errors:
        cursor = here.connection.execute(_marked(sql), values)
        return cursor.fetchall(), cursor.rowcount


@lru_cache
def _marked(sql: str) -> str:
    """SQLite's own marks: ? for %s."""
    return sql.replace("%%", "\0").replace("%s", "?").replace("\0", "%")
