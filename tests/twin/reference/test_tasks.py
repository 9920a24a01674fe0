"""Section 5 of the paper, on days worked out by hand."""

from collections.abc import Sequence

import pytest

from binome.twin.chance import Key, Purpose, poisson, task_entity, uniform
from binome.twin.reference.floor import WorkingDay
from binome.twin.reference.tasks import TasksOfADay, do_tasks
from binome.twin.tables import Tables
from tests.twin.drawing import (
    Doctor,
    Kind,
    Person,
    Room,
    Step,
    always,
    book_of,
    floor_of,
    inbox_of,
    laws_of,
    tables_of,
)
from tests.twin.reference.small_days import visit

KEY = Key.of(4, 5, 6)
HOURS = [480.0, 600.0, 660.0, 720.0]


def practice(persons: list[Person], per_day: float, minutes: float, who: set[int], carried: bool = True) -> Tables:
    floor = floor_of([Kind([Step(0)])], persons, [Room([0])], [Doctor(0, 0)])
    inbox = inbox_of([per_day], [0], [who], carried)
    return tables_of(floor, book_of(), laws_of(always(minutes)), inbox)


def lived(
    tables: Tables,
    undone: dict[int, list[float]],
    visits: Sequence[tuple[float, float]] = (),
    away: frozenset[int] = frozenset(),
) -> TasksOfADay:
    day = WorkingDay(
        tables.floor, 0, 0, {0} - away, [visit(at, minutes, number=n) for n, (at, minutes) in enumerate(visits)]
    )
    day.play()
    return do_tasks(tables, undone, KEY, 0, day.persons, set(away))


def test_tasks_arrive_within_the_planned_hours_and_are_given_in_turn() -> None:
    """Each has its own moment; two persons share them evenly, the third is no part of it."""
    persons = [Person([0], hours=[[0.0, 1e6]], planned=[HOURS]) for _ in range(3)]
    result = lived(practice(persons, 40, 0.01, {0, 2}), {})
    number = poisson(KEY, 0, Purpose.TASKS, task_entity(0, 0), 40)
    moments = [480 + 240 * uniform(KEY, 0, Purpose.TASK_TIME, task_entity(0, n)) for n in range(number)]
    last = [max(moments[n] for n in range(number) if n % 2 == turn) for turn in (0, 1)]
    assert max(last) < 719
    assert result.done == [(number + 1) // 2, 0, number // 2]


def test_what_was_left_comes_first_and_fills_the_gaps_between_visits() -> None:
    """180 planned minutes, 40 of them with visits: 140 minutes of work, the rest is left to tomorrow."""
    undone = {0: [60.0, 60.0, 40.0]}
    tables = practice([Person([0], hours=[[0.0, 1e6]], planned=[HOURS])], 0, 1, {0})
    result = lived(tables, undone, [(470, 20), (590, 40), (700, 30)])
    assert result.done == [2]
    assert undone == {0: [20.0]}


def test_visits_outside_the_planned_hours_cost_no_task() -> None:
    """The pause is hers."""
    undone = {0: [180.0]}
    lived(practice([Person([0], planned=[HOURS])], 0, 1, {0}), undone, [(610, 20), (800, 20)])
    assert undone == {0: []}


def test_overtime_leaves_nothing_to_tomorrow() -> None:
    """What is left is done after the planned hours, the same day."""
    tables = practice([Person([0], planned=[HOURS])], 10, 30, {0}, carried=False)
    undone: dict[int, list[float]] = {}
    result = lived(tables, undone)
    assert undone == {0: []}
    assert result.overtime[0] > 0
    assert result.done[0] < result.arrived


def test_who_is_not_there_keeps_what_she_had() -> None:
    """And is given nothing; when nobody is there, nothing arrives."""
    undone = {0: [5.0]}
    result = lived(practice([Person([0], planned=[HOURS])], 10, 3, {0}), undone, away=frozenset({0}))
    assert (result.arrived, result.done, undone) == (0, [0], {0: [5.0]})


def test_no_task_begins_before_it_arrives() -> None:
    """A person who is free from the evening on leaves what comes after her hours."""
    persons = [Person([0], planned=[[480.0, 500.0]]), Person([0], planned=[[480.0, 720.0]])]
    undone: dict[int, list[float]] = {}
    result = lived(practice(persons, 60, 0.01, {0, 1}), undone)
    assert result.done[0] + len(undone[0]) == pytest.approx(result.arrived / 2, abs=1)
    assert result.done[0] < len(undone[0])
