"""What a practice's own days have taught the twin, kept until another day has been lived or the house has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from binome.journal.event import Event
from binome.journal.stories import DAY_PREFIX
from binome.web.store.journal import events
from binome.web.store.practice import House
from binome.web.store.tables.journal import EventRow, VisitRow
from binome.web.store.tables.whatifs import LearnedRow
from binome.web.store.writing import writing

AT_ONCE = 400
"""Stories read in one go: what is held in memory, and how long the database is asked."""
GROWN = 1.1
"""A journal that is filled in from behind is learned from anew once it has a tenth more visits."""


@dataclass(frozen=True, slots=True)
class LearnedStart:
    """A scenario of the practice, and what it was learned from."""

    scenario: str
    told: dict[str, Any]


def days_from(house: House, since: date) -> Iterator[Event]:
    """The stories of the visits of those days and later ones, and of the days themselves, one after the other."""
    visits = VisitRow.objects.filter(practice_id=house.id, day__gte=since).order_by("story")
    first = datetime.combine(since, time(), house.practice.zone)
    opened = EventRow.objects.filter(practice_id=house.id, story__startswith=DAY_PREFIX, at__gte=first)
    yield from events(opened.order_by("story", "number"))
    stories = list(visits.values_list("story", flat=True))
    for place in range(0, len(stories), AT_ONCE):
        yield from events(
            EventRow.objects.filter(story__in=stories[place : place + AT_ONCE]).order_by("story", "number")
        )


def learned_start(house: House, since: date, today: date, version: str) -> LearnedStart | None:
    """What was learned, if it is of that day, of the house as it stands and of this version of the product."""
    row = LearnedRow.objects.filter(practice_id=house.id, day=today, revision=house.revision, version=version).first()
    if row is None or not row.visits / GROWN <= _visits(house, since, today) <= row.visits * GROWN:
        return None
    return LearnedStart(row.scenario, row.told)


def keep_learned(house: House, since: date, today: date, version: str, it: LearnedStart) -> None:
    """In the place of what was learned before."""
    facts = {"day": today, "revision": house.revision, "version": version, "visits": _visits(house, since, today)}
    with writing():
        LearnedRow.objects.update_or_create(
            practice_id=house.id, defaults={**facts, "scenario": it.scenario, "told": it.told}
        )


def _visits(house: House, since: date, until: date) -> int:
    return VisitRow.objects.filter(practice_id=house.id, day__gte=since, day__lt=until).count()
