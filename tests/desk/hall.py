"""A hall in memory, for tests: the journal, the picture of the day drawn from it, and what was told."""

from collections.abc import Iterable
from datetime import date, timedelta

from binome.desk.days import day_story
from binome.desk.hall import Elsewhere, Slot, day_of
from binome.journal.event import Event
from binome.journal.port import MemoryJournal
from binome.journal.replay import day_from
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, State


class MemoryHall:
    """Satisfies binome.desk.hall.Hall. `visits` is the picture kept; `told` what every screen was told, in order."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self.journal = MemoryJournal()
        self.visits: dict[str, Visit] = {}
        self.told: list[Event] = []

    @property
    def practice(self) -> Practice:
        return self._practice

    def of_story(self, story: str) -> tuple[Event, ...]:
        return self.journal.of_story(story)

    def closed(self, day: date) -> bool:
        story = day_story(self.practice.code, day)
        return day_from(story, self.of_story(story)).closed

    def elsewhere(self, day: date, story: str) -> Elsewhere:
        others = [v for v in self.of_day(day) if v.story != story and v.state is State.PRESENT]
        return Elsewhere(
            rooms={v.room: v.story for v in others if v.room}, people={v.holder: v.story for v in others if v.holder}
        )

    def booked(self, day: date) -> tuple[Slot, ...]:
        return tuple(_slot(v) for v in self.of_day(day) if v.state in OPEN_STATES | {State.DONE})

    def keep(self, visit: Visit, event: Event) -> None:
        self.journal.append(event)
        self.visits[visit.story] = visit
        self.told.append(event)

    def keep_day(self, day: date, event: Event) -> None:
        self.journal.append(event)
        self.told.append(event)

    def keep_note(self, event: Event) -> None:
        self.journal.append(event)
        self.told.append(event)

    def of_day(self, day: date) -> tuple[Visit, ...]:
        """The visits due that day, as kept."""
        return tuple(v for v in self._born() if day_of(self.practice, v) == day)

    def _born(self) -> Iterable[Visit]:
        return (v for v in self.visits.values() if v.state is not State.UNBORN)


def _slot(visit: Visit) -> Slot:
    assert visit.due is not None
    assert visit.doctor is not None
    assert visit.pathway is not None
    until = visit.due + timedelta(minutes=visit.minutes)
    return Slot(visit.story, visit.doctor, visit.due, until, visit.patient, visit.pathway.code)
