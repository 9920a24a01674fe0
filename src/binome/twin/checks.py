"""What no single value can say of itself: names that lead nowhere, shares that do not add up, sizes too large."""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from binome.practice.toml_faults import Fault
from binome.practice.toml_places import Place
from binome.practice.words import Role
from binome.twin.agendas import slots_of
from binome.twin.days import knows_holidays
from binome.twin.delegations import delegation_faults, holders, seen_as
from binome.twin.follows import choosing, longest_lead, rooms_of
from binome.twin.forms import WEEKDAYS, clock, dotted, near, stretch, write_table
from binome.twin.model import OWN, TEAM, Absence, Member, Pathway, Request, Scenario

MOST_SLOTS = 64
MOST_LEAD = 10_000
MOST_A_DAY = 60_000
"""Of one request, or of its arrivals: each kind has 65,536 numbers to draw from."""
MOST_CELLS = 20_000_000
"""Days × people, requests or leads that one run may spell."""

Faults = Iterator[Fault]


def faults_of(scenario: Scenario) -> list[Fault]:
    """Everything that is wrong with a scenario whose values are each of their form; names first."""
    names = [*_member_faults(scenario), *_room_faults(scenario), *_visit_faults(scenario), *_name_faults(scenario)]
    if names:
        return names
    found = [*_run_faults(scenario), *_agenda_faults(scenario), *_request_faults(scenario), *_sum_faults(scenario)]
    found += delegation_faults(scenario)
    return found or list(_holder_faults(scenario))


def _unknown(place: Place, name: str, among: Mapping[str, object]) -> Fault:
    facts = {"found": name, "near": near(name, among), "known": ", ".join(among)}
    return Fault(place, "name.unknown", facts)


def _each(place: Place, names: Iterator[str] | tuple[str, ...], among: Mapping[str, object]) -> Faults:
    yield from (_unknown((*place, n), name, among) for n, name in enumerate(names) if name not in among)


def _professionals(scenario: Scenario) -> dict[str, Member]:
    return {it.code: it for it in scenario.professionals}


def _member_faults(scenario: Scenario) -> Faults:
    if not scenario.members:
        yield Fault(("members",), "members.none", {})
    for code, member in scenario.members.items():
        place: Place = ("members", code)
        for day in dict.fromkeys(it for it in member.agenda if it and it not in scenario.agendas):
            yield _unknown((*place, "agenda"), day, scenario.agendas)
        if (member.learning_extra_share > 0) != (member.learning_days > 0):
            yield Fault(place, "member.learning", {})
        if member.panel and not member.is_professional:
            yield Fault((*place, "panel"), "member.panel_without_agenda", {})
        if code in (OWN, TEAM) or code in list(Role):
            yield Fault(place, "name.reserved", {"found": code})
        for number, away in enumerate(member.away):
            yield from _absence_faults((*place, "away", number), away, dated=scenario.calendar.first_day is not None)


def _absence_faults(place: Place, away: Absence, *, dated: bool) -> Faults:
    by_date = away.since is not None or away.until is not None
    if by_date == (away.days > 0) or (away.since is None) != (away.until is None):
        yield Fault(place, "absence.which", {})
    elif away.since and away.until and away.until < away.since:
        yield Fault(place, "absence.ends_before", {})
    elif by_date and not dated:
        yield Fault(place, "calendar.needed", {"what": "since"})
    elif away.every_days and away.every_days < away.days:
        yield Fault(place, "absence.cycle", {"days": away.days, "every": away.every_days})


def _room_faults(scenario: Scenario) -> Faults:
    for code, room in scenario.rooms.items():
        yield from _each(("rooms", code, "used_by"), room.used_by, _professionals(scenario))
    kept = sorted({room.kind for room in scenario.rooms.values() if room.used_by})
    if len(kept) > 1:
        yield Fault(("rooms",), "rooms.kept_kinds", {"found": ", ".join(kept)})


def _visit_faults(scenario: Scenario) -> Faults:
    for code, pathway in scenario.pathways.items():
        yield from _pathway_faults(scenario, ("pathways", code), pathway)
    for code, visit in scenario.visits.items():
        if visit.pathway not in scenario.pathways:
            yield _unknown(("visits", code, "pathway"), visit.pathway, scenario.pathways)
            continue
        steps = {it.code: it for it in scenario.pathways[visit.pathway].steps}
        for key, named in (("priorities", visit.priorities), ("minutes", visit.minutes)):
            yield from (_unknown(("visits", code, key, name), name, steps) for name in named if name not in steps)


def _pathway_faults(scenario: Scenario, place: Place, pathway: Pathway) -> Faults:
    if not pathway.steps:
        yield Fault(place, "pathway.empty", {})
    kinds = {room.kind: room for room in scenario.rooms.values()}
    kept = {room.kind for room in scenario.rooms.values() if room.used_by}
    words: dict[str, object] = {**dict.fromkeys(Role), **scenario.members, OWN: None}
    own = max((n for n, it in enumerate(pathway.steps) if OWN in it.by), default=len(pathway.steps))
    seen: set[str] = set()
    for number, step in enumerate(pathway.steps):
        here = (*place, "steps", number)
        yield from _each((*here, "by"), step.by, words)
        if step.code in seen:
            yield Fault(here, "step.twice", {"found": step.code})
        seen.add(step.code)
        if step.room and step.room not in kinds:
            yield _unknown((*here, "room"), step.room, kinds)
        if OWN in step.by and len(step.by) > 1:
            yield Fault((*here, "by"), "step.own_alone", {})
        elif OWN not in step.by and step.otherwise == "waits" and not scenario.named(step.by):
            yield Fault((*here, "by"), "step.nobody", {"by": ", ".join(step.by)})
        if step.joint and (number == 0 or not pathway.steps[number - 1].keeps_person):
            yield Fault((*here, "joint"), "step.joint_alone", {})
        needs = OWN in step.by or step.otherwise == "professional" or step.room in kept
        if needs and number < choosing(pathway.steps):
            yield Fault(here, "step.before_choice", {})
        if step.adds_share and (step.otherwise != "skipped" or number > own):
            yield Fault((*here, "adds_share"), "step.adds_too_late", {})


def _name_faults(scenario: Scenario) -> Faults:
    wanted = {"requests": scenario.requests, "visits": scenario.visits, "pathways": scenario.pathways}
    yield from (Fault((key,), "table.empty", {"key": key}) for key, table in wanted.items() if not table)
    professionals = _professionals(scenario)
    people: dict[str, object] = {**dict.fromkeys(Role), **scenario.members}
    for code, request in scenario.requests.items():
        place: Place = ("requests", code)
        yield from (
            _unknown((*place, "visit"), it, scenario.visits)
            for it in request.visit.values()
            if it not in scenario.visits
        )
        for key, table, among in (
            ("visit", request.visit, people),
            ("per_day", request.per_day, professionals),
            ("open_per_hour", request.open_per_hour, professionals),
        ):
            yield from (_unknown((*place, key, it), it, among) for it in table if it and it not in among)
        for number, stage in enumerate(request.search):
            yield from _each((*place, "search", number, "who"), stage.who, {**professionals, TEAM: None})
        if request.season and request.season not in scenario.calendar.seasons:
            yield _unknown((*place, "season"), request.season, scenario.calendar.seasons)
        if request.returns and request.returns.request not in scenario.requests:
            yield _unknown((*place, "returns", "request"), request.returns.request, scenario.requests)
    for code, task in scenario.tasks.items():
        yield from _each(("tasks", code, "by"), task.by, people)
        if not scenario.named(task.by):
            yield Fault(("tasks", code, "by"), "step.nobody", {"by": ", ".join(task.by)})
    for number, it in enumerate(scenario.population.classes if scenario.population else ()):
        yield from (
            _unknown(("population", "classes", number, "requests", name), name, scenario.requests)
            for name in it.requests
            if name not in scenario.requests
        )
    if scenario.beginning and scenario.beginning.request not in scenario.requests:
        yield _unknown(("beginning", "request"), scenario.beginning.request, scenario.requests)


def _run_faults(scenario: Scenario) -> Faults:
    run, calendar = scenario.run, scenario.calendar
    if run.warm_up_days >= run.days:
        yield Fault(("run", "warm_up_days"), "run.warm_up", {"days": run.days})
    widest = len(scenario.members) + len(scenario.requests)
    if (run.days + longest_lead(scenario)) * widest > MOST_CELLS:
        yield Fault(("run", "days"), "run.too_large", {"most": MOST_CELLS // widest})
    if calendar.first_day and run.days + longest_lead(scenario) + 1 > (date.max - calendar.first_day).days:
        yield Fault(("calendar", "first_day"), "calendar.too_late", {})
        return
    if calendar.public_holidays and not knows_holidays(calendar.public_holidays):
        yield Fault(("calendar", "public_holidays"), "calendar.country", {"found": calendar.public_holidays})
    if calendar.first_day is None:
        yield from (Fault(place, "calendar.needed", {"what": dotted(place)}) for place in _dated(scenario))
    yield from (
        _unknown(("calendar", "weekday_factor", it), it, dict.fromkeys(WEEKDAYS))
        for it in calendar.weekday_factor
        if it not in WEEKDAYS
    )


def _dated(scenario: Scenario) -> Iterator[Place]:
    """What speaks of dates or weekdays."""
    if scenario.run.period == "month":
        yield ("run", "period")
    for key in ("closed", "public_holidays", "weekday_factor", "seasons"):
        if getattr(scenario.calendar, key):
            yield ("calendar", key)
    weeks = [(("members", it.code, "hours"), it.hours) for it in scenario.members.values()]
    weeks += [(("members", it.code, "agenda"), it.agenda) for it in scenario.members.values()]  # type: ignore[misc]
    weeks += [(("members", it.code, "home_visits"), it.home_visits) for it in scenario.members.values()]
    yield from (place for place, week in (*weeks, (("doors",), scenario.doors)) if len(set(week)) > 1)


def _agenda_faults(scenario: Scenario) -> Faults:
    for code, agenda in scenario.agendas.items():
        place: Place = ("agendas", code, "sessions")
        for number, session in enumerate(agenda.sessions):
            here = (*place, number)
            since, until = session.hours
            if (session.slot_min is None) == (not session.at_min):
                yield Fault(here, "session.which", {})
            if not math.isfinite(until):
                yield Fault((*here, "hours"), "session.no_end", {})
            if session.doors is not None and session.doors > since:
                yield Fault((*here, "doors"), "session.doors", {"found": clock(session.doors), "since": clock(since)})
            if list(session.at_min) != sorted(session.at_min):
                yield Fault((*here, "at_min"), "session.not_rising", {})
        for before, after in pairwise(agenda.sessions):
            if after.hours[0] < before.hours[1]:
                facts = {"found": stretch(after.hours), "before": stretch(before.hours)}
                yield Fault(place, "hours.overlap", facts)
        count = len(slots_of(agenda)) if all(math.isfinite(it.hours[1]) for it in agenda.sessions) else 0
        if count > MOST_SLOTS:
            yield Fault(place, "agenda.too_many_slots", {"found": count, "most": MOST_SLOTS})


def _request_faults(scenario: Scenario) -> Faults:
    slot_kinds = {kind: None for agenda in scenario.agendas.values() for it in agenda.sessions for kind in it.kinds}
    if len(slot_kinds) > 62:
        yield Fault(("agendas",), "value.too_many", {"found": len(slot_kinds), "most": 62})
    for code, request in scenario.requests.items():
        place: Place = ("requests", code)
        for number, stage in enumerate(request.search):
            yield from _each((*place, "search", number, "kinds"), stage.kinds, slot_kinds)
            if stage.to_day < stage.from_day:
                yield Fault((*place, "search", number), "search.ends_before", {})
        yield from _rate_faults(scenario, place, request)
        yield from _crowd_faults(scenario, place, request)
        if request.returns and not scenario.requests[request.returns.request].search:
            yield Fault((*place, "returns"), "returns.no_search", {"found": request.returns.request})
        if not scenario.attendance_for(code).no_show and scenario.attendance_for(code).rebooks_share:
            yield Fault((*place, "rebooks_share"), "request.rebooks", {})
    if longest_lead(scenario) > MOST_LEAD:
        yield Fault(("requests",), "search.too_far", {"found": longest_lead(scenario), "most": MOST_LEAD})
    if scenario.beginning:
        yield from _each(("beginning", "kinds"), scenario.beginning.kinds, slot_kinds)
        if scenario.beginning.until_day > longest_lead(scenario):
            yield Fault(("beginning", "until_day"), "beginning.too_far", {"most": longest_lead(scenario)})


def _rate_faults(scenario: Scenario, place: Place, request: Request) -> Faults:
    counted = scenario.population and any(request.code in it.requests for it in scenario.population.classes)
    returned = any(it.returns and it.returns.request == request.code for it in scenario.requests.values())
    ways = [bool(request.per_day), request.per_patient_per_day is not None, bool(counted)]
    if sum(ways) > 1:
        yield Fault(place, "request.two_rates", {})
    if any(ways) and not request.search:
        yield Fault(place, "request.no_search", {})
    if not any(ways) and not request.open_per_hour and not returned:
        yield Fault(place, "request.no_rate", {})
    if (ways[1] or ways[2]) and not any(it.panel for it in scenario.professionals):
        yield Fault(place, "request.no_panel", {})
    if request.open_per_hour and not any(scenario.doors):
        yield Fault((*place, "open_per_hour"), "request.no_doors", {})
    for number, until in ((n, s) for n, day in enumerate(scenario.doors) for s in day):
        if not math.isfinite(until[1]):
            yield Fault(("doors", WEEKDAYS[number]), "session.no_end", {})


def _crowd_faults(scenario: Scenario, place: Place, request: Request) -> Faults:
    """More in a day than have numbers of their own to draw from."""
    calendar = scenario.calendar
    most = max(calendar.weekday_factor.values(), default=1.0) * max(calendar.seasons.get(request.season, (1.0,)))
    open_h = max(math.fsum(until - since for since, until in day) for day in scenario.doors) / 60
    patients = max((it.panel.patients for it in scenario.professionals if it.panel), default=0.0)
    ways = {
        "open_per_hour": open_h * max(request.open_per_hour.values(), default=0.0),
        "per_day": max(request.per_day.values(), default=0.0),
        "per_patient_per_day": (request.per_patient_per_day or 0.0) * patients,
    }
    for key, a_day in ways.items():
        if MOST_A_DAY < a_day * max(most, 1.0) < math.inf:
            yield Fault((*place, key), "request.crowd", {"found": f"{a_day * max(most, 1.0):.0f}", "most": MOST_A_DAY})


def _sum_faults(scenario: Scenario) -> Faults:
    choice = scenario.freed_time
    if choice is not None:
        shares = (choice.more_patients_share, choice.longer_visits_share, choice.earlier_end_share)
        yield from _one(("freed_time",), shares)
    if scenario.population is not None:
        yield from _one(("population",), [it.share for it in scenario.population.classes])
        for number, it in enumerate(scenario.population.classes):
            yield from _one(("population", "classes", number, "requests"), it.requests.values())
    yield from _source_faults(scenario)


def _one(place: Place, shares: Iterable[float]) -> Faults:
    total = math.fsum(shares)
    if abs(total - 1.0) > 1e-6:
        yield Fault(place, "shares.not_one", {"found": f"{total:g}"})


def _source_faults(scenario: Scenario) -> Faults:
    told = [(table, it) for table in ("sources", "learned") for it in getattr(scenario, table)]
    written = write_table({}, (), scenario) if told else {}
    for table, place in told:
        inside: object = written
        names = place.split(".")
        for name in names[:-1] if table == "learned" else names:  # what was learned may be as by default, and unsaid
            if isinstance(inside, list):
                inside = inside[int(name)] if name.isdigit() and int(name) < len(inside) else None
            else:
                inside = inside.get(name) if isinstance(inside, dict) else None
        if inside is None:
            yield Fault((table, place), "source.nowhere", {"found": place})


def _holder_faults(scenario: Scenario) -> Faults:
    """A kind of visit that somebody asks for, and that nobody may see or hold."""
    for code, request in scenario.requests.items():
        booked = bool(request.search)
        if booked and not seen_as(scenario, code):
            yield Fault(("requests", code, "visit"), "request.nobody", {})
        for who, visit in seen_as(scenario, code).items():
            if not all(rooms_of(scenario, it.room, who) for it in scenario.steps(visit) if it.room):
                yield Fault(("requests", code, "visit"), "request.no_room", {"found": who})
    for code, pathway in scenario.pathways.items():
        for number, step in enumerate(pathway.steps):
            does_without = step.otherwise != "waits" and not scenario.named(step.by)
            if not holders(scenario, step) and not does_without:
                yield Fault(("pathways", code, "steps", number, "by"), "step.nobody", {"by": ", ".join(step.by)})
