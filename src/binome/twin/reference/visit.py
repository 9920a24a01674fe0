"""A visit of the day, and what happens to it."""

from dataclasses import dataclass, field

from binome.twin.reference.sets import NOT_YET
from binome.twin.tables import NOBODY


@dataclass
class Stamps:
    """One step of a visit: when it came to it, asked for somebody, was taken and let go, and by whom."""

    began: float
    asked: float = NOT_YET
    start: float = NOT_YET
    end: float = NOT_YET
    person: int = NOBODY  # also when the step was skipped


@dataclass
class Stay:
    room: int
    entered: float
    left: float = NOT_YET


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
    stays: list[Stay] = field(default_factory=list)
    room: int | None = None
    kept: int | None = None  # the person who stays from the step before
    skipped: float = 0.0  # minutes that skipped steps leave to the OWN step
    served: bool = False
    left: float = NOT_YET
