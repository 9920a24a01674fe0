"""The slots that a day template deals, one after the other."""

from dataclasses import dataclass

from binome.twin.model import Agenda, Session

TOO_MANY = 65
"""Slots of a session after which nobody counts."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that one patient may book. `gate`: the beginning of its session."""

    at: float
    door: float
    gate: float
    kind: str


def slots_of(agenda: Agenda) -> list[Slot]:
    """In the order of their times; several patients at one time are several slots."""
    return [slot for session in agenda.sessions for slot in _dealt(session)]


def times_of(session: Session) -> list[float]:
    """The times of a session, each once: those that end within it."""
    since, until = session.hours
    if session.slot_min is None:
        return [since + minute for minute in session.at_min]
    count = min(int((until - since) / session.slot_min + 1e-9), TOO_MANY)
    return [since + session.slot_min * number for number in range(count)]


def _dealt(session: Session) -> list[Slot]:
    since, _ = session.hours
    door = since if session.doors is None else session.doors
    times = [
        time
        for number, time in enumerate(times_of(session))
        for _ in range(session.first_slot if number == 0 and session.first_slot > 1 else session.per_slot)
    ]
    kinds = session.kinds
    return [Slot(time, door, since, kinds[number % len(kinds)]) for number, time in enumerate(times)]
