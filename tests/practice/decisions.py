"""Every decision of the law, written out: role by role, activity by activity, day by day, condition by condition.

After a change of the law: python -m tests.practice.decisions > tests/practice/decisions.txt, then read the difference.
"""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from binome.practice.activities import activities
from binome.practice.delegation import Answer, decide, national_list
from binome.practice.words import Role

HEADING = "role | activity | from that day on | given | the answer"


def decisions() -> Iterator[str]:
    """One line per answer. Only the days on which something changes are told."""
    yield HEADING
    for role in Role:
        for activity in activities():
            yield from (f"{role} | {activity} | {line}" for line in _through_time(role, activity))


def days(role: Role, activity: str) -> list[date]:
    """When a line of the law begins or ends; before all of them, the first day there is."""
    lines = national_list().get((role, activity), ())
    return sorted({date.min, *(day for it in lines for day in (it.since, it.until) if day)})


def asked_for(role: Role, activity: str, on: date) -> list[str]:
    """All that the texts in force that day ask for."""
    lines = (it for it in national_list().get((role, activity), ()) if it.holds_on(on))
    return sorted({code for it in lines for code in it.conditions})


def subsets(codes: list[str]) -> Iterator[frozenset[str]]:
    for size in range(len(codes) + 1):
        yield from map(frozenset, combinations(codes, size))


def in_words(answer: Answer) -> str:
    """ "does @ameli_missions", "no: automatic_device", "no: a or b + c", "no, unsettled"."""
    if answer.given and answer.delegation:
        return f"{answer.power} @{answer.delegation.basis.code}"
    if answer.because == "delegation.condition":
        return f"no: {' or '.join(sorted(' + '.join(way) for way in answer.alternatives))}"
    if answer.unsettled:
        return "no, unsettled"
    return f"no @{answer.delegation.basis.code}" if answer.delegation else "no"


def _through_time(role: Role, activity: str) -> Iterator[str]:
    before: list[str] = []
    for day in days(role, activity):
        given = subsets(asked_for(role, activity, day))
        now = [f"{_listed(it)} | {in_words(decide(role, activity, on=day, given=it))}" for it in given]
        if now != before:
            yield from (f"{'always' if day == date.min else day} | {line}" for line in now)
        before = now


def _listed(given: frozenset[str]) -> str:
    return " + ".join(sorted(given)) or "-"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in decisions())
