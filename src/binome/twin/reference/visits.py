"""Section 3: who comes today, when, and how long each of their steps takes."""

from dataclasses import dataclass, field

from binome.twin.chance import Key, Purpose, arrival_entity, poisson, quantile, slot_entity, uniform
from binome.twin.reference.agenda import Agenda
from binome.twin.reference.sets import members, stretches
from binome.twin.reference.visit import Visit
from binome.twin.tables import NOBODY, Tables

PARTS = 16
"""Draws set apart for the number of interruptions of a step."""
MOST_INTERRUPTIONS = 4_096


@dataclass(frozen=True)
class Missed:
    """A booked visit nobody came for."""

    request: int
    professional: int
    slot: int


@dataclass
class Expected:
    visits: list[Visit] = field(default_factory=list)  # by number
    missed: list[Missed] = field(default_factory=list)

    def add(self, tables: Tables, key: Key, day: int, visit: Visit) -> None:
        visit.number = len(self.visits)
        visit.minutes = _minutes(tables, key, day, visit)
        self.visits.append(visit)


def expected(tables: Tables, agenda: Agenda, key: Key, day: int) -> Expected:
    today = Expected()
    _add_booked(tables, agenda, key, day, today)
    _add_unbooked(tables, agenda, key, day, today)
    return today


def _add_booked(tables: Tables, agenda: Agenda, key: Key, day: int, today: Expected) -> None:
    book = tables.book
    longest = book.misses.shape[1] - 1
    for spot, booking in sorted(agenda.booked(day), key=lambda each: (each[0].slot, each[0].professional)):
        kind, j, entity = booking.request, spot.professional, slot_entity(spot.professional, spot.slot)
        lead = min(day - booking.asked_on, longest)
        if uniform(key, day, Purpose.MISSING, entity) < book.misses[kind, lead]:
            today.missed.append(Missed(kind, j, spot.slot))
            continue
        place = agenda.template(day, j), spot.slot
        late = quantile(tables.laws.edges[book.punctuality[kind]], uniform(key, day, Purpose.PUNCTUALITY, entity))
        arrival = max(float(book.slot_door[place]), float(book.slot_at[place]) + late)
        today.add(
            tables, key, day, _visit(int(book.visit_kind[kind, j]), kind, j, entity, arrival, book.slot_gate[place])
        )


def _add_unbooked(tables: Tables, agenda: Agenda, key: Key, day: int, today: Expected) -> None:
    book = tables.book
    nobody_in_particular = len(book.panel)
    present = agenda.present(day)
    for kind in range(len(book.stages)):
        for j in range(nobody_in_particular + 1):
            professional = NOBODY if j == nobody_in_particular else j
            of_kind = _visit_kind(tables, kind, professional)
            if not _seen_by(tables, of_kind, professional) & present:
                continue
            for arrival, gate, entity in _arrivals(tables, key, day, kind, j):
                today.add(tables, key, day, _visit(of_kind, kind, professional, entity, arrival, gate))


def _arrivals(tables: Tables, key: Key, day: int, kind: int, column: int) -> list[tuple[float, float, int]]:
    """Moment, gate and entity of the unbooked of one kind and professional, in the order of their moments."""
    book = tables.book
    hours = stretches(book.door_hours[book.day_kind[day]])
    open_min = sum(end - start for start, end in hours)
    mean = float(book.door_rate[kind, column] * book.factor[day, kind]) * open_min
    found = []
    for number in range(poisson(key, day, Purpose.ARRIVALS, arrival_entity(kind, column, 0), mean)):
        entity = arrival_entity(kind, column, number)
        moment, stretch = _on_the_clock(hours, uniform(key, day, Purpose.ARRIVAL_TIME, entity) * open_min)
        found.append((moment, float(book.door_gate[book.day_kind[day], stretch]), entity))
    return sorted(found, key=lambda each: (each[0], each[2]))


def _on_the_clock(hours: list[tuple[float, float]], minute: float) -> tuple[float, int]:
    """A minute of the open clock as a minute of the day, and in which stretch it lies."""
    for stretch, (start, end) in enumerate(hours):
        if minute < end - start or stretch == len(hours) - 1:
            return start + minute, stretch
        minute -= end - start
    raise ValueError("nobody comes when the doors are closed all day")


def _visit_kind(tables: Tables, request: int, professional: int) -> int:
    kinds = [int(kind) for kind in tables.book.visit_kind[request]]
    return kinds[professional] if professional != NOBODY else next((it for it in kinds if it != NOBODY), NOBODY)


def _seen_by(tables: Tables, kind: int, professional: int) -> set[int]:
    """Who may see an unbooked visit of that kind: when none of them is there, nobody comes."""
    if professional != NOBODY:
        return {professional}
    return set(members(tables.floor.may_choose[kind])) if kind != NOBODY else set()


def _visit(kind: int, request: int, professional: int, entity: int, arrival: float, gate: float) -> Visit:
    return Visit(
        number=-1,
        kind=kind,
        request=request,
        professional=professional,
        entity=entity,
        arrival=arrival,
        gate=float(gate),
        minutes=[],
    )


def _minutes(tables: Tables, key: Key, day: int, visit: Visit) -> list[float]:
    first = int(tables.floor.first[visit.kind])
    return [
        _of_step(tables, key, day, visit, first + step, step) for step in range(int(tables.floor.count[visit.kind]))
    ]


def _of_step(tables: Tables, key: Key, day: int, visit: Visit, row: int, step: int) -> float:
    floor, edges = tables.floor, tables.laws.edges
    minutes = quantile(edges[floor.step_law[row]], uniform(key, day, Purpose.MINUTES, visit.entity, step))
    mean = float(floor.interrupted_per_min[row]) * minutes
    if mean <= 0:
        return minutes
    times = poisson(key, day, Purpose.INTERRUPTIONS, visit.entity, mean, step * PARTS)
    for which in range(times):
        u = uniform(key, day, Purpose.INTERRUPTION_MINUTES, visit.entity, step * MOST_INTERRUPTIONS + which)
        minutes += quantile(edges[floor.interruption_law], u) + floor.restart_min
    return minutes
