"""The kinds of task, as data: what each asks for, of whom, by when, and who is shown it once it is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.practice.activities import read_data
from binome.practice.delay import Delay, delay
from binome.practice.refusal import MoveRefused
from binome.practice.words import Role

LEVELS = ("low", "normal", "high")


@dataclass(frozen=True, slots=True)
class TaskKind:
    """One kind. `tries`: how many calls may fail before a task of the kind `then` is asked instead (0: not a call).

    `read_by`: the only roles that read and write words on it; empty when the whole team does. `preparing`: the task is
    the preparation itself, so that whoever may only prepare may say it is done. `clinical`: a carer's words
    on it are for carers. `postponed_at_most`: how far it may be put off at a time; None when nothing says.
    """

    code: str
    labels: Mapping[str, str]
    activity: str
    roles: tuple[Role, ...]
    levels: tuple[str, ...]
    level: str
    due: Mapping[str, Delay]
    escalates: tuple[Role, ...]
    escalates_after: Delay
    read_by: frozenset[Role] = frozenset()
    tries: int = 0
    try_again: Delay | None = None
    then: str = ""
    preparing: bool = False
    clinical: bool = False
    postponed_at_most: Delay | None = None

    def may_read(self, roles: tuple[Role, ...]) -> bool:
        """May somebody of these roles read and write words on such a task?"""
        return not self.read_by or not self.read_by.isdisjoint(roles)

    def may_close(self, roles: tuple[Role, ...], asked_by: Role) -> bool:
        """May they end it without its being done, put it off or take it from a colleague? Only who may read it."""
        carer = any(role is not Role.SECRETARY for role in roles)
        return self.may_read(roles) and (carer or not self.clinical or self.is_open_to_all(asked_by))

    def is_open_to_all(self, asked_by: Role) -> bool:
        """May what somebody of that role wrote be read by whoever sees the task, carer or not?"""
        return not self.read_by and not (self.clinical and asked_by is not Role.SECRETARY)


@cache
def task_kinds() -> Mapping[str, TaskKind]:
    """Every kind the product ships, by code, in the file's order."""
    return MappingProxyType({code: _kind(code, words) for code, words in read_data("task_kinds.toml").items()})


def task_kind(code: str | None) -> TaskKind:
    """The kind of that code; refused when there is none."""
    if code is None or code not in task_kinds():
        raise MoveRefused("task.unknown_kind", kind=code)
    return task_kinds()[code]


@dataclass(frozen=True, slots=True)
class Route:
    """Where what reaches the practice goes: a task of that kind, for that role, at that level.

    `by` is the activity of whoever puts a document there; "" for a call, which whoever asks takes.
    """

    code: str
    labels: Mapping[str, str]
    kind: str
    role: Role
    level: str
    by: str = ""


@cache
def routes(way: str) -> Mapping[str, Route]:
    """The routes of "calls" or of "documents", by code."""
    listed = read_data("incoming.toml")[way].items()
    return MappingProxyType({code: _route(code, words) for code, words in listed})


def route(way: str, code: str) -> Route:
    """The route of that code; refused when there is none."""
    if code not in routes(way):
        raise MoveRefused("task.unknown_route", route=code)
    return routes(way)[code]


def _kind(code: str, words: Mapping[str, Any]) -> TaskKind:
    return TaskKind(
        code=code,
        labels=_labels(words),
        activity=words["activity"],
        roles=tuple(Role(role) for role in words["roles"]),
        levels=tuple(words.get("levels", LEVELS)),
        level=words["level"],
        due=MappingProxyType({level: delay(said) for level, said in words["due"].items()}),
        escalates=tuple(Role(role) for role in words["escalates"]),
        escalates_after=delay(words["escalates_after"]),
        read_by=frozenset(Role(role) for role in words.get("read_by", ())),
        tries=words.get("tries", 0),
        try_again=delay(words["try_again"]) if "try_again" in words else None,
        then=words.get("then", ""),
        preparing=words.get("preparing", False),
        clinical=words.get("clinical", False),
        postponed_at_most=delay(words["postponed_at_most"]) if "postponed_at_most" in words else None,
    )


def _route(code: str, words: Mapping[str, Any]) -> Route:
    return Route(code, _labels(words), words["kind"], Role(words["role"]), words["level"], words.get("by", ""))


def _labels(words: Mapping[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({"fr": words["fr"], "en": words["en"]})
