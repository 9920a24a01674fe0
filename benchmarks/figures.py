"""What a run amounts to: percentiles, and tables that a person reads."""

import math
from collections.abc import Mapping, Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: a value that was really measured."""
    if not values:
        return float("nan")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def spread_ms(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95, p99 and the worst, in milliseconds."""
    shares = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
    return {name: round(percentile(seconds, share) * 1000, 1) for name, share in shares.items()} | {
        "max": round(max(seconds, default=float("nan")) * 1000, 1)
    }


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Columns as wide as their widest cell; the first row names them."""
    names = list(rows[0])
    cells = [names, *([str(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(names))]
    return "\n".join("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)) for line in cells)
