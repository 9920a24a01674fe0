"""The catalogue: each figure in words, its guardrails, what it needs, under which number it is not shown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, NamedTuple

MORE, LESS, NEITHER = "more", "less", "neither"


class Question(StrEnum):
    """What somebody wants to know who opens the figures."""

    ACCESS = "access"
    TIME = "time"
    PATIENTS = "patients"
    QUALITY = "quality"
    LOAD = "load"
    TEAM = "team"
    DATA = "data"


class Words(NamedTuple):
    """A figure in one language."""

    name: str
    definition: str
    numerator: str
    denominator: str
    exclusions: str
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as it is told. `guardrails` stand beside it wherever it stands; `needs` is what it is read from.

    Under `minimum` of what is counted `on` (its "above" or its "below"), nothing is shown; a figure that counts
    neither visits nor people has none. `by` names what it is also told apart by, "" when nothing.
    """

    code: str
    question: Question
    unit: str
    better: str
    guardrails: tuple[str, ...]
    needs: tuple[str, ...]
    minimum: int
    on: str
    by: str
    _words: Mapping[str, Words] = field(repr=False)

    def words(self, language: str) -> Words:
        return self._words[language]


@cache
def catalogue() -> Mapping[str, Measure]:
    """Every figure by its code, question by question, in the order of the files."""
    folder = resources.files("binome.measures").joinpath("data", "catalogue")
    found: dict[str, Measure] = {}
    for question in Question:
        written = tomllib.loads(folder.joinpath(f"{question.value}.toml").read_text("utf-8"))
        found |= {code: _measure(code, question, it) for code, it in written.items()}
    return MappingProxyType(found)


def _measure(code: str, question: Question, it: Mapping[str, Any]) -> Measure:
    return Measure(
        code=code,
        question=question,
        unit=it["unit"],
        better=it["better"],
        guardrails=tuple(it.get("guardrails", ())),
        needs=tuple(it.get("needs", ("journal",))),
        minimum=it.get("minimum", MINIMUM),
        on=it.get("on", "below"),
        by=it.get("by", ""),
        _words={language: _words_of(it[language]) for language in ("fr", "en")},
    )


def _words_of(it: Mapping[str, str]) -> Words:
    return Words(**{name: it.get(name, "") for name in Words._fields})


MINIMUM = 10
"""Visits or people: fewer would let one see somebody through the figure."""

CATALOGUE = catalogue()
