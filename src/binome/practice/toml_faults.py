"""What is wrong in a TOML text that somebody wrote: where, why, and what fills the sentence that says so."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from binome.practice.toml_places import Place

TOO_DEEP = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){20}""")
"""A key of more than twenty names: the standard reader would take minutes over thousands of them."""
AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


class NotSo(Exception):
    """A value is not what was expected there."""

    def __init__(self, why: str, **facts: object) -> None:
        super().__init__(why, facts)
        self.why = why
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, the code of the sentence that says so, and what fills it."""

    place: Place
    why: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fault with the line it stands on; None where no line is to blame."""

    line: int | None
    fault: Fault

    @property
    def place(self) -> Place:
        return self.fault.place


def too_deep(text: str) -> Refusal | None:
    """To be asked before the standard reader is."""
    deep = TOO_DEEP.search(text)
    return Refusal(text.count("\n", 0, deep.start()) + 1, Fault((), "file.too_deep", {})) if deep else None


def not_toml(text: str, wrong: tomllib.TOMLDecodeError) -> Refusal:
    """What the standard reader said of that text, with its line."""
    at = AT_LINE.search(str(wrong))
    line = int(at[1]) if at and at[1] else text.count("\n") + 1
    return Refusal(line, Fault((), "file.not_toml", {"found": AT_LINE.sub("", str(wrong)).strip()}))
