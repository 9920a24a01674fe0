"""The six months behind the demonstration, written while people already look at its day."""

import logging
from dataclasses import dataclass
from threading import Event, Thread

from django.db import connection

from binome.web.demo.making import days_round, write_day
from binome.web.store import clock
from binome.web.store.practice import House

_log = logging.getLogger("binome.demo")


@dataclass
class Progress:
    """How far the past is written: shown on the page of personas."""

    written: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        return 100 * self.written // self.total if self.total else 100


progress = Progress()


class Memory(Thread):
    """Writes the days round the present one, the coming ones first, then the past, newest first."""

    def __init__(self, house: House) -> None:
        super().__init__(name="demo-memory", daemon=True)
        self.house = house
        self._end = Event()

    def end(self) -> None:
        self._end.set()

    def run(self) -> None:
        now = clock.now()
        listed = list(days_round(self.house, self.house.practice.local(now).date()))
        progress.written, progress.total = 0, len(listed)
        try:
            for day in listed:
                if self._end.is_set():
                    return
                write_day(self.house, day, now)
                progress.written += 1
        except Exception:
            _log.exception("the demonstration's past could not be written to its end")
        finally:
            connection.close()
