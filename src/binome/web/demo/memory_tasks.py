"""Tasks in memory: those of past days are lived here through the desk, then kept in the database with their day."""

from binome.desk.task_hall import Beside, Words
from binome.journal.event import Event
from binome.practice.task import Task
from binome.practice.team import Practice
from binome.web.store.seeding import Note, WrittenTasks


class MemoryTaskHall:
    """Satisfies binome.desk.task_hall.TaskHall."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.tasks: dict[str, Task] = {}
        self._told: dict[str, list[Event]] = {}
        self._words: dict[str, Words] = {}
        self._notes: list[Note] = []

    def of_story(self, story: str) -> tuple[Event, ...]:
        return tuple(self._told.get(story, ()))

    def keep_task(self, task: Task, event: Event, beside: Beside) -> None:
        self._told.setdefault(task.story, []).append(event)
        self.tasks[task.story] = task
        words = beside.words or self._words.get(beside.like)
        if words:
            self._words[task.story] = words
        if beside.note:
            self._notes.append(Note(task.story, event.number, event.by, event.at, beside.note))

    def written(self) -> WrittenTasks:
        """All that happened here, story by story, ready to be kept."""
        events = tuple(event for told in self._told.values() for event in told)
        return WrittenTasks(events, dict(self.tasks), dict(self._words), tuple(self._notes))
