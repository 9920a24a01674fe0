"""The agenda, the demand and the calendar."""

from collections.abc import Callable
from typing import Any

import numpy as np

from binome.twin.agendas import Slot, slots_of
from binome.twin.days import is_away, open_days_per_year, periods_of, season_factor, weekday_factors
from binome.twin.delegations import seen_as
from binome.twin.demand import rate_of
from binome.twin.follows import longest_lead
from binome.twin.forms import Stretch
from binome.twin.laws import Curve, flat
from binome.twin.model import TEAM, Attendance, Member, Panel, Request, Scenario, Search
from binome.twin.numbering import Numbering
from binome.twin.spell_floor import floats, ints, sets
from binome.twin.tables import MOST_SLOTS, NEVER, NOBODY, Book, Floats, Ints, Sets

MOST_STAGES = 4
NO_PANEL = Panel(patients=1)
"""Requests said per day do not follow a panel; the rate is per panel at the beginning, so it must not be nothing."""


def spell_book(scenario: Scenario, numbering: Numbering) -> Book:
    requests = list(scenario.requests.values())
    doors = _doors([kind.doors for kind in numbering.kinds_of_day])
    return Book(
        **_agenda(scenario, numbering),
        **_demand(scenario, numbering, requests),
        **_searches(numbering, requests),
        **_habits(scenario, numbering, requests),
        **_panels([it.panel or NO_PANEL for it in scenario.professionals], open_days_per_year(scenario.calendar)),
        **_beginning(scenario, numbering, longest_lead(scenario)),
        door_hours=doors,
        door_gate=doors[:, ::2].copy(),
    )


def _agenda(scenario: Scenario, numbering: Numbering) -> dict[str, Any]:
    templates, template = _templates(scenario, numbering)
    return {
        "template": template,
        "day_kind": ints(numbering.kind_of),
        "period": ints(periods_of(scenario, numbering.days)),
        "slot_at": _slots(templates, lambda slot: slot.at),
        "slot_door": _slots(templates, lambda slot: slot.door),
        "slot_gate": _slots(templates, lambda slot: slot.gate),
        "slots": ints(len(slots) for slots in templates),
        "slots_of": _slots_of(templates, numbering),
    }


def _demand(scenario: Scenario, numbering: Numbering, requests: list[Request]) -> dict[str, Any]:
    rates = [[rate_of(scenario, it.code, who) for who in scenario.professionals] for it in requests]
    back = [it.returns for it in requests]
    return {
        "rate": np.array(rates, np.float64).reshape(len(requests), len(numbering.professionals)),
        "factor": _factors(scenario, numbering, requests),
        "visit_kind": _visit_kinds(numbering, [seen_as(scenario, it.code) for it in requests]),
        "returns": floats(it.share if it else 0.0 for it in back),
        "returns_as": ints(numbering.requests.index(it.request) if it else 0 for it in back),
        "returns_after": ints(it.after_days if it else 0 for it in back),
        "door_rate": np.array([_door_rates(it, numbering) for it in requests], np.float64),
    }


def _searches(numbering: Numbering, requests: list[Request]) -> dict[str, Any]:
    return {
        "stages": ints(len(it.search) for it in requests),
        "stage_who": _by_stage(requests, lambda stage: _who(numbering, stage.who)),
        "stage_slots": _by_stage(requests, lambda stage: numbering.bits(stage.kinds, numbering.slot_kinds)),
        "stage_from": _by_stage(requests, lambda stage: stage.from_day).astype(np.int32),
        "stage_to": _by_stage(requests, lambda stage: stage.to_day).astype(np.int32),
    }


def _habits(scenario: Scenario, numbering: Numbering, requests: list[Request]) -> dict[str, Any]:
    """How people accept, keep and miss appointments."""
    longest = longest_lead(scenario)
    ways = [_settled(scenario.attendance_for(it.code)) for it in requests]
    return {
        "accepts": _by_lead([it.accepts for it in ways], longest),
        "misses": _by_lead([it.no_show for it in ways], longest),
        "rebooks": floats(it.rebooks_share or 0.0 for it in ways),
        "cancels": floats(it.cancels_share or 0.0 for it in ways),
        "cancels_from": ints(it.cancels_from_days or 0 for it in ways),
        "prefers_later": floats(it.later_share or 0.0 for it in ways),
        "later_days": ints(it.later_days or 0 for it in ways),
        "punctuality": ints(numbering.law(it.punctuality) for it in ways),
    }


def _settled(said: Attendance) -> Attendance:
    """What nobody says is not in the model: everybody accepts, comes, on time."""
    return said.otherwise(Attendance(accepts=flat(1.0), no_show=flat(0.0)))


def _templates(scenario: Scenario, numbering: Numbering) -> tuple[list[list[Slot]], Ints]:
    """The day templates that are used, and which each professional has on each day; none when away."""
    known: dict[tuple[Slot, ...], int] = {}
    told = np.full((len(numbering.days), len(numbering.professionals)), NOBODY, np.int32)
    cut: dict[tuple[int, int], tuple[Slot, ...]] = {}
    for j, member in enumerate(scenario.professionals):
        for day in numbering.days:
            code = member.agenda[day.weekday]
            if not (day.open and code) or is_away(member, day):
                continue
            if (j, day.weekday) not in cut:
                cut[j, day.weekday] = _kept(scenario, member, code, day.weekday)
            told[day.number, j] = known.setdefault(cut[j, day.weekday], len(known))
    return [list(slots) for slots in known] or [[]], told


def _kept(scenario: Scenario, member: Member, code: str, weekday: int) -> tuple[Slot, ...]:
    """The slots that no home visit takes."""
    taken = member.home_visits[weekday]
    slots = slots_of(scenario.agendas[code])
    return tuple(it for it in slots if not any(since <= it.at < until for since, until in taken))


def _slots(templates: list[list[Slot]], of: Callable[[Slot], float]) -> Floats:
    told = np.zeros((len(templates), MOST_SLOTS))
    for number, slots in enumerate(templates):
        told[number, : len(slots)] = [of(slot) for slot in slots]
    return told


def _slots_of(templates: list[list[Slot]], numbering: Numbering) -> Sets:
    kinds = numbering.slot_kinds or ("",)
    rows = [[sum(1 << n for n, it in enumerate(slots) if it.kind == kind) for kind in kinds] for slots in templates]
    return np.array(rows, np.uint64)


def _factors(scenario: Scenario, numbering: Numbering, requests: list[Request]) -> Floats:
    """Weekday and season; nothing is asked on a closed day."""
    weekdays = weekday_factors(scenario.calendar)
    days = numbering.days[: scenario.run.days]
    told = np.empty((len(days), len(requests)))
    base = np.array([weekdays[day.weekday] if day.open else 0.0 for day in days])
    for season in dict.fromkeys(it.season for it in requests):
        column = base * np.array([season_factor(scenario.calendar, season, day) for day in days])
        told[:, [number for number, it in enumerate(requests) if it.season == season]] = column[:, None]
    return told


def _visit_kinds(numbering: Numbering, seen: list[dict[str, str]]) -> Ints:
    rows = [
        [numbering.visits.index(it[who]) if who in it else NOBODY for who in numbering.professionals] for it in seen
    ]
    return np.array(rows, np.int32).reshape(len(seen), len(numbering.professionals))


def _by_stage(requests: list[Request], of: Callable[[Search], int]) -> Sets:
    told = np.zeros((len(requests), MOST_STAGES), np.uint64)
    for number, request in enumerate(requests):
        told[number, : len(request.search)] = [of(stage) for stage in request.search]
    return told


def _who(numbering: Numbering, who: tuple[str, ...]) -> int:
    return numbering.bits(numbering.professionals if TEAM in who else who, numbering.professionals)


def _by_lead(curves: list[Curve | None], longest: int) -> Floats:
    return np.array([[curve.at(lead) for lead in range(longest + 1)] for curve in curves if curve], np.float64)


def _door_rates(request: Request, numbering: Numbering) -> list[float]:
    """Per open minute: by professional, then of nobody in particular."""
    return [request.open_per_hour.get(code, 0.0) / 60 for code in (*numbering.professionals, "")]


def _doors(kinds: list[tuple[Stretch, ...]]) -> Floats:
    most = max(1, max(map(len, kinds), default=1))
    told = np.full((len(kinds), 2 * most), NEVER)
    for number, stretches in enumerate(kinds):
        minutes = [minute for stretch in stretches for minute in stretch]
        told[number, : len(minutes)] = minutes
    return told


def _panels(panels: list[Panel], days_per_year: float) -> dict[str, Any]:
    return {
        "panel": floats(it.patients for it in panels),
        "leaves_per_day": floats(1 - (1 - it.leaves_per_year_share) ** (1 / days_per_year) for it in panels),
        "joins_per_day": floats(it.joins_per_day for it in panels),
        "accepts_new_within": floats(it.accepts_within_days for it in panels),
        "panel_most": floats(it.most_patients for it in panels),
        "registration": floats(it.waiting for it in panels),
        "registration_per_day": floats(it.begin_to_wait_per_day for it in panels),
    }


def _beginning(scenario: Scenario, numbering: Numbering, longest: int) -> dict[str, Any]:
    count = len(numbering.professionals)
    told = scenario.beginning
    booked = np.zeros((count, longest + 1))
    sees = seen_as(scenario, told.request) if told else {}
    if told is not None:
        booked[:, : told.until_day + 1] = [told.booked.at(lead) for lead in range(told.until_day + 1)]
    return {
        "booked_before": booked,
        "booked_as": np.full(count, numbering.requests.index(told.request) if told else 0, np.int32),
        "booked_kinds": sets(
            numbering.bits(told.kinds, numbering.slot_kinds) if told and who in sees else 0
            for who in numbering.professionals
        ),
    }
