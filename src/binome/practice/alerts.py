"""What a doctor is told first: figures beyond a threshold that a source states, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.practice.activities import in_both_tongues, read_data
from binome.practice.whom import ANYBODY, Traits, Whom, whom_from


@dataclass(frozen=True, slots=True)
class Alert:
    """A sourced threshold on a measurement ("bmi" is computed)."""

    code: str
    measure: str
    labels: Mapping[str, str]
    source: str
    address: str
    standing: str
    at_least: Decimal | None = None
    below: Decimal | None = None
    whom: Whom = ANYBODY

    def sounds(self, value: Decimal) -> bool:
        over = self.at_least is not None and value >= self.at_least
        return over or (self.below is not None and value < self.below)


@cache
def alerts() -> Mapping[str, Alert]:
    """Every threshold shipped, by code."""
    return MappingProxyType({code: _alert(code, words) for code, words in read_data("alerts.toml").items()})


def raised(values: Mapping[str, Decimal], traits: Traits) -> tuple[Alert, ...]:
    """Those that these values raise; two that say the same are said once. Without an age, none that depends on it."""
    heard = [
        it
        for it in alerts().values()
        if it.measure in values
        and it.sounds(values[it.measure])
        and it.whom.suits(traits)
        and not (it.whom.by_age and traits.months is None)
    ]
    return tuple({it.labels["en"]: it for it in reversed(heard)}.values())[::-1]


def mean(values: tuple[Decimal, ...]) -> Decimal:
    """Of what was taken on the same visit; every value is kept beside it."""
    return sum(values, Decimal(0)) / len(values)


def _alert(code: str, words: Mapping[str, Any]) -> Alert:
    at_least, below = (Decimal(str(words[name])) if name in words else None for name in ("at_least", "below"))
    plain = (words["measure"], in_both_tongues(words), words["source"], words["address"], words["standing"])
    return Alert(code, *plain, at_least, below, whom_from(words))
