"""How often a doctor was interrupted: questions that could not wait, asked while a consultation was under way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from binome.journal.event import Event
from binome.journal.stories import is_visit
from binome.practice.visit import Visit
from binome.practice.words import Moment, Role, Step

CANNOT_WAIT = "now"
DOCTORS = (Role.PHYSICIAN, Role.TRAINEE)


@dataclass(frozen=True, slots=True)
class Interruption:
    """A question asked now, and the doctors it found with a patient: the one named, or those of the role asked."""

    story: str
    at: datetime
    by: str
    doctors: tuple[str, ...]


def interruptions(events: Iterable[Event]) -> tuple[Interruption, ...]:
    """Every interruption these events tell of. They are whole stories, in the order of time."""
    visits: dict[str, Visit] = {}
    found = []
    for event in events:
        if is_visit(event.story):
            visits[event.story] = visits.get(event.story, Visit(event.story)).after(event)
        elif _cannot_wait(event):
            doctors = _with_a_patient(visits.values(), event)
            found += [Interruption(event.story, event.at, event.by, doctors)] if doctors else []
    return tuple(found)


def _cannot_wait(event: Event) -> bool:
    return event.moment is Moment.ASKED and event.level == CANNOT_WAIT and event.to_role in DOCTORS


def _with_a_patient(visits: Iterable[Visit], question: Event) -> tuple[str, ...]:
    """A visit that is over holds nobody."""
    held = [visit.progress[Step.CONSULTATION] for visit in visits if visit.under_way() is Step.CONSULTATION]
    asked = (s.by for s in held if s.role is question.to_role and question.to in (None, s.by))
    return tuple(sorted(asked))
