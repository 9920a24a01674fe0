"""One thing that happened, in one story, at one moment. Written once, never changed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from binome.practice.refusal import MoveRefused
from binome.practice.words import Moment, Role, Step

LIVED = "lived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of the journal.

    `story` is a visit, a task or a day; `number` is 1, 2, 3… within it. `by`, `to` and `patient` are pseudonyms,
    `reason` is a code from a list, never free text: names and words live elsewhere and can be forgotten. `kind` is
    what a task or a draft is (also a code), `level` how pressing a task.
    `delegation` is the code of the text it was done under; `to_sign` says that it was prepared for a signature.
    `origin` is "lived", or the code of the run that made it.
    """

    story: str
    number: int
    moment: Moment
    at: datetime
    by: str
    role: Role
    step: Step | None = None
    activity: str | None = None
    room: str | None = None
    delegation: str | None = None
    to_sign: bool = False
    reason: str | None = None
    to: str | None = None
    to_role: Role | None = None
    withdraws: int | None = None
    due: datetime | None = None
    minutes: int | None = None
    pathway: str | None = None
    patient: str | None = None
    kind: str | None = None
    level: str | None = None
    origin: str = LIVED

    def __post_init__(self) -> None:
        for moment in (self.at, self.due):
            if moment is not None and moment.utcoffset() != timedelta(0):
                raise MoveRefused("event.not_utc", at=moment)


def utc(at: datetime) -> datetime:
    """The same instant in UTC. A naive datetime is our fault, and fails."""
    assert at.tzinfo is not None, "a naive datetime has no place in the journal"
    return at.astimezone(UTC)
