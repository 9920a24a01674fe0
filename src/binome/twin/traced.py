"""A replication looked at day by day: the kernel's record in words. What `retell` tells, and what one may look into."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np

from binome.twin.chance import Key, slot_entity
from binome.twin.kernel.agenda import empty_agenda
from binome.twin.kernel.run import begin_replication, run_days, tally_of
from binome.twin.kernel.state import State, working_state
from binome.twin.kernel.tally import empty_tallies
from binome.twin.model import Scenario
from binome.twin.numbering import Numbering
from binome.twin.spell import spell_numbered
from binome.twin.tables import NEVER, NOBODY, Tables

MOST_UNBOOKED = 2_000
TOO_MANY = -1


@dataclass(frozen=True, slots=True)
class Booking:
    """A slot that somebody has. `booked_on` counts days as `day` does, below zero before the run; -5: unknown."""

    day: int
    professional: str
    slot: int
    request: str
    booked_on: int
    at: float
    minutes: int

    @property
    def place(self) -> tuple[str, int]:
        return self.professional, self.slot


@dataclass(frozen=True, slots=True)
class TracedStep:
    """One step as it took place. Skipped when nobody held it; `minutes` are with the visit, walking left out."""

    code: str
    step: str
    person: str | None
    room: str | None
    asked: float
    start: float
    end: float
    minutes: float


@dataclass(frozen=True, slots=True)
class TracedVisit:
    """One visit of the day. Without a booking, somebody who came to the door. `left` is None if it never did."""

    number: int
    entity: int
    kind: str
    request: str
    professional: str | None
    arrival: float
    left: float | None
    served: bool
    steps: tuple[TracedStep, ...]
    booking: Booking | None = None


@dataclass(frozen=True, slots=True)
class TracedDay:
    """A day of a replication: who came, who was booked and missed, who freed a slot the day before; who frees one of
    the morrow's (`freed`), and which slots of later days are booked (`ahead`).
    """

    scenario: Scenario = field(repr=False)
    key: Key
    number: int
    on: date | None
    weekday: int
    visits: tuple[TracedVisit, ...]
    missed: tuple[Booking, ...]
    cancelled: tuple[Booking, ...]
    ahead: tuple[Booking, ...] = ()
    freed: tuple[Booking, ...] = ()

    @property
    def over(self) -> float:
        """The minute at which the last thing happened."""
        ends = [step.end for visit in self.visits for step in visit.steps]
        return max([*ends, *(visit.left or visit.arrival for visit in self.visits)], default=0.0)


def traced_days(scenario: Scenario, key: Key, *, ahead: bool = False, since: int = 0) -> Iterator[TracedDay]:
    """The days of one replication, in order. `ahead`: each also says which slots of later days are booked. Days
    before `since` are lived and not told.
    """
    run = _Traced(scenario, key)
    run.pass_over(since - 1)
    for day in range(max(since - 1, 0), scenario.run.days):
        told = run.live(day, ahead=ahead and day >= since)
        if day >= since:
            yield told


class _Traced:
    """A replication under way."""

    def __init__(self, scenario: Scenario, key: Key) -> None:
        self.scenario, self.key = scenario, key
        self.tables, self.numbering = spell_numbered(scenario)
        book = self.tables.book
        most = MOST_UNBOOKED + 64 * len(book.panel)
        self.state = working_state(self.tables.floor, most)
        self.agenda = empty_agenda(self.tables, most)
        self._key = np.array(key, np.uint64)
        self._tally = tally_of(empty_tallies(self.tables, 1), 0)
        begin_replication(self.tables, self._key, self.state, self.agenda)
        self._lengths = slot_lengths(self.tables)
        self._freed: tuple[Booking, ...] = ()

    def pass_over(self, days: int) -> None:
        """Live so many days at once: far quicker than telling them."""
        if days > 0:
            self._live(0, days)

    def live(self, day: int, *, ahead: bool) -> TracedDay:
        tomorrow = self._bookings(day + 1)
        n_visits = self._live(day, day + 1)
        freed, self._freed = self._freed, _gone(tomorrow, self._bookings(day + 1))
        return self._told(day, n_visits, freed, ahead)

    def _live(self, first: int, last: int) -> int:
        n_visits = run_days(self.tables, self._key, first, last, self.state, self.agenda, self._tally)
        if n_visits == TOO_MANY:
            raise ValueError("More people come to the door in a day than a day may have.")
        return n_visits

    def _told(self, day: int, n_visits: int, cancelled: tuple[Booking, ...], ahead: bool) -> TracedDay:
        bookings = {self._entity(it): it for it in self._bookings(day)}
        visits = tuple(self._visit(p, bookings) for p in range(n_visits))
        came = {visit.entity for visit in visits}
        where = self.numbering.days[day]
        longest = self.tables.book.booked_before.shape[1] - 1
        later = range(day + 1, min(day + longest, len(self.numbering.days)))
        return TracedDay(
            scenario=self.scenario,
            key=self.key,
            number=day,
            on=where.on,
            weekday=where.weekday,
            visits=visits,
            missed=tuple(it for entity, it in bookings.items() if entity not in came),
            cancelled=cancelled,
            ahead=tuple(it for number in later for it in self._bookings(number)) if ahead else (),
            freed=self._freed,
        )

    def _entity(self, booking: Booking) -> int:
        return slot_entity(self.numbering.professionals.index(booking.professional), booking.slot)

    def _bookings(self, day: int) -> list[Booking]:
        """The slots of that day that are not free now."""
        book, ring = self.tables.book, day & (len(self.agenda.free) - 1)
        if day >= len(book.template):
            return []
        return [
            self._booking(day, ring, j, int(template), slot)
            for j, template in enumerate(book.template[day])
            if template != NOBODY
            for slot in range(int(book.slots[template]))
            if not int(self.agenda.free[ring, j]) >> slot & 1
        ]

    def _booking(self, day: int, ring: int, j: int, template: int, slot: int) -> Booking:
        held = self.agenda.booked[ring, j, slot]
        return Booking(
            day=day,
            professional=self.numbering.professionals[j],
            slot=slot,
            request=self.numbering.requests[held["kind"]],
            booked_on=int(held["booked_on"]),
            at=float(self.tables.book.slot_at[template, slot]),
            minutes=self._lengths[template][slot],
        )

    def _visit(self, p: int, bookings: dict[int, Booking]) -> TracedVisit:
        return traced_visit(self.scenario, self.tables, self.numbering, self.state, p, bookings)


def traced_visit(
    scenario: Scenario, tables: Tables, numbering: Numbering, state: State, p: int, bookings: dict[int, Booking]
) -> TracedVisit:
    """Visit p of the day that `state` holds."""
    kind = numbering.visits[state.kind[p]]
    j, entity, done = int(state.professional[p]), int(state.entity[p]), int(state.steps_done[p])
    steps = scenario.steps(kind)
    return TracedVisit(
        number=p,
        entity=entity,
        kind=kind,
        request=numbering.requests[state.request[p]],
        professional=None if j == NOBODY else numbering.professionals[j],
        arrival=float(state.arrival[p]),
        left=float(state.left[p]) if state.left[p] < NEVER else None,
        served=done == int(tables.floor.count[state.kind[p]]),
        steps=tuple(_step(numbering, state, p, n, steps[n].code, steps[n].step) for n in range(done)),
        booking=bookings.get(entity),
    )


def _step(numbering: Numbering, state: State, p: int, n: int, code: str, step: str) -> TracedStep:
    person, room = int(state.person[p, n]), int(state.room[p, n])
    return TracedStep(
        code=code,
        step=step,
        person=None if person == NOBODY else numbering.persons[person],
        room=None if room == NOBODY else numbering.rooms[room],
        asked=float(state.asked[p, n]),
        start=float(state.start[p, n]),
        end=float(state.end[p, n]),
        minutes=float(state.minutes[p, n]),
    )


def _gone(before: list[Booking], after: list[Booking]) -> tuple[Booking, ...]:
    """Bookings that were given up: the slot is free, or somebody else's by now."""
    kept = set(after)
    return tuple(it for it in before if it not in kept)


def slot_lengths(tables: Tables) -> list[list[int]]:
    """By template and slot, whole minutes to the next time of the template; the last as the one before it."""
    rows = zip(tables.book.slot_at, tables.book.slots, strict=True)
    return [_lengths([float(at) for at in times[:many]]) for times, many in rows]


def _lengths(times: list[float]) -> list[int]:
    rising = sorted(set(times))
    gaps = {at: later - at for at, later in pairwise(rising)}
    usual = min(gaps.values(), default=15.0)
    return [max(1, round(min(gaps.get(at, usual), 4 * usual))) for at in times]
