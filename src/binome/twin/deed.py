"""What one person does in a lived day."""

from dataclasses import dataclass
from datetime import datetime

from binome.practice.words import Moment, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one person does at one moment. `kind` is the moment it makes; somebody at the door is BOOKED with
    the reason "walk_in" or "urgent", which says the arrival too. `to` is whom a visit is booked with, or left to.
    """

    at: datetime
    by: str
    story: str
    kind: Moment
    step: Step | None = None
    room: str | None = None
    reason: str | None = None
    to: str | None = None
    due: datetime | None = None
    minutes: int | None = None
    pathway: str | None = None
