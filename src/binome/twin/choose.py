"""Which of several options is best, with a stated probability of saying so rightly.

The procedure KN of S.-H. Kim and B. L. Nelson, "A fully sequential procedure for indifference-zone selection in
simulation", ACM Transactions on Modeling and Computer Simulation 11 (2001), 251–273: options are lived in step,
under the same luck, and those that can no longer be the best are left out as early as their differences allow. If
the best is better than the others by the smallest difference that matters, it is chosen with the probability asked
(for figures whose replications are about normal: a year's mean is); else one that comes so close to it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from binome.twin.intervals import Floats

Sample = Callable[[int, int], Floats]
"""Of an option, its first so many replications: the same for the same luck, more of it on demand."""

MOST = 100_000


@dataclass(frozen=True, slots=True)
class Choice:
    """`best` with that certainty; `lived` says how many replications each option took."""

    best: int
    lived: tuple[int, ...]
    certainty: float
    settled: bool


def choose(
    sample: Sample,
    options: Sequence[int],
    *,
    matters: float,
    certainty: float = 0.95,
    first: int = 20,
    most: int = MOST,
) -> Choice:
    """The option with the largest mean. `matters`: the smallest difference worth knowing.

    When `most` replications do not settle it, the best so far is named and `settled` says so.
    """
    left = list(options)
    lived = dict.fromkeys(options, first)
    if len(left) == 1:
        return Choice(left[0], tuple(lived.values()), 1.0, settled=True)
    rows = {it: sample(it, first) for it in left}
    apart = _variances_of_differences(np.stack([rows[it] for it in left]))
    variance = {(i, j): apart[m, n] for m, i in enumerate(left) for n, j in enumerate(left)}
    patience = _patience(len(left), certainty, first)
    count = first
    while True:
        means = {it: float(rows[it][:count].mean()) for it in left}
        left = [it for it in left if _stays(it, left, means, variance, patience, matters, count)]
        if len(left) == 1 or count >= most:
            break
        count += 1
        for it in left:
            lived[it] = count
            if len(rows[it]) < count:
                rows[it] = sample(it, min(most, count + count // 4))
    best = max(left, key=lambda it: float(rows[it][:count].mean()))
    return Choice(best, tuple(lived.values()), certainty, settled=len(left) == 1)


def _patience(options: int, certainty: float, first: int) -> float:
    """h² of the procedure, with c = 1: how much evidence leaves an option out."""
    eta = 0.5 * ((2 * (1 - certainty) / (options - 1)) ** (-2 / (first - 1)) - 1)
    return float(2 * eta * (first - 1))


def _variances_of_differences(rows: Floats) -> NDArray[np.float64]:
    """S² of each pair, from the first replications."""
    differences = rows[:, None, :] - rows[None, :, :]
    told: Floats = differences.var(axis=-1, ddof=1)
    return told


def _stays(
    it: int,
    left: Sequence[int],
    means: dict[int, float],
    variance: dict[tuple[int, int], float],
    patience: float,
    matters: float,
    count: int,
) -> bool:
    """Is there nobody so far ahead that this option cannot be the best any more?"""
    for other in left:
        leeway = max(0.0, matters / (2 * count) * (patience * variance[it, other] / matters**2 - count))
        behind = means[other] - means[it]
        if behind > leeway or (behind == leeway == 0.0 and other < it):  # equal to the end: the first of them
            return False
    return True
