"""The preparation sheet of a visit, retold: which activities were done, by whom, and which were left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from binome.journal.event import Event
from binome.journal.stories import SHEET_SUFFIX
from binome.practice.refusal import MoveRefused
from binome.practice.story import refuse_unless_next
from binome.practice.words import Moment


def sheet_story(visit: str) -> str:
    """The story of a visit's sheet: its own numbers, so that preparing never hinders the board."""
    return f"{visit}{SHEET_SUFFIX}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What has been done to prepare a visit: the last word on each activity, and on each item that was named.

    A line that bears a `kind` speaks of one item of a checklist, and of that one only.
    """

    story: str
    number: int = 0
    at: datetime | None = None
    told: Mapping[str, Event] = field(default_factory=dict)
    items: Mapping[str, Event] = field(default_factory=dict)

    def after(self, event: Event) -> "Sheet":
        refuse_unless_next(self, event)
        if event.moment not in (Moment.NOTED, Moment.OMITTED) or event.activity is None:
            raise MoveRefused("sheet.not_a_note", moment=event.moment)
        if event.moment is Moment.OMITTED and event.reason is None:
            raise MoveRefused("sheet.omitting_needs_reason", activity=event.activity)
        then = replace(self, number=event.number, at=event.at)
        if event.kind is not None:
            return replace(then, items={**self.items, event.kind: event})
        return replace(then, told={**self.told, event.activity: event})

    def on(self, item: str, activity: str, *, follows: bool) -> Event | None:
        """The last word on an item; when it `follows`, what was said of its activity as a whole."""
        return self.items.get(item) or (self.told.get(activity) if follows else None)

    def done(self) -> tuple[Event, ...]:
        return tuple(event for event in self.told.values() if event.moment is Moment.NOTED)

    def omitted(self) -> tuple[Event, ...]:
        return tuple(event for event in self.told.values() if event.moment is Moment.OMITTED)


def sheet_from(story: str, events: Iterable[Event]) -> Sheet:
    """Retell a sheet; raises MoveRefused at the first gap or impossible line."""
    sheet = Sheet(story)
    for event in events:
        sheet = sheet.after(event)
    return sheet
