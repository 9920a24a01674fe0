"""Who may hold a step or a task: the delegation table of the desk, spelled out once per run.

A step that names no activity is free: a stranger's model has no delegations.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from binome.practice.activities import activities
from binome.practice.delegation import Key, delegation_for, national_list
from binome.practice.refusal import NotDelegated
from binome.practice.toml_faults import Fault
from binome.practice.words import Role
from binome.twin.forms import near
from binome.twin.model import OWN, Member, Scenario, Step

REACH = "physician_within_reach"


def law_day(scenario: Scenario) -> date | None:
    """The day on which the texts must be in force."""
    return scenario.run.law_on or scenario.calendar.first_day


def narrowed(scenario: Scenario) -> frozenset[Key]:
    """What the scenario takes back from the national list; it can give nothing."""
    pairs = (said.partition(":") for said in scenario.narrowed)
    return frozenset((Role(role), activity) for role, _, activity in pairs if role in list(Role))


def refusal(scenario: Scenario, member: Member, activity: str) -> NotDelegated | None:
    """Why this member may not do it under any of their roles; nothing when they may."""
    on = law_day(scenario)
    if not activity or on is None:
        return None
    others = (it for it in scenario.members.values() if it.code != member.code)
    near_by = {REACH} if any(Role.PHYSICIAN in it.roles for it in others) else set()
    given = frozenset((*scenario.holds, *member.holds, *near_by))
    refused: NotDelegated | None = None
    for role in member.roles:
        try:
            delegation_for(Role(role), activity, on=on, given=given, narrowed=narrowed(scenario))
            return None
        except NotDelegated as found:
            refused = refused or found
    return refused


def holders(scenario: Scenario, step: Step) -> tuple[Member, ...]:
    """The members who may hold the step; for the professional's own step, every professional who may."""
    asked = scenario.professionals if OWN in step.by else scenario.named(step.by)
    return tuple(it for it in asked if refusal(scenario, it, step.activity) is None)


def seen_as(scenario: Scenario, request: str) -> dict[str, str]:
    """By professional who may see it, the kind of visit that this request becomes."""
    visits = scenario.requests[request].visit
    wanted = {it.code: _visit_for(it, visits) for it in scenario.professionals}
    return {code: visit for code, visit in wanted.items() if visit and _may_see(scenario, code, visit)}


def _visit_for(member: Member, visits: Mapping[str, str]) -> str:
    return next((visits[word] for word in (member.code, *member.roles, "") if word in visits), "")


def _may_see(scenario: Scenario, member: str, visit: str) -> bool:
    own = (it for it in scenario.steps(visit) if OWN in it.by)
    return all(refusal(scenario, scenario.members[member], it.activity) is None for it in own)


def delegation_faults(scenario: Scenario) -> Iterator[Fault]:
    """Activities nobody knows, people named for what they may not do, conditions that do not exist."""
    known = activities()
    conditions = {it: 0 for listed in national_list().values() for one in listed for it in one.conditions}
    for number, said in enumerate(scenario.narrowed):
        role, _, activity = said.partition(":")
        if role not in list(Role) or activity not in known:
            yield Fault(("narrowed", number), "narrowed.unknown", {"found": said})
    for number, word in enumerate(scenario.holds):
        if word not in conditions:
            yield Fault(("holds", number), "condition.unknown", {"found": word, "near": near(word, conditions)})
    for place, by, activity in _asked(scenario):
        if activity not in known:
            yield Fault((*place, "activity"), "activity.unknown", {"found": activity, "near": near(activity, known)})
        elif law_day(scenario) is None:
            yield Fault(("run",), "run.law_on", {"activity": activity})
        else:
            yield from _refused(scenario, (*place, "by"), by, activity)


def _asked(scenario: Scenario) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], str]]:
    for code, pathway in scenario.pathways.items():
        for number, step in enumerate(pathway.steps):
            if step.activity:
                yield ("pathways", code, "steps", number), step.by, step.activity
    for code, task in scenario.tasks.items():
        if task.activity:
            yield ("tasks", code), task.by, task.activity


def _refused(scenario: Scenario, place: tuple[str | int, ...], by: tuple[str, ...], activity: str) -> Iterator[Fault]:
    for member in scenario.named(tuple(word for word in by if word != OWN)):
        refused = refusal(scenario, member, activity)
        if refused is not None:
            facts = {**refused.facts, "member": member.code, "reason": refused.code}
            yield Fault(place, "delegation.refused", facts)
