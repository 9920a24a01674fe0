"""Reading a scenario and writing it: every fault with its line and what was expected, several at once."""

import tomllib
from pathlib import Path
from typing import Any

from binome.practice.toml_faults import Fault, Refusal, not_toml, too_deep
from binome.practice.toml_places import line_at, lines_of
from binome.twin.checks import faults_of
from binome.twin.forms import Page, read_table, write_table
from binome.twin.model import Scenario
from binome.twin.telling import refusal_in
from binome.twin.toml import dumps

LONGEST = 1_000_000
"""Bytes: a scenario is written by hand."""
MOST_FAULTS = 20


class UnreadableScenario(Exception):
    """The text is no scenario; all that was found wrong, in the order of the lines."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(refusals)
        self.refusals = refusals

    def __str__(self) -> str:
        return "\n".join(refusal_in("en", it) for it in self.refusals)


def read_file(path: Path) -> Scenario:
    """The scenario of that file."""
    return read(text_of(path))


def text_of(path: Path) -> str:
    """What is written there, read once (it may be a pipe), without the mark that some editors put before it."""
    with path.open("rb") as file:
        found = file.read(LONGEST + 1)
    if len(found) > LONGEST:
        raise _unreadable("file.too_long", most=LONGEST)
    try:
        return found.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise _unreadable("file.not_utf8") from None


def read(text: str) -> Scenario:
    """The scenario that this text says; raises UnreadableScenario with everything that is wrong in it."""
    if len(text) > LONGEST:
        raise _unreadable("file.too_long", most=LONGEST)
    if deep := too_deep(text):
        raise UnreadableScenario((deep,))
    words = _parsed(text)
    page = Page()
    scenario = read_table(page, (), Scenario, words, priors=page.priors)
    found = page.faults or faults_of(scenario)
    if found:
        lines = lines_of(text)
        refusals = sorted((Refusal(line_at(lines, it.place), it) for it in found), key=lambda it: it.line or 0)
        raise UnreadableScenario(tuple(refusals[:MOST_FAULTS]))
    assert isinstance(scenario, Scenario)
    return scenario


def write(scenario: Scenario) -> str:
    """A text that reads back as this scenario. A value that is still its prior's is written as the prior."""
    return dumps(write_table(scenario.priors, (), scenario))


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise UnreadableScenario((not_toml(text, wrong),)) from None
    except (RecursionError, ValueError):
        raise _unreadable("file.not_toml", found="…") from None


def _unreadable(why: str, **facts: object) -> UnreadableScenario:
    return UnreadableScenario((Refusal(None, Fault((), why, facts)),))
