"""What every story keeps to: its own events only, one after the other, time going forward."""

from datetime import datetime
from typing import Protocol

from binome.practice.refusal import MoveRefused
from binome.practice.words import Moment, Role


class Told(Protocol):
    """What whatever is told needs to know of an event."""

    @property
    def story(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def moment(self) -> Moment: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def to(self) -> str | None: ...
    @property
    def to_sign(self) -> bool: ...
    @property
    def withdraws(self) -> int | None: ...
    @property
    def patient(self) -> str | None: ...


class Story(Protocol):
    """A story so far: `number` and `at` are its last event's."""

    @property
    def story(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime | None: ...


def refuse_unless_next(then: Story, event: Told) -> None:
    """Raises MoveRefused unless this event is of that story and comes right after its last."""
    if event.story != then.story:
        raise MoveRefused("story.another", expected=then.story, found=event.story)
    if event.number != then.number + 1:
        raise MoveRefused("story.gap", expected=then.number + 1, found=event.number)
    if then.at is not None and event.at < then.at:
        raise MoveRefused("story.backwards", at=event.at, last=then.at)
