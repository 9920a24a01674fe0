"""Days lived again by the twin with the bookings they had: when each professional ends, how long people wait.

Nobody asks for anything here: the agendas are the journal's. Who comes, when, how long steps take and who comes to
the door are the scenario's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from binome.twin.calibrate.attendance import cancelled, minute_of
from binome.twin.calibrate.kinds import Kinds
from binome.twin.calibrate.scores import Foretold, of_minutes
from binome.twin.calibrate.seen import Seen, SeenVisit
from binome.twin.calibrate.shrink import Floats
from binome.twin.chance import Key
from binome.twin.laws import Law
from binome.twin.model import Scenario
from binome.twin.numbering import Numbering
from binome.twin.spell import spell_numbered
from binome.twin.tables import NOBODY, Tables

REPLICATIONS = 40
MOST_DAYS = 20
MOST_UNBOOKED = 2_000
NEAR_MIN = 30.0
"""A booking further than that from every free slot has no place in the scenario's agenda."""
LEAST_SD = 1.0

Placed = dict[int, list[tuple[int, int, int, int]]]
"""By day of the run: professional, slot, request, day of booking."""


@dataclass(frozen=True)
class Lived:
    """By day and professional, over the replications; NaN when nobody was seen."""

    ends: dict[tuple[date, str], Floats]
    waits: dict[tuple[date, str], Floats]


def foretell_days(scenario: Scenario, last: Seen) -> dict[str, list[Foretold]]:
    """The end of each professional's last step, and the mean wait of those who came for them, day by day."""
    if scenario.calendar.first_day is None or not last.visits:
        return {}
    days = last.days[:MOST_DAYS]
    told = _lived(scenario, last.between(days[0], days[-1]))
    seen_ends, seen_waits = _seen_ends(last), _seen_waits(last)
    return {"day_end": list(_foretold(told.ends, seen_ends)), "waits": list(_foretold(told.waits, seen_waits))}


def _foretold(told: dict[tuple[date, str], Floats], seen: dict[tuple[date, str], float]) -> Iterator[Foretold]:
    """Heard as a normal law with the mean and the spread of the replications."""
    for (day, who), minutes in told.items():
        known = minutes[~np.isnan(minutes)]
        if (day, who) in seen and len(known) > REPLICATIONS / 2:
            law = Law("normal", (float(known.mean()), max(LEAST_SD, float(known.std(ddof=1)))))
            yield of_minutes(law)(day, seen[day, who])


def _seen_ends(last: Seen) -> dict[tuple[date, str], float]:
    ends: dict[tuple[date, str], float] = {}
    for visit in last.visits:
        zone = visit.due.tzinfo
        for step in visit.steps:
            if step.by == visit.doctor:
                ends[visit.day, step.by] = max(
                    ends.get((visit.day, step.by), 0.0), minute_of(step.end.astimezone(zone))
                )
    return ends


def _seen_waits(last: Seen) -> dict[tuple[date, str], float]:
    """From the arrival to the first step, early arrivals included."""
    waits: dict[tuple[date, str], list[float]] = {}
    for it in last.visits:
        if it.arrived is not None and it.steps:
            first = min(step.start for step in it.steps)
            waits.setdefault((it.day, it.doctor), []).append((first - it.arrived).total_seconds() / 60)
    return {key: float(np.mean(told)) for key, told in waits.items()}


def _lived(scenario: Scenario, last: Seen) -> Lived:
    from binome.twin.kernel.agenda import empty_agenda
    from binome.twin.kernel.run import begin_replication, run_days, tally_of
    from binome.twin.kernel.state import working_state
    from binome.twin.kernel.tally import empty_tallies

    dated = _dated(scenario, last.days)
    tables, numbering = spell_numbered(dated)
    tables = _without_demand(tables)
    placed = _placed(dated, tables, numbering, last)
    most = MOST_UNBOOKED + 64 * len(tables.book.panel)
    state, agenda = working_state(tables.floor, most), empty_agenda(tables, most)
    tally = tally_of(empty_tallies(tables, 1), 0)
    lived = Lived({}, {})
    for replication in range(REPLICATIONS):
        key = np.array(Key.of(1, 0, replication), np.uint64)
        begin_replication(tables, key, state, agenda)
        for number in range(dated.run.days):
            _write(agenda, number, placed.get(number, []))
            many = run_days(tables, key, number, number + 1, state, agenda, tally)
            on = numbering.days[number].on
            if number in placed and many >= 0 and on is not None:
                _note(lived, numbering, tables, state, many, on, replication)
    return lived


def _dated(scenario: Scenario, days: tuple[date, ...]) -> Scenario:
    """The same practice on those days; the texts that let people act are still those of its own day."""
    run = replace(
        scenario.run,
        days=(days[-1] - days[0]).days + 1,
        warm_up_days=0,
        period="whole",
        law_on=scenario.run.law_on or scenario.calendar.first_day,
    )
    return replace(scenario, run=run, calendar=replace(scenario.calendar, first_day=days[0]))


def _without_demand(tables: Tables) -> Tables:
    nothing = {name: np.zeros_like(getattr(tables.book, name)) for name in ("rate", "returns", "rebooks", "cancels")}
    book = tables.book._replace(**nothing, booked_before=np.zeros_like(tables.book.booked_before))
    return tables._replace(book=book)


def _placed(scenario: Scenario, tables: Tables, numbering: Numbering, last: Seen) -> Placed:
    kinds, placed = Kinds(scenario), Placed()
    numbers = {day.on: day.number for day in numbering.days}
    taken: set[tuple[int, int, int]] = set()
    for it in last.visits:
        if not it.booked or cancelled(it) or it.doctor not in numbering.professionals or not kinds.requests(it):
            continue
        day, j = numbers[it.day], numbering.professionals.index(it.doctor)
        slot = _slot(tables, day, j, it, taken)
        if slot is not None:
            taken.add((day, j, slot))
            request = numbering.requests.index(kinds.requests(it)[0])
            placed.setdefault(day, []).append((j, slot, request, day - it.lead))
    return placed


def _slot(tables: Tables, day: int, j: int, visit: SeenVisit, taken: set[tuple[int, int, int]]) -> int | None:
    """The nearest one that nobody has."""
    template = int(tables.book.template[day, j])
    if template == NOBODY:
        return None
    minute = minute_of(visit.due)
    times = tables.book.slot_at[template, : int(tables.book.slots[template])]
    free = [(abs(float(at) - minute), slot) for slot, at in enumerate(times) if (day, j, slot) not in taken]
    off, slot = min(free, default=(NEAR_MIN + 1, 0))
    return slot if off <= NEAR_MIN else None


def _write(agenda: Any, number: int, bookings: list[tuple[int, int, int, int]]) -> None:
    row = number & (len(agenda.free) - 1)
    for j, slot, request, booked_on in bookings:
        agenda.free[row, j] &= ~np.uint64(1 << slot)
        agenda.booked[row, j, slot] = (request, j, booked_on)


def _note(
    lived: Lived, numbering: Numbering, tables: Tables, state: Any, many: int, on: date, replication: int
) -> None:
    person, start, end = (getattr(state, name)[:many] for name in ("person", "start", "end"))
    done = np.arange(person.shape[1]) < state.steps_done[:many, None]
    held = done & (person != NOBODY)
    first = np.where(held, start, np.inf).min(axis=1, initial=np.inf)
    for j, code in enumerate(numbering.professionals):
        own = held & (person == tables.floor.person_of[j])
        here = (state.professional[:many] == j) & np.isfinite(first)
        if own.any() and here.any():
            ends = lived.ends.setdefault((on, code), np.full(REPLICATIONS, np.nan))
            waits = lived.waits.setdefault((on, code), np.full(REPLICATIONS, np.nan))
            ends[replication] = float(end[own].max())
            waits[replication] = float((first[here] - state.arrival[:many][here]).mean())
