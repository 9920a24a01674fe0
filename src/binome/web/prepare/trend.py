"""A small line of past values, drawn on the server: no script, and the same on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from binome.practice.measurement import MeasurementKind
from binome.web.prepare.words import figure
from binome.web.store.sheets import Entry

WIDTH, HEIGHT, MARGIN = 120.0, 28.0, 4.0


@dataclass(frozen=True, slots=True)
class Trend:
    """Points in the drawing's own units, and the values as words for those who do not see it."""

    points: str
    last_x: str
    last_y: str
    values: str


def trend_of(history: Sequence[Entry], kind: MeasurementKind) -> Trend | None:
    """None below two values: one point is not a trend."""
    if len(history) < 2:
        return None
    values = [Decimal(entry.value) for entry in history]
    low, high = float(min(values)), float(max(values))
    span = (high - low) or 1.0
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    dots = [
        (MARGIN + i * step, HEIGHT - MARGIN - (float(v) - low) / span * (HEIGHT - 2 * MARGIN))
        for i, v in enumerate(values)
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
    told = ", ".join(f"{figure(entry.value, kind.decimals)} {kind.unit}" for entry in history)
    return Trend(points, f"{dots[-1][0]:.1f}", f"{dots[-1][1]:.1f}", told)
