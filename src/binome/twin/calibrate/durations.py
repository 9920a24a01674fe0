"""How long things take: the laws of minutes, everybody's pace, and what a beginner still has to learn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import numpy as np

from binome.twin.calibrate.beginners import ENOUGH_DAYS, ENOUGH_STEPS, Beginner, beginner_seen
from binome.twin.calibrate.families import GAMMA, LOGNORMAL, better_family, gamma_after
from binome.twin.calibrate.held import Held, Minutes
from binome.twin.calibrate.kinds import together
from binome.twin.calibrate.learned import Learned, Place
from binome.twin.calibrate.moments import moments, without_zero, zero_share
from binome.twin.calibrate.shrink import Estimate, Floats, LogMinutes, log_factor, share
from binome.twin.calibrate.weights import weights
from binome.twin.delegations import seen_as
from binome.twin.demand import rate_of
from binome.twin.laws import Law
from binome.twin.model import Scenario

ROUNDS = 4
"""Laws and paces in turn; each settles the other within a percent in two or three."""
FAR = 4.5
"""A step so many robust standard deviations away, on the logarithm, was not stopped in time or not begun."""
LEAST_EXTRA = 0.005
NO_FLOATS: Floats = np.zeros(0)


@dataclass(frozen=True)
class Group:
    """Steps that the journal does not tell apart, and the laws they come from."""

    places: tuple[Place, ...]
    laws: tuple[Law, ...]
    held: tuple[Held, ...]
    prior: LogMinutes
    minutes: Floats
    not_needed: int
    far: int

    @property
    def persons(self) -> frozenset[str]:
        return frozenset(it.member for it in self.held if it.member)


@dataclass
class Paces:
    """Factors on the minutes of each member, and who was still learning."""

    said: Mapping[str, float]
    own: dict[str, Estimate] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    beginners: dict[str, Beginner] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)

    def of(self, held: Held) -> float:
        """How much longer this step took than the law says, because of who held it."""
        if held.member is None:
            return 1.0
        pace = self.own[held.member].value if held.member in self.own else self.said[held.member]
        return pace * self.learning(held)

    def learning(self, held: Held) -> float:
        beginner = self.beginners.get(held.member or "")
        if beginner is None or held.member is None:
            return 1.0
        return float(beginner.factor(np.array((held.day - self.since[held.member]).days, np.float64)))


def learn_durations(scenario: Scenario, minutes: Minutes) -> Iterator[Learned]:
    """Every law of minutes that some step speaks of, then paces, then beginners."""
    groups = [_group(scenario, places, held) for places, held in _grouped(scenario, minutes)]
    paces = Paces({it.code: it.pace for it in scenario.members.values()})
    _see_beginners(groups, paces)
    after = {}
    for _ in range(ROUNDS):
        after = {it.places: it.prior.after(_plain(it, paces)) for it in groups}
        _see_paces(groups, after, paces)
    for group in groups:
        yield from _laws(group, after[group.places], _plain(group, paces))
    yield from _paces(paces)
    last = max((it.day for it in minutes.held), default=None)
    for member, beginner in paces.beginners.items():
        yield from _beginner(scenario, member, beginner, paces.since[member], last)
    yield from _trained(scenario, groups, paces)


def law_places(scenario: Scenario) -> dict[Place, Law]:
    """Every place of the scenario whose minutes some visit takes."""
    told: dict[Place, Law] = {}
    for code, visit in scenario.visits.items():
        for number, step in enumerate(scenario.pathways[visit.pathway].steps):
            if step.code in visit.minutes:
                told["visits", code, "minutes", step.code] = visit.minutes[step.code]
            else:
                told["pathways", visit.pathway, "steps", str(number), "minutes"] = step.minutes
    return told


def _grouped(scenario: Scenario, minutes: Minutes) -> list[tuple[tuple[Place, ...], list[Held]]]:
    groups: dict[tuple[Place, ...], list[Held]] = {}
    known = together([*(it.places for it in minutes.held), *_alike(scenario)])
    for it in minutes.held:
        places = cast("tuple[Place, ...]", tuple(sorted(known[it.places[0]], key=str)))
        groups.setdefault(places, []).append(it)
    return sorted(groups.items())


def _alike(scenario: Scenario) -> list[list[Place]]:
    """Kinds of visit of one pathway of which the scenario says the same, as booked and urgent ones."""
    told: dict[tuple[str, str, Law], list[Place]] = {}
    for place, law in law_places(scenario).items():
        if place[0] == "visits":
            told.setdefault((scenario.visits[place[1]].pathway, place[3], law), []).append(place)
    return list(told.values())


def _group(scenario: Scenario, places: tuple[Place, ...], held: list[Held]) -> Group:
    laws = law_places(scenario)
    told = tuple(laws[it] for it in places)
    mean, cv = moments([without_zero(it) for it in told], [_volume(scenario, it) for it in places])
    worth, spread_worth = weights()["mean"].weight, weights()["spread"].weight
    needed = [it for it in held if it.minutes > 0]
    kept = _believable(needed)
    return Group(
        places=places,
        laws=told,
        held=tuple(kept),
        prior=LogMinutes.of(mean, cv, worth=worth, spread_worth=spread_worth),
        minutes=np.array([it.minutes for it in kept]),
        not_needed=len(held) - len(needed),
        far=len(needed) - len(kept),
    )


def _believable(held: list[Held]) -> list[Held]:
    """Without those that lie far from all the others."""
    if len(held) < 20:
        return held
    logs = np.log([it.minutes for it in held])
    middle = float(np.median(logs))
    spread = max(1.4826 * float(np.median(np.abs(logs - middle))), 0.05)
    return [it for it, log in zip(held, logs, strict=True) if abs(log - middle) <= FAR * spread]


def _volume(scenario: Scenario, place: Place) -> float:
    """How often the scenario expects visits that take that law; all alike when it does not say."""
    visits = scenario.visits
    kinds = {it for it in visits if place[1] == (it if place[0] == "visits" else visits[it].pathway)}
    if place[0] == "pathways":
        code = scenario.pathways[place[1]].steps[int(place[3])].code
        kinds = {it for it in kinds if code not in visits[it].minutes}
    asked = sum(
        rate_of(scenario, code, scenario.members[who])
        for code in scenario.requests
        for who, kind in seen_as(scenario, code).items()
        if kind in kinds
    )
    return asked or 1.0


def _plain(group: Group, paces: Paces) -> Floats:
    """The minutes as they would be at the usual pace."""
    return group.minutes / np.array([paces.of(it) for it in group.held]) if group.held else NO_FLOATS


def _see_beginners(groups: list[Group], paces: Paces) -> None:
    """Against what is usual in the same step; somebody's first day is the first one seen."""
    told: dict[str, list[tuple[date, float]]] = {}
    for group in groups:
        usual = float(np.log(group.minutes).mean()) if group.held else 0.0
        for it in group.held:
            if it.member:
                told.setdefault(it.member, []).append((it.day, float(np.log(it.minutes)) - usual))
    for member, seen in told.items():
        first = min(day for day, _ in seen)
        passed = np.array([(day - first).days for day, _ in seen], np.float64)
        beginner = beginner_seen(np.array([log for _, log in seen]), passed)
        if beginner is not None:
            paces.beginners[member], paces.since[member] = beginner, first


def _see_paces(groups: list[Group], after: Mapping[tuple[Place, ...], LogMinutes], paces: Paces) -> None:
    """A pace shows only beside somebody else's in the same step."""
    logs: dict[str, list[float]] = {}
    variances: dict[str, list[float]] = {}
    for group in (it for it in groups if len(it.persons) > 1):
        law = after[group.places]
        for it in (it for it in group.held if it.member):
            member = cast("str", it.member)
            usual = law.middle + np.log(paces.said[member] * paces.learning(it))
            logs.setdefault(member, []).append(float(np.log(it.minutes) - usual))
            variances.setdefault(member, []).append(law.variance)
    every = sum(map(len, logs.values()))
    centre = sum(map(sum, logs.values())) / every if every else 0.0
    for member, told in logs.items():
        off = np.array(told) - centre
        factor = log_factor(weights()["pace"].weight, off, float(np.mean(variances[member])))
        said = paces.said[member]
        paces.own[member] = Estimate(said * factor.value, said * factor.low, said * factor.high)
        paces.counts[member] = len(told)


def _laws(group: Group, after: LogMinutes, plain: Floats) -> Iterator[Learned]:
    family = better_family(plain)
    mean, cv = gamma_after(group.prior, plain) if family == GAMMA else (after.mean(), after.cv)
    alone = len(group.places) == 1
    longer, wider = mean.value / group.prior.mean_min, cv / group.prior.cv
    notes = [f"family.{family}"] if family != LOGNORMAL else []
    notes += [f"far.{group.far}"] if group.far else []
    for place, law in zip(group.places, group.laws, strict=True):
        own_mean, own_cv = moments([without_zero(law)], [1.0])
        value = {
            "law": family,
            "mean_min": _short(mean.value if alone else own_mean * longer),
            "cv": _short(cv if alone else own_cv * wider),
        }
        factor = own_mean / group.prior.mean_min
        yield Learned(
            place=place,
            what="minutes",
            unit="min",
            value=_with_zero(law, value, group),
            before=own_mean,
            estimate=Estimate(mean.value * factor, mean.low * factor, mean.high * factor),
            count=len(group.held),
            of="visits",
            with_=tuple(".".join(it) for it in group.places if it != place),
            notes=tuple(notes),
            own=float(plain.mean()) * factor if len(plain) else None,
        )


def _with_zero(law: Law, value: dict[str, Any], group: Group) -> Any:
    """A step that is not always needed keeps a share that takes no time."""
    zero = zero_share(law)
    if not zero:
        return value
    seen = share(zero, weights()["cancels"].weight, group.not_needed, group.not_needed + len(group.held)).value
    seen = round(seen, 6)
    return {
        "law": "mixture",
        "parts": [{"share": seen, "law": "constant", "value_min": 0.0}, {"share": 1 - seen, **value}],
    }


def _paces(paces: Paces) -> Iterator[Learned]:
    for member, pace in paces.own.items():
        place = ("members", member, "pace")
        said, count = paces.said[member], paces.counts[member]
        yield Learned(place, "pace", "×", _short(pace.value), said, pace, count, "steps")


def _beginner(scenario: Scenario, member: str, beginner: Beginner, since: date, last: date | None) -> Iterator[Learned]:
    """What is left to learn when the scenario begins, or when the journal ends if it has no date or an earlier one."""
    ends = max(it for it in (last, scenario.calendar.first_day, since) if it is not None)
    left = beginner.left((ends - since).days)
    notes = (f"began.{since}", f"extra.{beginner.extra.value:.2g}")
    days = Estimate(beginner.days, beginner.days, beginner.days)
    yield from _learning(scenario, member, beginner.count, left, days, notes)


def _trained(scenario: Scenario, groups: list[Group], paces: Paces) -> Iterator[Learned]:
    """Somebody the scenario takes for a beginner, whose steps no longer show it."""
    nothing = Estimate(0.0, 0.0, 0.0)
    for member in (it for it in scenario.members.values() if it.learning_days and it.code not in paces.beginners):
        days = [it.day for group in groups for it in group.held if it.member == member.code]
        if len(days) >= ENOUGH_STEPS and (max(days) - min(days)).days >= ENOUGH_DAYS:
            yield from _learning(scenario, member.code, len(days), nothing, nothing, ("trained",))


def _learning(
    scenario: Scenario, member: str, count: int, extra: Estimate, days: Estimate, notes: tuple[str, ...]
) -> Iterator[Learned]:
    said, place = scenario.members[member], ("members", member)
    known = _short(extra.value) if extra.value >= LEAST_EXTRA else 0.0
    last = days.value if known else 0.0
    before = (said.learning_extra_share, said.learning_days)
    share_of = (*place, "learning_extra_share")
    yield Learned(share_of, "learning", "share", known, before[0], extra, count, "steps", notes=notes)
    yield Learned(
        (*place, "learning_days"), "learning_days", "days", last, before[1], days, count, "steps", notes=notes
    )


def _short(value: float) -> float:
    return float(f"{value:.4g}")
