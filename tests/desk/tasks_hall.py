"""A hall in memory that keeps tasks too, with what is written beside them; and the shortest way to ask for one."""

from collections.abc import Iterable
from dataclasses import replace

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import Beside, Words
from binome.journal.event import Event
from binome.practice.task import Task, TaskState
from binome.practice.team import Absence, Practice
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE, by


class TasksHall(MemoryHall):
    """Satisfies binome.desk.task_hall.TaskHall. `tasks` is the picture kept, `words` and `notes` what is beside it."""

    def __init__(self, practice: Practice = PRACTICE) -> None:
        super().__init__(practice)
        self.tasks: dict[str, Task] = {}
        self.words: dict[str, Words] = {}
        self.notes: dict[str, str] = {}

    def keep_task(self, task: Task, event: Event, beside: Beside) -> None:
        self.journal.append(event)
        self.tasks[task.story] = task
        self.told.append(event)
        words = beside.words or self.words.get(beside.like)
        if words:
            self.words[task.story] = words
        if beside.note:
            self.notes[task.story] = beside.note

    def away(self, *absences: Absence) -> None:
        """These are the absences from now on."""
        self._practice = replace(self.practice, absences=absences)

    def practice_is(self, *codes: str) -> None:
        """These are its people from now on."""
        members = {code: self.practice.member(code) for code in codes}
        self._practice = replace(self.practice, members=members)

    def open_tasks(self) -> Iterable[Task]:
        return [task for task in self.tasks.values() if task.is_open]

    def born(self) -> list[str]:
        return [story for story, task in self.tasks.items() if task.state is not TaskState.UNBORN]


def on(who: str, clock: str = "10:00", story: str = "task-1", **words: object) -> Deed:
    """Somebody of the practice acts on a task at that time."""
    return by(who, clock, story, **words)  # type: ignore[arg-type]


def asked(
    hall: TasksHall, kind: str = "appointment_to_make", *, who: str = "sophie", story: str = "task-1", **words: object
) -> Task:
    """A task that sophie asked for at nine."""
    return tasks.ask(hall, on(who, "9:00", story), Wanted(kind, **words))  # type: ignore[arg-type]
