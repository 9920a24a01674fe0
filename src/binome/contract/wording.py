"""The sentences of a projection, in both languages, filled."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from binome.contract.projected import Outlook
from binome.contract.stated import Stated
from binome.practice.toml_faults import Refusal

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


def not_told(key: str, code: str, checked_on: date) -> Stated:
    """A datum that no file holds: nothing, and a sentence that says so."""
    return Stated(key, None, "not_found", words=worded("datum", code), checked_on=checked_on)


def refusal_in(tongue: str, refusal: Refusal) -> str:
    """Where, what, and what was expected."""
    fault = refusal.fault
    said = worded("refused", fault.why, **fault.facts)[tongue]
    if fault.facts.get("near"):
        said += worded("refused", "near", near=fault.facts["near"])[tongue]
    place = ".".join(str(name) for name in fault.place)
    where = worded("refused", "line", line=refusal.line)[tongue] if refusal.line else ""
    return f"{where}{place + ': ' if place else ''}{said}"


@cache
def sentences() -> Mapping[str, Any]:
    text = resources.files("binome.contract").joinpath("sentences", "words.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


def _told(facts: Mapping[str, Any], tongue: str) -> dict[str, Any]:
    return {name: it[tongue] if isinstance(it, Mapping) else it for name, it in facts.items()}
