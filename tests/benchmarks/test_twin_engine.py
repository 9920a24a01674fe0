"""What is measured is the reference clinic: the scenarios, spelled and run by the general kernel, are that clinic."""

import pytest

from benchmarks.twin_engine import engine, keys, scenario
from benchmarks.twin_peers.golden import TOLERANCE_MIN, furthest
from benchmarks.twin_practices import larger
from binome.twin.kernel.tally import PersonColumn, PracticeColumn, ProfessionalColumn


@pytest.mark.parametrize(("case", "name", "times"), [("r1_s1", "r1", 1), ("r1_s3", "r1", 3), ("r0_s1", "r0", 1)])
def test_the_scenarios_live_the_golden_days(case, name, times):
    """Given the golden visits, the floor that each scenario is spelled to makes them wait the golden minutes."""
    assert furthest(case, engine(larger(scenario(name), times)).day) < TOLERANCE_MIN


@pytest.mark.parametrize(("name", "stay", "overtime"), [("r1", 29.70, 8.765), ("r0", 27.87, 7.318)])
def test_a_day_has_the_known_means(name, stay, overtime):
    """Visits, time in the practice and overtime of days that the kernel draws itself."""
    tally = engine(scenario(name)).run(keys(1, 2_000))
    practice, persons = tally.practice.sum(axis=(0, 1)), tally.persons.sum(axis=(0, 1))[:2].sum(axis=0)
    assert practice[PracticeColumn.SERVED] / practice[PracticeColumn.DAYS] == pytest.approx(74.08, abs=0.3)
    assert practice[PracticeColumn.IN_PRACTICE] / practice[PracticeColumn.SERVED] == pytest.approx(stay, abs=0.5)
    assert persons[PersonColumn.OVERTIME] / persons[PersonColumn.DAYS] == pytest.approx(overtime, abs=1.0)


def test_the_backlog_has_the_known_access():
    """Third next available, patients a day, time in the practice and overtime, from the 44th day of the year on."""
    tally = engine(scenario("r2")).run(keys(1, 40))
    practice, doctors = tally.practice.sum(axis=0)[0], tally.professionals.sum(axis=(0, 2))[0]
    persons = tally.persons.sum(axis=0)[0, :2].sum(axis=0)
    third_next = doctors[ProfessionalColumn.THIRD_NEXT] / doctors[ProfessionalColumn.MORNINGS]
    assert third_next == pytest.approx(3.985, abs=0.25)
    served = practice[PracticeColumn.SERVED]
    assert served / doctors[ProfessionalColumn.PRESENT] == pytest.approx(34.728, abs=0.2)
    assert practice[PracticeColumn.IN_PRACTICE] / served == pytest.approx(29.327, abs=0.3)
    assert persons[PersonColumn.OVERTIME] / doctors[ProfessionalColumn.PRESENT] == pytest.approx(3.525, abs=0.4)
