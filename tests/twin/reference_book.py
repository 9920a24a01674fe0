"""The reference clinic as tables: one day with every slot booked (R1), and 220 days of a backlog (R2)."""

import numpy as np

from binome.twin import quantiles
from binome.twin.tables import NEVER, NOBODY, Floor, Laws, Tables
from tests.twin.drawing import book_of, hours_of, inbox_of, slots_of
from tests.twin.golden import golden_floor

WELCOME, PREPARATION, CONSULTATION, CLOSING = range(4)
DOCTORS = 2
PLANNED_MIN = 540.0
SLOTS = [510.0 + 15 * i for i in range(16)] + [840.0 + 15 * i for i in range(20)]
URGENT, SCHEDULED, WALK_IN = range(3)
"""The classes of golden visits."""
URGENT_PER_HOUR, WALK_IN_PER_HOUR = 0.2, 0.6
NO_STAGES = [[0, 0, 0, 0]] * 2
LATE = 4
LAWS = Laws(
    np.array(
        [
            quantiles.lognormal(2, 0.6),
            quantiles.lognormal(5, 0.5),
            quantiles.lognormal(11, 0.5),
            quantiles.lognormal(3, 0.6),
            quantiles.normal(-5, 8),
        ]
    )
)
ADVANCE, SAME_DAY = {0}, {1}
LONGEST = 42
WARM_UP = 44


def r1() -> Tables:
    """One day: run it with as many keys as days are wanted."""
    book = book_of(
        days=1,
        doctors=DOCTORS,
        kinds=3,
        longest=1,
        **_slots([{0} for _ in SLOTS]),
        booked_before=[[1.0, 0.0]] * DOCTORS,
        booked_as=[SCHEDULED] * DOCTORS,
        visit_kind=[[of] * DOCTORS for of in range(3)],
        misses=np.full((3, 2), 0.06),
        punctuality=[LATE] * 3,
        **_doors([URGENT_PER_HOUR, 0.0, WALK_IN_PER_HOUR]),
    )
    return Tables(_floor(), book, inbox_of([], [], []), LAWS)


def r2(days: int = 220) -> Tables:
    """Requests of kind 0 want to be seen the same day; when they cannot, they look ahead like the others.

    Kinds 2 and 3, urgent and walking in, ask for no slot.
    """
    kinds = [SAME_DAY if i % 6 == 5 else ADVANCE for i in range(len(SLOTS))]
    book = book_of(
        days=days,
        doctors=DOCTORS,
        kinds=4,
        longest=LONGEST,
        **_slots(kinds),
        template=[[_present(day, j) for j in range(DOCTORS)] for day in range(days + LONGEST + 1)],
        period=[0 if day >= WARM_UP else -1 for day in range(days)],
        rate=[[30 * 0.15] * DOCTORS, [30 * 0.85] * DOCTORS, [0.0] * DOCTORS, [0.0] * DOCTORS],
        visit_kind=[[of] * DOCTORS for of in (SCHEDULED, SCHEDULED, URGENT, WALK_IN)],
        stages=[2, 1, 0, 0],
        stage_slots=[[0b10, 0b01, 0, 0], [0b01, 0, 0, 0], *NO_STAGES],
        stage_who=np.zeros((4, 4)),
        stage_from=[[0, 1, 0, 0], [1, 0, 0, 0], *NO_STAGES],
        stage_to=[[0, LONGEST, 0, 0], [LONGEST, 0, 0, 0], *NO_STAGES],
        accepts=np.ones((4, LONGEST + 1)),
        misses=np.full((4, LONGEST + 1), 0.06),
        cancels=[0.05] * 4,
        cancels_from=[2] * 4,
        punctuality=[LATE] * 4,
        **_doors([0.0, 0.0, URGENT_PER_HOUR, WALK_IN_PER_HOUR]),
        panel=[1_500.0] * DOCTORS,
        booked_before=[[max(0.0, 0.95 * (1 - k / 15)) for k in range(LONGEST + 1)]] * DOCTORS,
        booked_as=[1] * DOCTORS,
        booked_kinds=[1] * DOCTORS,
    )
    return Tables(_floor(), book, inbox_of([], [], []), LAWS)


def _present(day: int, j: int) -> int:
    return NOBODY if 20 <= (day + 22 * j) % 44 <= 24 else 0


def _doors(per_hour: list[float]) -> dict[str, object]:
    """Whoever comes unbooked, by kind of request, has no doctor yet."""
    return {
        "door_rate": [[0.0] * DOCTORS + [rate / 60] for rate in per_hour],
        "door_hours": [[510.0, 720.0, 840.0, 1110.0]],
        "door_gate": [[510.0, 840.0]],
    }


def _slots(kinds: list[set[int]]) -> dict[str, object]:
    slots = slots_of([SLOTS], [kinds])
    evening = slots["slot_at"] >= 840
    slots["slot_door"] = np.where(evening, 825.0, 495.0)
    slots["slot_gate"] = np.where(evening, 840.0, 510.0)
    return slots


def _floor() -> Floor:
    floor = golden_floor(1)
    others = len(floor.moves_min) - DOCTORS
    steps = np.tile(np.arange(4, dtype=np.int32), 3)
    planned = hours_of([[[510.0, 750.0, 840.0, 1140.0]]] * DOCTORS + [[[495.0, 1140.0, NEVER, NEVER]]] * others)
    return floor._replace(step_law=steps, trade=steps, planned=planned)
