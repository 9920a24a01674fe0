"""A day does not close on a task that is nobody's: it has a name, another day with a reason, or its end."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from binome.desk import days
from binome.desk.days import is_left_alone
from binome.practice.task import Task, TaskState
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE, TODAY, at
from tests.practice.refused import refused

ANA = PRACTICE.member("ana")
EVENING = at("23:59")


def _task(state: TaskState, *, due: int, holder: str | None = None, person: str | None = None) -> Task:
    return Task("task-1", 2, state, at("9:00"), due=EVENING + timedelta(minutes=due), holder=holder, person=person)


any_task = st.builds(
    _task,
    st.sampled_from([TaskState.ASKED, TaskState.CLAIMED, TaskState.ENDED]),
    due=st.sampled_from([-3000, -600, 0, 1, 600, 5000]),
    holder=st.sampled_from([None, "bob"]),
    person=st.sampled_from([None, "ana"]),
)


@given(st.lists(any_task, max_size=6))
def test_after_closing_no_open_task_of_the_day_remains_without_status(tasks: list[Task]) -> None:
    """Whatever the tasks: either it is refused, or each is over, put off to another day, or somebody's."""
    hall = MemoryHall(PRACTICE)
    alone = [task for task in tasks if is_left_alone(task, PRACTICE, TODAY)]
    if alone:
        with refused("day.tasks_open", count=len(alone)):
            days.close_day(hall, TODAY, (), by=ANA, at=at("19:00"), tasks=tasks)
        assert not hall.closed(TODAY)
        return
    days.close_day(hall, TODAY, (), by=ANA, at=at("19:00"), tasks=tasks)
    assert hall.closed(TODAY)
    for task in tasks:
        assert task.due is not None
        settled = not task.is_open or task.holder or task.person
        assert settled or PRACTICE.local(task.due).date() > TODAY


def test_a_late_task_of_last_week_is_of_the_day_too() -> None:
    assert is_left_alone(_task(TaskState.ASKED, due=-9000), PRACTICE, TODAY)


def test_a_task_of_tomorrow_waits_for_tomorrow() -> None:
    """Counted on the practice's own calendar, to the minute."""
    assert is_left_alone(_task(TaskState.ASKED, due=0), PRACTICE, TODAY)
    assert not is_left_alone(_task(TaskState.ASKED, due=1), PRACTICE, TODAY)


def test_one_name_is_enough() -> None:
    assert not is_left_alone(_task(TaskState.ASKED, due=-10, person="ana"), PRACTICE, TODAY)
    assert not is_left_alone(_task(TaskState.CLAIMED, due=-10, holder="bob"), PRACTICE, TODAY)
    assert not is_left_alone(_task(TaskState.ENDED, due=-10), PRACTICE, TODAY)
