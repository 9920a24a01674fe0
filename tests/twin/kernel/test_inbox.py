"""Tasks cost the persons the same minutes in the kernel and in its slow double, day after day."""

import random

import numpy as np
import pytest

from binome.twin.chance import Key
from binome.twin.kernel.floor import run_floor
from binome.twin.kernel.inbox import do_tasks
from binome.twin.kernel.state import DONE, TOO_MANY_TASKS, State, working_state
from binome.twin.reference import tasks
from binome.twin.reference.floor import WorkingDay
from binome.twin.tables import Tables
from tests.twin.drawing import (
    Doctor,
    Kind,
    Person,
    Room,
    Step,
    between,
    bits,
    book_of,
    floor_of,
    inbox_of,
    laws_of,
    tables_of,
)
from tests.twin.kernel.two_floors import write_visits
from tests.twin.reference.small_days import visit

DAYS = 6
HOURS = [480.0, 600.0, 660.0, 720.0]


@pytest.mark.parametrize("carried", [True, False])
def test_the_same_minutes_are_done_left_and_worked_over(carried: bool) -> None:
    for seed in range(20):
        chance = random.Random(seed)
        tables = _practice(chance, carried)
        state = working_state(tables.floor, 60)
        undone: dict[int, list[float]] = {}
        for day in range(DAYS):
            present = {j for j in (0, 1) if chance.random() < 0.8}
            _one_day(chance, tables, state, undone, day, present)


def _one_day(
    chance: random.Random, tables: Tables, state: State, undone: dict[int, list[float]], day: int, present: set[int]
) -> None:
    key = Key.of(1, 2, chance.randrange(1000))
    visits = [
        visit(chance.uniform(470, 720), chance.uniform(1, 15), professional=chance.choice(sorted(present)), number=n)
        for n in range(chance.randrange(30) if present else 0)
    ]
    write_visits(state, visits)
    run_floor(tables.floor, 0, np.uint64(bits(present)), day, len(visits), state)
    assert do_tasks(tables, np.array(key, np.uint64), day, state) == DONE
    lived = WorkingDay(tables.floor, day, 0, present, visits)
    lived.play()
    result = tasks.do_tasks(tables, undone, key, day, lived.persons, {0, 1} - present)
    assert state.task_done.tolist() == pytest.approx(result.done_min)
    assert state.task_over.tolist() == pytest.approx(result.overtime)
    assert state.task_left.tolist() == pytest.approx([sum(undone.get(s, [])) for s in range(3)])


def test_more_tasks_than_there_is_room_for_are_refused() -> None:
    tables = _practice(random.Random(1), True)
    state = working_state(tables.floor, 60, most_tasks=3)
    run_floor(tables.floor, 0, np.uint64(3), 0, 0, state)
    assert do_tasks(tables, np.array(Key.of(1, 2, 3), np.uint64), 0, state) == TOO_MANY_TASKS


def _practice(chance: random.Random, carried: bool) -> Tables:
    """Two professionals and a third person, who may serve either's queue and has no planned afternoon."""
    persons = [Person([0], planned=[HOURS]), Person([1], planned=[HOURS]), Person([0, 1], planned=[HOURS[:2]])]
    floor = floor_of([Kind([Step()])], persons, [Room([0])], [Doctor(0, 0), Doctor(1, 1)])
    inbox = inbox_of([chance.uniform(0, 80), 20.0, 70.0], [0, 1, 0], [{0, 1, 2}, {1}, {0, 2}], carried)
    return tables_of(floor, book_of(DAYS, doctors=2), laws_of(between(0.5, 4), between(1, 9)), inbox)
