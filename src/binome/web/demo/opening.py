"""Opening the demonstration: make what is missing, then let it live."""

from collections.abc import Callable
from datetime import date

from binome.web.demo.living import Life
from binome.web.demo.making import CODE, begin_day, days_round, found, the_house, working_day, write_day
from binome.web.demo.memory import Memory
from binome.web.store import clock
from binome.web.store.practice import house
from binome.web.store.seeding import days_written


def make(machine_day: date, *, pace: float) -> None:
    """The practice and its present day: what a board needs. What is there already stays as it was left."""
    place = house(CODE) or found(CODE, working_day(machine_day))
    present = working_day(machine_day)
    if present not in days_written(place.id):
        begin_day(place, present, pace=pace)
    else:
        clock.run_clock(clock.now(), pace)


def make_many(machine_day: date, *, practices: int, visits: int | None, accounts: int | None) -> list[str]:
    """Practices for a load test, their clock stopped in the middle of the morning."""
    day = working_day(machine_day)
    codes = [CODE, *(f"{CODE}-{n}" for n in range(2, practices + 1))]
    for code in codes:
        begin_day(house(code) or found(code, day, accounts=accounts), day, pace=0, visits=visits)
    return codes


def write_all_round(tell: Callable[[str], None]) -> None:
    """The six months at once, for whoever wants to wait for them."""
    place = the_house(CODE)
    now = clock.now()
    for day in days_round(place, place.practice.local(now).date()):
        write_day(place, day, now)
        tell(day.isoformat())


def live() -> Callable[[], None]:
    """Start the play and the writing of the past; answers how to stop them."""
    threads = [Life(the_house(CODE)), Memory(the_house(CODE))]
    for thread in threads:
        thread.start()

    def stop() -> None:
        for thread in threads:
            thread.end()

    return stop
