"""Days whose inputs and outputs seven engines agreed on: equality first, speed afterwards."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.twin_peers.given import Visit, Waits

GOLDEN = Path(__file__).parents[2] / "tests/twin/golden_r1.npz"
SCALES = {"r1_s1": 1, "r1_s3": 3, "r0_s1": 1}
TOLERANCE_MIN = 1e-9

Day = Callable[[Sequence[Visit], int], Sequence[Waits]]


class GoldenDay(NamedTuple):
    visits: list[Visit]
    sums: NDArray[np.float64]  # number of visits, then the sums of the three waits
    waits: NDArray[np.float64] | None  # visit by visit (R0: the sums only)


def golden_days(case: str) -> Iterator[GoldenDay]:
    """The days of `r1_s1`, `r1_s3` or `r0_s1`."""
    with np.load(GOLDEN) as held:
        inputs, offsets, sums = (held[f"{case}_{name}"] for name in ("inputs", "offsets", "day"))
        waits = held.get(f"{case}_patient")
    for number, (begin, end) in enumerate(pairwise(offsets)):
        yield GoldenDay(
            [_visit(row) for row in inputs[begin:end].tolist()],
            sums[number, :4],
            None if waits is None else waits[begin:end],
        )


def _visit(row: list[float]) -> Visit:
    arrival, kind, doctor, session, *minutes = row
    return Visit(arrival, int(kind), int(doctor), int(session), *minutes)


def furthest(case: str, day: Day) -> float:
    """The largest difference, in minutes, between what an engine makes of the golden days and what they hold."""
    return max(_difference(golden, np.array(day(golden.visits, SCALES[case]))) for golden in golden_days(case))


def _difference(golden: GoldenDay, waits: NDArray[np.float64]) -> float:
    if len(waits) != golden.sums[0]:
        return float("inf")
    if golden.waits is None:
        return float(np.abs(waits.sum(axis=0) - golden.sums[1:]).max())
    return float(np.abs(waits - golden.waits).max())
