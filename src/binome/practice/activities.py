"""The activities of a practice, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that is done. `labels` holds its name by language ("fr", "en").

    `line`: its row in the national table of the assistant's activities, None for another trade's own.
    `also`: what a practice calls it, where its name does not say it.
    """

    code: str
    domain: str
    labels: Mapping[str, str]
    line: int | None = None
    also: tuple[str, ...] = ()


def read_data(*path: str) -> dict[str, Any]:
    """A rule file shipped with the package, as written."""
    return tomllib.loads(resources.files("binome.practice").joinpath("data", *path).read_text("utf-8"))


def in_both_tongues(words: Mapping[str, Any], before: str = "") -> Mapping[str, str]:
    """The French and the English of a table of a rule file."""
    return MappingProxyType({tongue: words.get(f"{before}{tongue}", "") for tongue in ("fr", "en")})


@cache
def activities() -> Mapping[str, Activity]:
    """Every activity the product knows, by code, in the file's order."""
    return MappingProxyType({code: _activity(code, words) for code, words in read_data("activities.toml").items()})


def _activity(code: str, words: Mapping[str, Any]) -> Activity:
    return Activity(code, words["domain"], in_both_tongues(words), words.get("line"), tuple(words.get("also", ())))
