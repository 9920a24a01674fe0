"""Lines of past values, drawn on the server: no script, and the same on paper. No reference curve is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from binome.practice.measurement import MeasurementKind
from binome.web.prepare.words import figure
from binome.web.store.sheets import Entry

WIDTH, HEIGHT, MARGIN = 120.0, 28.0, 4.0
WIDE, TALL, EDGE = 320.0, 96.0, 12.0


@dataclass(frozen=True, slots=True)
class Trend:
    """Points in the drawing's own units, and the values as words for those who do not see it."""

    points: str
    last_x: str
    last_y: str
    values: str


@dataclass(frozen=True, slots=True)
class Growth:
    """The same over time, larger, one day as wide as another. `dots` are (x, y); `rows` (day, value), oldest first."""

    points: str
    dots: tuple[tuple[str, str], ...]
    low: str
    high: str
    first: str
    last: str
    rows: tuple[tuple[str, str], ...]


def trend_of(history: Sequence[Entry], kind: MeasurementKind) -> Trend | None:
    """None below two values: one point is not a trend."""
    if len(history) < 2:
        return None
    step = (WIDTH - 2 * MARGIN) / (len(history) - 1)
    heights = _heights(history, HEIGHT, MARGIN)
    dots = [(MARGIN + i * step, height) for i, height in enumerate(heights)]
    told = ", ".join(f"{figure(entry.value, kind.decimals)} {kind.unit}" for entry in history)
    return Trend(_points(dots), f"{dots[-1][0]:.1f}", f"{dots[-1][1]:.1f}", told)


def growth_of(history: Sequence[Entry], kind: MeasurementKind, zone: ZoneInfo) -> Growth | None:
    """None unless two days were measured: what moves within one visit is not growth."""
    days = [entry.at.astimezone(zone).date() for entry in history]
    if len(set(days)) < 2:
        return None
    span = (history[-1].at - history[0].at).total_seconds() or 1.0
    across = [EDGE + (e.at - history[0].at).total_seconds() / span * (WIDE - 2 * EDGE) for e in history]
    dots = list(zip(across, _heights(history, TALL, EDGE), strict=True))
    values = [Decimal(entry.value) for entry in history]
    rows = tuple(
        (day.strftime("%d/%m/%Y"), f"{figure(e.value, kind.decimals)} {kind.unit}")
        for day, e in zip(days, history, strict=True)
    )
    low, high = (f"{figure(value, kind.decimals)} {kind.unit}" for value in (min(values), max(values)))
    drawn = tuple((f"{x:.1f}", f"{y:.1f}") for x, y in dots)
    return Growth(_points(dots), drawn, low, high, rows[0][0], rows[-1][0], rows)


def _heights(history: Sequence[Entry], tall: float, edge: float) -> list[float]:
    values = [float(entry.value) for entry in history]
    low, span = min(values), (max(values) - min(values)) or 1.0
    return [tall - edge - (value - low) / span * (tall - 2 * edge) for value in values]


def _points(dots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
