"""Opening the demonstration: make what is missing, then let it live."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from binome.web.demo.living import Life
from binome.web.demo.making import CODE, begin_day, found, the_house
from binome.web.demo.memory import write_it_beside
from binome.web.demo.working_days import working_day
from binome.web.store import clock
from binome.web.store.practice import house
from binome.web.store.seeding import last_moment


def make(machine_day: date, *, pace: float) -> None:
    """The practice and its present day: what a board needs. A day in progress goes on where it was left."""
    place = house(CODE) or found(CODE, working_day(machine_day))
    present = working_day(machine_day)
    if clock.is_set() and place.practice.local(clock.now()).date() >= present:
        clock.run_clock(max(clock.now(), last_moment(place, clock.now())), pace)
    else:
        begin_day(place, present, pace=pace)


def make_many(machine_day: date, *, practices: int, visits: int | None, accounts: int | None) -> list[str]:
    """Practices for a load test, their clock stopped in the middle of the morning."""
    day = working_day(machine_day)
    codes = [CODE, *(f"{CODE}-{n}" for n in range(2, practices + 1))]
    for code in codes:
        if house(code) is None:
            begin_day(found(code, day, accounts=accounts), day, pace=0, visits=visits)
    return codes


@contextmanager
def living() -> Iterator[None]:
    """While this is open the day goes on, and the past is written."""
    life = Life(the_house(CODE))
    memory = write_it_beside()
    try:
        life.start()
        yield
    finally:
        life.end()
        memory.terminate()
        memory.wait()
