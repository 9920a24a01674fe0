"""Seven engines agree on these days patient by patient; the slow double is the eighth."""

import pytest

from binome.twin.reference.floor import WorkingDay
from binome.twin.reference.visit import Visit
from tests.twin.golden import GoldenVisit, golden_days, golden_floor

CLOSE = 1e-9


@pytest.mark.parametrize(("scale", "days"), [(1, 40), (3, 15)])
def test_every_patient_of_the_golden_days_waits_as_long(scale: int, days: int) -> None:
    """For the preparation, for the doctor, and until the exit."""
    floor = golden_floor(scale)
    lived = list(golden_days(scale))
    assert len(lived) == days
    for golden in lived:
        visits = [_visit(number, each) for number, each in enumerate(golden)]
        WorkingDay(floor, 0, 0, set(range(2 * scale)), visits).play()
        for visit, each in zip(visits, golden, strict=True):
            assert _waits(visit) == pytest.approx([each.w1, each.w2, each.t], abs=CLOSE)


def _visit(number: int, golden: GoldenVisit) -> Visit:
    return Visit(
        number=number,
        kind=golden.kind,
        request=golden.kind,
        professional=golden.doctor,
        entity=number,
        arrival=golden.arrival,
        gate=golden.gate,
        minutes=golden.minutes,
    )


def _waits(visit: Visit) -> list[float]:
    _, preparation, consultation, _ = visit.steps
    return [
        preparation.start - visit.arrival,
        consultation.start - preparation.end,
        visit.left - visit.arrival,
    ]
