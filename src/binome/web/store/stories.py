"""The story of one visit, as its page tells it; and the stories of a whole day."""

from dataclasses import dataclass
from datetime import date

from binome.journal.event import Event
from binome.journal.replay import visit_from
from binome.practice.visit import Visit
from binome.web.store.board import Line, day_of_story, lines
from binome.web.store.journal import DatabaseJournal, events
from binome.web.store.practice import House
from binome.web.store.tables.journal import EventRow, VisitRow


@dataclass(frozen=True, slots=True)
class Told:
    """A visit with all that happened to it, as the journal has it."""

    day: date
    line: Line
    visit: Visit
    events: tuple[Event, ...]


def story_of(house: House, story: str) -> Told:
    """The visit behind a page; refused when this practice has no such visit."""
    day = day_of_story(house, story)
    told = DatabaseJournal(house.id).of_story(story)
    return Told(day, lines(house, day, stories=[story])[0], visit_from(story, told), told)


def visits_of_day(house: House, day: date) -> tuple[Visit, ...]:
    """Every visit of a day, retold from the journal itself, not from its picture: two queries."""
    stories = list(VisitRow.objects.filter(practice_id=house.id, day=day).values_list("story", flat=True))
    by_story: dict[str, list[Event]] = {story: [] for story in stories}
    rows = EventRow.objects.filter(practice_id=house.id, story__in=stories).order_by("story", "number")
    for event in events(rows):
        by_story[event.story].append(event)
    return tuple(visit_from(story, told) for story, told in by_story.items())


def days_given_back(house: House, story: str) -> tuple[date, ...]:
    """The day that undoing a visit's last gesture would bring it back to: it may be another than today's."""
    visit = visit_from(story, DatabaseJournal(house.id).of_story(story))
    before = visit.before.due if visit.before else None
    return (house.practice.local(before).date(),) if before else ()
