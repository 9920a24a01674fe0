"""What may follow what, for a task.

A task stands in one state; what happens leads to another, or is refused (*-*). It is always before a role: declined or
handed back, it returns to its role; passed on, it is before another. An escalation only shows it to one role more; a
withdrawal undoes the last gesture of a person. The second table says whose gesture it may be.
"""
# a table is read across

from collections.abc import Iterator

import pytest

from binome.journal.event import Event
from binome.practice.refusal import MoveRefused
from binome.practice.task import MAY_HAPPEN, Task, TaskState
from binome.practice.words import Moment
from tests.journal.task_walks import candidates, possible, told
from tests.spec.tables import rows

TABLE = """
| what happens | unborn | asked            | claimed | ended |
| asked        | asked  | -                | -       | -     |
| claimed      | -      | claimed          | -       | -     |
| declined     | -      | asked            | -       | -     |
| handed_back  | -      | -                | asked   | -     |
| passed_on    | -      | asked            | asked   | -     |
| postponed    | -      | asked            | claimed | -     |
| escalated    | -      | asked            | claimed | -     |
| ended        | -      | ended            | ended   | -     |
| resumed      | -      | -                | -       | asked |
"""

TABLE_OF_WHO = """
| what happens | before a role | before a person             | held by somebody                       |
| claimed      | anybody       | anybody                     | -                                      |
| declined     | -             | the person asked            | -                                      |
| handed_back  | -             | -                           | the holder                             |
| passed_on    | anybody       | anybody                     | the holder; others with a reason       |
| postponed    | anybody       | anybody                     | the holder                             |
| ended        | anybody       | anybody                     | the holder; others naming the holder   |
"""

Found = dict[tuple[str, str], set[str]]


def drawn(table: str) -> Found:
    """What a table allows: (what happens, column) → the cell's parts."""
    every = [(row.pop("what happens"), row) for row in rows(table)]
    return {(m, now): set(cell.split(" / ")) for m, row in every for now, cell in row.items() if cell != "-"}


def _likeness(task: Task) -> tuple[object, ...]:
    """Two tasks alike in this may go the same ways."""
    return task.state, task.role, task.person, task.holder, frozenset(task.escalated)


def moves() -> Iterator[tuple[Task, Event, Task]]:
    """Every move that any task can make, found by trying everything everywhere."""
    seen, to_try = set(), [Task("task-1")]
    while to_try:
        task = to_try.pop()
        if _likeness(task) in seen:
            continue
        seen.add(_likeness(task))
        for event, after in possible(task):
            if event.moment is not Moment.WITHDRAWN:
                yield task, event, after
                to_try.append(after)


@pytest.fixture(scope="module")
def every_move() -> list[tuple[Task, Event, Task]]:
    return list(moves())


def test_a_task_goes_where_the_table_says_and_nowhere_else(every_move: list[tuple[Task, Event, Task]]) -> None:
    """Every move there is was tried on every task there is."""
    found: Found = {}
    for task, event, after in every_move:
        found.setdefault((event.moment, task.state), set()).add(after.state)
    assert found == drawn(TABLE)


def test_a_gesture_is_whose_the_table_says(every_move: list[tuple[Task, Event, Task]]) -> None:
    """Nobody takes a task out of a colleague's hands without saying so."""
    who: dict[tuple[str, str], set[str]] = {}
    for task, event, _ in every_move:
        if event.moment in {row["what happens"] for row in rows(TABLE_OF_WHO)}:
            who.setdefault((event.moment, _before(task)), set()).add(_whose(task, event))
    assert {key: _said(found) for key, found in who.items()} == {k: "".join(v) for k, v in drawn(TABLE_OF_WHO).items()}


def _before(task: Task) -> str:
    if task.holder:
        return "held by somebody"
    return "before a person" if task.person else "before a role"


def _whose(task: Task, event: Event) -> str:
    if event.by == task.holder:
        return "the holder"
    if task.holder:
        return "others naming the holder" if event.to == task.holder else "others with a reason"
    if event.by == task.person:
        return "the person asked"
    return "others"


def _said(found: set[str]) -> str:
    if "others" in found:
        return "anybody"
    return "; ".join(sorted(found, key=lambda who: who != "the holder"))


@pytest.mark.parametrize("moment", list(MAY_HAPPEN))
def test_what_is_refused_names_the_state(moment: Moment) -> None:
    """Whatever cannot be now is refused with the state the task is in."""
    task = Task("task-1")
    for event in candidates(task):
        if event.moment is moment and moment is not Moment.ASKED:
            with pytest.raises(MoveRefused) as refused:
                task.after(event)
            assert refused.value.code == f"task.{moment}_not_now"
            assert refused.value.facts["state"] is TaskState.UNBORN


def test_a_withdrawal_leads_back_to_what_stood_before(every_move: list[tuple[Task, Event, Task]]) -> None:
    """Wherever a person's gesture stands; the clock's is not undone."""
    for task, event, after in every_move:
        undo = told(after, Moment.WITHDRAWN, withdraws=after.standing, reason="mistake")
        back = after.after(undo)
        expected = task.before if event.moment is Moment.ESCALATED else task
        assert expected is not None
        assert (back.state, back.role, back.person, back.holder) == (
            expected.state,
            expected.role,
            expected.person,
            expected.holder,
        )
