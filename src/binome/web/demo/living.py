"""Today goes on by itself: one thread of the server lives it through the practice's own hall."""

import logging
from collections.abc import Mapping
from datetime import date
from threading import Event, Thread

from django.db import close_old_connections

from binome.practice.refusal import Refused
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.web.demo.day_writer import Act, DayWriter
from binome.web.demo.making import the_plan
from binome.web.store import clock
from binome.web.store.board import version_of
from binome.web.store.hall import DatabaseHall, hall_of
from binome.web.store.practice import House
from binome.web.store.stories import visits_of_day

BREATH_S = 0.5
KEEP_CLOCK_EVERY = 20
_log = logging.getLogger("binome.demo")


class InTheHouse:
    """A stage shared with people: what they do is read again as soon as the day has a new version."""

    def __init__(self, house: House, day: date) -> None:
        self.house = house
        self.day = day
        self._visits: dict[str, Visit] = {}
        self._version = -1
        self._ours: set[tuple[str, int]] = set()
        self._theirs: set[str] = set()

    @property
    def practice(self) -> Practice:
        return self.house.practice

    @property
    def visits(self) -> Mapping[str, Visit]:
        return self._visits

    def look(self) -> None:
        """See what others did since we last looked."""
        version = version_of(self.house.id, self.day)
        if version == self._version:
            return
        for visit in visits_of_day(self.house, self.day):
            known = self._visits.get(visit.story)
            if self._version >= 0 and (known is None or known.number != visit.number):
                self._theirs.add(visit.story)
            self._visits[visit.story] = visit
        self._version = version

    def do(self, act: Act) -> bool:
        try:
            with hall_of(self.house, self.day) as hall:
                watched = _Watched(hall)
                act(watched)
        except Refused:
            self._version = -1  # somebody was there first
            self.look()
            return False
        self._visits |= watched.written
        self._theirs -= watched.written.keys()
        self._version += 1
        return True

    def is_ours(self, visit: Visit) -> bool:
        return visit.story not in self._theirs


class _Watched:
    """The hall, with the visits that were written in it, so that nothing need be read back."""

    def __init__(self, hall: DatabaseHall) -> None:
        self._hall = hall
        self.written: dict[str, Visit] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(self._hall, name)

    def keep(self, visit: Visit, event: object) -> None:
        self._hall.keep(visit, event)  # type: ignore[arg-type]
        self.written[visit.story] = visit


class Life(Thread):
    """Lives the present day while the server serves; then writes the days round it, one small transaction each."""

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
            finally:
                close_old_connections()

    def _a_day(self) -> None:
        day = self.house.practice.local(clock.now()).date()
        stage = InTheHouse(self.house, day)
        writer = DayWriter(the_plan(self.house, day), stage, clock.now())
        breaths = 0
        while not self._end.wait(BREATH_S):
            stage.look()
            now = clock.now()
            if now > writer.at:
                writer.live(now)
            breaths += 1
            if breaths % KEEP_CLOCK_EVERY == 0:
                clock.run_clock(now, clock.pace())
