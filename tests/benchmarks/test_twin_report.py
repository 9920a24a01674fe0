"""Who asks for the figures finds them under their fixed names, and beside their goals."""

import pytest

from benchmarks.twin import printed
from benchmarks.twin_engine import engine, scenario
from benchmarks.twin_practices import busier, larger
from benchmarks.twin_race import Field, Unequal, race, refuse_unequal
from benchmarks.twin_year import grown

NAMES = {"binome", "simpy", "ciw", "salabim", "c"}


@pytest.fixture(scope="module")
def without_c() -> Field:
    r1 = scenario("r1")
    r0, by_three, r2 = engine(scenario("r0")), engine(larger(r1, 3)), engine(scenario("r2"))
    return Field(r0, engine(r1), engine(r1), by_three, r2, None)


def test_the_race_tells_its_fixed_names(without_c):
    """Speeds and ratios have the names that outside programs read; what did not run is null."""
    told = race(without_c, 1, 0.001)
    assert set(told) == {"practice_days_per_s", "ratio"}
    assert set(told["practice_days_per_s"]) == NAMES
    assert set(told["ratio"]) == NAMES - {"binome"} | {"two_threads"}
    assert told["practice_days_per_s"]["c"] is told["ratio"]["c"] is None
    assert told["practice_days_per_s"]["binome"] > told["practice_days_per_s"]["simpy"]


def test_there_is_no_race_between_unequals(without_c):
    """A field of which one gives other days than the golden ones is refused by name."""
    with pytest.raises(Unequal, match="binome"):
        refuse_unequal(without_c._replace(r1=without_c.r0))


def test_a_person_sees_the_goals():
    """Each ratio stands beside what is wanted of it."""
    told = printed({"practice_days_per_s": {"binome": 1.0}, "ratio": {"simpy": 200.0}})
    assert "200.0 (goal: at least 150.0)" in told


def test_practices_grow_as_said():
    """Twice the teams are twice the people and the visits; half the demand is fewer visits from as many people."""
    r2 = scenario("r2")
    two, half = larger(r2, 2), busier(r2, 0.5)
    assert len(two.members) == 2 * len(r2.members) == 2 * len(half.members)
    assert two.requests["urgent"].open_per_hour == {"": 0.4}
    assert half.requests["scheduled"].per_day == {"": 12.75}
    assert [name for name, _ in grown("r2", r2)][:2] == ["r2, 2 teams", "r2, 4 teams"]
    for _, meant in grown("r2", r2):
        engine(meant)
