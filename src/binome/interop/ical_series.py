"""Repeated events spelled out, occurrence by occurrence, and never more than a practice could mean.

The rules themselves are followed by recurring-ical-events. What is ours is the guard before it: a rule is only
followed if it can be followed in a bounded time, whatever its author wanted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar, vRecur
from icalendar import Event as Written

from binome.interop.ical_events import Doubts, Event
from binome.interop.letters import excerpt
from binome.interop.reading import Window

MOST_OCCURRENCES = 10_000
"""In one file: six doctors who each repeat thirty visits a week for a year."""

_FOLLOWED = frozenset(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"])
_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_LONGEST_RULE = 500
_MOST_STEPS = 3_000_000
_STEPS_FOR_NOTHING = 100
_NEVER_FALLS_STEPS = 150_000
_GREGORIAN_CYCLE = 400


@dataclass(slots=True)
class Purse:
    """What the series of one file may still cost, in occurrences and in days walked through."""

    occurrences: int = MOST_OCCURRENCES
    steps: int = _MOST_STEPS
    beyond: int = 0


def occurrences_of(group: Sequence[Event], window: Window, purse: Purse, doubts: Doubts) -> list[Event]:
    """The visits of a series inside the window: `group` holds its event and the exceptions to it."""
    core = next(event for event in group if event.occurrence is None)
    why = _refusal(core, window, purse)
    if why is not None:
        doubts.say(why[0], core.line, kept=True, **why[1])
        return _first_only(group, core)
    found = _spelled_out(group, window)
    if found is None:
        doubts.say("recurrence.not_followed", core.line, rule=excerpt(" ".join(core.rules)))
        return _first_only(group, core)
    if len(found) > purse.occurrences:
        purse.steps -= len(found) * _STEPS_FOR_NOTHING
        doubts.say("recurrence.too_many", core.line, kept=False)
        return []
    purse.occurrences -= len(found)
    purse.beyond += _goes_beyond(core, window)
    return found


def _first_only(group: Sequence[Event], core: Event) -> list[Event]:
    """The first visit of a series and its exceptions, each under the name its occurrence would have."""
    exceptions = [event for event in group if event is not core]
    first = replace(core, rules=(), also=(), occurrence=core.starts)
    return exceptions if any(event.occurrence == core.starts for event in exceptions) else [first, *exceptions]


def _refusal(core: Event, window: Window, purse: Purse) -> tuple[str, dict[str, str]] | None:
    """Why the rules of this event will not be followed."""
    if purse.occurrences <= 0:
        return "recurrence.too_many", {}
    for rule in core.rules:
        parts = _parts(rule)
        if parts is None:
            return "recurrence.not_followed", {"rule": excerpt(rule)}
        if parts["FREQ"] in ("SECONDLY", "MINUTELY", "HOURLY"):
            return "recurrence.too_frequent", {"frequency": parts["FREQ"].lower()}
        if parts["FREQ"] not in _DAYS or not _FOLLOWED.issuperset(parts):
            return "recurrence.not_followed", {"rule": excerpt(rule)}
        purse.steps -= max(0, (window[1] - core.starts).days) // _DAYS[parts["FREQ"]]
        if purse.steps <= 0:
            return "recurrence.too_many", {}
        if not _falls(parts, core.starts):
            purse.steps -= _NEVER_FALLS_STEPS // _DAYS[parts["FREQ"]]
            return "recurrence.never", {"rule": excerpt(rule)}
    if core.block.first("EXRULE"):
        return "recurrence.not_followed", {"rule": "EXRULE"}
    return None


def _parts(rule: str) -> dict[str, str] | None:
    """The parts of a rule by name, None when the rule is not well formed."""
    if len(rule) > _LONGEST_RULE:
        return None
    try:
        vRecur.from_ical(rule)
    except (ValueError, KeyError, IndexError, TypeError):
        return None
    pairs = [part.partition("=") for part in rule.upper().split(";") if part]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if "FREQ" not in parts or not all(parts.values()) or len(parts) != len(pairs):
        return None
    numbers = [parts[name] for name in ("INTERVAL", "COUNT") if name in parts]
    return parts if all(n.isascii() and n.isdigit() and int(n[:9]) > 0 and len(n) < 9 for n in numbers) else None


def _falls(parts: dict[str, str], starts: datetime) -> bool:
    """Does the rule ever fall on a day? 30 February does not, and the engine would look for it until the year 9999.

    The Gregorian calendar repeats itself every 400 years, weekdays included: asked as late as it can be, the same
    question ends after a few centuries at most.
    """
    if not set(parts) & {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"} and parts["FREQ"] in ("DAILY", "WEEKLY"):
        return True
    late = starts.year + (9999 - starts.year) // _GREGORIAN_CYCLE * _GREGORIAN_CYCLE
    endless = ";".join(f"{name}={value}" for name, value in parts.items() if name not in ("UNTIL", "COUNT"))
    try:
        first = next(iter(rrulestr(endless, dtstart=starts.replace(year=late, tzinfo=None))), None)
    except (ValueError, OverflowError, IndexError, TypeError):
        return False
    return first is not None


def _spelled_out(group: Sequence[Event], window: Window) -> list[Event] | None:
    try:
        calendar = Calendar()
        for index, event in enumerate(group):
            calendar.add_component(_written(event, index))
        found = recurring_ical_events.of(calendar).between(*window)
        return [_event(component, group) for component in found]
    except Exception:
        # A stranger's rule goes through two libraries that promise no family of errors; the caller reports it.
        return None


def _written(event: Event, index: int) -> Written:
    """The event as the library wants it, with only what repetition depends on."""
    written = Written()
    written.add("uid", "series")
    written.add("dtstart", event.starts)
    written.add("dtend", event.starts + timedelta(minutes=event.minutes))
    written.add("sequence", event.sequence)
    written.add("x-index", str(index))
    # The rules of an exception were not examined; an exception that repeats by itself is not followed.
    for rule in event.rules if event.occurrence is None else ():
        written.add("rrule", vRecur.from_ical(rule))
    if event.also:
        written.add("rdate", list(event.also))
    for never in event.never:
        written.add("exdate", never)
    if event.occurrence is not None:
        written.add("recurrence-id", event.occurrence, {"RANGE": "THISANDFUTURE"} if event.and_future else {})
    return written


def _event(component: Any, group: Sequence[Event]) -> Event:
    starts, ends = component["DTSTART"].dt, component["DTEND"].dt
    said = component.get("RECURRENCE-ID")
    return replace(
        group[int(component["X-INDEX"])],
        starts=starts,
        minutes=int((ends - starts).total_seconds() // 60),
        occurrence=(said.dt if said is not None else starts).astimezone(UTC),
        rules=(),
        also=(),
    )


def _goes_beyond(core: Event, window: Window) -> bool:
    """Has the series visits outside the window? Told when it may, without walking there."""
    endless = any("COUNT=" not in rule.upper() and "UNTIL=" not in rule.upper() for rule in core.rules)
    return endless or core.starts < window[0]
