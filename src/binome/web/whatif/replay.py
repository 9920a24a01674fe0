"""A typical day of one replication on both sides, as the page draws and moves it: who, where, from when to when."""

from itertools import islice
from typing import Any

from binome.twin.chance import Key
from binome.twin.model import Scenario
from binome.twin.traced import TracedDay, TracedVisit, traced_days

LOOKS_AT = 12
"""Counted days, of which the one in the middle by the number of visits is shown."""
Told = dict[str, Any]


def typical_day(before: Scenario, after: Scenario, key: Key) -> Told | None:
    """The same day on both sides; None when nobody comes on any."""
    days = [_days(it, key) for it in (before, after)]
    both = [(one, other) for one, other in zip(*days, strict=True) if one.visits and other.visits]
    if not both:
        return None
    one, other = sorted(both, key=lambda it: (len(it[0].visits) + len(it[1].visits), it[0].number))[len(both) // 2]
    return {
        "on": one.on.isoformat() if one.on else "",
        "weekday": one.weekday,
        "number": one.number,
        "sides": {"before": told_day(one), "after": told_day(other)},
    }


def _days(scenario: Scenario, key: Key) -> list[TracedDay]:
    first = scenario.run.warm_up_days
    return list(islice(traced_days(scenario, key), first, first + LOOKS_AT))


def told_day(day: TracedDay) -> Told:
    scenario = day.scenario
    visits = [_visit(it) for it in day.visits]
    moments = [step[key] for visit in visits for step in visit["steps"] for key in ("start", "end")]
    return {
        "rooms": list(scenario.rooms),
        "people": [{"code": it.code, "role": str(it.role)} for it in scenario.members.values()],
        "visits": visits,
        "from": min(moments, default=480.0),
        "until": max(moments, default=1080.0),
    }


def _visit(visit: TracedVisit) -> Told:
    left = visit.left if visit.left is not None else max((it.end for it in visit.steps), default=visit.arrival)
    return {
        "came": round(visit.arrival, 2),
        "left": round(left, 2),
        "steps": [
            {
                "step": it.step,
                "person": it.person or "",
                "room": it.room or "",
                "start": round(it.start, 2),
                "end": round(it.end, 2),
            }
            for it in visit.steps
            if it.person is not None and it.end > it.start
        ],
    }
