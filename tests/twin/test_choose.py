"""The choice among options whose means are known: as often right as it says."""

import numpy as np
import pytest

from binome.twin.choose import Choice, Sample, choose
from binome.twin.intervals import Floats

MOST = 4_000


def sample_of(seed: int, means: list[float], common: float) -> Sample:
    """Normal options around those means, who share a part of their luck."""
    dice = np.random.default_rng(seed)
    shared = dice.normal(0, common, MOST)
    rows: Floats = np.array(means)[:, None] + shared + dice.normal(0, 1, (len(means), MOST))
    return lambda option, count: rows[option, :count]


def chosen(seed: int, means: list[float], common: float = 1.0) -> Choice:
    return choose(sample_of(seed, means, common), range(len(means)), matters=0.5, first=10, most=MOST)


@pytest.mark.parametrize("means", [[0, 0, 0, 0, 0.5], [0.5, 0], [0, 0.1, 0.2, 0.3, 0.4, 0.9]])
def test_the_best_is_named_as_often_as_promised(means: list[float]) -> None:
    """The best is ahead by just what matters, the hardest case that the promise covers: 95 % or more."""
    best = int(np.argmax(means))
    right = sum(chosen(seed, means).best == best for seed in range(300))
    assert right / 300 >= 0.95 - 2.6 * (0.95 * 0.05 / 300) ** 0.5


def test_options_far_behind_cost_little() -> None:
    """They are left out at the first look."""
    choice = chosen(1, [0, 0, 0, 5])
    assert choice.best == 3
    assert choice.settled
    assert max(choice.lived) < 20


def test_shared_luck_costs_nothing() -> None:
    """However much it moves all of them together."""
    little, much = (sum(chosen(seed, [0, 0.5], common).lived) for seed, common in ((5, 0.0), (5, 100.0)))
    assert much == pytest.approx(little, rel=0.01)


def test_equal_options_come_to_an_end() -> None:
    """One of them is named: within what matters, all are as good."""
    assert chosen(3, [1.0, 1.0, 1.0]).settled


def test_twins_are_told_apart_by_their_order() -> None:
    """Options that never differ: the first."""
    rows = np.random.default_rng(1).normal(0, 1, MOST)
    assert choose(lambda _, count: rows[:count], [4, 2, 7], matters=0.5).best == 2


def test_too_few_replications_are_admitted() -> None:
    """The best so far is named, and not settled."""
    choice = choose(sample_of(1, [0.0, 0.1], 0.0), [0, 1], matters=0.01, first=10, most=30)
    assert not choice.settled
    assert max(choice.lived) == 30


def test_a_single_option_is_the_best() -> None:
    """Surely."""
    assert choose(sample_of(1, [0.0], 0.0), [0], matters=1).certainty == 1.0
