"""What a practice does by custom, beside what its pathways allow: whose trainee it is, which steps nobody holds, who
asks long before, and until when people come in without an appointment.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Any

from binome.practice.words import Step
from binome.twin.calibrate.seen import Seen, SeenVisit
from binome.twin.forms import Stretch

FEWEST = 40
"""Visits, before which a custom is not told from chance."""
HARDLY_EVER = 0.05
SOON_DAYS = 2
"""Whoever is given an appointment so soon is taken to have asked for the first that is free."""
NOON = 13 * 60
EDGE = 0.03
"""Of those at the door, so many come before or after everybody else: exceptions are no custom."""
GRAIN_MIN = 15


@dataclass(frozen=True, slots=True)
class Custom:
    """Of one member on one pathway. `leaves_out`: steps that hardly ever take place there.

    `ahead_share` of the appointments are booked more than SOON_DAYS before, up to `ahead_days` before; of those,
    `later_share` take any day rather than the first.
    """

    supervisor: str | None = None
    leaves_out: frozenset[Step] = frozenset()
    ahead_share: float = 0.0
    ahead_days: int = 0
    later_share: float = 0.0


def customs_seen(seen: Seen) -> dict[tuple[str, str], Custom]:
    """By member and pathway; those of which enough was seen."""
    told: dict[tuple[str, str], list[SeenVisit]] = {}
    for visit in (it for it in seen.visits if it.steps):
        told.setdefault((visit.doctor, visit.pathway), []).append(visit)
    return {key: _custom(visits) for key, visits in told.items() if len(visits) >= FEWEST}


def _custom(visits: list[SeenVisit]) -> Custom:
    signers = Counter(by for visit in visits for _, by in visit.signed if by != visit.doctor)
    held = Counter(step.step for visit in visits for step in visit.steps)
    known = {step for visit in visits for step in visit.skipped}
    return Custom(
        supervisor=signers.most_common(1)[0][0] if signers else None,
        leaves_out=frozenset(step for step in known if held[step] < HARDLY_EVER * len(visits)),
        **_ahead([it.lead for it in visits if it.booked]),
    )


def _ahead(leads: Sequence[int]) -> dict[str, Any]:
    far = sorted(lead for lead in leads if lead > SOON_DAYS)
    if len(far) < FEWEST:
        return {}
    last, first = far[int(len(far) * (1 - EDGE))], SOON_DAYS + 1
    later = 2 * (fmean(far) - first) / (last - first) if last > first else 0.0
    return {"ahead_share": len(far) / len(leads), "ahead_days": last, "later_share": min(1.0, later)}


def door_seen(seen: Seen) -> tuple[Stretch, ...]:
    """From when to when people come in who have no appointment, morning and afternoon; nothing when too few do."""
    came = sorted(_minute(it.arrived) for it in seen.visits if not it.booked and it.arrived)
    halves = ([it for it in came if it < NOON], [it for it in came if it >= NOON])
    return tuple(_within(it) for it in halves if len(it) >= FEWEST)


def _within(minutes: list[int]) -> Stretch:
    edge = int(len(minutes) * EDGE)
    since, until = minutes[edge], minutes[-1 - edge]
    return float(since // GRAIN_MIN * GRAIN_MIN), float(-(-until // GRAIN_MIN) * GRAIN_MIN or GRAIN_MIN)


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute
