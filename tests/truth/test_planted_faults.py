"""A fault in the kernel does not stay hidden: for each one planted, the kernel and its slow double part."""

from pathlib import Path

import pytest

from binome.twin.chance import Key
from tests.twin.faults import Fault, planted
from tests.twin.random_practice import random_practice
from tests.twin.side_by_side import first_difference

PRACTICES = 60

FAULTS = [
    Fault(
        name="queues_in_reverse",
        shows="steps",
        file="queues.py",
        line="at = INDEX(queue * PRIORITIES + priority)",
        instead="priority = PRIORITIES - 1 - priority; at = INDEX(queue * PRIORITIES + priority)",
    ),
    Fault(
        name="a_room_counted_twice",
        shows="steps",
        file="steps.py",
        line="hall.sets[FREE_ROOMS] &= ~only(room)",
        instead="hall.sets[FREE_ROOMS] |= only(room)",
    ),
    Fault(
        name="nobody_missing",
        shows="number of visits",
        file="visits.py",
        line="if uniform(missing, place(entity)) < misses[booking.kind, min(lead, misses.shape[1] - 1)]:",
        instead="if uniform(missing, place(entity)) < 0.0:",
    ),
]


@pytest.mark.compiles
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_planted_faults(fault: Fault, tmp_path: Path) -> None:
    """Swapped queues, a room for two visits, a no-show ignored: sixty practices at random show each of them."""
    kernel = planted(fault, tmp_path)
    differences = (first_difference(random_practice(seed), Key.of(seed, 0, 0), kernel) for seed in range(PRACTICES))
    assert fault.shows in (next(filter(None, differences), None) or "nothing at all")
