"""Day after day: the morning, the visits, the floor, the tasks, the night."""

from dataclasses import dataclass

from binome.twin.chance import Key
from binome.twin.reference.agenda import Booking, Spot
from binome.twin.reference.floor import WorkingDay
from binome.twin.reference.memory import Memory, beginning
from binome.twin.reference.morning import Morning, begin_day
from binome.twin.reference.night import end_day
from binome.twin.reference.places import Person
from binome.twin.reference.tasks import TasksOfADay, do_tasks
from binome.twin.reference.visit import Visit
from binome.twin.reference.visits import Missed, expected
from binome.twin.tables import Tables


@dataclass(frozen=True)
class Day:
    """All that happened on one day."""

    number: int
    morning: Morning
    visits: list[Visit]
    missed: list[Missed]
    persons: list[Person]
    tasks: TasksOfADay
    undone: dict[int, list[float]]  # minutes of the tasks left to tomorrow, by person
    bookings: dict[Spot, Booking]  # of the days to come
    panel: list[float]  # at the end of the day
    registration: list[float]


def run(tables: Tables, key: Key) -> list[Day]:
    memory = beginning(tables, key)
    return [_live(tables, memory, key, day) for day in range(len(tables.book.day_kind))]


def _live(tables: Tables, memory: Memory, key: Key, day: int) -> Day:
    book = tables.book
    morning = begin_day(book, memory, key, day)
    today = expected(tables, memory.agenda, key, day)
    present = memory.agenda.present(day)
    floor = WorkingDay(tables.floor, day, int(book.day_kind[day]), present, today.visits)
    floor.play()
    away = {int(person) for j, person in enumerate(tables.floor.person_of) if j not in present}
    tasks = do_tasks(tables, memory.undone, key, day, floor.persons, away)
    end_day(book, memory, key, day, today, morning.third_next)
    return Day(
        number=day,
        morning=morning,
        visits=today.visits,
        missed=today.missed,
        persons=floor.persons,
        tasks=tasks,
        undone={person: list(minutes) for person, minutes in memory.undone.items()},
        bookings={spot: booking for spot, booking in memory.agenda.bookings.items() if spot.day > day},
        panel=list(memory.panel),
        registration=list(memory.registration),
    )
