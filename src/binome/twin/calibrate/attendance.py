"""Who comes, who cancels, and when they arrive."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

import numpy as np

from binome.practice.words import State
from binome.twin.agendas import slots_of
from binome.twin.calibrate.families import CLEARLY, ENOUGH, LAST_SHARE
from binome.twin.calibrate.kinds import Kinds, together
from binome.twin.calibrate.learned import Learned, Place
from binome.twin.calibrate.moments import points_of
from binome.twin.calibrate.scores import of_minutes
from binome.twin.calibrate.seen import Seen, SeenVisit
from binome.twin.calibrate.shrink import DEVIATE, Estimate, Floats, likeliest_worth, share
from binome.twin.calibrate.weights import weights
from binome.twin.forms import Page
from binome.twin.law_forms import LawOf
from binome.twin.laws import Curve, Law
from binome.twin.model import Scenario

LEADS = (0, 1, 2, 8, 22)
"""Where a curve that says no stairs of its own is cut: same day, next day, a week, three weeks, later."""
QUANTILES = 100
TOO_EARLY_MIN = 30.0
"""Doors that open later than this before the hour may have kept somebody outside."""
FAR_MIN = 180.0
PUNCTUAL_GRAIN = 5.0
PLACES = 4

Placed = Callable[[str], Place]


def learn_attendance(scenario: Scenario, seen: Seen) -> Iterator[Learned]:
    """No-shows by lead, cancellations, punctuality: wherever the scenario says them."""
    kinds = Kinds(scenario)
    booked = [(it, kinds.requests(it)) for it in seen.visits if it.booked and kinds.requests(it)]
    for places, visits in _by_place(scenario, booked, "no_show", lambda it: came(it) or missed(it)):
        yield from _no_show(scenario, places, visits)
    for places, visits in _by_place(scenario, booked, "cancels_share", settled):
        yield from _cancels(scenario, places, visits)
    for places, visits in _by_place(scenario, booked, "punctuality", lambda it: it.arrived is not None):
        yield from _punctuality(scenario, places, visits)


def came(it: SeenVisit) -> bool:
    return it.arrived is not None


def missed(it: SeenVisit) -> bool:
    return it.state is State.MISSED


def cancelled(it: SeenVisit) -> bool:
    return it.state is State.CANCELLED


def settled(it: SeenVisit) -> bool:
    return came(it) or missed(it) or cancelled(it)


def late_min(it: SeenVisit) -> float:
    """Minutes after the hour; below zero when early."""
    assert it.arrived is not None
    return (it.arrived - it.due).total_seconds() / 60


def free_to_come(scenario: Scenario, it: SeenVisit) -> bool:
    """Could they have come as early as they liked? Not when the doors had only just opened."""
    member = scenario.members.get(it.doctor)
    if abs(late_min(it)) > FAR_MIN:
        return False
    agenda = scenario.agendas.get(member.agenda[it.due.weekday()]) if member and member.is_professional else None
    minute = minute_of(it.due)
    doors = [slot.door for slot in slots_of(agenda) if abs(slot.at - minute) < 0.5] if agenda else []
    return not doors or minute - doors[0] >= TOO_EARLY_MIN


def minute_of(at: datetime) -> float:
    return at.hour * 60 + at.minute + at.second / 60


def place_of(scenario: Scenario, request: str, name: str) -> Place:
    """Where it is said for that request: by itself, or for all."""
    own = getattr(scenario.requests[request], name) is not None
    return ("requests", request, name) if own else ("attendance", name)


def said_at(scenario: Scenario, place: Place) -> Any:
    holder = scenario.requests[place[1]] if place[0] == "requests" else scenario.attendance
    return getattr(holder, place[-1])


def _by_place(
    scenario: Scenario,
    booked: list[tuple[SeenVisit, tuple[str, ...]]],
    name: str,
    counts: Callable[[SeenVisit], bool],
) -> list[tuple[tuple[Place, ...], list[SeenVisit]]]:
    """Visits that count, by the places where the scenario speaks of them, told together when not told apart."""
    told = [(visit, [place_of(scenario, it, name) for it in asked]) for visit, asked in booked if counts(visit)]
    known = together(places for _, places in told)
    groups: dict[tuple[Place, ...], list[SeenVisit]] = {}
    for visit, places in told:
        group = cast("tuple[Place, ...]", tuple(sorted(known[places[0]], key=str)))
        groups.setdefault(group, []).append(visit)
    return sorted(groups.items())


def _others(places: tuple[Place, ...], place: Place) -> tuple[str, ...]:
    return tuple(".".join(it) for it in places if it != place)


def _no_show(scenario: Scenario, places: tuple[Place, ...], visits: list[SeenVisit]) -> Iterator[Learned]:
    weight = weights()["no_show"].weight
    for place in places:
        curve = said_at(scenario, place) or Curve(points=((0.0, 0.0),))
        prior = curve if said_at(scenario, place) else Curve(points=((0.0, sum(map(missed, visits)) / len(visits)),))
        shares = [prior.at(it.lead) for it in visits]
        whole = share(float(np.mean(shares)), weight, sum(map(missed, visits)), len(visits))
        yield Learned(
            place=place,
            what="no_show",
            unit="share",
            value={"stairs": list(_stairs(prior, visits, weight))},
            before=float(np.mean([curve.at(it.lead) for it in visits])),
            estimate=whole,
            count=len(visits),
            of="appointments",
            with_=_others(places, place),
            own=sum(map(missed, visits)) / len(visits),
        )


def _stairs(prior: Curve, visits: list[SeenVisit], weight: float) -> Iterator[list[float]]:
    """By lead; within one, the prior's own share at the leads that were seen there."""
    starts = [int(day) for day, _ in prior.points] if prior.stairs else list(LEADS)
    if len(prior.points) == 1:
        starts = [0]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else 10**6
        own = [it for it in visits if (start if number else 0) <= it.lead < end]
        before = float(np.mean([prior.at(it.lead) for it in own])) if own else prior.at(start)
        yield [start, round(share(before, weight, sum(map(missed, own)), len(own)).value, PLACES + 1)]


def _cancels(scenario: Scenario, places: tuple[Place, ...], visits: list[SeenVisit]) -> Iterator[Learned]:
    for place in places:
        said = said_at(scenario, place)
        first = said_at(scenario, (*place[:-1], "cancels_from_days")) or scenario.attendance.cancels_from_days or 0
        own = [it for it in visits if it.lead >= first]
        yes = sum(map(cancelled, own))
        if not own or (said is None and not yes):
            continue
        prior = said if said is not None else yes / len(own)
        told = share(prior, weights()["cancels"].weight, yes, len(own))
        value = round(told.value, PLACES)
        others = _others(places, place)
        yield Learned(
            place, "cancels", "share", value, said or 0.0, told, len(own), "appointments", others, own=yes / len(own)
        )


def _punctuality(scenario: Scenario, places: tuple[Place, ...], visits: list[SeenVisit]) -> Iterator[Learned]:
    """The law that is said, moved to where the arrivals lie; their own shape, where that foretells better."""
    kept = [it for it in visits if free_to_come(scenario, it)]
    if not kept:
        return
    for place in places:
        law = said_at(scenario, place) or Law("constant", (0.0,))
        known = _Arrivals(law, weights()["punctuality"].weight, np.array([late_min(it) for it in kept]))
        own_shape = _own_shape_is_better(known, kept)
        value = known.mixed() if own_shape else LawOf(signed=True).write({}, (), known.moved())
        notes = ("own_shape",) if own_shape else ()
        yield Learned(
            place,
            "punctuality",
            "min",
            value,
            law.mean_min,
            known.mean(),
            len(kept),
            "arrivals",
            _others(places, place),
            notes,
            float(known.late.mean()),
        )


def _own_shape_is_better(known: "_Arrivals", visits: list[SeenVisit]) -> bool:
    """By the last quarter of the arrivals, from the first three."""
    cut = int(len(visits) * (1 - LAST_SHARE))
    if len(visits) < ENOUGH:
        return False
    first = _Arrivals(known.law, known.weight, known.late[:cut])
    forecasts = [of_minutes(it, grain=PUNCTUAL_GRAIN) for it in (first.moved(), first.law_mixed())]
    moved, mixed = ([it(visit.day, late_min(visit)).log_score for visit in visits[cut:]] for it in forecasts)
    return sum(mixed) - sum(moved) > CLEARLY


@dataclass(frozen=True)
class _Arrivals:
    """Minutes after the hour, beside the law that was said of them."""

    law: Law
    weight: float
    late: Floats

    @property
    def kept(self) -> float:
        return self.weight / (self.weight + len(self.late))

    def mean(self) -> Estimate:
        n, own, variance = len(self.late), float(self.late.mean()), max(float(self.late.var()), 1.0)
        worth = likeliest_worth(self.weight, n, (own - self.law.mean_min) ** 2 / variance)
        value = (worth * self.law.mean_min + n * own) / (worth + n)
        half = DEVIATE * math.sqrt(variance / (worth + n))
        return Estimate(value, value - half, value + half)

    def moved(self) -> Law:
        shift = self.mean().value - self.law.mean_min
        return replace(self.law, shift_min=round(self.law.shift_min + shift, 3))

    def mixed(self) -> dict[str, Any]:
        """The law said and the arrivals seen, each for what it weighs (Ferguson, A Bayesian analysis of some
        nonparametric problems, 1973).
        """
        parts = [*_parts(self.law, self.kept), {"share": 0.0, "law": "empirical", "values_min": _thinned(self.late)}]
        parts[-1]["share"] = 1 - sum(it["share"] for it in parts[:-1])
        return {"law": "mixture", "parts": parts}

    def law_mixed(self) -> Law:
        law = LawOf(signed=True).read(Page(), (), self.mixed())
        assert isinstance(law, Law)
        return law


def _parts(law: Law, kept: float) -> list[dict[str, Any]]:
    """The law said, in shares of `kept`; one of many parts as a hundred of its values."""
    told = [(it.share, it.law) for it in law.parts] or [(1.0, law)]
    if len(told) > 7:
        told = [(1.0, Law("empirical", values_min=tuple(float(it) for it in np.interp(_places(), *points_of(law)))))]
    form = LawOf(signed=True)
    written = [(part, form.write({}, (), it)) for part, it in told]
    whole = [it if isinstance(it, dict) else {"law": "constant", "value_min": it} for _, it in written]
    return [{"share": round(part * kept, 9), **it} for (part, _), it in zip(written, whole, strict=True)]


def _thinned(values: Floats) -> list[float]:
    """At most a hundred values that stand for them all."""
    kept = values if len(values) <= QUANTILES else np.quantile(values, _places())
    told = [round(float(it), 2) for it in np.sort(kept)]
    return told if len(told) > 1 else told * 2


def _places() -> Floats:
    return (np.arange(QUANTILES) + 0.5) / QUANTILES
