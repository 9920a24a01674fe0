"""How long a doctor joins a trainee: from the end of the trainee's step to the signature, where the doctor was free.

A doctor who was with somebody else came later for that; one who signs in the evening did not come at all.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime

import numpy as np

from binome.practice.words import Step as Word
from binome.twin.calibrate.kinds import Kinds
from binome.twin.calibrate.learned import Learned, Place
from binome.twin.calibrate.moments import moments, without_zero
from binome.twin.calibrate.seen import Seen, SeenVisit
from binome.twin.calibrate.shrink import Floats, LogMinutes
from binome.twin.calibrate.turnover import held_times
from binome.twin.calibrate.weights import weights
from binome.twin.laws import Law
from binome.twin.model import Scenario
from binome.twin.retell_ways import SUPERVISION

LEAST_SEEN = 20
LEAST_MIN, MOST_MIN = 0.2, 20.0


def learn_supervision(scenario: Scenario, seen: Seen) -> Iterator[Learned]:
    """Of every pathway on which a doctor joins."""
    told: dict[Place, list[float]] = {}
    kinds, held = Kinds(scenario), held_times(seen)
    for visit in seen.visits:
        minutes = _minutes(scenario, visit, held)
        if minutes is not None:
            for place in _places(scenario, kinds, visit):
                told.setdefault(place, []).append(minutes)
    for place, listed in told.items():
        if len(listed) >= LEAST_SEEN:
            yield _learned(place, _law(scenario, place), np.array(listed))


def _places(scenario: Scenario, kinds: Kinds, visit: SeenVisit) -> set[Place]:
    ways = {scenario.visits[kind].pathway for kind in kinds.kinds(visit)}
    return {
        ("pathways", way, "steps", str(number), "minutes")
        for way in ways
        for number, step in enumerate(scenario.pathways[way].steps)
        if step.step == SUPERVISION
    }


def _minutes(scenario: Scenario, visit: SeenVisit, held: dict[str, list[tuple[datetime, datetime]]]) -> float | None:
    """None where the doctor was not free, or came another time."""
    own = [it.end for it in visit.steps if it.step is Word.CONSULTATION]
    joined = [(at, by) for at, by in visit.signed if by != visit.doctor]
    if not own or not joined:
        return None
    (signed, by), ended = joined[0], own[-1]
    member = scenario.members.get(by)
    minutes = (signed - ended).total_seconds() / 60 - (member.move_min if member else 0.0)
    place = bisect_left(held.get(by, []), (signed,))
    was_free = all(end <= ended for _, end in held.get(by, [])[max(0, place - 3) : place])
    return minutes if was_free and LEAST_MIN <= minutes <= MOST_MIN else None


def _law(scenario: Scenario, place: Place) -> Law:
    return scenario.pathways[place[1]].steps[int(place[3])].minutes


def _learned(place: Place, law: Law, minutes: Floats) -> Learned:
    mean, cv = moments([without_zero(law)], [1.0])
    known = weights()
    prior = LogMinutes.of(mean, cv, worth=known["mean"].weight, spread_worth=known["spread"].weight)
    after = prior.after(minutes)
    told = after.mean()
    value = {"law": "lognormal", "mean_min": float(f"{told.value:.4g}"), "cv": float(f"{after.cv:.4g}")}
    return Learned(
        place, "minutes", "min", value, law.mean_min, told, len(minutes), "visits", own=float(minutes.mean())
    )
