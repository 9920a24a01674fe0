"""A race is fair when all run the same course: every peer gives, visit by visit, what seven engines agreed on."""

from collections import Counter
from random import Random
from statistics import fmean

import numpy as np
import pytest

from benchmarks.twin_peers import c_r1, ciw_r0, given, salabim_r1, simpy_r1
from benchmarks.twin_peers.backlog import Agenda, present
from benchmarks.twin_peers.golden import TOLERANCE_MIN, furthest, golden_days


@pytest.mark.parametrize("case", ["r1_s1", "r1_s3"])
@pytest.mark.parametrize("peer", [simpy_r1, salabim_r1])
def test_a_day_in_python_is_the_golden_day(peer, case):
    """Given the same visits, SimPy and salabim make them wait the same minutes."""
    assert furthest(case, peer.day) < TOLERANCE_MIN


def test_a_day_in_ciw_is_the_golden_day():
    """Given the same visits, Ciw makes the part it can say."""
    assert furthest("r0_s1", ciw_r0.day) < TOLERANCE_MIN


@pytest.mark.skipif(c_r1.compiler() is None, reason="no C compiler on this machine")
@pytest.mark.parametrize("case", ["r1_s1", "r1_s3"])
def test_a_day_in_c_is_the_golden_day(case):
    """Given the same visits, the C version makes them wait the same minutes."""
    with c_r1.compiled() as in_c:
        assert furthest(case, in_c.day) < TOLERANCE_MIN


def test_a_fault_is_seen():
    """Two minutes too many for one visit, or one visit forgotten, and the days are not the same."""

    def late(visits, scale):
        first, *rest = simpy_r1.day(visits, scale)
        return [first._replace(stay=first.stay + 2), *rest]

    assert furthest("r1_s1", late) > TOLERANCE_MIN
    assert furthest("r1_s1", lambda visits, scale: simpy_r1.day(visits[1:], scale)) > TOLERANCE_MIN


def test_the_days_drawn_in_python_are_the_golden_kind_of_day():
    """The inputs that SimPy, salabim and Ciw are timed on are as many and as long as the golden ones."""
    chance = Random(1)
    drawn = [given.drawn(chance) for _ in range(400)]
    golden = [day.visits for day in golden_days("r1_s1")]
    assert fmean(map(len, drawn)) == pytest.approx(74.07, abs=0.6)
    assert fmean(map(len, drawn)) == pytest.approx(fmean(map(len, golden)), abs=2)
    minutes = np.array([visit[4:] for day in drawn for visit in day]).mean(axis=0)
    assert minutes == pytest.approx([2, 5, 11, 3], rel=0.03)


@pytest.mark.skipif(c_r1.compiler() is None, reason="no C compiler on this machine")
def test_the_days_drawn_in_c_are_the_golden_kind_of_day():
    """The days that the C version is timed on have the known means: visits, use of the doctors, overtime, last exit."""
    days = 20_000
    with c_r1.compiled() as in_c:
        sums = in_c.days(3, days)
    assert sums["served"] / days == pytest.approx(74.073, abs=0.1)
    assert sums["busy"] / (540 * sums["doctors"]) == pytest.approx(0.754, abs=0.003)
    assert sums["stay"] / sums["served"] == pytest.approx(29.7, abs=0.2)
    assert sums["overtime"] / sums["doctors"] == pytest.approx(8.765, abs=0.3)
    assert sums["last"] / days == pytest.approx(1156.23, abs=0.5)


@pytest.mark.skipif(c_r1.compiler() is None, reason="no C compiler on this machine")
def test_the_backlog_in_c_has_the_known_access():
    """The year of the C version has the known third next available, lead, and days."""
    told = Counter()
    with c_r1.compiled() as in_c:
        for seed in range(150):
            told.update(in_c.with_a_backlog(seed, 220))
    assert told["third_next"] / told["mornings"] == pytest.approx(3.985, abs=0.12)
    assert told["lead"] / told["advance"] == pytest.approx(3.412, abs=0.1)
    assert told["same_day"] / told["mornings"] == pytest.approx(3.704, abs=0.05)
    assert told["served"] / told["doctors"] == pytest.approx(34.728, abs=0.15)
    assert told["stay"] / told["served"] == pytest.approx(29.327, abs=0.15)


def test_the_backlog_in_python_has_the_known_access():
    """The agenda that SimPy is given, too."""
    told, visits, doctors = Counter(), 0, 0
    for seed in range(6):
        agenda = Agenda(Random(seed))
        for day in range(220):
            if day == 44:
                agenda.told.clear()
            come = agenda.morning(day)
            visits, doctors = visits + len(come) * (day >= 44), doctors + len(present(day)) * (day >= 44)
        told.update(agenda.told)
    mornings = 6 * 176 * 2
    assert told["third next"] / mornings == pytest.approx(3.985, abs=0.5)
    assert told["lead"] / told["advance"] == pytest.approx(3.412, abs=0.4)
    assert told["same day"] / mornings == pytest.approx(3.704, abs=0.15)
    assert visits / doctors == pytest.approx(34.728, abs=0.5)
