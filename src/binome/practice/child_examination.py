"""The compulsory examinations of a child, by age."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from binome.practice.activities import in_both_tongues, read_data


@dataclass(frozen=True, slots=True)
class ChildExamination:
    """One of the twenty. `since_days` to `before_days` (not included): when the sheet offers it."""

    code: str
    labels: Mapping[str, str]
    since_days: int
    before_days: int
    certificate: bool = False


@cache
def child_examinations() -> tuple[ChildExamination, ...]:
    """In the order of the ages."""
    listed = read_data("child_examinations.toml")["list"]["examinations"]
    return tuple(
        ChildExamination(
            it["code"], in_both_tongues(it), it["since_days"], it["before_days"], it.get("certificate", False)
        )
        for it in listed
    )


def examination_at(days: int | None) -> ChildExamination | None:
    """The one of that age; None between two, for a grown-up, and when the age is not known."""
    if days is None:
        return None
    return next((it for it in child_examinations() if it.since_days <= days < it.before_days), None)
