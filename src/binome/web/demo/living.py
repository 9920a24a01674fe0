"""The present day goes on by itself: one thread of the server lives it through the practice's own hall."""

import logging
from datetime import datetime, time, timedelta
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

from django.db import close_old_connections, connection

from binome.desk.hall import Hall
from binome.practice.words import Moment
from binome.web.demo.evenings import put_off_what_is_nobodys
from binome.web.demo.making import EARLY, NIGHT, begin_day, calls_from, the_plan
from binome.web.demo.stage import InTheHouse
from binome.web.demo.working_days import next_working_day
from binome.web.store import clock
from binome.web.store.board import is_closed
from binome.web.store.huddle import tasks_of_day
from binome.web.store.practice import House
from binome.web.store.seeding import keep_words

if TYPE_CHECKING:
    from binome.twin.deed import Deed
    from binome.web.demo.player import Player
    from binome.web.demo.retold import DayPlan

BREATH_S, FIRST_PAGE_S = 0.5, 1.5
CLOCK_KEPT_EVERY = 20
MIDNIGHT = time()
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
        if self._end.wait(FIRST_PAGE_S):
            return  # to read the compiled days takes a second, for which nobody's first page waits
        stage = InTheHouse(self.house, self.house.practice.local(clock.now()).date())
        stage.look()
        player, calls = taking_up(self.house, stage, clock.now()), Calls(self.house, stage)
        last, breaths = clock.now(), 0
        while not self._end.wait(BREATH_S):
            now = _awake(last)
            if _next_day.is_set():
                self._begin_next(player, stage, calls)
                return
            stage.look()
            self._live(player, now, calls)
            breaths += 1
            if breaths % CLOCK_KEPT_EVERY == 0 and clock.pace():
                clock.keep()
            last = now

    def _live(self, player: "Player", now: datetime, calls: "Calls | None" = None) -> None:
        if is_closed(self.house, player.plan.day):
            return
        if now > player.at:
            player.live(now)
            if calls:
                calls.made(now)
        if self._is_evening(player, now):
            put_off_what_is_nobodys(self.house, player.plan.day, now)
            if player.close(tasks_of_day(self.house, player.plan.day)):
                clock.run_clock(now, 0)

    def _is_evening(self, player: "Player", now: datetime) -> bool:
        local = self.house.practice.local(now)
        opens_until = max(hours.until for hours in self.house.practice.opening)
        return local.time() >= NIGHT or (local.time() >= opens_until and player.over)

    def _begin_next(self, player: "Player", stage: InTheHouse, calls: "Calls | None" = None) -> None:
        stage.look()
        night = datetime.combine(stage.day, NIGHT, self.house.practice.zone)
        if not is_closed(self.house, stage.day):
            put_off_what_is_nobodys(self.house, stage.day, clock.now())
            with stage.at_once():
                player.live(night)
                player.close(tasks_of_day(self.house, stage.day))
        if calls:
            calls.made(night)
        begin_day(self.house, next_working_day(stage.day), at=EARLY, pace=1)
        _next_day.clear()


def taking_up(house: House, stage: InTheHouse, at: datetime) -> "Player":
    """The day in progress from there: people may have clicked in it."""
    from binome.web.demo.player import Player

    return Player(the_plan(house, stage.day), stage, at, takes_up=True)


class Calls:
    """Who calls today for another day, or gives a place up."""

    def __init__(self, house: House, stage: InTheHouse) -> None:
        self.house, self.stage = house, stage
        since = datetime.combine(stage.day, MIDNIGHT, house.practice.zone)
        told = [(it.at, it, plan) for plan in calls_from(house, stage.day) for it in plan.deeds if it.at > since]
        self._left = sorted(told, key=lambda it: it[0])

    def made(self, until: datetime) -> None:
        """Those up to that moment. A day that is not written yet will be, with them; what was asked is refused."""
        while self._left and self._left[0][0] <= until:
            _, told, plan = self._left.pop(0)
            if self.stage.do_elsewhere(partial(_asked, told=told, plan=plan), plan.day) and told.kind is Moment.BOOKED:
                keep_words(self.house, {told.story: plan.words[told.story]})


def _asked(hall: Hall, *, told: "Deed", plan: "DayPlan") -> None:
    from binome.web.demo.acting import act

    act(hall, told, plan, at=told.at)


def _awake(last: datetime) -> datetime:
    """Now; or where we were, when the machine slept: the time it slept for does not count."""
    now = clock.now()
    if now - last > timedelta(seconds=ASLEEP_S * max(clock.pace(), 1)):
        clock.run_clock(last, clock.pace())
        return last
    return now
