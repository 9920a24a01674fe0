"""Who comes, when, and what they need."""

from typing import Any

import numpy as np
import pytest

from binome.twin.kernel.tally import DemandColumn, WorkColumn
from binome.twin.tables import NEVER, NOBODY, Mark, Tables
from tests.twin.drawing import (
    Doctor,
    Kind,
    Person,
    Step,
    always,
    between,
    book_of,
    floor_of,
    laws_of,
    slots_of,
    tables_of,
)
from tests.twin.lived import lived, tallies_of

pytestmark = pytest.mark.timeout(300)  # the first one may compile

AT = [540.0, 560.0, 580.0]
CONSULTATION, LATENESS, INTERRUPTION = range(3)
DOORS = {"door_hours": [[480.0, 600.0, 660.0, 780.0]], "door_gate": [[490.0, 670.0]]}


def _practice(interrupted: float = 0.0, **said: Any) -> Tables:
    """Two doctors with every slot of the day booked."""
    floor = floor_of(
        kinds=[Kind([Step(marks=Mark.CHOOSES | Mark.OWN, law=CONSULTATION, interrupted_per_min=interrupted)], {0, 1})],
        persons=[Person([j]) for j in range(2)],
        rooms=[],
        doctors=[Doctor(j, j) for j in range(2)],
        interruption_law=INTERRUPTION,
        restart_min=0.5,
    )
    all_booked = {"booked_before": [[1.0] + [0.0] * 5] * 2, "punctuality": [LATENESS]}
    book = book_of(days=1, doctors=2, **{**slots_of([AT], door=535.0, gate=550.0), **all_booked, **said})
    return tables_of(floor, book, laws_of(between(5, 15), between(-20, 10), always(2.0)))


def test_the_booked_come_by_slot_then_professional() -> None:
    """Early or late around their slot, never before the door; their gate is the session's."""
    day = lived(_practice())
    came = slice(day.came)
    assert day.state.professional[came].tolist() == [0, 1, 0, 1, 0, 1]
    assert day.state.lead[came].tolist() == [5] * 6
    assert set(day.state.gate[came]) == {550.0}
    late = day.state.arrival[came] - np.repeat(AT, 2)
    assert (late <= 10).all()
    assert (day.state.arrival[came] >= 535).all()


def test_whoever_misses_does_not_come() -> None:
    """By the lead at which she had asked; a lead beyond the table counts as its last."""
    tables = _practice(misses=[[0.0] * 5 + [1.0]])
    day = lived(tables)
    assert day.came == 0
    assert day.tally.demand[0, 0, DemandColumn.MISSED] == 6
    assert lived(_practice(misses=[[1.0] * 5 + [0.0]])).came == 6


def test_the_unbooked_come_while_doors_are_open() -> None:
    """In the order of their times, with the gate of their stretch, and as many as the rate says."""
    tables = _practice(door_rate=[[0.0, 0.05, 0.1]], booked_before=np.zeros((2, 6)), **DOORS)
    day = lived(tables)
    arrival, gate = day.state.arrival[: day.came], day.state.gate[: day.came]
    hers = day.state.asker[: day.came] == 1
    assert set(day.state.asker[: day.came]) == {1, NOBODY}
    for those in (hers, ~hers):
        assert (np.diff(arrival[those]) >= 0).all()
    morning = (arrival >= 480) & (arrival < 600)
    assert (morning | (arrival >= 660) & (arrival < 780)).all()
    assert (gate == np.where(morning, 490, 670)).all()
    come = tallies_of(tables, 2_000).demand[:, 0, 0, DemandColumn.COME]
    assert come.mean() == pytest.approx(36, abs=4 * np.sqrt(36 / 2_000))
    assert come.var() == pytest.approx(36, rel=0.15)


def test_nobody_comes_to_who_is_away() -> None:
    """Neither those with a slot, for there is none, nor those who would just come."""
    template = [[NOBODY, 0]] + [[0, 0]] * 6
    day = lived(_practice(template=template, door_rate=[[0.1, 0.0, 0.0]], **DOORS))
    assert day.state.professional[: day.came].tolist() == [1, 1, 1]


def test_the_doors_are_shut_when_nobody_who_could_be_chosen_is_there() -> None:
    """Nobody comes for no one in particular, and nobody is counted as left unseen; with one doctor, they come."""
    said = {"door_rate": [[0.0, 0.0, 0.2]], "booked_before": np.zeros((2, 6)), **DOORS}
    both_away = _practice(template=[[NOBODY, NOBODY]] + [[0, 0]] * 6, **said)
    assert lived(both_away).came == 0
    assert tallies_of(both_away, 20).demand[..., DemandColumn.COME].sum() == 0
    assert lived(_practice(template=[[0, NOBODY]] + [[0, 0]] * 6, **said)).came > 20


def test_more_arrivals_leave_the_others_where_they_were() -> None:
    """Twice the rate: the same people and minutes, and others between them."""
    one, two = (
        lived(_practice(door_rate=[[0.0, 0.0, rate]], booked_before=np.zeros((2, 6)), **DOORS)) for rate in (0.05, 0.1)
    )
    few, many = (dict(zip(it.state.entity[: it.came], it.state.arrival, strict=False)) for it in (one, two))
    assert len(few) < len(many)
    assert few.items() <= many.items()


def test_interruptions_lengthen_the_step() -> None:
    """Each by two minutes and half of one to find the thread again."""
    calm, busy = lived(_practice()), lived(_practice(interrupted=0.1))
    longer = busy.state.minutes[: busy.came, 0] - calm.state.minutes[: calm.came, 0]
    many = busy.state.interruptions[: busy.came, 0]
    assert many.sum() > 0
    assert longer == pytest.approx(2.5 * many)
    assert busy.tally.work[0, :, :, WorkColumn.INTERRUPTIONS].sum() == many.sum()
    sums = tallies_of(_practice(interrupted=0.1), 1_000).work[:, 0, 0, :, WorkColumn.INTERRUPTIONS].sum(axis=1)
    assert sums.mean() == pytest.approx(6, abs=4 * np.sqrt(6 / 1_000) * 1.1)


def test_closed_doors_let_nobody_in() -> None:
    """No open minute, no arrival."""
    assert lived(_practice(door_rate=[[0.0, 0.0, 0.1]], door_hours=[[NEVER, NEVER]])).came == 6
