"""A visit of the day, and what happens to it."""

from dataclasses import dataclass, field

from binome.twin.reference.sets import NOT_YET
from binome.twin.tables import NOBODY


@dataclass
class Stamps:
    """One step of a visit. A skipped one has an end, but neither start nor person."""

    began: float
    entered: float = NOT_YET  # the room it asked for at this step
    asked: float = NOT_YET
    start: float = NOT_YET
    end: float = NOT_YET
    released: float = NOT_YET  # when the person was free for others
    person: int = NOBODY
    room: int | None = None  # where it took place


@dataclass
class Visit:
    """Who comes, when, for what; below, what the floor makes of it."""

    number: int
    kind: int  # of visit
    request: int  # kind of the request it comes from
    professional: int  # NOBODY until one is chosen
    entity: int  # what its chance belongs to
    arrival: float
    gate: float
    minutes: list[float]  # of each step, interruptions included

    steps: list[Stamps] = field(default_factory=list)
    room: int | None = None
    kept: int | None = None  # the person who stays from the step before
    skipped: float = 0.0  # minutes that skipped steps leave to the OWN step
    served: bool = False
    left: float = NOT_YET
