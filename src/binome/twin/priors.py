"""The values to start from, each with its source and its standing; the practice's own data replace them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

MARKS = ("seen", "memory", "judgement", "recomputed")
"""Read in the source or in a page that reports it; recalled, not read again; our own; derived from what was read."""


@dataclass(frozen=True, slots=True)
class Prior:
    """One value, as a scenario would write it, and what it is worth."""

    code: str
    value: Any
    unit: str
    mark: str
    notes: Mapping[str, str]
    address: str
    labels: Mapping[str, str]

    @property
    def source(self) -> str:
        """Where it comes from, in the language of the data."""
        return self.notes["en"]


def read_data(name: str) -> dict[str, Any]:
    """A file shipped with the twin, as written."""
    return tomllib.loads(resources.files("binome.twin").joinpath("data", name).read_text("utf-8"))


@cache
def priors() -> Mapping[str, Prior]:
    """Every prior shipped, by code, in the order of the file."""
    return MappingProxyType({code: _prior(code, words) for code, words in read_data("priors.toml").items()})


def _prior(code: str, words: Mapping[str, Any]) -> Prior:
    assert words["mark"] in MARKS, code
    return Prior(
        code=code,
        value=words["value"],
        unit=words["unit"],
        mark=words["mark"],
        notes=MappingProxyType({"fr": words["source_fr"], "en": words["source"]}),
        address=words.get("address", ""),
        labels=MappingProxyType({"fr": words["fr"], "en": words["en"]}),
    )
