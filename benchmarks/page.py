"""What a page and a poll cost: queries, milliseconds on the server, bytes."""

import json
from dataclasses import asdict, dataclass

from benchmarks.figures import percentile
from benchmarks.product import Scratch, run_python


@dataclass(frozen=True)
class Cost:
    """Of one answer, inside the server: middleware, view, database and drawing; not the wire."""

    status: int
    queries: int
    body_bytes: int
    head_bytes: int
    p50_ms: float
    p95_ms: float


def costs(made: Scratch, times: int) -> dict[str, dict]:
    """The board page of the first practice, and a version poll with nothing new."""
    told = run_python(["-m", "benchmarks.inside", "costs", made.codes[0], made.day, str(times)], made.environment)
    return {name: asdict(_cost(found)) for name, found in json.loads(told).items()}


def _cost(found: dict) -> Cost:
    took = found.pop("took")
    p50, p95 = (round(percentile(took, share) * 1000, 2) for share in (0.5, 0.95))
    return Cost(**found, p50_ms=p50, p95_ms=p95)
