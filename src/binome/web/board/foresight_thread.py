"""Foreseeing behind the clicks: one thread of the live process, woken by commits, that answers when it is ready.

However many clicks come while it works, it works once more: the last state is the only one worth foreseeing. What
it says is no part of the day's version: a screen that misses it misses an estimate, never a fact.

It rests many times as long as it works, so that it never takes more than a few hundredths of a processor, and works
longer, hence rests longer, when the clicks need the machine. Nothing lowers the thread's own priority: it holds the
interpreter while it draws, and whoever waits for it would wait behind every other process of the machine.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from django.db import close_old_connections

from binome.web import forecasts
from binome.web.board import foresight
from binome.web.board.drawn import Audience
from binome.web.live.channel import Channel
from binome.web.store import clock
from binome.web.store.foresight import visits_of
from binome.web.store.practice import House, house, today

if TYPE_CHECKING:
    from binome.twin.forecast import Forecast

PAUSE_S = 1.0
"""Between two forecasts, at least: the processor is for the clicks."""
LONGEST_PAUSE_S = 10.0
RESTS = 20
"""How many times as long as it worked it rests."""
AGAIN_S = 120.0
"""Without any click, lateness grows and steps go on: it is foreseen again, and told whole."""
LOOK_S = 5.0
Day = tuple[str, date]

logger = logging.getLogger("binome.foresight")


class Screens(Protocol):
    """Who looks, and how to tell them: the hub."""

    def channels(self) -> list[Channel]: ...

    def say(self, channel: Channel, html: str) -> None: ...


class Foreseer:
    """Only days that somebody looks at are foreseen. `sights` are those of the board, not of the wall."""

    def __init__(self, screens: Screens, wall: str, *, pause: float = PAUSE_S) -> None:
        self._screens, self._wall, self._pause = screens, wall, pause
        self._moved: set[Day] = set()
        self._done: dict[Day, float] = {}
        self._said: dict[Channel, dict[str, str]] = {}
        self._wake = threading.Condition()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="foresight", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._wake:
            self._stopped.set()
            self._wake.notify()

    def moved(self, practice: str, day: date) -> None:
        """From any thread: that day is not as it was."""
        with self._wake:
            self._moved.add((practice, day))
            self._wake.notify()

    def _run(self) -> None:
        _load(self._stopped)
        while not self._stopped.is_set():
            with self._wake:
                self._wake.wait_for(lambda: self._moved or self._stopped.is_set(), LOOK_S)
            self._stopped.wait(self._pause)
            for day in self._next():
                began = time.monotonic()
                self._try(day)
                self._stopped.wait(rest_after(time.monotonic() - began))

    def _try(self, day: Day) -> None:
        if self._stopped.is_set():
            return
        try:
            self._foresee(day)
        except Exception:
            # An estimate that fails is missing from the screen, which says so; nothing else may suffer.
            logger.exception("the rest of %s could not be foreseen", day)
        finally:
            close_old_connections()

    def _next(self) -> list[Day]:
        """The days that moved, those that nobody foresaw yet, and those that were left alone for long."""
        with self._wake:
            moved, self._moved = self._moved, set()
        self._forget_the_old()
        watched = {(it.practice, it.day) for it in self._screens.channels() if it.sight != self._wall}
        since = time.monotonic() - AGAIN_S
        return sorted(day for day in watched if day in moved or self._done.get(day, -AGAIN_S) < since)

    def _forget_the_old(self) -> None:
        """What nobody has looked at for so long is hidden by every screen that still shows it."""
        since = time.monotonic() - forecasts.KEEPS.total_seconds()
        self._done = {day: at for day, at in self._done.items() if at >= since}
        self._said = {it: told for it, told in self._said.items() if (it.practice, it.day) in self._done}

    def _foresee(self, day: Day) -> None:
        whole = self._done.get(day, -AGAIN_S) < time.monotonic() - AGAIN_S
        found = house(day[0])
        if found is None or day[1] != today(found.practice, clock.now()):
            self._done[day] = time.monotonic()
            return
        forecast = forecast_of(found, day[1])
        self._done[day] = time.monotonic()
        forecasts.keep(*day, forecast)
        for channel in self._screens.channels():
            if (channel.practice, channel.day) == day and channel.sight != self._wall:
                self._tell(channel, found, forecast, whole=whole)

    def _tell(self, channel: Channel, found: House, forecast: "Forecast", *, whole: bool) -> None:
        now = foresight.pieces(found, forecast, Audience(channel.sight, channel.language))
        before = self._said.get(channel, {})
        html = foresight.changed({} if whole else before, now)
        gone = foresight.changed(before, now) if whole else ""
        self._said[channel] = {it.id: it.html for it in now}
        self._screens.say(channel, gone + html if whole else html)


def _load(stopped: threading.Event) -> None:
    """The compiler and what it compiled, while the server starts: not in the middle of the first clicks."""
    from binome.twin import forecast, outlook  # noqa: F401
    from binome.twin.kernel.compiled import complete_aside
    from binome.twin.kernel.warm import warm_foresight

    complete_aside(stopped)
    if not stopped.is_set():
        warm_foresight()


def rest_after(worked_s: float) -> float:
    """By the clock, which runs on while others have the processor. Moves that come meanwhile are seen to together."""
    return min(RESTS * worked_s, LONGEST_PAUSE_S)


def forecast_of(found: House, day: date) -> "Forecast":
    """The rest of that day of the house, as things stand now."""
    from binome.twin.forecast import forecast
    from binome.twin.outlook import offers_of

    said = found.settings
    visits = visits_of(found, day)
    offers = offers_of(found.practice, visits.values(), said.get("slot_minutes", {}), said.get("own_minutes", {}))
    return forecast(found.practice, visits, clock.now(), offers=offers, figures=said.get("figures", {}))


def after_commits(announce: Callable[[str, date, int], None], foreseer: Foreseer) -> Callable[[str, date, int], None]:
    """The screens first, then the estimates."""

    def heard(practice: str, day: date, version: int) -> None:
        announce(practice, day, version)
        foreseer.moved(practice, day)

    return heard
