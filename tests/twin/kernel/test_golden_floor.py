"""The golden days, through the compiled floor: three waits of each patient, as seven other simulators found them."""

import numpy as np
import pytest

from binome.twin.kernel.floor import run_floor
from binome.twin.kernel.state import DONE, working_state
from tests.twin.golden import GoldenVisit, golden_days, golden_floor


@pytest.mark.parametrize("scale", [1, 3])
def test_every_patient_waits_and_stays_as_long_as_in_the_golden_days(scale: int) -> None:
    floor = golden_floor(scale)
    state = working_state(floor, 400)
    everybody = np.uint64((1 << 2 * scale) - 1)
    for day in golden_days(scale):
        n = len(day)
        state.arrival[:n] = [visit.arrival for visit in day]
        state.gate[:n] = [visit.gate for visit in day]
        state.kind[:n] = [visit.kind for visit in day]
        state.professional[:n] = [visit.doctor for visit in day]
        state.minutes[:n] = [visit.minutes for visit in day]
        assert run_floor(floor, 0, everybody, 0, n, state) == DONE
        found = [
            state.start[:n, 1] - state.arrival[:n],
            state.start[:n, 2] - state.end[:n, 1],
            state.left[:n] - state.arrival[:n],
        ]
        np.testing.assert_allclose(np.transpose(found), _expected(day), rtol=0, atol=1e-9)


def _expected(day: list[GoldenVisit]) -> list[tuple[float, float, float]]:
    return [(visit.w1, visit.w2, visit.t) for visit in day]
