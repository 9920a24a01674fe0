"""The figures that add up: each is a quantity over another. What they mean in words is data/catalogue.toml."""

from collections.abc import Mapping
from typing import NamedTuple

DAYS = "days"
WEEKS = "weeks"
"""Below: the calendar's own, no table has it. A week has seven days, those of rest included."""
PER_CENT = 100.0


class Figure(NamedTuple):
    """`above` over `below`, by their names in quantities; times `scale` (100: a share is said in per cent)."""

    above: str
    below: str
    scale: float = 1.0


def share(above: str, below: str) -> Figure:
    return Figure(above, below, PER_CENT)


FIGURES: Mapping[str, Figure] = {
    "lead_days": Figure("lead_days", "booked"),
    "same_day_share": share("booked_same_day", "booked"),
    "no_show_share": share("missed", "kept_or_missed"),
    "not_served_share": share("left", "came"),
    "wait_min": Figure("wait_min", "seen"),
    "wait_over_30_share": share("waited_long", "seen"),
    "wait_to_room_min": Figure("to_room_min", "seen"),
    "in_practice_min": Figure("in_practice_min", "seen"),
    "medical_min_per_visit": Figure("physician_min", "seen"),
    "visits_per_week": Figure("seen", WEEKS),
}
