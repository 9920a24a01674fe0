"""The race is run as it is told: turn by turn, medians, and ratios of the same round."""

from statistics import median

import pytest

from benchmarks.rounds import Runner, enough, ratio, speeds, typical


def clocked(*seconds_per_unit: float, first: float = 1.0):
    """A runner that needs so long for each unit in each round, on a clock of its own."""
    now = [0.0]

    def run(number: int, units: int) -> int:
        now[0] += units * ([first, *seconds_per_unit][number])
        return units

    return Runner(run, lambda: now[0])


def test_what_comes_before_the_first_round_does_not_count():
    """What a first run compiles or loads is nobody's speed."""
    assert speeds({"a": clocked(1, 2, first=100)}, 2, 10.0) == {"a": [1, 0.5]}


def test_a_slice_lasts_as_long_as_asked():
    """The fast are given more to do than the slow."""
    assert enough(clocked(first=0.001), 1.0) == pytest.approx(1000, abs=1)
    assert enough(clocked(first=0.5), 1.0) == 2
    assert enough(clocked(first=50.0), 1.0) == 1


def test_everybody_runs_in_every_round():
    """No runner has the machine's quiet moments for itself."""
    order = []

    def noted(name):
        now = [0.0]

        def run(number, units):
            now[0] += units
            order.append((number, name))
            return units

        return Runner(run, lambda: now[0])

    speeds({name: noted(name) for name in "ab"}, 2, 1.0)
    assert [it for it in order if it[0]] == [(1, "a"), (1, "b"), (2, "a"), (2, "b")]


def test_a_ratio_is_between_speeds_of_the_same_round():
    """A slow moment of the machine slows both and changes no ratio."""
    told = speeds({"a": clocked(1, 5, 1), "b": clocked(2, 10, 2)}, 3, 1.0)
    assert typical(told, "a") == median([1, 0.2, 1])
    assert ratio(told, "a", "b") == pytest.approx(2)


def test_who_did_not_run_has_no_speed():
    """On a machine without a compiler, the C version has neither speed nor ratio."""
    told = speeds({"a": clocked(1)}, 1, 1.0)
    assert typical(told, "c") is None
    assert ratio(told, "a", "c") is None
