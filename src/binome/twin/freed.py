"""What becomes of the physician's minutes that delegated steps save: the declared choice, spelled into the agenda.

The agenda and the minutes of a scenario are those of a practice that does not convert anything. Where somebody
else is there to hold a step that would otherwise fall to the professional, its minutes are saved; a share of them
shortens the interval between slots, a share makes the consultation longer, and the rest ends the day earlier.
"""

import math
from dataclasses import replace

from binome.twin.days import days_of, hours_on
from binome.twin.delegations import holders, seen_as
from binome.twin.demand import rate_of
from binome.twin.forms import Stretch
from binome.twin.laws import Law
from binome.twin.model import OWN, Agenda, Member, Scenario, Session, Step, Visit

LONG_ENOUGH = 2.0
"""Minutes: no interval is made shorter than that."""


def with_freed_time(scenario: Scenario) -> Scenario:
    """The same practice once it has converted what delegation saves; itself when nothing is declared."""
    choice = scenario.freed_time
    if choice is None or choice.earlier_end_share == 1.0:
        return scenario
    saved = {it.code: saved_min(scenario, it) for it in scenario.professionals}
    agendas, members = _denser(scenario, saved, choice.more_patients_share)
    visits = {code: _longer(scenario, code, choice.longer_visits_share) for code in scenario.visits}
    return replace(scenario, agendas=agendas, members=members, visits=visits, freed_time=None)


def saved_min(scenario: Scenario, member: Member) -> float:
    """Minutes of the professional that the others save her in a booked visit: the mean over what is asked of her."""
    asked = [(rate_of(scenario, code, member), seen_as(scenario, code).get(member.code)) for code in scenario.requests]
    told = [(weight, visit) for weight, visit in asked if weight > 0 and visit]
    total = math.fsum(weight for weight, _ in told)
    return math.fsum(weight * _saved_in(scenario, visit, member) for weight, visit in told) / total if total else 0.0


def _saved_in(scenario: Scenario, visit: str, member: Member) -> float:
    return math.fsum(_saves(step) * _covered(scenario, step, member) for step in scenario.steps(visit))


def _saves(step: Step) -> float:
    """What the professional would have to do herself if nobody held the step."""
    if OWN in step.by or step.otherwise == "waits":
        return 0.0
    return step.minutes.mean_min * (step.adds_share if step.otherwise == "skipped" else 1.0)


def _covered(scenario: Scenario, step: Step, member: Member) -> float:
    """The share of her sessions during which somebody is there to hold the step."""
    others = [it for it in holders(scenario, step) if it.code != member.code]
    asked = held = 0.0
    for day in days_of(scenario, 7):
        code = member.agenda[day.weekday]
        for session in scenario.agendas[code].sessions if code and day.open else ():
            asked += session.hours[1] - session.hours[0]
            held += _overlap(session.hours, [it for other in others for it in hours_on(other, day)])
    return held / asked if asked else 0.0


def _overlap(session: Stretch, hours: list[Stretch]) -> float:
    """Minutes of the session within any of those hours."""
    reached, total = session[0], 0.0
    for since, until in sorted(hours):
        begins, ends = max(since, reached), min(until, session[1])
        if begins < ends:
            total += ends - begins
            reached = ends
    return total


def _denser(scenario: Scenario, saved: dict[str, float], share: float) -> tuple[dict[str, Agenda], dict[str, Member]]:
    """Agendas whose slots follow each other sooner, a copy for each professional who saves time."""
    agendas, members = dict(scenario.agendas), dict(scenario.members)
    for code, minutes in saved.items():
        if share * minutes <= 0:
            continue
        named = {name: f"{name}_of_{code}" for name in scenario.members[code].agenda if name}
        for name, own in named.items():
            sessions = tuple(_shortened(it, share * minutes) for it in scenario.agendas[name].sessions)
            agendas[own] = Agenda(code=own, sessions=sessions)
        members[code] = replace(members[code], agenda=tuple(named.get(it, "") for it in members[code].agenda))
    return agendas, members


def _shortened(session: Session, minutes: float) -> Session:
    if session.slot_min is None:
        return session
    return replace(session, slot_min=max(LONG_ENOUGH, session.slot_min - minutes))


def _longer(scenario: Scenario, code: str, share: float) -> Visit:
    visit = scenario.visits[code]
    steps = scenario.steps(code)
    own = next((it for it in reversed(steps) if OWN in it.by), None)
    seen_by = [
        it for it in scenario.professionals if any(seen_as(scenario, r).get(it.code) == code for r in scenario.requests)
    ]
    if own is None or not seen_by or share == 0:
        return visit
    saved = math.fsum(_saved_in(scenario, code, it) for it in seen_by) / len(seen_by)
    longer: Law = replace(own.minutes, shift_min=own.minutes.shift_min + share * saved)
    return replace(visit, minutes={**visit.minutes, own.code: longer})
