"""Days small enough to be worked out by hand: visits given, minutes given, nothing drawn."""

from binome.twin.reference.floor import WorkingDay
from binome.twin.reference.visit import Visit
from tests.twin.drawing import Doctor, Kind, Person, Room, floor_of


def visit(
    arrival: float, *minutes: float, kind: int = 0, professional: int = 0, gate: float = 0.0, number: int = 0
) -> Visit:
    return Visit(number, kind, 0, professional, number, arrival, gate, list(minutes))


def live(
    visits: list[Visit],
    kinds: list[Kind],
    persons: list[Person],
    rooms: list[Room] | None = None,
    doctors: list[Doctor] | None = None,
    present: set[int] | None = None,
    day: int = 0,
) -> WorkingDay:
    """Visits are numbered as they are given."""
    doctors = doctors or [Doctor(0, 0)]
    for number, each in enumerate(visits):
        each.number = number
    floor = floor_of(kinds, persons, rooms if rooms is not None else [Room([0])], doctors)
    lived = WorkingDay(floor, day, 0, set(range(len(doctors))) if present is None else present, visits)
    lived.play()
    return lived


def spans(visits: list[Visit], step: int = 0) -> list[tuple[int, float, float]]:
    """Who did that step of each visit, from when to when."""
    return [(each.steps[step].person, each.steps[step].start, each.steps[step].end) for each in visits]
