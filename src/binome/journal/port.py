"""Where events are kept: three verbs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from binome.journal.event import Event
from binome.practice.refusal import NumberTaken


class Journal(Protocol):
    """append refuses a (story, number) already written; of_story and between answer in order."""

    def append(self, event: Event) -> None: ...

    def of_story(self, story: str) -> tuple[Event, ...]: ...

    def between(self, since: datetime, until: datetime) -> Iterator[Event]: ...


class MemoryJournal:
    """A journal for tests, tutorials and simulated days."""

    def __init__(self) -> None:
        self._stories: dict[str, dict[int, Event]] = {}

    def append(self, event: Event) -> None:
        story = self._stories.setdefault(event.story, {})
        if event.number in story:
            raise number_taken(story[event.number])
        story[event.number] = event

    def of_story(self, story: str) -> tuple[Event, ...]:
        told = self._stories.get(story, {})
        return tuple(told[number] for number in sorted(told))

    def between(self, since: datetime, until: datetime) -> Iterator[Event]:
        told = (event for story in self._stories.values() for event in story.values())
        return iter(sorted((e for e in told if since <= e.at < until), key=lambda e: (e.at, e.story, e.number)))

    def stories(self) -> tuple[str, ...]:
        return tuple(self._stories)


def number_taken(taker: Event) -> NumberTaken:
    """The refusal that says who wrote that line first, and what they wrote."""
    return NumberTaken(
        "story.number_taken",
        moment=taker.moment,
        step=taker.step,
        at=taker.at,
        by=taker.by,
        role=taker.role,
        room=taker.room,
    )
