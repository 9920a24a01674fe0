"""For whom something is prepared: by age, sex and what is known of the patient."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.practice.activities import in_both_tongues, read_data


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a patient that changes what is prepared. `months`: None when the birth date is not known."""

    months: int | None = None
    days: int | None = None
    sex: str = ""
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Whom:
    """`before_months` is not included; `known`: any one of these."""

    since_months: int | None = None
    before_months: int | None = None
    sex: str = ""
    known: frozenset[str] = frozenset()

    @property
    def by_age(self) -> bool:
        return self.since_months is not None or self.before_months is not None

    def suits(self, traits: Traits) -> bool:
        """An age or a sex nobody knows leaves nothing out: better asked once too often than forgotten."""
        return (
            self._age(traits.months) and self._sex(traits.sex) and (not self.known or bool(self.known & traits.known))
        )

    def _age(self, months: int | None) -> bool:
        if months is None:
            return True
        return (self.since_months or 0) <= months and (self.before_months is None or months < self.before_months)

    def _sex(self, sex: str) -> bool:
        return not self.sex or sex not in ("female", "male") or sex == self.sex


ANYBODY = Whom()


def whom_from(words: Mapping[str, Any]) -> Whom:
    """As a rule file says it."""
    known = frozenset(words.get("known", ()))
    return Whom(words.get("since_months"), words.get("before_months"), words.get("sex", ""), known)


def months_old(born: date, on: date) -> int:
    """Whole months, as birthdays count them."""
    return 12 * (on.year - born.year) + on.month - born.month - (on.day < born.day)


@cache
def known_of_patients() -> Mapping[str, Mapping[str, str]]:
    """What may be known of a patient, by code, in both languages."""
    return MappingProxyType({code: in_both_tongues(it) for code, it in read_data("known_of_patients.toml").items()})
