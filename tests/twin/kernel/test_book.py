"""Who asks finds the earliest slot that is meant for them, or goes elsewhere."""

from typing import Any

import numpy as np
import pytest

from binome.twin.kernel.tally import DemandColumn, ProfessionalColumn
from binome.twin.tables import NOBODY, Tables
from tests.twin.drawing import Doctor, Kind, Person, Step, always, book_of, floor_of, laws_of, slots_of, tables_of
from tests.twin.lived import Lived, lived, tallies_of

pytestmark = pytest.mark.timeout(300)  # the first one may compile

LONGEST = 5
AT = [540.0, 560.0, 580.0]
AHEAD = {"stages": [1], "stage_slots": [[1, 0, 0, 0]], "stage_from": [[1, 0, 0, 0]], "stage_to": [[LONGEST, 0, 0, 0]]}


def _practice(days: int = 1, doctors: int = 1, kinds: int = 1, **said: Any) -> Tables:
    """Doctors alone, three slots a day, and requests that look one to five days ahead."""
    floor = floor_of(
        kinds=[Kind([Step()])],
        persons=[Person([j]) for j in range(doctors)],
        rooms=[],
        doctors=[Doctor(j, j) for j in range(doctors)],
    )
    book = book_of(
        days=days,
        doctors=doctors,
        kinds=kinds,
        longest=LONGEST,
        **{
            **slots_of([AT]),
            **AHEAD,
            "stage_who": np.zeros((kinds, 4)),
            "accepts": np.ones((kinds, LONGEST + 1)),
            "rate": [[40.0] * doctors] * kinds,
            **said,
        },
    )
    return tables_of(floor, book, laws_of(always(10.0)))


def _demand(day: Lived, kind: int = 0) -> tuple[float, ...]:
    columns = (DemandColumn.ASKED, DemandColumn.LOST, DemandColumn.CANCELLED)
    return tuple(day.tally.demand[0, kind, column] for column in columns)


def test_more_requests_than_slots_fill_every_day() -> None:
    """Three a day from tomorrow on; the others are lost; nothing is free any more."""
    day = lived(_practice())
    asked, lost, _ = _demand(day)
    assert day.tally.leads[0, 0].tolist() == [0, 3, 3, 3, 3, 3]
    assert asked > 15
    assert lost == asked - 15
    assert day.agenda.desk["third_next"][0, 0] == LONGEST + 1
    assert day.tally.third_next[0].tolist() == [0] * (LONGEST + 1) + [1]


def test_the_first_slots_go_first() -> None:
    """Fewer requests than slots leave no hole before the last one."""
    day = lived(_practice(rate=[[5.0]]))
    booked = int(day.tally.leads[0, 0].sum())
    taken = [not int(day.agenda.free[1 + n // 3, 0]) >> n % 3 & 1 for n in range(3 * LONGEST)]
    assert 0 < booked < 15
    assert taken == [True] * booked + [False] * (15 - booked)
    assert day.agenda.desk["third_next"][0, 0] == (booked + 2) // 3 + 1


def test_a_lead_that_nobody_accepts_is_never_booked() -> None:
    """Who is offered it goes elsewhere, and so do those who come after."""
    day = lived(_practice(accepts=[[1, 1, 0, 1, 1, 1]]))
    assert day.tally.leads[0, 0].tolist() == [0, 3, 0, 0, 0, 0]


def test_a_second_search_follows_the_first() -> None:
    """Same-day slots first, then those ahead."""
    kinds = [[{0}, {0}, {1}]]
    stages = {"stages": [2], "stage_slots": [[2, 1, 0, 0]], "stage_from": [[0, 2, 0, 0]], "stage_to": [[0, 4, 0, 0]]}
    day = lived(_practice(**slots_of([AT], kinds), **stages))
    assert day.tally.leads[0, 0].tolist() == [1, 0, 2, 2, 2, 0]


def test_a_set_of_professionals_is_searched_day_by_day() -> None:
    """The second may not see them: the first and the third share, whoever's panel asks."""
    day = lived(
        _practice(
            doctors=3, stage_who=[[7, 0, 0, 0]], visit_kind=[[0, NOBODY, 0]], rate=[[0.0, 8.0, 0.0]], panel=[1000.0] * 3
        )
    )
    free = day.agenda.free[1]
    assert free[0] == 0
    assert free[1] == 0b111
    assert {int(it) for it in day.agenda.booked["asker"][1, 0, :3]} == {1}


def test_nobody_is_booked_with_who_is_away() -> None:
    """Her days hold no slot, and requests of her panel look behind them."""
    template = [[0], [NOBODY], [NOBODY]] + [[0]] * 4
    day = lived(_practice(template=template))
    assert day.tally.leads[0, 0].tolist() == [0, 0, 0, 3, 3, 3]


@pytest.mark.parametrize(("cancels_from", "freed"), [(6, 3), (7, 0)])
def test_who_has_waited_long_may_cancel_on_the_eve(cancels_from: int, freed: int) -> None:
    """Those in the book at the beginning have asked on day −5: on day 1 their lead is 6."""
    day = lived(
        _practice(booked_before=[[1.0] * (LONGEST + 1)], cancels=[1.0], cancels_from=[cancels_from], rate=[[0.0]])
    )
    assert _demand(day) == (0, 0, freed)
    assert int(day.agenda.free[1, 0]).bit_count() == freed


def test_a_freed_slot_can_be_had_again_the_same_morning() -> None:
    """Cancellations come before requests."""
    said = {"booked_before": [[1.0] * (LONGEST + 1)], "cancels": [1.0], "cancels_from": [6]}
    assert lived(_practice(**said)).tally.leads[0, 0].tolist() == [0, 3, 0, 0, 0, 0]


def test_who_prefers_later_takes_any_of_the_next_days() -> None:
    """Two days from the first: each of nine slots alike, over three thousand first requests."""
    tables = _practice(rate=[[0.5]], prefers_later=[1.0], later_days=[2])
    tallies = tallies_of(tables, 5_000)
    alone = tallies.demand[:, 0, 0, DemandColumn.ASKED] == 1
    leads = tallies.leads[alone, 0, 0].sum(axis=0)
    assert leads[0] == leads[4] == leads[5] == 0
    assert leads[1:4] == pytest.approx(alone.sum() / 3, abs=4 * np.sqrt(alone.sum() * 2 / 9))


def test_requests_follow_the_panel_and_the_factor_of_the_day() -> None:
    """Twice the factor, twice the mean; over two hundred replications of two days."""
    tallies = tallies_of(_practice(days=2, period=[0, 1], factor=[[1.0], [2.0]]), 200)
    asked = tallies.demand[:, :, 0, DemandColumn.ASKED].mean(axis=0)
    assert asked[:2] == pytest.approx([40, 80], abs=4 * np.sqrt(80 / 200))


def test_mornings_are_counted_also_of_who_is_away() -> None:
    """The third next available is a question asked every day."""
    professionals = lived(_practice(days=2, template=[[NOBODY]] * 8)).tally.professionals[0, 0]
    assert professionals[ProfessionalColumn.MORNINGS] == 2
    assert professionals[ProfessionalColumn.PRESENT] == 0
    assert professionals[ProfessionalColumn.THIRD_NEXT] == 2 * (LONGEST + 1)
