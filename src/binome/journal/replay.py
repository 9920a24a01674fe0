"""From what happened to where things stand. Refuses any story, lived or simulated, that could not have happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from binome.journal.event import Event
from binome.journal.stories import is_visit
from binome.practice.draft import Draft
from binome.practice.refusal import MoveRefused
from binome.practice.story import refuse_unless_next
from binome.practice.task import Task
from binome.practice.visit import Visit
from binome.practice.words import Moment


def visit_from(story: str, events: Iterable[Event]) -> Visit:
    """Retell a visit; raises MoveRefused at the first gap or impossible move."""
    visit = Visit(story)
    for event in events:
        visit = visit.after(event)
    return visit


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a practice: closed or not. `number` is its last event's."""

    story: str
    number: int = 0
    closed: bool = False
    at: datetime | None = None

    def after(self, event: Event) -> "Day":
        refuse_unless_next(self, event)
        allowed = {Moment.CLOSED} if not self.closed and self.number else {Moment.REOPENED}
        if event.moment not in (allowed if self.number else {Moment.OPENED}):
            raise MoveRefused(f"day.{event.moment}_not_now", closed=self.closed)
        return Day(self.story, event.number, event.moment is Moment.CLOSED, event.at)


def day_from(story: str, events: Iterable[Event]) -> Day:
    """Retell a day; raises MoveRefused at the first gap or impossible move."""
    day = Day(story)
    for event in events:
        day = day.after(event)
    return day


def task_from(story: str, events: Iterable[Event]) -> Task:
    """Retell a task; raises MoveRefused at the first gap or impossible move."""
    task = Task(story)
    for event in events:
        task = task.after(event)
    return task


def draft_from(story: str, events: Iterable[Event]) -> Draft:
    """Retell a draft; raises MoveRefused at the first gap or impossible move."""
    draft = Draft(story)
    for event in events:
        draft = draft.after(event)
    return draft


def visits_from(events: Iterable[Event]) -> Mapping[str, Visit]:
    """Every visit told by these events, by story; what else happened is left out."""
    visits: dict[str, Visit] = {}
    for event in events:
        if is_visit(event.story):
            visits[event.story] = visits.get(event.story, Visit(event.story)).after(event)
    return visits
