"""What is wrong in a TOML text that somebody wrote: where, why, and what fills the sentence that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from binome.practice.toml_places import Place


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
