"""Who may use which part of the product: two voices, `may_use` answers and `require_use` raises."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from binome.practice.activities import read_data
from binome.practice.refusal import Refused

SCREEN = "screen"
"""Not a trade: the wall screen of a waiting room, which may see the wall and nothing else."""


@cache
def rights() -> Mapping[str, frozenset[str]]:
    """The roles that may use each action, by action."""
    written = read_data("rights.toml")
    team = written["team"]
    return MappingProxyType(
        {action: frozenset(team if roles == "team" else roles) for action, roles in written["actions"].items()}
    )


@cache
def lettable() -> frozenset[str]:
    """The actions that a practice may open to one member by name, whatever their roles."""
    return frozenset(map(known_action, read_data("rights.toml")["let"]))


def known_action(action: str) -> str:
    """The action itself; a name that no line of the file bears is a mistake in the code."""
    if action not in rights():
        raise LookupError(f"no line of practice/data/rights.toml speaks of {action!r}")
    return action


def who_may(action: str) -> frozenset[str]:
    """The roles that may use this action."""
    return rights()[known_action(action)]


def may_use(roles: Iterable[str], action: str) -> bool:
    """One role that may is enough: a member may hold two."""
    return not who_may(action).isdisjoint(roles)


def require_use(roles: Iterable[str], action: str) -> None:
    """Raise when none of these roles may use this action."""
    if not may_use(roles, action):
        raise Refused("right.missing", action=action, who=tuple(sorted(who_may(action))))
