"""Stories as they stood at any moment of a day: what a replay shows. Nothing is in it but what the events say."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter

from binome.journal.event import Event
from binome.journal.stories import is_visit
from binome.practice.visit import Visit

AT_HAND = 1_024
"""Stories: those of a few busy days."""

Stands = tuple[tuple[datetime, ...], tuple[Visit, ...]]
"""The moments of a story, and the visit after each."""


@dataclass(frozen=True, slots=True)
class Film:
    """`events` are in order of time. A film is made once and asked for as many moments as one likes."""

    events: tuple[Event, ...]
    stories: Mapping[str, Stands]

    def at(self, moment: datetime) -> dict[str, Visit]:
        """Every visit begun by then: what `visits_from` retells of the events up to that moment, included."""
        stood = ((story, _last(stands, moment)) for story, stands in self.stories.items())
        return {story: visit for story, visit in stood if visit is not None}

    def between(self, after: datetime, upto: datetime) -> tuple[Event, ...]:
        """What happened after one moment, up to another, included."""
        first, last = (bisect_right(self.events, moment, key=attrgetter("at")) for moment in (after, upto))
        return self.events[first:last]


def film_of(events: Iterable[Event]) -> Film:
    """Raises MoveRefused when a story could not have happened. Only visits stand; whatever else is told is told."""
    told = sorted(events, key=attrgetter("at"))
    by_story: dict[str, list[Event]] = {}
    for event in told:
        if is_visit(event.story):
            by_story.setdefault(event.story, []).append(event)
    return Film(tuple(told), {story: _stands(story, tuple(lines)) for story, lines in by_story.items()})


@lru_cache(maxsize=AT_HAND)
def _stands(story: str, lines: tuple[Event, ...]) -> Stands:
    """From one minute to the next most stories of a day are the same lines: retold once, and found by all they say."""
    visit, stood = Visit(story), []
    for event in sorted(lines, key=attrgetter("number")):
        visit = visit.after(event)
        stood.append(visit)
    return tuple(event.at for event in lines), tuple(stood)


def _last(stands: Stands, moment: datetime) -> Visit | None:
    moments, visits = stands
    many = bisect_right(moments, moment)
    return visits[many - 1] if many else None
