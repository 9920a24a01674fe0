"""The compiled kernel and its slow double live the same days, to the last event.

Sixty random practices; `./run truth` takes two thousand.
"""

import pytest
from hypothesis import settings

from binome.twin.chance import Key
from tests.twin.random_practice import random_practice
from tests.twin.side_by_side import first_difference

AT_ONCE = 20
PRACTICES = 60 if settings.get_current_profile_name() == "suite" else 2_000


@pytest.mark.random_cases
@pytest.mark.timeout(1_800)  # the first one may compile
@pytest.mark.parametrize("first", range(0, PRACTICES, AT_ONCE))
def test_kernel_is_reference(first: int) -> None:
    """Visits, stamps, bookings, tasks and panels of every day are equal to 1e-9."""
    parted = {
        seed: first_difference(random_practice(seed), Key.of(seed, 0, 0)) for seed in range(first, first + AT_ONCE)
    }
    assert {seed: difference for seed, difference in parted.items() if difference} == {}
