"""Every story a visit may take, one line at a time: for the tests that must hold of any story."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from binome.journal.event import Event
from binome.practice.refusal import MoveRefused
from binome.practice.visit import Visit
from binome.practice.words import Moment, Role, State, Step

NINE = datetime(2026, 3, 10, 8, tzinfo=UTC)
"""Nine in Paris, on a winter's day."""

PEOPLE = {"martin": Role.PHYSICIAN, "ines": Role.TRAINEE, "bob": Role.ASSISTANT}
PATHWAYS = ("twin_rooms", "shared_assistant", "single_room")


def line(visit: Visit, moment: Moment, by: str = "bob", *, wait_min: float = 1, **words: object) -> Event:
    """What could be told next of this visit, some minutes later."""
    at = (visit.at or NINE) + timedelta(minutes=wait_min)
    told = {"story": visit.story, "number": visit.number + 1, "moment": moment, "at": at, "by": by, "role": PEOPLE[by]}
    return Event(**{**told, **words})


def story(*lines: tuple[Moment, dict[str, object]]) -> Visit:
    """The visit those lines tell."""
    visit = Visit("v1")
    for moment, words in lines:
        visit = visit.after(line(visit, moment, **words))  # type: ignore[arg-type]
    return visit


def candidates(visit: Visit) -> Iterator[Event]:
    """Anything somebody could try to tell next, possible or not."""
    for pathway in PATHWAYS:
        words = {"pathway": pathway, "due": NINE, "minutes": 15, "to": "martin", "patient": "p1"}
        yield line(visit, Moment.BOOKED, **words)
    yield line(visit, Moment.MOVED, due=NINE + timedelta(minutes=15), minutes=20)
    yield line(visit, Moment.CANCELLED, reason="patient_asked")
    yield line(visit, Moment.ARRIVED)
    yield line(visit, Moment.MISSED)
    yield line(visit, Moment.LEFT, reason="too_long")
    yield line(visit, Moment.DEFERRED, to="martin", reason="no_time")
    yield line(visit, Moment.WITHDRAWN, withdraws=visit.standing, reason="mistake")
    for step in Step:
        yield from _of_step(visit, step)


def _of_step(visit: Visit, step: Step) -> Iterator[Event]:
    yield line(visit, Moment.SKIPPED, step=step, reason="not_needed")
    yield line(visit, Moment.SIGNED, by="martin", step=step)
    for who, role in PEOPLE.items():
        to_sign = role is Role.TRAINEE
        yield line(visit, Moment.STARTED, by=who, step=step, room="A", to_sign=to_sign)
        yield line(visit, Moment.PAUSED, by=who, step=step)
        yield line(visit, Moment.FINISHED, by=who, step=step)
        holder = visit.holder if visit.holder in PEOPLE else "bob"
        yield line(visit, Moment.HANDED_OVER, by=holder, step=step, to=who, to_role=role, to_sign=to_sign)


def possible(visit: Visit) -> list[Event]:
    """The candidates that the visit accepts."""
    return [event for event in candidates(visit) if accepts(visit, event)]


def accepts(visit: Visit, event: Event) -> bool:
    try:
        visit.after(event)
    except MoveRefused:
        return False
    return True


@st.composite
def told_stories(draw: st.DrawFn, *, name: str = "v1", shortest: int = 1, longest: int = 10) -> tuple[Event, ...]:
    """The lines of a story that could have happened."""
    visit, told = Visit(name), []
    for _ in range(draw(st.integers(shortest, longest))):
        event = draw(st.sampled_from(possible(visit)))
        visit = visit.after(event)
        told.append(event)
        if visit.state is State.UNBORN and draw(st.booleans()):
            break
    return tuple(told)
