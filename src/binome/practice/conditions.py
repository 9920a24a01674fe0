"""What a text may ask for, and what comes with an act: conditions, duties, kinds of structure, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.practice.activities import in_both_tongues, read_data

Circumstance = frozenset[str]
"""The conditions that hold here and now, for one person, one patient, one moment: "automatic_device"…"""

NOTHING_GIVEN: Circumstance = frozenset()

AUTOMATIC_DEVICE = "automatic_device"
"""Met activity by activity: a device that is automatic for blood pressure says nothing of the ECG."""

KINDS = ("practice", "person", "patient", "moment")
"""Who or what meets a condition."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something a text asks for. `ways`: how to get it when it is missing, by language.

    `makes`: the role that nobody lawfully holds without it.
    """

    code: str
    kind: str
    labels: Mapping[str, str]
    ways: Mapping[str, str]
    reading: str = ""
    makes: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What who acts owes: to note, to report, to leave the reading to a doctor."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Structure:
    """A kind of practice, and whether it opens direct access to an advanced nurse."""

    code: str
    labels: Mapping[str, str]
    counts: bool
    standing: str
    notes: Mapping[str, str]


@cache
def conditions() -> Mapping[str, Condition]:
    """Every condition that a text may ask for, by code."""
    return MappingProxyType({code: _condition(code, words) for code, words in read_data("conditions.toml").items()})


def _condition(code: str, words: Mapping[str, Any]) -> Condition:
    ways, reading = in_both_tongues(words, "way_"), words.get("reading", "")
    return Condition(code, words["kind"], in_both_tongues(words), ways, reading, words.get("makes", ""))


@cache
def duties() -> Mapping[str, Duty]:
    """Every duty that may come with an act, by code."""
    return MappingProxyType(
        {code: Duty(code, in_both_tongues(words)) for code, words in read_data("duties.toml").items()}
    )


@cache
def structures() -> Mapping[str, Structure]:
    """Every kind of practice that a source names, by its usual initials."""
    return MappingProxyType({code: _structure(code, words) for code, words in read_data("structures.toml").items()})


def _structure(code: str, words: Mapping[str, Any]) -> Structure:
    notes = in_both_tongues(words, "note_")
    return Structure(code, in_both_tongues(words), words["counts"], words["standing"], notes)


def met_by_structure(code: str) -> Circumstance:
    """A kind that the sources disagree on opens nothing, nor does an unknown one."""
    found = structures().get(code)
    return frozenset({"coordinated_structure"}) if found and found.counts else NOTHING_GIVEN
