"""What comes out of a visit: what was decided, who does it, by when, and how the patient is told, in plain words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from binome.practice.activities import in_both_tongues, read_data
from binome.practice.refusal import MoveRefused

MOST_WORDS = 15
"""Plain language: a sentence longer than this is shown again to whoever wrote it. The house's own rule."""


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """`task`: the kind of task it becomes for the team. `page`: where it may be done at once (booking, tray or "")."""

    code: str
    labels: Mapping[str, str]
    task: str
    page: str
    by_us: Mapping[str, str]
    by_patient: Mapping[str, str]

    def plainly(self, words: str, language: str, *, by_patient: bool) -> str:
        """As the patient's page says it."""
        opening = (self.by_patient if by_patient else self.by_us)[language]
        colon = " : " if language == "fr" else ": "
        return f"{opening}{colon}{words}" if words else opening


@cache
def decision_kinds() -> Mapping[str, DecisionKind]:
    """Every kind shipped, by code, in the file's order."""
    return MappingProxyType(
        {
            code: DecisionKind(
                code,
                in_both_tongues(it),
                it["task"],
                it.get("page", ""),
                in_both_tongues(it, "we_"),
                in_both_tongues(it, "you_"),
            )
            for code, it in read_data("decisions.toml").items()
        }
    )


def decision_kind(code: str) -> DecisionKind:
    """The kind of that code; refused when there is none."""
    if code not in decision_kinds():
        raise MoveRefused("decision.unknown_kind", kind=code[:40])
    return decision_kinds()[code]


def long_sentences(words: str) -> tuple[str, ...]:
    """The sentences that a tired reader would read twice."""
    said = (it.strip() for it in re.split(r"(?<=[.!?])\s+|\n+", words))
    return tuple(it for it in said if len(it.split()) > MOST_WORDS)
