"""What a deed needs of the house, and the one way it writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from binome.journal.event import Event, utc
from binome.journal.port import number_taken
from binome.journal.replay import visit_from
from binome.practice.refusal import MoveRefused
from binome.practice.team import Member, Practice
from binome.practice.visit import Visit
from binome.practice.words import Moment, Role


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the other visits of the day hold: room → story, member → story."""

    rooms: Mapping[str, str]
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A booked stretch of somebody's agenda. `until` is not included; `pathway` says what comes around it."""

    story: str
    doctor: str
    since: datetime
    until: datetime
    patient: str | None
    pathway: str = ""


class Hall(Protocol):
    """A practice's journal and the picture of its day, written together or not at all."""

    @property
    def practice(self) -> Practice: ...

    def of_story(self, story: str) -> tuple[Event, ...]: ...

    def closed(self, day: date) -> bool: ...

    def elsewhere(self, day: date, story: str) -> Elsewhere:
        """Rooms and people taken that day by visits other than this one."""
        ...

    def booked(self, day: date) -> tuple[Slot, ...]:
        """The day's standing bookings, whatever the doctor."""
        ...

    def keep(self, visit: Visit, event: Event) -> None:
        """Append the event, redraw the visit's line, and tell every screen once it is safe."""
        ...

    def keep_day(self, day: date, event: Event) -> None: ...

    def keep_note(self, event: Event) -> None:
        """Append a line of a preparation sheet."""
        ...


@dataclass(frozen=True, slots=True)
class Deed:
    """Who acts, when, on which story, and the line they mean to write (None: the next, whatever it is)."""

    by: Member
    at: datetime
    story: str
    number: int | None = None


def day_of(practice: Practice, visit: Visit) -> date:
    """The practice's own calendar day of a visit."""
    if visit.due is None:
        raise MoveRefused("visit.unknown", story=visit.story)
    return practice.local(visit.due).date()


def refuse_if_written(deed: Deed, told: Sequence[Event]) -> None:
    """Raises NumberTaken when somebody wrote the deed's line first; a line beyond the next is refused too."""
    if deed.number is not None and 0 < deed.number <= len(told):
        raise number_taken(told[deed.number - 1])
    if deed.number is not None and deed.number != len(told) + 1:
        raise MoveRefused("story.gap", expected=len(told) + 1, found=deed.number)


def visit_for(hall: Hall, deed: Deed) -> Visit:
    """The visit as it stands; raises NumberTaken when somebody wrote the deed's line first."""
    told = hall.of_story(deed.story)
    visit = visit_from(deed.story, told)
    refuse_if_written(deed, told)
    return visit


Line = tuple[Moment, Mapping[str, Any]]
"""What happens, and the words of its event that the deed knows; the rest follows from the story."""


def record(hall: Hall, visit: Visit, deed: Deed, moment: Moment, **words: Any) -> Visit:
    """Write what happens next to a visit."""
    return record_click(hall, visit, deed, [(moment, words)])


def record_click(hall: Hall, visit: Visit, deed: Deed, lines: Sequence[Line]) -> Visit:
    """Write the lines of one click, all or none: the only road from a deed to the journal."""
    at = max(utc(deed.at), visit.at or utc(deed.at))  # two clocks may differ by a breath; a story never goes back
    then, told = visit, []
    for moment, words in lines:
        event = Event(story=visit.story, number=then.number + 1, moment=moment, at=at, by=deed.by.code, **words)
        then = then.after(event)
        told.append((then, event))
    _refuse_unless_free(hall, visit, then)
    for after, event in told:
        hall.keep(after, event)
    return then


def _refuse_unless_free(hall: Hall, before: Visit, then: Visit) -> None:
    if (then.room, then.holder) == (before.room, before.holder) or (then.room is None and then.holder is None):
        return
    taken = hall.elsewhere(day_of(hall.practice, then), then.story)
    if then.holder and then.holder != before.holder and then.holder in taken.people:
        raise MoveRefused("person.busy", member=then.holder, story=taken.people[then.holder])
    if then.room and then.room != before.room and then.room in taken.rooms:
        raise MoveRefused("room.taken", room=then.room, story=taken.rooms[then.room])


def refuse_before_its_day(hall: Hall, day: date, at: datetime) -> None:
    """A patient may be recorded late, never ahead: a visit of another day is first moved to today."""
    today = hall.practice.local(at).date()
    if today < day:
        raise MoveRefused("visit.before_its_day", day=day, today=today)


def refuse_if_closed(hall: Hall, day: date) -> None:
    if hall.closed(day):
        raise MoveRefused("day.closed", day=day, who=(Role.PHYSICIAN, Role.SECRETARY, Role.ASSISTANT))
