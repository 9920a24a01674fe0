"""The sentences of a projection, in both languages, filled."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from binome.contract.projected import Outlook

LANGUAGES = ("fr", "en")


def worded(*place: str, **facts: Any) -> Mapping[str, str]:
    """The sentence of that place in each language; a fact that is itself in both is told in the same one."""
    row: Any = sentences()
    for name in place:
        row = row[name]
    return MappingProxyType({tongue: row[tongue].format(**_told(facts, tongue)) for tongue in LANGUAGES})


def how_told(outlook: Outlook) -> Mapping[str, str]:
    """What an outlook comes from, to be said beside it."""
    return worded("outlook", outlook.method, points=outlook.points, told_by=outlook.told_by)


@cache
def sentences() -> Mapping[str, Any]:
    text = resources.files("binome.contract").joinpath("sentences", "words.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


def _told(facts: Mapping[str, Any], tongue: str) -> dict[str, Any]:
    return {name: it[tongue] if isinstance(it, Mapping) else it for name, it in facts.items()}
