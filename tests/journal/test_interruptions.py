"""An interruption is a question that could not wait, put to a doctor who was with a patient."""

from binome.desk import tasks, visits
from binome.desk.task_asking import Wanted
from binome.journal.interruptions import Interruption, interruptions
from binome.practice.words import Role, Step
from tests.desk.small_practice import at, by, consulting
from tests.desk.tasks_hall import TasksHall, on


def _asked(hall: TasksHall, clock: str, n: int, **words: object) -> None:
    tasks.ask(hall, on("bob", clock, f"task-{n}"), Wanted("question", **{"level": "now", **words}))  # type: ignore[arg-type]


def _told(hall: TasksHall) -> tuple[Interruption, ...]:
    return interruptions(sorted(hall.told, key=lambda event: event.at))


def test_a_question_that_cannot_wait_interrupts_who_is_with_a_patient() -> None:
    """The doctor named, or those of the role who consult then: martin does, leroy does not."""
    hall = TasksHall()
    consulting(hall)
    _asked(hall, "9:05", 1)
    _asked(hall, "9:06", 2, person="martin")
    _asked(hall, "9:07", 3, person="leroy")
    assert _told(hall) == (
        Interruption("task-1", at("9:05"), "bob", ("martin",)),
        Interruption("task-2", at("9:06"), "bob", ("martin",)),
    )


def test_a_question_that_waits_interrupts_nobody() -> None:
    """Nor one put between two patients, nor another kind of task."""
    hall = TasksHall()
    consulting(hall)
    _asked(hall, "9:05", 1, level="between")
    _asked(hall, "9:05", 2, level="can_wait")
    tasks.ask(hall, on("bob", "9:05", "task-3"), Wanted("other", role=Role.ASSISTANT))
    visits.finish(hall, by("martin", "9:20"), step=Step.CONSULTATION)
    _asked(hall, "9:21", 4)
    assert _told(hall) == ()


def test_a_trainee_is_interrupted_for_what_is_asked_of_trainees() -> None:
    """Not for what is asked of the physicians."""
    hall = TasksHall()
    consulting(hall, who="ines", pathway="supervised_trainee", doctor="ines", room="D")
    _asked(hall, "9:05", 1)
    assert _told(hall) == ()
    _asked(hall, "9:06", 2, person="ines")
    assert [found.doctors for found in _told(hall)] == [("ines",)]
