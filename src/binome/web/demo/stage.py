"""The practice itself as a stage, shared with people: what they do is read as soon as the day has a new version."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from binome.journal.event import Event
from binome.practice.refusal import Refused
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.web.demo.player import Act
from binome.web.store.board import version_of
from binome.web.store.hall import DatabaseHall, hall_of
from binome.web.store.practice import House
from binome.web.store.seeding import days_written, keep_entries
from binome.web.store.sheets import Entry
from binome.web.store.stories import visits_of_day


class InTheHouse:
    """Satisfies player.Stage; each act is a transaction of its own, unless many are done `at_once`."""

    def __init__(self, house: House, day: date) -> None:
        self.house = house
        self.day = day
        self._visits: dict[str, Visit] = {}
        self._version = -1
        self._theirs: set[str] = set()
        self._disturbed = False
        self._open: DatabaseHall | None = None

    @property
    def practice(self) -> Practice:
        return self.house.practice

    @property
    def visits(self) -> Mapping[str, Visit]:
        return self._visits

    def is_ours(self, visit: Visit) -> bool:
        return visit.story not in self._theirs

    def was_disturbed(self) -> bool:
        """Since it was last asked."""
        disturbed, self._disturbed = self._disturbed, False
        return disturbed

    def write_down(self, entries: Sequence[Entry]) -> None:
        keep_entries(self.house, entries, {entry.story: self._visits[entry.story].patient for entry in entries})

    def look(self) -> None:
        """See what others did since we last looked."""
        version = version_of(self.house.id, self.day)
        if version == self._version:
            return
        found = {visit.story: visit for visit in visits_of_day(self.house, self.day)}
        if self._visits:
            moved = {story for story, visit in found.items() if self._moved(visit)}
            self._disturbed |= bool(moved) or found.keys() != self._visits.keys()
            self._theirs |= moved
        self._visits = found  # whoever was given another day is no longer here
        self._version = version

    def do(self, act: Act) -> bool:
        try:
            with self._hall() as hall:
                watched = _Watched(hall)
                act(watched)
        except Refused:
            self._version = -1  # somebody was there first
            return False
        self._visits |= watched.written
        self._theirs -= watched.written.keys()
        self._version += 1
        return True

    def do_elsewhere(self, act: Act, day: date) -> bool:
        """Something asked for on another day, if that day is written already."""
        if self._open or day not in days_written(self.house.id):
            return False
        try:
            with hall_of(self.house, day) as hall:
                act(hall)
        except Refused:
            return False
        return True

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Many acts in one transaction, for a day that nobody looks at yet."""
        with hall_of(self.house, self.day) as hall:
            self._open = hall
            try:
                yield
            finally:
                self._open, self._version = None, -1

    @contextmanager
    def _hall(self) -> Iterator[DatabaseHall]:
        if self._open:
            yield self._open
        else:
            with hall_of(self.house, self.day) as hall:
                yield hall

    def _moved(self, visit: Visit) -> bool:
        known = self._visits.get(visit.story)
        return known is None or known.number != visit.number


class _Watched:
    """The hall, with the visits that were written in it, so that nothing need be read back."""

    def __init__(self, hall: DatabaseHall) -> None:
        self._hall = hall
        self.written: dict[str, Visit] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hall, name)

    def keep(self, visit: Visit, event: Event) -> None:
        self._hall.keep(visit, event)
        self.written[visit.story] = visit
