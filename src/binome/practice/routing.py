"""Which role takes an activity first in this practice: the house's proposal, and what the practice made of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType

from binome.practice.activities import read_data
from binome.practice.delegation import decide, refusal_of, who_may
from binome.practice.narrowing import NOTHING_NARROWED, Narrowed
from binome.practice.refusal import MoveRefused
from binome.practice.words import Role

Routing = Mapping[str, tuple[Role, ...]]
"""By activity, the roles that take it: the first before the second."""


@cache
def shipped() -> Routing:
    """The house's own proposal."""
    return MappingProxyType({code: tuple(map(Role, roles)) for code, roles in read_data("routing.toml").items()})


def routing_of(own: Mapping[str, Sequence[str]]) -> Routing:
    """The proposal, with the practice's own lines in place of it."""
    return {**shipped(), **{code: tuple(map(Role, roles)) for code, roles in own.items() if code in shipped()}}


def routed(activity: str, roles: Sequence[str], *, on: date, narrowed: Narrowed = NOTHING_NARROWED) -> tuple[Role, ...]:
    """The roles somebody wants, in their order; refused when the law gives one of them nothing of it."""
    if activity not in shipped():
        raise MoveRefused("routing.unknown_activity", activity=activity)
    wanted = tuple(dict.fromkeys(_role(it) for it in roles if it))
    if not wanted:
        raise MoveRefused("routing.nobody", activity=activity)
    may = who_may(activity, on=on, narrowed=narrowed)
    for role in wanted:
        if role not in may:
            raise refusal_of(role, activity, decide(role, activity, on=on, narrowed=narrowed))
    return wanted


def _role(said: str) -> Role:
    try:
        return Role(said)
    except ValueError:
        raise MoveRefused("routing.nobody", activity=said[:40]) from None
