"""The journal told again as tables: a row a visit, a stretch of work, a task. What every figure is counted on."""

from typing import Any, NamedTuple

from binome.measures.clock import Frame
from binome.measures.lines import lazily, standing
from binome.measures.stretches import of_the_day, stretches
from binome.measures.tasks import tasks
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
    """Lazy tables, nothing is computed before it is asked for. Every one has practice, day (of the zone) and doctor."""

    visits: Frame
    stretches: Frame
    tasks: Frame
    bookings: Frame


def told(journal: Any, zone: str = "Europe/Paris", ground: Ground = NOTHING) -> Told:
    """`journal` has the columns of binome.journal.columns, of any engine, and perhaps `practice`; lines are whole
    stories, in any order, each (practice, story, number) once.
    """
    lines = standing(lazily(journal))
    work = stretches(lines)
    seen = visits(lines, work, zone)
    held = of_the_day(work, seen, zone)
    return Told(visits=seen, stretches=held, tasks=tasks(lines, zone), bookings=by_booking(seen))
