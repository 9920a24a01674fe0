"""The race is run as it is told: turn by turn, medians, and ratios of the same round."""

import pytest

from benchmarks.rounds import Runner, ratio, speeds, typical


def clocked(*seconds: float):
    """A clock that a runner moves by so much in each round."""
    now = [0.0]
    left = iter(seconds)

    def run(number: int) -> int:
        now[0] += next(left)
        return 10

    return Runner(run, lambda: now[0])


def test_the_first_round_does_not_count():
    """What a first run compiles or loads is nobody's speed."""
    assert speeds({"a": clocked(100, 1, 2)}, 2) == {"a": [10, 5]}


def test_everybody_runs_in_every_round():
    """No runner has the machine's quiet moments for itself."""
    order = []
    runners = {name: Runner(lambda number, name=name: order.append((number, name)) or 1) for name in "ab"}
    speeds(runners, 1)
    assert order == [(0, "a"), (0, "b"), (1, "a"), (1, "b")]


def test_a_ratio_is_between_speeds_of_the_same_round():
    """A slow moment of the machine slows both and changes no ratio."""
    told = speeds({"a": clocked(1, 1, 5, 1), "b": clocked(1, 2, 10, 2)}, 3)
    assert typical(told, "a") == 10
    assert ratio(told, "a", "b") == pytest.approx(2)


def test_who_did_not_run_has_no_speed():
    """On a machine without a compiler, the C version has neither speed nor ratio."""
    told = speeds({"a": clocked(1, 1)}, 1)
    assert typical(told, "c") is None
    assert ratio(told, "a", "c") is None
