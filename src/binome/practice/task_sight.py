"""Who is shown a task: whoever it is before, and somebody in their place when they are not there.

The promise: as long as anybody is at work, every open task is before somebody who is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from binome.practice.task import Address, Task
from binome.practice.task_kind import task_kind
from binome.practice.team import Practice
from binome.practice.words import Role

Present = Mapping[str, frozenset[Role]]
"""Who is at work now, with the roles they are on duty in."""


class Why(StrEnum):
    """Why somebody is shown a task, the nearest reason first."""

    HOLDS = "holds"
    NAMED = "named"
    ROLE = "role"
    SAME_TRADE = "same_trade"
    CHAIN = "chain"
    DESK = "desk"
    ANYBODY = "anybody"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Sight:
    """Who is shown it and why them; `also`: the roles it was escalated to, who are shown it besides."""

    members: frozenset[str]
    why: Why
    also: frozenset[str] = frozenset()

    @property
    def everybody(self) -> frozenset[str]:
        return self.members | self.also


def present(practice: Practice, at: datetime) -> Present:
    """Who is at work: a member whose hours nobody wrote down is, unless they are away."""
    local = practice.local(at)
    found = {}
    for member in practice.members.values():
        on_duty = frozenset(p.role for p in member.posts if not p.hours or any(h.cover(local) for h in p.hours))
        if on_duty and not practice.away(member.code, at):
            found[member.code] = on_duty
    return found


def visible_to(task: Task, practice: Practice, at: datetime) -> Sight:
    """Who is shown an open task at that moment."""
    return seen_by(task.address, practice, present(practice, at))


def seen_by(address: Address, practice: Practice, here: Present) -> Sight:
    """The same, of an address and of who is there: asked once for all the tasks that have the same."""
    also = frozenset(m for m, roles in here.items() if not roles.isdisjoint(address.escalated))
    for why, find in _WAYS.items():
        found = find(address, practice, here)
        if found:
            return Sight(found, why, also - found)
    return Sight(frozenset(), Why.NOBODY)


def _holder(address: Address, practice: Practice, here: Present) -> frozenset[str]:
    return frozenset(m for m in here if m == address.holder)


def _person(address: Address, practice: Practice, here: Present) -> frozenset[str]:
    return frozenset(m for m in here if m == address.person) if address.holder is None else frozenset()


def _on_duty(role: Role, here: Present) -> frozenset[str]:
    return frozenset(member for member, roles in here.items() if role in roles)


def _same_trade(address: Address, practice: Practice, here: Present) -> frozenset[str]:
    """Those of that role who are there in another one: an assistant during her hours as a secretary."""
    return frozenset(member for member in here if address.role in practice.member(member).roles)


def _chain(address: Address, practice: Practice, here: Present) -> frozenset[str]:
    groups = (_on_duty(role, here) for role in task_kind(address.kind).escalates)
    return next(filter(None, groups), frozenset())


def _desk(address: Address, practice: Practice, here: Present) -> frozenset[str]:
    return _on_duty(Role.PHYSICIAN, here) | _on_duty(Role.SECRETARY, here)


_WAYS: Mapping[Why, Callable[[Address, Practice, Present], frozenset[str]]] = {
    Why.HOLDS: _holder,
    Why.NAMED: _person,
    Why.ROLE: lambda address, practice, here: _on_duty(address.role, here),
    Why.SAME_TRADE: _same_trade,
    Why.CHAIN: _chain,
    Why.DESK: _desk,
    Why.ANYBODY: lambda address, practice, here: frozenset(here),
}
"""The ways to find somebody, tried in this order until one does."""
