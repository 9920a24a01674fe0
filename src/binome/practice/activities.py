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
    """One thing that is done. `labels` holds its name by language ("fr", "en")."""

    code: str
    domain: str
    labels: Mapping[str, str]


def read_data(*path: str) -> dict[str, Any]:
    """A rule file shipped with the package, as written."""
    return tomllib.loads(resources.files("binome.practice").joinpath("data", *path).read_text("utf-8"))


@cache
def activities() -> Mapping[str, Activity]:
    """Every activity the product knows, by code, in the file's order."""
    return MappingProxyType(
        {
            code: Activity(code, words["domain"], MappingProxyType({"fr": words["fr"], "en": words["en"]}))
            for code, words in read_data("activities.toml").items()
        }
    )
