"""To PostgreSQL by its library's own calls: a statement is planned once per connection, then run by one call.

Cursor after cursor, asking takes ten times the processor of the call itself, and a click asks fifteen times. What is
waited for, refused and undone stays what it is.
"""

import re
import select
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg import pq
from psycopg.abc import PyFormat
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result

Answer = tuple[list[tuple[Any, ...]], int]

FORGOTTEN = {b"26000", b"0A000"}
"""The server does not know the statement any more, or what it answers has changed: it is planned anew next time."""


def ask(here: Any, sql: str, values: Sequence[Any]) -> Answer:
    """The rows, and how many were found or written. What Django's cursors make sure of is made sure of here."""
    _trust_a_quiet_line(here)
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_thread_sharing()
    here.validate_no_broken_transaction()
    with here.wrap_database_errors:
        raw = here.connection
        known = _known.get(raw)
        if known is None:
            known = _known[raw] = _Known(raw)
        if not raw.autocommit and raw.pgconn.transaction_status == pq.TransactionStatus.IDLE:
            _done(raw.pgconn, raw.pgconn.exec_(b"BEGIN"))
        return known.ask(raw.pgconn, sql, values)


def _trust_a_quiet_line(here: Any) -> None:
    """Once per request, instead of a question: a server that closed our connection has said so on it."""
    if here.health_check_done or not here.health_check_enabled or here.connection is None:
        return
    library = here.connection.pgconn
    if library.status == pq.ConnStatus.OK and library.transaction_status == pq.TransactionStatus.IDLE:
        line = select.poll()
        line.register(library.socket, select.POLLIN)
        here.health_check_done = not line.poll(0)


class _Known:
    """The statements of one connection. Values go and come as text; the server knows of which type each is."""

    def __init__(self, raw: "psycopg.Connection[Any]") -> None:
        self._text = Transformer(raw.adapters)
        self._names: dict[str, bytes] = {}
        self._planned = 0

    def ask(self, library: Any, sql: str, values: Sequence[Any]) -> Answer:
        given = self._text.dump_sequence(values, [PyFormat.TEXT] * len(values))
        name = self._names.get(sql) or self._plan(library, sql)
        found = library.exec_prepared(name, given)
        if found.status == pq.ExecStatus.TUPLES_OK:
            self._text.set_pgresult(found)
            return self._text.load_rows(0, found.ntuples, tuple), found.ntuples
        if found.error_field(pq.DiagnosticField.SQLSTATE) in FORGOTTEN:
            del self._names[sql]
        _done(library, found)
        return [], found.command_tuples or 0

    def _plan(self, library: Any, sql: str) -> bytes:
        self._planned += 1
        name = f"binome_{self._planned}".encode()
        _done(library, library.prepare(name, _numbered(sql)))
        self._names[sql] = name
        return name


_known: "WeakKeyDictionary[psycopg.Connection[Any], _Known]" = WeakKeyDictionary()


def _done(library: Any, result: Any) -> None:
    """Or the error that it is."""
    if library.status == pq.ConnStatus.BAD:
        raise psycopg.OperationalError(result.get_error_message())
    if result.status != pq.ExecStatus.COMMAND_OK:
        raise error_from_result(result)


@lru_cache
def _numbered(sql: str) -> bytes:
    """The server's own marks: $1, $2 for %s."""
    parts = re.split("%([s%])", sql)
    marks, said = 0, parts[0]
    for mark, text in zip(parts[1::2], parts[2::2], strict=True):
        marks += mark == "s"
        said += (f"${marks}" if mark == "s" else "%") + text
    return said.encode()
