"""A datum as a text states it: its value, or nothing when the sources do not settle it; how sure, since when, where."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from binome.practice.activities import in_both_tongues

MARKS = ("certain", "single", "conflicting", "not_found", "inference", "own_calculation")
"""How sure: first-hand or two sources that agree; one source; sources that disagree; looked for and not found; our
reading; our arithmetic on sourced numbers."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a datum was read. `published`: as the page says it, for it may be a month or a year."""

    code: str
    title: str
    address: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One datum. `value` None: the sources do not settle it, `words` say what they say, in our words.

    It holds from `since` to the eve of `until`. `key`: its place in the rule files, for whoever checks it.
    """

    key: str
    value: Any
    mark: str
    sources: tuple[Source, ...] = ()
    words: Mapping[str, str] = field(default_factory=lambda: in_both_tongues({}))
    since: date | None = None
    until: date | None = None
    checked_on: date | None = None

    @property
    def unsettled(self) -> bool:
        """No value may be computed with, or sources that disagree on it."""
        return self.value is None or self.mark in ("conflicting", "not_found")

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def read_data(name: str) -> dict[str, Any]:
    """A rule file of the contract, as written."""
    return tomllib.loads(resources.files("binome.contract").joinpath("data", name).read_text("utf-8"))


@cache
def sources() -> Mapping[str, Source]:
    """Every page that the data lean on, by its code."""
    told = read_data("aid_sources.toml")
    return MappingProxyType(
        {code: Source(code, it["title"], it["address"], it.get("published", "")) for code, it in told.items()}
    )


def cited(codes: Iterable[str]) -> tuple[Source, ...]:
    return tuple(sources()[code] for code in codes)


def stated(key: str, words: Mapping[str, Any], value: Any, checked_on: date | None) -> Stated:
    """The datum of that table; `value` is read by who knows its kind."""
    return Stated(
        key=key,
        value=value,
        mark=words["mark"],
        sources=cited(words["sources"]),
        words=in_both_tongues(words),
        since=words.get("since"),
        until=words.get("until"),
        checked_on=words.get("checked_on", checked_on),
    )
