"""What every answer about a change is made of: an effect with its range, a sentence by its code, a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CERTAINTY = 0.95
"""Of every interval told here."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How much, between what and what (95 %), and how often luck alone would show as much."""

    value: float
    low: float
    high: float
    p: float

    @property
    def settled(self) -> bool:
        """Is nothing at all ruled out?"""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to be said: its code among the verdicts, and the facts that fill it."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Unusable(Exception):
    """Nothing can be told of such a series. `why` is the code of the sentence, `facts` fill it."""

    def __init__(self, why: str, **facts: object) -> None:
        super().__init__(why, facts)
        self.why = why
        self.facts = facts
