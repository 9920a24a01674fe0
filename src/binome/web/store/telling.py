"""Telling the screens what changed, once it is safe."""

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction

from binome.web.notices import CHANNEL, board_moved, user_left
from binome.web.store.prepared import run

_on_move: list[Callable[[str, date, int], None]] = []
_on_leave: list[Callable[[str], None]] = []


def listen(on_move: Callable[[str, date, int], None], on_leave: Callable[[str], None]) -> Callable[[], None]:
    """Be told of this process's commits, and of who left; answers how to stop. Not for PostgreSQL, which tells all."""
    _on_move.append(on_move)
    _on_leave.append(on_leave)

    def stop() -> None:
        _on_move.remove(on_move)
        _on_leave.remove(on_leave)

    return stop


def tell_move(practice: str, day: date, version: int) -> None:
    """Inside the writing transaction: nothing is told before it is committed, nor lost after.

    With PostgreSQL the statement that counted the version on has told it (`told_as_counted`).
    """
    if connection.vendor != "postgresql":
        transaction.on_commit(lambda: [told(practice, day, version) for told in _on_move])


def told_as_counted(practice: str, day: date) -> tuple[str, list[str]]:
    """What a statement that counts a version on adds to its RETURNING, with its values, to tell it at the commit."""
    if connection.vendor != "postgresql":
        return "", []
    return ", pg_notify(%s, CAST(%s AS text) || version)", [CHANNEL, board_moved(practice, day, "")]


def tell_leave(user: str) -> None:
    """This user's rights are gone: every process cuts their streams."""
    if connection.vendor == "postgresql":
        _notify(user_left(user))
    else:
        transaction.on_commit(lambda: [told(user) for told in _on_leave])


def _notify(payload: str) -> None:
    run("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
