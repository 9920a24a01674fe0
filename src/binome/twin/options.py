"""Options of a practice: a scenario to start from, and what each option changes in it.

A file names its scenario and the figure to better; its options are told one by one ([options.NAME]), or as every
combination of some values ([grid]), each change by the dotted place of a key.
"""

import itertools
import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from binome.twin.figures import FIGURES, NEITHER
from binome.twin.guardrails import GUARDRAILS, Guardrail, with_limits
from binome.twin.model import Scenario
from binome.twin.scenario import UnreadableScenario, read, text_of
from binome.twin.toml import dumps

BASE = "base"
MOST_OPTIONS = 64
KEYS = {
    "base",
    "figure",
    "matters",
    "certainty",
    "first_replications",
    "most_replications",
    "guardrails",
    "options",
    "grid",
}


class NotOptions(Exception):
    """The file says no options: the code of the sentence that tells why, and what fills it."""

    def __init__(self, why: str, **facts: object) -> None:
        super().__init__(why, facts)
        self.why, self.facts = why, facts


class UnreadableOption(Exception):
    """The base is a scenario; with this option's changes it is none."""

    def __init__(self, option: str, found: UnreadableScenario) -> None:
        super().__init__(option, found)
        self.option, self.found = option, found


@dataclass(frozen=True, slots=True)
class Option:
    """A scenario under the name of what it changes."""

    name: str
    scenario: Scenario
    text: str


@dataclass(frozen=True, slots=True)
class Options:
    """What to choose among, by which figure, and how surely. The first option is the base, unchanged."""

    figure: str
    matters: float
    certainty: float
    first: int
    most: int
    guardrails: tuple[Guardrail, ...]
    options: tuple[Option, ...]
    file: str = "options.toml"


def read_options(file: Path) -> Options:
    """The options of that file; its base is looked for beside it."""
    try:
        said = tomllib.loads(text_of(file))
    except UnreadableScenario as wrong:
        raise NotOptions("options.not_toml", found=wrong) from None
    except (ValueError, RecursionError) as wrong:
        raise NotOptions("options.not_toml", found=wrong) from None
    for key in said.keys() - KEYS:
        raise NotOptions("options.unknown_key", key=key)
    figure = said.get("figure", "")
    if not isinstance(figure, str) or figure not in FIGURES or FIGURES[figure].better == NEITHER:
        known = ", ".join(code for code, it in FIGURES.items() if it.better != NEITHER)
        raise NotOptions("options.figure", found=figure, known=known)
    text = _base(said, file)
    told = tuple(itertools.islice(_options(text, said), MOST_OPTIONS + 1))
    if not 2 <= len(told) <= MOST_OPTIONS:
        raise NotOptions("options.count", found=len(told) - 1, most=MOST_OPTIONS - 1)
    first = int(_number(said, "first_replications", 20, 5, 10_000))
    return Options(
        figure=figure,
        matters=_number(said, "matters", None, 0.0, 1e9),
        certainty=_number(said, "certainty", 0.95, 0.5, 0.9999),
        first=first,
        most=int(_number(said, "most_replications", 5_000, first, 1_000_000)),
        guardrails=_guardrails(said),
        options=told,
        file=str(file),
    )


def _base(said: Mapping[str, Any], file: Path) -> str:
    name = said.get("base")
    if not isinstance(name, str):
        raise NotOptions("options.base", found=name)
    return text_of(file.parent / name)


def _options(text: str, said: Mapping[str, Any]) -> Iterator[Option]:
    yield Option(BASE, read(text), text)
    base = tomllib.loads(text)
    for name, option in _table(said, "options").items():
        if not _is_option(option):
            raise NotOptions("options.shape", option=name)
        yield _changed(base, name, option.get("change", {}), option.get("remove", []))
    grid = _table(said, "grid")
    if not all(isinstance(it, list) for it in grid.values()):
        raise NotOptions("options.table", key="grid", expected='"place.of.the.key" = [1, 2]')
    for values in itertools.product(*grid.values()) if grid else ():
        changes = dict(zip(grid, values, strict=True))
        yield _changed(
            base, ", ".join(f"{key} = {json.dumps(it, default=str)}" for key, it in changes.items()), changes, []
        )


def _table(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = said.get(key, {})
    if not isinstance(found, dict):
        raise NotOptions("options.table", key=key, expected=f"[{key}]")
    return found


def _is_option(found: Any) -> bool:
    if not isinstance(found, dict) or not found.keys() <= {"change", "remove"}:
        return False
    change, removed = found.get("change", {}), found.get("remove", [])
    return isinstance(change, dict) and isinstance(removed, list) and all(isinstance(it, str) for it in removed)


def _changed(base: Mapping[str, Any], name: str, changes: Mapping[str, Any], removed: list[str]) -> Option:
    table = deepcopy(dict(base))
    for place in removed:
        above, last = _found(table, place, name)
        if last not in (above if isinstance(above, dict) else range(len(above))):
            raise NotOptions("options.place", option=name, place=place)
        del above[last]
    for place, value in changes.items():
        above, last = _found(table, place, name)
        above[last] = value
    text = dumps(table)
    try:
        return Option(name, read(text), text)
    except UnreadableScenario as found:
        raise UnreadableOption(name, found) from None


def _found(table: Any, place: str, option: str) -> tuple[Any, Any]:
    """The table or list in which the last part of a dotted place stands."""
    *above, last = place.split(".")
    for part in above:
        try:
            table = table[int(part) if isinstance(table, list) else part]
        except (KeyError, IndexError, ValueError, TypeError):
            raise NotOptions("options.place", option=option, place=place) from None
    if isinstance(table, list) and last.isdigit() and int(last) < len(table):
        return table, int(last)
    if not isinstance(table, dict):
        raise NotOptions("options.place", option=option, place=place)
    return table, last


def _guardrails(said: Mapping[str, Any]) -> tuple[Guardrail, ...]:
    try:
        limits = {name: float(it) for name, it in said.get("guardrails", {}).items()}
        if not all(map(math.isfinite, limits.values())):
            raise ValueError(*limits.values())
        return with_limits(limits)
    except (KeyError, ValueError, TypeError, AttributeError) as wrong:
        known = ", ".join(it.figure for it in GUARDRAILS)
        raise NotOptions("options.guardrail", found=wrong.args[0] if wrong.args else "", known=known) from None


def _number(said: Mapping[str, Any], key: str, default: float | None, least: float, most: float) -> float:
    found = said.get(key, default)
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not least <= found <= most or not found:
        raise NotOptions("options.number", key=key, found=found, least=f"{least:g}", most=f"{most:g}")
    return float(found)
