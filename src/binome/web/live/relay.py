"""Across processes: one PostgreSQL connection per process that listens, and tells the hub.

The store notifies inside the transaction that writes, so that nothing is told before it is
committed nor lost after. With SQLite there is one process and no relay: the store calls the hub.
"""

import logging
import threading
from collections.abc import Callable
from datetime import date

import psycopg
from psycopg import sql

from binome.web.notices import CHANNEL

from .hub import Hub

PAUSE_S = 1.0
PATIENCE_S = 0.5

logger = logging.getLogger("binome.live")


Announce = Callable[[str, date, int], None]


def tell(hub: Hub, payload: str, announce: Announce | None = None) -> None:
    match payload.split(" "):
        case ["board", practice, day, version]:
            (announce or hub.announce)(practice, date.fromisoformat(day), int(version))
        case ["left", user]:
            hub.dismiss(user)
        case _:
            raise ValueError(f"not a word of ours on {CHANNEL}: {payload!r}")


class Relay:
    """Starts at birth. A lost connection is taken up again, and what was missed meanwhile is asked."""

    def __init__(self, conninfo: str, hub: Hub, announce: Announce | None = None) -> None:
        self._conninfo = conninfo
        self._hub = hub
        self._announce = announce
        self._stopping = threading.Event()
        self.listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except psycopg.OperationalError as lost:
                logger.warning("listening again in %s s: %s", PAUSE_S, lost)
            self.listening.clear()
            self._stopping.wait(PAUSE_S)

    def _listen(self) -> None:
        with psycopg.connect(self._conninfo, autocommit=True) as connection:
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self.listening.set()
            # From here on nothing is missed; what was written before may have been.
            self._hub.refresh()
            while not self._stopping.is_set():
                for notice in connection.notifies(timeout=PATIENCE_S):
                    self._tell(notice.payload)

    def _tell(self, payload: str) -> None:
        """A word that is not ours is left aside: one stray notice must not make every screen deaf."""
        try:
            tell(self._hub, payload, self._announce)
        except ValueError as stranger:
            logger.warning("left aside: %s", stranger)
