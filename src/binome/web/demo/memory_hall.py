"""A hall in memory: past days are lived here through the desk, then kept in the database all at once."""

from datetime import date, timedelta

from binome.desk.hall import Elsewhere, Slot, day_of
from binome.journal.event import Event
from binome.journal.port import MemoryJournal
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment, State
from binome.web.store.seeding import WrittenDay
from binome.web.store.sheets import Entry

HOLDING = OPEN_STATES | {State.DONE}


class MemoryHall:
    """Satisfies binome.desk.hall.Hall for one day."""

    def __init__(self, practice: Practice, day: date) -> None:
        self.practice = practice
        self.day = day
        self.visits: dict[str, Visit] = {}
        self.events: list[Event] = []
        self.entries: list[Entry] = []
        self._journal = MemoryJournal()
        self._present: dict[str, Visit] = {}
        self._closed = False

    def of_story(self, story: str) -> tuple[Event, ...]:
        return self._journal.of_story(story)

    def closed(self, day: date) -> bool:
        return day == self.day and self._closed

    def elsewhere(self, day: date, story: str) -> Elsewhere:
        others = [visit for other, visit in self._present.items() if other != story]
        return Elsewhere(
            rooms={visit.room: visit.story for visit in others if visit.room},
            people={visit.holder: visit.story for visit in others if visit.holder},
        )

    def booked(self, day: date) -> tuple[Slot, ...]:
        held = (visit for visit in self.visits.values() if visit.state in HOLDING)
        return tuple(_slot(visit) for visit in held if day_of(self.practice, visit) == day)

    def keep(self, visit: Visit, event: Event) -> None:
        self._append(event)
        self.visits[visit.story] = visit
        if visit.state is State.PRESENT:
            self._present[visit.story] = visit
        else:
            self._present.pop(visit.story, None)

    def keep_day(self, day: date, event: Event) -> None:
        self._append(event)
        self._closed = event.moment is Moment.CLOSED

    def keep_note(self, event: Event) -> None:
        self._append(event)

    def written(self, words: dict[str, str]) -> WrittenDay:
        """All that happened here, ready to be kept; `words` of visits that were never booked are left out."""
        said = {story: told for story, told in words.items() if story in self.visits}
        return WrittenDay(self.day, tuple(self.events), dict(self.visits), self._closed, said, self.entries)

    def _append(self, event: Event) -> None:
        self._journal.append(event)
        self.events.append(event)


def _slot(visit: Visit) -> Slot:
    assert visit.due is not None
    assert visit.doctor is not None
    way = visit.pathway.code if visit.pathway else ""
    return Slot(visit.story, visit.doctor, visit.due, visit.due + timedelta(minutes=visit.minutes), visit.patient, way)
