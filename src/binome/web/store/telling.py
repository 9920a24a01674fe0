"""Telling the screens what changed, once it is safe."""

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction

from binome.web.notices import CHANNEL, board_moved, user_left

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
    """Inside the writing transaction: nothing is told before it is committed, nor lost after."""
    if connection.vendor == "postgresql":
        _notify(board_moved(practice, day, version))
    else:
        transaction.on_commit(lambda: [told(practice, day, version) for told in _on_move])


def tell_leave(user: str) -> None:
    """This user's rights are gone: every process cuts their streams."""
    if connection.vendor == "postgresql":
        _notify(user_left(user))
    else:
        transaction.on_commit(lambda: [told(user) for told in _on_leave])


def _notify(payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
