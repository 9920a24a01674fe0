"""Calls and documents become tasks by rule; nobody interprets them on the way."""

import pytest

from binome.desk import tasks
from binome.desk.incoming import RECLASSIFIED, receive, reclassify, take_call
from binome.desk.task_hall import Words
from binome.practice.task import TaskState
from binome.practice.words import Role
from tests.desk.small_practice import at
from tests.desk.tasks_hall import TasksHall, on
from tests.practice.refused import refused


@pytest.mark.parametrize(
    ("reason", "kind", "role", "level"),
    [
        ("urgent", "question", Role.PHYSICIAN, "now"),
        ("result", "call_back", Role.PHYSICIAN, "normal"),
        ("renewal", "prescription_renewal", Role.PHYSICIAN, "normal"),
        ("appointment", "call_back", Role.SECRETARY, "normal"),
    ],
)
def test_a_call_goes_where_its_reason_says(reason: str, kind: str, role: Role, level: str) -> None:
    """Whom it is before and by when follow from why they call; who called stays beside the journal."""
    hall, words = TasksHall(), Words("Wants to know", caller="His daughter", phone="06 00 00 00 00")
    task = take_call(hall, on("sophie", "9:00"), reason=reason, words=words, patient="p1")
    assert (task.kind, task.role, task.level, task.patient) == (kind, role, level, "p1")
    assert hall.words["task-1"] == words


def test_who_says_it_is_urgent_is_before_a_doctor_at_once() -> None:
    """Within minutes."""
    task = take_call(TasksHall(), on("sophie", "9:00"), reason="urgent", words=Words("Chest pain"))
    assert task.due == at("9:10")


def test_a_result_goes_before_a_doctor_without_a_word() -> None:
    """The patient's own, when one says whom."""
    hall = TasksHall()
    task = receive(hall, on("sophie"), document="result", patient="p1", person="leroy")
    assert (task.kind, task.role, task.person) == ("result_to_read", Role.PHYSICIAN, "leroy")
    assert not hall.words


@pytest.mark.parametrize(
    ("here", "role"), [(("bob", "martin"), Role.ASSISTANT), (("martin",), Role.PHYSICIAN)], ids=["assistant", "alone"]
)
def test_a_practice_without_a_secretary_takes_its_calls_and_its_paper(here: tuple[str, ...], role: Role) -> None:
    """They go before the next of the trades that may, the doctor at last."""
    hall = TasksHall()
    hall.practice_is(*here)
    assert receive(hall, on(here[0]), document="administrative").role is role
    call = take_call(hall, on(here[0], story="task-2"), reason="appointment", words=Words("On Monday"))
    assert call.role is role


def test_what_nobody_can_place_is_sorted_by_hand() -> None:
    """And what is of no kind at all is refused."""
    hall = TasksHall()
    assert receive(hall, on("bob"), document="unknown").role is Role.SECRETARY
    with refused("task.unknown_route"):
        receive(hall, on("bob", story="task-2"), document="gardening")
    with refused("task.unknown_route"):
        take_call(hall, on("bob", story="task-2"), reason="gardening", words=Words("?"))


def test_what_was_to_sort_is_sorted_by_who_files_it() -> None:
    """It ends so; what it is goes before whom it is for, about the same patient."""
    hall = TasksHall()
    receive(hall, on("sophie", "9:00"), document="unknown", patient="p1")
    then = reclassify(hall, on("bob"), document="result")
    assert (then.story, then.kind, then.patient, then.role) == ("task-1-2", "result_to_read", "p1", Role.PHYSICIAN)
    assert (hall.tasks["task-1"].ended_as, hall.tasks["task-1"].ended_by) == (RECLASSIFIED, "bob")
    with refused("task.ended_not_now"):
        tasks.end(hall, on("sophie"))
    tasks.withdraw(hall, on("bob"), reason="mistake")
    assert (hall.tasks["task-1"].is_open, hall.tasks["task-1-2"].state) == (True, TaskState.UNBORN)
    assert reclassify(hall, on("bob"), document="letter").kind == "letter_to_read"


def test_who_may_not_read_it_does_not_sort_it_again() -> None:
    """A result stays one until a doctor says that it is none; nothing becomes what it is already, nor twice."""
    hall = TasksHall()
    receive(hall, on("sophie", "9:00"), document="result")
    with refused("task.for_who_reads_it"):
        reclassify(hall, on("sophie"), document="administrative")
    with refused("task.already_of_that_kind"):
        reclassify(hall, on("martin"), document="result")
    assert reclassify(hall, on("martin"), document="administrative").kind == "document_to_file"
    tasks.resume(hall, on("martin"), reason="not_over")
    with refused("task.already_led_to_another"):
        reclassify(hall, on("martin"), document="letter")
