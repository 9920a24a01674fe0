"""Where each quantity of a contract stands today, how fast it goes, and how the next check looks from here."""

from datetime import date

from binome.contract.agreement import AidContract
from binome.contract.attainment import attained
from binome.contract.counted import Counts
from binome.contract.projected import (
    LIKELY,
    OPEN,
    REACHED,
    UNKNOWN,
    UNLIKELY,
    VERY_LIKELY,
    VERY_UNLIKELY,
    Assumptions,
    Check,
    Outlook,
    Standing,
)
from binome.contract.trend import WEEK, Pace, pace


def standing(contract: AidContract, counted: Counts, check: Check | None, given: Assumptions, on: date) -> Standing:
    """One quantity, against the target that the next check asks. The pace is the readings', whoever hands one."""
    goal, latest = contract.goal_on(counted.quantity, check.asked_on if check else on), counted.latest
    today = latest[1] if latest else None
    found = pace(counted.line) if counted.line else None
    ahead = counted.on(check.on) if check else None
    return Standing(
        quantity=counted.quantity,
        start=goal.start,
        target=goal.target,
        today=today,
        read_on=latest[0] if latest else None,
        attained=None if today is None else attained(goal, today, given.attainment),
        missing=None if today is None else max(0, goal.target - today),
        pace_per_week=_weekly(found, "per_day"),
        pace_low=_weekly(found, "low"),
        pace_high=_weekly(found, "high"),
        needed_per_week=_needed(goal.target, today, check, on),
        outlook=ahead,
        chance=chance(goal.target, today, ahead),
    )


def chance(target: int, today: int | None, ahead: Outlook | None) -> str:
    """Where the target lies against the range. Reached today says nothing of the day of the check: the range does."""
    if ahead is None:
        return REACHED if today is not None and today >= target else UNKNOWN
    if ahead.low_95 is None or ahead.low_80 is None or ahead.high_80 is None or ahead.high_95 is None:
        return UNKNOWN
    if ahead.low_95 == ahead.high_95:
        return REACHED if ahead.middle >= target else VERY_UNLIKELY
    edges = ((ahead.low_95, VERY_LIKELY), (ahead.low_80, LIKELY), (ahead.high_80, OPEN), (ahead.high_95, UNLIKELY))
    return next((word for edge, word in edges if target <= edge), VERY_UNLIKELY)


def _needed(target: int, today: int | None, check: Check | None, on: date) -> float | None:
    """Patients a week more from today to the check; nought when it is reached, nothing when no day is left."""
    if today is None or check is None or check.on <= on:
        return None
    return max(0, target - today) * WEEK / (check.on - on).days


def _weekly(found: Pace | None, part: str) -> float | None:
    per_day = getattr(found, part, None)
    return None if per_day is None else per_day * WEEK
