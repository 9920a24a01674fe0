"""Drawings made on the server: numbers for SVG, which templates write down. Each stands beside its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from binome.practice.words import Role

WIDTH = 200.0
ROW, TOP = 30.0, 26.0
SCALE_MIN = 1.6
"""Pixels of the drawing for a minute of the day."""
NAMES_WIDE = 190.0


@dataclass(frozen=True, slots=True)
class Bar:
    """Eight replications in ten lie between `left` and `left + width`; `dot` is their mean."""

    left: float
    width: float
    dot: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Both sides on one scale."""

    before: Bar
    after: Bar


def bars(before: Mapping[str, Any], after: Mapping[str, Any]) -> Bars | None:
    ends = [side[name] for side in (before, after) for name in ("p10", "p90", "mean")]
    if any(it is None for it in ends):
        return None
    low, high = min(ends), max(ends)
    margin = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    low, high = low - margin, high + margin

    def at(value: float) -> float:
        return round((value - low) / (high - low) * WIDTH, 1)

    def bar(side: Mapping[str, Any]) -> Bar:
        return Bar(at(side["p10"]), max(1.5, round(at(side["p90"]) - at(side["p10"]), 1)), at(side["mean"]))

    return Bars(bar(before), bar(after))


# --- who is busy when -------------------------------------------------------------------------------

HUES = {Role.PHYSICIAN: "d", Role.TRAINEE: "d", Role.ASSISTANT: "a", Role.SECRETARY: "a"}


@dataclass(frozen=True, slots=True)
class Stretch:
    left: float
    width: float
    step: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person's day; the words are for the table beside the drawing."""

    name: str
    hue: str
    top: float
    middle: float
    stretches: tuple[Stretch, ...]
    times: int
    minutes: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class DayDrawing:
    width: float
    height: float
    hours: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]


def day_drawing(side: Mapping[str, Any], names: Mapping[str, str], since: float, until: float) -> DayDrawing:
    """`since` and `until` are whole hours in minutes, so that two drawings may stand under each other."""
    people = [it for it in side["people"] if any(_steps_of(side, it["code"]))]
    lines = tuple(_line(side, it, names, since, number) for number, it in enumerate(people))
    hours = tuple((_x(minute, since), f"{int(minute) // 60} h") for minute in range(int(since), int(until) + 1, 60))
    return DayDrawing(_x(until, since) + 20, TOP + ROW * len(lines) + 6, hours, lines)


def bounds(day: Mapping[str, Any]) -> tuple[float, float]:
    sides = day["sides"].values()
    since = min(it["from"] for it in sides) // 60 * 60
    return since, -(-max(it["until"] for it in sides) // 60) * 60


def _line(side: Mapping[str, Any], person: Mapping[str, Any], names: Mapping[str, str], since: float, n: int) -> Line:
    steps = sorted(_steps_of(side, person["code"]), key=lambda it: it["start"])
    return Line(
        name=names.get(person["code"], person["code"]),
        hue=HUES.get(person["role"], "third"),
        top=TOP + ROW * n,
        middle=TOP + ROW * n + ROW * 0.62,
        stretches=tuple(
            Stretch(_x(it["start"], since), round((it["end"] - it["start"]) * SCALE_MIN, 1), it["step"]) for it in steps
        ),
        times=len(steps),
        minutes=round(sum(it["end"] - it["start"] for it in steps)),
        first=clock(steps[0]["start"]),
        last=clock(max(it["end"] for it in steps)),
    )


def _steps_of(side: Mapping[str, Any], code: str) -> list[Mapping[str, Any]]:
    return [step for visit in side["visits"] for step in visit["steps"] if step["person"] == code]


def _x(minute: float, since: float) -> float:
    return round(NAMES_WIDE + (minute - since) * SCALE_MIN, 1)


def clock(minute: float) -> str:
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"
