"""Statements whose SQL never changes: what every click asks and writes.

found = run("SELECT day FROM store_visitrow WHERE story = %s", ["v1"])
found.rows, found.count
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections

Row = tuple[Any, ...]


class Found(NamedTuple):
    """`count`: how many rows were found or written."""

    rows: list[Row]
    count: int  # type: ignore[assignment]


def run(sql: str, values: Sequence[Any]) -> Found:
    """`values` as the fields prepare them. Whoever counts or wraps queries sees this one as any other."""
    here = connections[DEFAULT_DB_ALIAS]
    if not here.queries_logged and not here.execute_wrappers:
        return Found(*_straight(here.vendor)(here, sql, values))
    with here.cursor() as cursor:
        cursor.execute(sql, values)
        return Found(cursor.fetchall() if cursor.description else [], cursor.rowcount)


@cache
def _straight(vendor: str) -> Callable[[Any, str, Sequence[Any]], tuple[list[Row], int]]:
    """The library of the one database is not loaded for the other."""
    if vendor == "postgresql":
        from binome.web.store import straight

        return straight.ask
    from binome.web.store import straight_sqlite

    return straight_sqlite.ask
