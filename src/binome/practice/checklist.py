"""What is prepared for a visit, done beside the doctor, and done afterwards: lists by reason for visit, as data.

added_up(lists, traits)   the items of several lists, each once, in the order before, during, after
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any
from unicodedata import combining, normalize

from binome.practice.activities import activities, in_both_tongues, read_data
from binome.practice.refusal import MoveRefused
from binome.practice.whom import ANYBODY, Traits, Whom, whom_from
from binome.practice.words import Step

LONGEST_MIN = 60.0
OWN_PREFIX = "own-"
"""The codes of what a practice, or somebody for one patient, added."""


class Part(StrEnum):
    """When something is done: around the doctor's own step."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


STEP_OF = MappingProxyType(
    {Part.BEFORE: Step.PREPARATION, Part.DURING: Step.CONSULTATION, Part.AFTER: Step.CLOSING},
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `activity` decides who may. `times`: how often each of `measures` is taken.

    `follows`: what is written elsewhere on the sheet for this activity is this item done.
    """

    code: str
    part: Part
    activity: str
    labels: Mapping[str, str]
    minutes: float = 1.0
    whom: Whom = ANYBODY
    measures: tuple[str, ...] = ()
    times: int = 1
    follows: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of one reason for visit. `words`: how that reason begins to be said; `always`: whatever the reason."""

    code: str
    labels: Mapping[str, str]
    items: tuple[Item, ...]
    words: tuple[str, ...] = ()
    whom: Whom = ANYBODY
    always: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """What a practice made of a list: these items in this order, its own among them; `off`: it does not use it."""

    items: tuple[str, ...] = ()
    own: tuple[Item, ...] = ()
    off: bool = False


@cache
def checklist_items() -> Mapping[str, Item]:
    """Every item shipped, by code, in the file's order."""
    return MappingProxyType({code: _item(code, words) for code, words in read_data("checklist_items.toml").items()})


@cache
def checklists() -> Mapping[str, Checklist]:
    """Every list shipped, by code; what is always looked at comes first."""
    folder = resources.files("binome.practice").joinpath("data", "checklists")
    files = sorted((it for it in folder.iterdir() if it.name.endswith(".toml")), key=lambda it: it.name)
    listed = [_checklist(it.name.removesuffix(".toml"), tomllib.loads(it.read_text("utf-8"))) for it in files]
    return MappingProxyType({it.code: it for it in sorted(listed, key=lambda it: not it.always)})


def checklist(lists: Mapping[str, Checklist], code: str) -> Checklist:
    """The list of that code; refused when there is none."""
    if code not in lists:
        raise MoveRefused("checklist.unknown", checklist=code[:40])
    return lists[code]


def as_edited(edits: Mapping[str, Edited]) -> Mapping[str, Checklist]:
    """The lists as the practice uses them. An item that is shipped no more is left out rather than guessed."""
    kept = {code: _edited(it, edits[code]) if code in edits else it for code, it in checklists().items()}
    return MappingProxyType({code: it for code, it in kept.items() if not (code in edits and edits[code].off)})


def suggested(lists: Mapping[str, Checklist], words: str, traits: Traits) -> tuple[str, ...]:
    """What is always looked at, what suits what is known of the patient and the words they gave."""
    said = [_plain(word) for word in words.replace("’", " ").replace("'", " ").split()]
    return tuple(code for code, it in lists.items() if it.always or _calls_for(it, said, _plain(words), traits))


def added_up(lists: Iterable[Checklist], traits: Traits) -> tuple[Item, ...]:
    """Each item once, for whom it is; what measures the same thing as often is the same item too."""
    found: dict[str, Item] = {}
    for item in (it for one in lists for it in one.items if it.whom.suits(traits)):
        found.setdefault(item.code, item)
    once = _measured_once(list(found.values()))
    return tuple(sorted(once, key=lambda it: list(Part).index(it.part)))


def own_item(code: str, part: str, activity: str, words: str, minutes: float = 1.0) -> Item:
    """An item that a practice adds, or somebody for one patient: in the practice's own words."""
    if activity not in activities():
        raise MoveRefused("activity.unknown", activity=activity[:40])
    if part not in set(Part) or not words.strip():
        raise MoveRefused("checklist.empty_item")
    if not 0 <= minutes <= LONGEST_MIN:
        raise MoveRefused("checklist.minutes", most=int(LONGEST_MIN))
    said = MappingProxyType({"fr": words.strip(), "en": words.strip()})
    return Item(f"{OWN_PREFIX}{code.removeprefix(OWN_PREFIX)}", Part(part), activity, said, minutes)


def _measured_once(items: list[Item]) -> list[Item]:
    most = {code: max(it.times for it in items if code in it.measures) for one in items for code in one.measures}
    kept: list[Item] = []
    seen: set[str] = set()
    for item in items:
        if item.measures and seen.issuperset(item.measures):
            continue
        seen.update(item.measures)
        kept.append(replace(item, times=max((most[code] for code in item.measures), default=item.times)))
    return kept


def _calls_for(it: Checklist, said: Sequence[str], whole: str, traits: Traits) -> bool:
    """By itself, a list for some ages is not offered to somebody whose age nobody knows."""
    if it.whom.by_age and traits.months is None:
        return False
    by_age_and_sex = replace(it.whom, known=frozenset())
    if not by_age_and_sex.suits(traits):
        return False
    wanted = [_plain(word) for word in it.words]
    spoken = any(word in whole if " " in word else any(one.startswith(word) for one in said) for word in wanted)
    return spoken or bool(it.whom.known & traits.known)


def _plain(words: str) -> str:
    """Without accents or case: whoever types in a hurry is understood."""
    return "".join(letter for letter in normalize("NFD", words.casefold()) if not combining(letter))


def _edited(it: Checklist, edited: Edited) -> Checklist:
    own = {item.code: item for item in edited.own}
    known = {**checklist_items(), **{item.code: item for item in it.items}, **own}
    wanted = edited.items or (*(item.code for item in it.items), *own)
    return replace(it, items=tuple(known[code] for code in dict.fromkeys(wanted) if code in known))


def _item(code: str, words: Mapping[str, Any]) -> Item:
    return Item(
        code,
        Part(words["part"]),
        words["activity"],
        in_both_tongues(words),
        float(words["minutes"]),
        whom_from(words),
        tuple(words.get("measures", ())),
        words.get("times", 1),
        words.get("follows", False),
        words.get("source", ""),
    )


def _checklist(code: str, words: Mapping[str, Any]) -> Checklist:
    items = tuple(checklist_items()[item] for item in words["items"])
    said = tuple(words["words"])
    return Checklist(code, in_both_tongues(words), items, said, whom_from(words), words.get("always", False))
