"""The sums of a day are those of its record."""

import numpy as np
import pytest

from binome.twin.kernel.state import State
from binome.twin.kernel.tally import DemandColumn, PersonColumn, PracticeColumn, WorkColumn
from binome.twin.tables import Floats
from tests.twin.lived import Lived, lived
from tests.twin.reference_book import CLOSING, CONSULTATION, DOCTORS, PREPARATION, WELCOME, r1

pytestmark = pytest.mark.timeout(300)  # the first one may compile

SESSIONS = ((510.0, 750.0), (840.0, 1140.0))


@pytest.fixture(scope="module")
def day() -> Lived:
    return lived(r1(), seed=4)


def _steps(day: Lived, name: str, step: int) -> Floats:
    state: State = day.state
    return np.asarray(getattr(state, name)[: day.came, step], np.float64)


def test_waits(day: Lived) -> None:
    """To the preparation, for the doctor, and in all."""
    sums, arrival, left = day.tally.practice[0], day.state.arrival[: day.came], day.state.left[: day.came]
    to_room = _steps(day, "start", PREPARATION) - arrival
    for_doctor = _steps(day, "start", CONSULTATION) - _steps(day, "end", PREPARATION)
    busy = sum(_steps(day, "end", step) - _steps(day, "start", step) for step in range(4))
    waiting = left - arrival - busy
    assert sums[PracticeColumn.SERVED] == sums[PracticeColumn.COME] == day.came
    assert sums[PracticeColumn.TO_ROOM] == pytest.approx(to_room.sum())
    assert sums[PracticeColumn.FOR_PROFESSIONAL] == pytest.approx(for_doctor.sum())
    assert sums[PracticeColumn.FOR_PROFESSIONAL_SQ] == pytest.approx((for_doctor**2).sum())
    assert sums[PracticeColumn.IN_PRACTICE_SQ] == pytest.approx(((left - arrival) ** 2).sum())
    assert sums[PracticeColumn.WAITING] == pytest.approx(waiting.sum())
    assert sums[PracticeColumn.LAST_EXIT] == left.max()
    entered = _steps(day, "entered", PREPARATION)
    assert sums[PracticeColumn.FOR_ROOMS] == pytest.approx((entered - _steps(day, "end", WELCOME)).sum())
    assert day.tally.waiting[0].tolist() == np.bincount((waiting / 5).astype(int), minlength=25).tolist()


def test_work_of_each_person(day: Lived) -> None:
    """Minutes, walks, and what lay in the sessions."""
    for doctor in range(DOCTORS):
        hers = _steps(day, "person", CONSULTATION) == doctor
        start, end = _steps(day, "start", CONSULTATION)[hers], _steps(day, "end", CONSULTATION)[hers]
        minutes = _steps(day, "minutes", CONSULTATION)[hers]
        within = sum(np.maximum(0, np.minimum(end, b) - np.maximum(start, a)).sum() for a, b in SESSIONS)
        sums = day.tally.work[0, CONSULTATION, doctor]
        assert sums[WorkColumn.TIMES] == hers.sum()
        assert sums[WorkColumn.WORK] == pytest.approx(minutes.sum())
        assert sums[WorkColumn.OCCUPIED] == pytest.approx((end - start).sum())
        assert sums[WorkColumn.OCCUPIED] == pytest.approx(minutes.sum() + 0.5 * sums[WorkColumn.WALKS])
        assert sums[WorkColumn.WITHIN] == pytest.approx(within)
        asked = _steps(day, "asked", CONSULTATION)[hers]
        assert sums[WorkColumn.WAITING] == pytest.approx((start - asked).sum())
        person = day.tally.persons[0, doctor]
        assert person[PersonColumn.PLANNED] == 540
        assert person[PersonColumn.OVERTIME] == pytest.approx(max(0, end.max() - 1140))


def test_every_step_is_told_once(day: Lived) -> None:
    """By whoever did it."""
    times = day.tally.work[0, :, :, WorkColumn.TIMES].sum(axis=1)
    assert [times[step] for step in (WELCOME, PREPARATION, CONSULTATION, CLOSING)] == [day.came] * 4
    assert day.tally.skipped.sum() == 0


def test_demand_by_kind_of_request(day: Lived) -> None:
    """Served by class, and by the professional of the panel where there is one."""
    sums = day.tally.demand[0]
    served = np.bincount(day.state.request[: day.came], minlength=3)
    assert sums[:, DemandColumn.SERVED].tolist() == served.tolist()
    assert sums[1, DemandColumn.MISSED] == 72 - served[1]
    assert sums[:, DemandColumn.BY_OWN].tolist() == [0, served[1], 0]
