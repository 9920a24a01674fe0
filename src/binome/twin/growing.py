"""Do the waits of the practice still grow when the run ends? Then its means speak of the horizon, not of the practice.

The trend test of Mann (Econometrica 13, 1945) and Kendall over the periods, each the mean of all replications, ties
counted as ties. A season that comes and goes is no trend; half of one, on a horizon under a year, may look like one.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import NormalDist, fmean
from typing import Any

from binome.twin.intervals import Mean

WATCHED = ("third_next_available_days", "lead_days", "waiting_to_register", "tasks_left_min")
"""What piles up: the way to an appointment, those who wait to be registered, the inbox of the evening."""
FEWEST = 6
"""Before that many periods the test has nothing to say."""
DOUBT = 0.01
MATERIAL = 0.05
"""The last period must lie above the first by that share of it, and beyond both intervals."""


@dataclass(frozen=True, slots=True)
class Growing:
    """A figure that rises from the first period to the last. `doubt`: how often luck alone would order them so."""

    figure: str
    first: float
    last: float
    doubt: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def growing(figure: str, periods: Sequence[Mean]) -> Growing | None:
    """None when it does not, or when the periods are too few to say."""
    known = [it for it in periods if it.count > 0]
    if len(known) < FEWEST or not _is_higher(known[0], known[-1]) or not _still_rises([it.mean for it in known]):
        return None
    doubt = _doubt([it.mean for it in known])
    return Growing(figure, known[0].mean, known[-1].mean, doubt) if doubt < DOUBT else None


def _is_higher(first: Mean, last: Mean) -> bool:
    return last.low > first.high and last.mean - first.mean > MATERIAL * abs(first.mean)


def _still_rises(means: Sequence[float]) -> bool:
    """The last quarter above the one before it."""
    quarter = max(2, len(means) // 4)
    return fmean(means[-quarter:]) > fmean(means[-2 * quarter : -quarter])


def _doubt(means: Sequence[float]) -> float:
    n = len(means)
    pairs = sum((later > it) - (later < it) for place, it in enumerate(means) for later in means[place + 1 :])
    ties = sum(many * (many - 1) * (2 * many + 5) for many in Counter(means).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    return 1.0 - NormalDist().cdf((pairs - 1) / math.sqrt(variance)) if pairs > 0 else 1.0
