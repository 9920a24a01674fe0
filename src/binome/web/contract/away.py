"""The absences of a contract's assistants: those told to the fund, and those of the agenda that may have to be."""

from datetime import date, timedelta
from typing import Any

from binome.contract.agreement import PostAbsence
from binome.contract.calendar import over_on
from binome.practice.team import Absence
from binome.web.contract.noted import REASONS
from binome.web.contract.standing import Stood

WORTH_TELLING = 7
"""Days: a shorter absence is not proposed. No source says from how many on; whoever manages may note any."""


def absences(it: Stood) -> dict[str, Any]:
    noted = [one.value for one in it.notes.absences]
    seen = [one for one in _of_the_agenda(it) if not any(_same(one, known) for known in noted)]
    return {
        "noted": [
            {
                "number": one.number,
                "who": it.house.people.get(one.value.post, ""),
                "since": one.value.since,
                "last": one.value.until - timedelta(days=1) if one.value.until else None,
                "reason": REASONS.get(one.value.reason, one.value.reason),
                "declared_on": one.value.declared_on,
            }
            for one in it.notes.absences
        ],
        "seen": [
            {
                "post": one.member,
                "who": it.house.people.get(one.member, ""),
                "since": one.since,
                "last": None if one.until == date.max else one.until - timedelta(days=1),
            }
            for one in seen
        ],
    }


def _of_the_agenda(it: Stood) -> list[Absence]:
    """Long enough, of an assistant of this contract, within it."""
    posts = {post.code for post in it.contract.assistants}
    listed = (one for one in it.house.practice.absences if one.member in posts and one.weekly is None)
    return sorted((one for one in listed if _matters(it, one)), key=lambda one: one.since)


def _matters(it: Stood, one: Absence) -> bool:
    within = one.until > it.contract.starts_on and one.since < over_on(it.contract)
    return within and one.until > it.on - timedelta(days=366) and (one.until - one.since).days >= WORTH_TELLING


def _same(one: Absence, noted: PostAbsence) -> bool:
    return noted.post == one.member and one.since < (noted.until or date.max) and noted.since < one.until
