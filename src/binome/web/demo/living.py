"""The present day goes on by itself: one thread of the server lives it through the practice's own hall."""

import logging
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import close_old_connections, connection

from binome.web.demo.day_writer import DayWriter
from binome.web.demo.making import EARLY, NIGHT, begin_day, next_working_day, the_plan
from binome.web.demo.stage import InTheHouse
from binome.web.store import clock
from binome.web.store.board import is_closed
from binome.web.store.practice import House

BREATH_S = 0.5
CLOCK_KEPT_EVERY = 20
ASLEEP_S = 30
"""A machine that slept longer than this did not live its day meanwhile."""

_log = logging.getLogger("binome.demo")
_next_day = Event()


def ask_for_next_day() -> None:
    """Let the evening come at once, and begin the following morning."""
    _next_day.set()


class Life(Thread):
    """Lives one day after the other until it is told to end."""

    def __init__(self, house: House) -> None:
        super().__init__(name="demo-life", daemon=True)
        self.house = house
        self._end = Event()

    def end(self) -> None:
        self._end.set()

    def run(self) -> None:
        while not self._end.is_set():
            try:
                self._a_day()
            except Exception:
                # The board stays usable without the play; what went wrong is for the log.
                _log.exception("the demonstration's day stumbled; it goes on")
                self._end.wait(5)
            close_old_connections()
        connection.close()

    def _a_day(self) -> None:
        stage = InTheHouse(self.house, self.house.practice.local(clock.now()).date())
        writer = DayWriter(the_plan(self.house, stage.day), stage, clock.now())
        last, breaths = clock.now(), 0
        while not self._end.wait(BREATH_S):
            now = _awake(last)
            if _next_day.is_set():
                self._begin_next(writer, stage)
                return
            stage.look()
            self._live(writer, now)
            breaths += 1
            if breaths % CLOCK_KEPT_EVERY == 0 and clock.pace():
                clock.keep()
            last = now

    def _live(self, writer: DayWriter, now: datetime) -> None:
        if is_closed(self.house, writer.plan.day):
            return
        if now > writer.at:
            writer.live(now)
        if self._is_evening(writer, now) and writer.close():
            clock.run_clock(now, 0)

    def _is_evening(self, writer: DayWriter, now: datetime) -> bool:
        local = self.house.practice.local(now)
        opens_until = max(hours.until for hours in self.house.practice.opening)
        return local.time() >= NIGHT or (local.time() >= opens_until and writer.over)

    def _begin_next(self, writer: DayWriter, stage: InTheHouse) -> None:
        stage.look()
        if not is_closed(self.house, stage.day):
            with stage.at_once():
                writer.live(datetime.combine(stage.day, NIGHT, self.house.practice.zone))
                writer.close()
        begin_day(self.house, next_working_day(stage.day), at=EARLY, pace=1)
        _next_day.clear()


def _awake(last: datetime) -> datetime:
    """Now; or where we were, when the machine slept: the time it slept for does not count."""
    now = clock.now()
    if now - last > timedelta(seconds=ASLEEP_S * max(clock.pace(), 1)):
        clock.run_clock(last, clock.pace())
        return last
    return now
