"""What a day leaves to the next: those who ask again, those who return, and the panels."""

from typing import Any

import numpy as np
import pytest

from binome.twin.kernel.tally import DemandColumn, ProfessionalColumn
from binome.twin.tables import Tables
from tests.twin.drawing import Doctor, Kind, Person, Step, always, book_of, floor_of, laws_of, slots_of, tables_of
from tests.twin.lived import lived, tallies_of

pytestmark = pytest.mark.timeout(300)  # the first one may compile

VISIT, RETURN = range(2)
LONGEST = 6


def _practice(**said: Any) -> Tables:
    """One doctor, three slots, all booked on day 0 and no other request than those it leaves."""
    floor = floor_of([Kind([Step()])], [Person([0])], [], [Doctor(0, 0)])
    book = book_of(
        days=2,
        kinds=2,
        longest=LONGEST,
        **{
            **slots_of([[540.0, 560.0, 580.0]]),
            "period": [0, 1],
            "booked_before": [[1.0] + [0.0] * LONGEST],
            "stages": [1, 1],
            "stage_slots": [[1, 0, 0, 0]] * 2,
            "stage_who": np.zeros((2, 4)),
            "stage_from": [[1, 0, 0, 0]] * 2,
            "stage_to": [[2, 0, 0, 0]] * 2,
            "accepts": np.ones((2, LONGEST + 1)),
            **said,
        },
    )
    return tables_of(floor, book, laws_of(always(10.0)))


def test_a_missed_visit_asks_again_the_next_morning() -> None:
    """For the same kind of visit."""
    tally = lived(_practice(misses=np.ones((2, LONGEST + 1)), rebooks=[1.0, 0.0])).tally
    assert tally.demand[:2, VISIT, DemandColumn.ASKED].tolist() == [0, 3]
    assert tally.leads[1, VISIT].tolist() == [0, 3, 0, 0, 0, 0, 0]


def test_a_served_visit_asks_for_its_return() -> None:
    """Days later: the stages move, not beyond the longest lead."""
    tally = lived(_practice(returns=[1.0, 0.0], returns_as=[RETURN, 0], returns_after=[3, 0])).tally
    assert tally.demand[1, :, DemandColumn.ASKED].tolist() == [0, 3]
    assert tally.leads[1, RETURN].tolist() == [0, 0, 0, 0, 3, 0, 0]
    beyond = lived(_practice(returns=[1.0, 0.0], returns_as=[RETURN, 0], returns_after=[LONGEST, 0])).tally
    assert beyond.demand[1, RETURN, DemandColumn.LOST] == 3


def test_a_share_of_visits_returns() -> None:
    """Three in ten, of three visits, over two thousand replications."""
    tallies = tallies_of(_practice(returns=[0.3, 0.0], returns_as=[RETURN, 0]), 2_000)
    asked = tallies.demand[:, 1, RETURN, DemandColumn.ASKED]
    assert asked.mean() == pytest.approx(0.9, abs=4 * np.sqrt(3 * 0.3 * 0.7 / 2_000))


def test_panels_lose_and_gain() -> None:
    """Those who join have waited for it; who leaves is gone."""
    said = {
        "panel": [1_000.0],
        "leaves_per_day": [0.01],
        "joins_per_day": [20.0],
        "accepts_new_within": [9.0],
        "registration": [5.0],
        "registration_per_day": [1.0],
    }
    day = lived(_practice(**said))
    sums = day.tally.professionals[:2, 0].sum(axis=0)
    joined, left = sums[ProfessionalColumn.JOINED], sums[ProfessionalColumn.LEFT]
    assert joined == 7
    assert day.agenda.desk["registration"][0, 0] == 0
    assert day.agenda.desk["panel"][0, 0] == 1_000 + joined - left
    losses = tallies_of(_practice(**said), 1_000).professionals[:, 0, 0, ProfessionalColumn.LEFT]
    assert losses.mean() == pytest.approx(10, abs=4 * np.sqrt(10 / 1_000))


@pytest.mark.parametrize("closed", [{"accepts_new_within": [0.0]}, {"panel_most": [900.0]}])
def test_nobody_joins_a_full_panel_or_a_full_book(closed: dict[str, Any]) -> None:
    """The third next available is never nearer than a day."""
    said: dict[str, Any] = {"joins_per_day": [20.0], "accepts_new_within": [9.0], "registration": [50.0]}
    sums = lived(_practice(**{**said, **closed})).tally.professionals[:2, 0]
    assert sums[:, ProfessionalColumn.JOINED].sum() == 0
    assert sums[:, ProfessionalColumn.REGISTRATION].tolist() == [50, 50]
