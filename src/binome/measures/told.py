"""The journal told again as tables: a row a visit, a stretch of work, a task. What every figure is counted on."""

from typing import Any, NamedTuple

from binome.measures.clock import Frame
from binome.measures.engines import pinned, shared
from binome.measures.gestures import gestures
from binome.measures.inbox import evenings
from binome.measures.lines import lazily, standing, undone
from binome.measures.openings import mornings
from binome.measures.presence import presences, rooms_open, workdays
from binome.measures.questions import questions
from binome.measures.sheets import noted
from binome.measures.stretches import of_the_day, skips, stretches
from binome.measures.tasks import ended, outside, tasks
from binome.measures.visits import by_booking, visits


class Ground(NamedTuple):
    """What the journal does not say. Each is a frame of the journal's own engine, or None; times are UTC.

    `hours`: practice, by, role, since, until, the planned stretches of presence. `slots`: practice, doctor, at,
    minutes, kind ("ahead" or "same_day"), the slots offered. `rooms`: practice, room, since, until, the rooms open.
    """

    hours: Any = None
    slots: Any = None
    rooms: Any = None


NOTHING = Ground()


class Told(NamedTuple):
    """Lazy tables: nothing is computed before it is asked for, but what they all are read from (Polars). Each has
    `practice` and `day` (of the zone); those of people have `doctor`. Without its ground, a table is None.
    """

    visits: Frame
    stretches: Frame
    tasks: Frame
    bookings: Frame
    workdays: Frame
    questions: Frame
    noted: Frame
    gestures: Frame
    skips: Frame
    evenings: Frame
    undone: Frame
    ended: Frame
    outside: Frame | None = None
    presences: Frame | None = None
    rooms: Frame | None = None
    mornings: Frame | None = None


def told(journal: Any, zone: str = "Europe/Paris", ground: Ground = NOTHING) -> Told:
    """`journal` has the columns of binome.journal.columns, of any engine, and perhaps `practice`; lines are whole
    stories, in any order, each (practice, story, number) once.
    """
    written = lazily(journal)
    lines = pinned(standing(written))
    opened = pinned(stretches(lines))
    seen = pinned(visits(lines, opened, zone))
    held = shared(of_the_day(opened, seen, zone))
    asked = tasks(lines, zone)
    hours, slots, rooms = (None if it is None else lazily(it) for it in ground)
    return Told(
        visits=seen,
        stretches=held,
        tasks=asked,
        bookings=by_booking(seen),
        workdays=workdays(held),
        questions=questions(lines, opened, zone),
        noted=noted(lines, zone),
        gestures=gestures(lines, zone),
        skips=skips(lines, zone),
        evenings=evenings(asked, seen, zone),
        undone=undone(written, zone),
        ended=ended(asked),
        outside=None if hours is None else outside(ended(asked), hours, zone),
        presences=None if hours is None else presences(hours, held, zone),
        rooms=None if rooms is None else rooms_open(rooms, held, zone),
        mornings=None if slots is None else mornings(slots, seen, zone),
    )
