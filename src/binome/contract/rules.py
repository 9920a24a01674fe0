"""The rules that are numbers of years, months or days, and the topics that the texts leave open: read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.contract.stated import Stated, read_data, stated
from binome.practice.activities import in_both_tongues


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a projection needs and no text settles; `ways`: what one may choose, the first when nothing is."""

    code: str
    datum: Stated
    ways: Mapping[str, Mapping[str, str]]

    @property
    def first(self) -> str:
        return next(iter(self.ways))


@cache
def rules() -> Mapping[str, Stated]:
    """Every rule, by its code; one that no source settles has no value."""
    told = read_data("aid_rules.toml")
    return MappingProxyType(
        {code: stated(f"rule.{code}", it, it.get("value"), told["checked_on"]) for code, it in told["rule"].items()}
    )


@cache
def topics() -> Mapping[str, Topic]:
    """What is left open, by its code: method, attainment, check, suspension."""
    told = read_data("aid_open.toml")
    return MappingProxyType({code: _topic(code, it, told["checked_on"]) for code, it in told["topic"].items()})


def whole(code: str) -> int:
    """A rule's number of years, months, days or patients."""
    return int(rules()[code].value)


def part(code: str) -> Fraction:
    """A rule's share of a full time."""
    return Fraction(str(rules()[code].value))


def _topic(code: str, words: Mapping[str, Any], checked_on: Any) -> Topic:
    ways = {it["code"]: in_both_tongues(it) for it in words["way"]}
    return Topic(code, stated(f"open.{code}", words, None, checked_on), MappingProxyType(ways))
