"""The clinic of the golden days: two doctors, two assistants, one receptionist and five rooms per unit of scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from binome.twin.tables import NO_ROOM, OWN_QUEUE, Floats, Floor, Mark
from tests.twin.drawing import NO_MARK, Doctor, Kind, Person, Room, Step, floor_of

OPENINGS = (510.0, 840.0)
RECEPTION, ASSISTANTS = 0, 1
PREPARATION_FIRST = (0, 2, 3)
"""Priority of the preparation by class: urgent, scheduled, walk-in. A closing (1) comes after the urgent."""


@dataclass(frozen=True)
class GoldenVisit:
    arrival: float
    kind: int  # class 0 urgent, 1 scheduled, 2 walk-in
    doctor: int  # -1: none
    gate: float
    minutes: list[float]
    w1: float  # start of the preparation - arrival
    w2: float  # doctor taken - end of the preparation
    t: float  # exit - arrival


def golden_days(scale: int) -> Iterator[list[GoldenVisit]]:
    golden = np.load(Path(__file__).with_name("golden_r1.npz"))
    name = f"r1_s{scale}"
    rows = np.hstack([golden[f"{name}_inputs"], golden[f"{name}_patient"]])
    for day in np.split(rows, golden[f"{name}_offsets"][1:-1]):
        yield [_visit(row) for row in day]


def _visit(row: Floats) -> GoldenVisit:
    arrival, kind, doctor, session, *rest = (float(cell) for cell in row)
    return GoldenVisit(arrival, int(kind), int(doctor), OPENINGS[int(session)], rest[:4], *rest[4:])


def golden_floor(scale: int) -> Floor:
    doctors, assistants, receptionists, rooms = 2 * scale, 2 * scale, scale, 5 * scale
    own = ASSISTANTS + 1
    return floor_of(
        kinds=[Kind(_steps(of), set(range(doctors))) for of in range(3)],
        persons=[Person([own + j], moves_min=0.5) for j in range(doctors)]
        + [Person([ASSISTANTS]) for _ in range(assistants)]
        + [Person([RECEPTION]) for _ in range(receptionists)],
        rooms=[Room([0]) for _ in range(rooms)],
        doctors=[Doctor(j, own + j) for j in range(doctors)],
    )


def _steps(of: int) -> list[Step]:
    return [
        Step(RECEPTION, NO_ROOM, NO_MARK, of),
        Step(ASSISTANTS, 0, Mark.CHOOSES, PREPARATION_FIRST[of], of),
        Step(OWN_QUEUE, NO_ROOM, Mark.GATED | Mark.OWN | Mark.MOVES, of),
        Step(ASSISTANTS, NO_ROOM, Mark.FREES_ROOM, 1),
    ]
