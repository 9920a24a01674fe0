"""Practices drawn in a few words, and the tables they make."""

from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

import numpy as np

from binome.twin.chance import CELLS
from binome.twin.tables import (
    MOST_SLOTS,
    NEVER,
    NO_ROOM,
    NOBODY,
    OWN_QUEUE,
    Book,
    Floats,
    Floor,
    Inbox,
    Ints,
    Laws,
    Mark,
    Otherwise,
    Sets,
    Tables,
)

NO_MARK = Mark(0)


@dataclass
class Step:
    queue: int = OWN_QUEUE
    room: int = NO_ROOM
    marks: Mark = NO_MARK
    priority: int = 0
    room_priority: int = 0
    otherwise: Otherwise = Otherwise.WAITS
    adds: float = 0.0
    law: int = 0
    interrupted_per_min: float = 0.0


@dataclass
class Kind:
    """A kind of visit."""

    steps: list[Step]
    may_choose: set[int] = field(default_factory=set)


@dataclass
class Person:
    serves: list[int]
    hours: list[list[float]] = field(default_factory=lambda: [[0.0, NEVER]])  # of each kind of day
    planned: list[list[float]] | None = None  # None: as `hours`
    until_done: bool = False
    moves_min: float = 0.0
    pace: float = 1.0
    pace_extra: float = 0.0
    pace_days: float = 0.0
    pace_from: int = 0


@dataclass
class Room:
    serves: list[int]
    turnover_min: float = 0.0


@dataclass
class Doctor:
    """A professional: who she is on the floor, and the queues that are her own."""

    person: int
    own_queue: int
    own_rooms: int = 0


def floor_of(
    kinds: list[Kind],
    persons: list[Person],
    rooms: list[Room],
    doctors: list[Doctor],
    interruption_law: int = 0,
    restart_min: float = 0.0,
) -> Floor:
    steps = [step for kind in kinds for step in kind.steps]
    counts = [len(kind.steps) for kind in kinds]
    return Floor(
        first=_ints([sum(counts[:n]) for n in range(len(kinds))]),
        count=_ints(counts),
        **_columns_of(steps),
        may_choose=_sets([kind.may_choose for kind in kinds]),
        persons_of=_served([person.serves for person in persons]),
        serves=_ragged([person.serves for person in persons]),
        until_done=np.array([person.until_done for person in persons]),
        moves_min=_floats([person.moves_min for person in persons]),
        pace=_floats([person.pace for person in persons]),
        pace_extra=_floats([person.pace_extra for person in persons]),
        pace_days=_floats([person.pace_days for person in persons]),
        pace_from=_ints([person.pace_from for person in persons]),
        rooms_of=_served([room.serves for room in rooms]),
        room_serves=_ragged([room.serves for room in rooms]),
        turnover_min=_floats([room.turnover_min for room in rooms]),
        person_of=_ints([doctor.person for doctor in doctors]),
        own_queue=_ints([doctor.own_queue for doctor in doctors]),
        own_rooms=_ints([doctor.own_rooms for doctor in doctors]),
        hours=hours_of([person.hours for person in persons]),
        planned=hours_of([person.hours if person.planned is None else person.planned for person in persons]),
        interruption_law=interruption_law,
        restart_min=restart_min,
    )


def _columns_of(steps: list[Step]) -> dict[str, Any]:
    return {
        "queue": _ints([step.queue for step in steps]),
        "room": _ints([step.room for step in steps]),
        "marks": _ints([step.marks for step in steps]),
        "priority": _ints([step.priority for step in steps]),
        "room_priority": _ints([step.room_priority for step in steps]),
        "otherwise": _ints([step.otherwise for step in steps]),
        "adds": _floats([step.adds for step in steps]),
        "trade": _ints([0 for _ in steps]),
        "step_law": _ints([step.law for step in steps]),
        "interrupted_per_min": _floats([step.interrupted_per_min for step in steps]),
    }


def hours_of(hours: list[list[list[float]]]) -> Floats:
    """[person][kind of day][from, to, ...] as [kind of day, person, from, to, ..., NEVER]."""
    width = max(2, *(len(day) for person in hours for day in person))
    days = len(hours[0])
    return np.array([[_padded(person[day], width) for person in hours] for day in range(days)])


def _padded(row: list[float], width: int) -> list[float]:
    return row + [NEVER] * (width - len(row))


def book_of(days: int = 1, doctors: int = 1, kinds: int = 1, longest: int = 5, **said: Any) -> Book:
    """An agenda without slots and without demand, but for what is said."""
    quiet = Book(
        template=np.zeros((days + longest + 1, doctors), np.int32),
        day_kind=np.zeros(days, np.int32),
        period=np.zeros(days, np.int32),
        **slots_of([[]]),
        rate=np.zeros((kinds, doctors)),
        factor=np.ones((days, kinds)),
        visit_kind=np.zeros((kinds, doctors), np.int32),
        stages=np.zeros(kinds, np.int32),
        stage_who=np.zeros((kinds, 4), np.uint64),
        stage_slots=np.ones((kinds, 4), np.uint64),
        stage_from=np.zeros((kinds, 4), np.int32),
        stage_to=np.zeros((kinds, 4), np.int32),
        accepts=np.ones((kinds, longest + 1)),
        misses=np.zeros((kinds, longest + 1)),
        rebooks=np.zeros(kinds),
        cancels=np.zeros(kinds),
        cancels_from=np.zeros(kinds, np.int32),
        prefers_later=np.zeros(kinds),
        later_days=np.zeros(kinds, np.int32),
        returns=np.zeros(kinds),
        returns_as=np.zeros(kinds, np.int32),
        returns_after=np.zeros(kinds, np.int32),
        punctuality=np.zeros(kinds, np.int32),
        door_rate=np.zeros((kinds, doctors + 1)),
        door_hours=np.array([[NEVER, NEVER]]),
        door_gate=np.zeros((1, 1)),
        panel=np.full(doctors, 1000.0),
        leaves_per_day=np.zeros(doctors),
        joins_per_day=np.zeros(doctors),
        accepts_new_within=np.zeros(doctors),
        panel_most=np.full(doctors, 1e6),
        registration=np.zeros(doctors),
        registration_per_day=np.zeros(doctors),
        booked_before=np.zeros((doctors, longest + 1)),
        booked_as=np.zeros(doctors, np.int32),
        booked_kinds=np.ones(doctors, np.uint64),
    )
    return quiet._replace(**{name: _as(getattr(quiet, name), value) for name, value in said.items()})


def slots_of(
    templates: list[list[float]], kinds: list[list[set[int]]] | None = None, door: float = 0.0, gate: float = 0.0
) -> dict[str, Any]:
    """Templates given by the minutes of their slots; `kinds` says of what kinds each slot is (all of kind 0 else)."""
    kinds = kinds or [[{0} for _ in slots] for slots in templates]
    most_kinds = 1 + max((kind for slots in kinds for slot in slots for kind in slot), default=0)
    at = np.zeros((len(templates), MOST_SLOTS))
    sets = np.zeros((len(templates), most_kinds), np.uint64)
    for template, slots in enumerate(templates):
        at[template, : len(slots)] = slots
        for kind in range(most_kinds):
            sets[template, kind] = sum(1 << slot for slot, of in enumerate(kinds[template]) if kind in of)
    return {
        "slot_at": at,
        "slot_door": np.full(at.shape, door),
        "slot_gate": np.full(at.shape, gate),
        "slots": _ints([len(slots) for slots in templates]),
        "slots_of": sets,
    }


def inbox_of(per_day: list[float], law: list[int], who: list[set[int]], carried: bool = True) -> Inbox:
    return Inbox(_floats(per_day), _ints(law), _sets(who), carried)


def laws_of(*quantiles: Any) -> Laws:
    """From functions of u in [0, 1]."""
    steps = np.arange(CELLS + 1) / CELLS
    places = [steps / CELLS, steps, (CELLS - 1 + steps) / CELLS]
    return Laws(np.array([[[float(law(float(u))) for u in row] for row in places] for law in quantiles]))


def always(minutes: float) -> Any:
    return lambda u: minutes


def between(low: float, high: float) -> Any:
    return lambda u: low + (high - low) * u


def lognormal(mean: float, cv: float) -> Any:
    sigma = float(np.sqrt(np.log1p(cv * cv)))
    mu = float(np.log(mean)) - sigma * sigma / 2
    normal = NormalDist()
    return lambda u: float(np.exp(mu + sigma * normal.inv_cdf(min(max(u, 1e-9), 1 - 1e-9))))


def tables_of(floor: Floor, book: Book, laws: Laws, inbox: Inbox | None = None) -> Tables:
    return Tables(floor, book, inbox_of([], [], []) if inbox is None else inbox, laws)


def bits(numbers: set[int]) -> int:
    return sum(1 << number for number in numbers)


def _as(like: Any, value: Any) -> Any:
    return np.array(value, like.dtype)


def _ints(values: list[Any]) -> Ints:
    return np.array([int(value) for value in values], np.int32)


def _floats(values: list[float]) -> Floats:
    return np.array(values, np.float64)


def _sets(values: list[set[int]]) -> Sets:
    return np.array([bits(value) for value in values], np.uint64)


def _ragged(rows: list[list[int]]) -> Ints:
    width = 1 + max(map(len, rows), default=0)
    return np.array([row + [NOBODY] * (width - len(row)) for row in rows], np.int32).reshape(len(rows), width)


def _served(serves: list[list[int]]) -> Sets:
    queues = 1 + max((queue for row in serves for queue in row), default=-1)
    return _sets([{number for number, row in enumerate(serves) if queue in row} for queue in range(queues)])
