"""Day after day: the morning, the visits, the floor, the tasks, the tally, the night.

A thread needs a `working_state`, an `empty_agenda` and rows of `empty_tallies` of its own, and no lock. Between
two days everything that a replication remembers is in its agenda and in `task_left`: copy them, and it goes on
from there.
"""

from typing import Any

from binome.twin.kernel.agenda import Agenda
from binome.twin.kernel.bits import NONE, only
from binome.twin.kernel.book import (
    begin,
    cancel,
    count_third_next,
    open_day,
    search_for_new_requests,
    search_for_those_left,
)
from binome.twin.kernel.floor import run_floor
from binome.twin.kernel.inbox import do_tasks
from binome.twin.kernel.native import njit
from binome.twin.kernel.night import change_panels, note_returns
from binome.twin.kernel.state import DONE, State
from binome.twin.kernel.tally import Tally, empty_tallies, tell_day, tell_persons, tell_tasks
from binome.twin.kernel.visits import TOO_MANY, tell_slots, write_booked, write_unbooked
from binome.twin.tables import NOBODY, Sets, Tables

NO_DAY = -1


def run_replications(tables: Tables, keys: Sets, state: State, agenda: Agenda, tallies: Tally) -> int:
    """Each key [R, 2] from its beginning to its last day, into the tally of its number.

    TOO_MANY visits or tasks for `state` on one day stop them all. Only the very last
    day's record is kept. The lock of the interpreter is not held.
    """
    return int(_run(tables, keys, NO_DAY, len(tables.book.day_kind), state, agenda, tallies))


def begin_replication(tables: Tables, key: Sets, state: State, agenda: Agenda) -> None:
    """The evening before day 0."""
    _run(tables, key[None, :], NO_DAY, 0, state, agenda, empty_tallies(tables, 1))


def run_days(tables: Tables, key: Sets, first: int, last: int, state: State, agenda: Agenda, tally: Tally) -> int:
    """Days `first` to `last` − 1, after those before them. The visits of the last of them, or TOO_MANY (see above).

    `state` then holds the record of that day, so a trace is taken by running one day at a time.
    """
    return int(_run(tables, key[None, :], first, last, state, agenda, Tally(*(sums[None] for sums in tally))))


def tally_of(tallies: Tally, replication: int) -> Tally:
    """One replication's own."""
    return Tally(*(sums[replication] for sums in tallies))


@njit(nogil=True, cache=True)
def _run(tables: Tables, keys: Sets, first: int, last: int, state: State, agenda: Agenda, tallies: Tally) -> int:
    """From the evening before day 0 (`first` is NO_DAY), or from wherever `agenda` is."""
    book = tables.book
    n_visits = 0
    for r in range(len(keys)):
        key = (keys[r, 0], keys[r, 1])
        tally = Tally(
            tallies.practice[r],
            tallies.waiting[r],
            tallies.work[r],
            tallies.skipped[r],
            tallies.persons[r],
            tallies.demand[r],
            tallies.leads[r],
            tallies.professionals[r],
            tallies.third_next[r],
        )
        if first == NO_DAY:
            begin(book.template, book.booked_before, agenda, key)
            state.task_left[:] = 0.0
        for day in range(max(first, 0), last):
            n_visits = _run_day(tables, key, day, state, agenda, tally)
            if n_visits == TOO_MANY:
                return TOO_MANY
    return n_visits


@njit(forceinline=True)
def _run_day(tables: Any, key: Any, day: int, state: Any, agenda: Any, tally: Any) -> int:
    floor, book, edges = tables.floor, tables.book, tables.laws.edges
    template, factor, day_kind = book.template, book.factor, book.day_kind[day]
    today, planned = template[day], floor.planned[day_kind]
    row = book.period[day]
    if row < 0:
        row = tally.practice.shape[0] - 1  # warming up
    desk, demand, leads, professionals = agenda.desk[0], tally.demand[row], tally.leads[row], tally.professionals[row]
    hall, visits, steps, rules = state.hall[0], state.visits, state.steps, agenda.rules

    if day > 0:
        open_day(desk, template, agenda.whole, agenda.free, day + desk.longest)
    cancel(key, day, template, agenda, demand)
    search_for_those_left(key, day, template, book.accepts, agenda, demand, leads)
    search_for_new_requests(key, day, factor, template, book.accepts, agenda, demand, leads)
    count_third_next(day, template, agenda, professionals, tally.third_next[row])

    tell_slots(desk, day, today, agenda.whole, agenda.free, professionals)
    n_visits = write_booked(key, day, today, book.misses, edges, agenda, state, demand)
    if n_visits == TOO_MANY:
        return TOO_MANY
    present = _present(today)
    hours, gates = book.door_hours[day_kind], book.door_gate[day_kind]
    n_visits = write_unbooked(key, day, present, factor[day], hours, gates, edges, agenda, state, n_visits)
    if n_visits == TOO_MANY:
        return TOO_MANY

    run_floor(floor, day_kind, present, day, n_visits, state)
    if len(tables.inbox.per_day) and do_tasks(tables, key, day, state) != DONE:
        return TOO_MANY
    tell_day(n_visits, planned, rules, hall, visits, steps, tally, row)
    tell_persons(planned, hall, steps, tally.persons[row])
    tell_tasks(state.task_done, state.task_over, state.task_left, tally.persons[row])
    note_returns(key, day, n_visits, hall, visits, agenda.requests, desk, agenda.left)
    change_panels(key, day, desk, professionals)
    return n_visits


@njit
def _present(today: Any) -> Any:
    present = NONE
    for j in range(len(today)):
        if today[j] != NOBODY:
            present |= only(j)
    return present
