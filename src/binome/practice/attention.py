"""Who the team wants everybody to be attentive to, and the ages the morning page writes beside a name: data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from binome.practice.activities import in_both_tongues, read_data
from binome.practice.refusal import MoveRefused


@dataclass(frozen=True, slots=True)
class AttentionReason:
    """Why a mark is set. `clinical`: the reason itself is for those who read preparation sheets."""

    code: str
    labels: Mapping[str, str]
    clinical: bool


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Ages in whole years, from `since` (included) to `until` (not included)."""

    code: str
    labels: Mapping[str, str]
    since: int
    until: int


@cache
def attention_reasons() -> Mapping[str, AttentionReason]:
    """Every reason, by code, in the file's order."""
    listed = read_data("attention.toml")["reasons"].items()
    return MappingProxyType({code: AttentionReason(code, in_both_tongues(it), it["clinical"]) for code, it in listed})


def attention_reason(code: str, *, clinical: bool) -> AttentionReason:
    """The reason of that code; refused when there is none, or when it is clinical and they do not read those."""
    found = attention_reasons().get(code)
    if found is None or (found.clinical and not clinical):
        raise MoveRefused("attention.unknown_reason", reason=code[:40])
    return found


@cache
def age_bands() -> tuple[AgeBand, ...]:
    listed = read_data("attention.toml")["bands"].items()
    return tuple(AgeBand(code, in_both_tongues(it), it.get("since", 0), it.get("until", 200)) for code, it in listed)


def band_of(age: int) -> AgeBand | None:
    """The band that somebody of that age is in, None when there is none."""
    return next((it for it in age_bands() if it.since <= age < it.until), None)
