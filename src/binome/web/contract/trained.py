"""The trainings that the contract's assistants owe: by when, under which text, and whether they are met."""

from collections.abc import Iterator
from typing import Any

from binome.practice.reminding import deadlines_of
from binome.practice.team import Member
from binome.practice.words import Role
from binome.web.contract.standing import Stood
from binome.web.task_words import labelled


def trainings(it: Stood) -> list[dict[str, Any]]:
    """For each assistant; deadlines that disagree stand side by side."""
    codes = [post.code for post in it.contract.assistants]
    members = (it.house.practice.members[code] for code in codes if code in it.house.practice.members)
    return [
        {
            "who": it.house.people[member.code],
            "taken": member.taken(Role.ASSISTANT),
            "deadlines": list(_deadlines(it, member)),
        }
        for member in members
    ]


def _deadlines(it: Stood, member: Member) -> Iterator[dict[str, Any]]:
    for deadline, day, met in deadlines_of(member, it.on):
        sure = deadline.standing == "certain"
        yield {"on": day, "said": labelled(deadline.labels), "met": met, "past": day <= it.on and not met, "sure": sure}
