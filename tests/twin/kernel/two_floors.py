"""The same day lived twice: by the slow double and by the compiled floor, which must leave the same record."""

import math
from typing import Any

import numpy as np

from binome.twin.kernel.floor import run_floor
from binome.twin.kernel.state import DONE, State, working_state
from binome.twin.reference.floor import WorkingDay
from binome.twin.reference.visit import Stamps, Visit
from binome.twin.tables import NEVER, NOBODY, Floor
from tests.twin.drawing import bits


def compiled_day(floor: Floor, day: int, present: set[int], visits: list[Visit]) -> State:
    """Before the slow double has lived it, which writes into `visits`."""
    state = working_state(floor, max(1, len(visits)))
    write_visits(state, visits)
    assert run_floor(floor, 0, np.uint64(bits(present)), day, len(visits), state) == DONE
    return state


def write_visits(state: State, visits: list[Visit]) -> None:
    for p, visit in enumerate(visits):
        state.arrival[p], state.gate[p] = visit.arrival, visit.gate
        state.kind[p], state.professional[p] = visit.kind, visit.professional
        state.minutes[p, : len(visit.minutes)] = visit.minutes


class DayLivedTwice(WorkingDay):
    """The slow double's day, held against the compiled one as soon as it is over."""

    def __init__(self, floor: Floor, day: int, day_kind: int, present: set[int], visits: list[Visit]) -> None:
        super().__init__(floor, day, day_kind, present, visits)
        self.visits = visits
        self.state = compiled_day(floor, day, present, visits)

    def play(self) -> None:
        super().play()
        for p, visit in enumerate(self.visits):
            assert compiled_record(self.state, p) == record(visit)
        for number, person in enumerate(self.persons):
            assert compiled_held(self.state, number) == person.held()


def record(visit: Visit) -> dict[str, Any]:
    done = [stamps for stamps in visit.steps if stamps.end < math.inf]
    return {"professional": visit.professional, "left": visit.left, "steps": [_told(stamps) for stamps in done]}


def _told(stamps: Stamps) -> tuple[Any, ...]:
    room = NOBODY if stamps.room is None else stamps.room
    if stamps.person == NOBODY:
        return (stamps.entered, stamps.asked, stamps.end, room)
    times = (stamps.entered, stamps.asked, stamps.start, stamps.end, stamps.released)
    return (*times, room, stamps.person)


def compiled_record(state: State, p: int) -> dict[str, Any]:
    steps = [_compiled_step(state, (p, step)) for step in range(state.steps_done[p])]
    return {"professional": int(state.professional[p]), "left": _time(state.left[p]), "steps": steps}


def _compiled_step(state: State, place: tuple[int, int]) -> tuple[Any, ...]:
    room, person = int(state.room[place]), int(state.person[place])
    entered, asked, end = (_time(table[place]) for table in (state.entered, state.asked, state.end))
    if person == NOBODY:
        return (entered, asked, end, room)
    return (entered, asked, float(state.start[place]), end, float(state.released[place]), room, person)


def _time(minute: float) -> float:
    return math.inf if minute >= NEVER else float(minute)


def compiled_held(state: State, person: int) -> list[tuple[float, float]]:
    """From whose taking to whose release, one after the other."""
    held = []
    place = int(state.first_step[person])
    while place != NOBODY:
        held.append((float(state.steps["start"][place]), float(state.steps["released"][place])))
        place = int(state.steps["then"][place])
    return held
