"""Section 5: work without a patient, done whenever no visit holds the person."""

from dataclasses import dataclass, field

from binome.twin.chance import Key, Purpose, poisson, quantile, task_entity, uniform
from binome.twin.reference.places import Person
from binome.twin.reference.sets import members, stretches
from binome.twin.tables import Floats, Tables

YESTERDAY = -1.0


@dataclass
class Task:
    arrival: float
    kind: int
    number: int
    minutes: float  # what is left of it


@dataclass
class TasksOfADay:
    arrived: int = 0
    done: list[int] = field(default_factory=list)  # tasks, by person
    done_min: list[float] = field(default_factory=list)  # minutes within her planned hours, by person
    overtime: list[float] = field(default_factory=list)  # minutes, by person


def do_tasks(
    tables: Tables, undone: dict[int, list[float]], key: Key, day: int, persons: list[Person], away: set[int]
) -> TasksOfADay:
    """Empties and fills again `undone`, the minutes left to tomorrow."""
    there = {
        person.number: hours
        for person in persons
        if person.number not in away
        and (hours := stretches(tables.floor.planned[tables.book.day_kind[day], person.number]))
    }
    given = _given(tables, key, day, there)
    result = TasksOfADay(arrived=sum(len(tasks) for tasks in given.values()))
    for person in persons:
        tasks = [Task(YESTERDAY, -1, n, minutes) for n, minutes in enumerate(undone.get(person.number, []))]
        tasks += given.get(person.number, [])
        given_min = sum(task.minutes for task in tasks)
        left = _after(tasks, _without(there.get(person.number, []), person.held()))
        result.done.append(len(tasks) - len(left))
        result.done_min.append(given_min - sum(task.minutes for task in left))
        carried = tables.inbox.carried or person.number not in there
        undone[person.number] = [task.minutes for task in left] if carried else []
        result.overtime.append(0.0 if carried else sum(task.minutes for task in left))
    return result


def _given(tables: Tables, key: Key, day: int, there: dict[int, list[tuple[float, float]]]) -> dict[int, list[Task]]:
    """Today's tasks of each person, in the order of their arrival."""
    given: dict[int, list[Task]] = {}
    for kind in range(len(tables.inbox.per_day)):
        who = [person for person in members(tables.inbox.who[kind]) if person in there]
        if not who:
            continue
        opening = min(there[person][0][0] for person in who)
        closing = max(there[person][-1][1] for person in who)
        for task in _tasks(tables, key, day, kind, opening, closing):
            given.setdefault(who[task.number % len(who)], []).append(task)
    for tasks in given.values():
        tasks.sort(key=lambda task: (task.arrival, task.kind, task.number))
    return given


def _tasks(tables: Tables, key: Key, day: int, kind: int, opening: float, closing: float) -> list[Task]:
    law: Floats = tables.laws.edges[tables.inbox.law[kind]]
    tasks = []
    for number in range(poisson(key, day, Purpose.TASKS, task_entity(kind, 0), float(tables.inbox.per_day[kind]))):
        entity = task_entity(kind, number)
        arrival = opening + uniform(key, day, Purpose.TASK_TIME, entity) * (closing - opening)
        tasks.append(Task(arrival, kind, number, quantile(law, uniform(key, day, Purpose.TASK_MINUTES, entity))))
    return tasks


def _without(hours: list[tuple[float, float]], held: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches of these hours in which nothing holds her."""
    gaps = []
    for start, end in hours:
        for taken, released in sorted(held):
            if taken >= end:
                break
            if start < taken:
                gaps.append((start, taken))
            start = max(start, released)
        if start < end:
            gaps.append((start, end))
    return gaps


def _after(tasks: list[Task], gaps: list[tuple[float, float]]) -> list[Task]:
    """What is left of the tasks, done one after the other in these gaps."""
    waiting = list(tasks)
    for start, end in gaps:
        now = start
        while waiting and max(now, waiting[0].arrival) < end:
            task = waiting[0]
            now = max(now, task.arrival)
            worked = min(task.minutes, end - now)
            task.minutes -= worked
            now += worked
            if task.minutes <= 0:
                waiting.pop(0)
    return waiting
