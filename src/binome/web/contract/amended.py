"""The amendments of a contract, in words."""

from datetime import timedelta
from typing import Any

from binome.contract.agreement import QUANTITIES, Amendment
from binome.web.contract.cockpit import quantity_name
from binome.web.contract.numbers import share, whole
from binome.web.contract.standing import Stood


def amendments(it: Stood) -> list[dict[str, Any]]:
    """Each amendment in words, the first of them first."""
    return [_told(it, one) for one in sorted(it.contract.amendments, key=lambda one: one.on)]


def _told(it: Stood, one: Amendment) -> dict[str, Any]:
    goals = [(quantity_name(quantity), goal) for quantity in QUANTITIES if (goal := one.goal(quantity))]
    return {
        "on": one.on,
        "ahead": one.on > it.on,
        "share": share(one.share) if one.share else "",
        "was": share(it.contract.share_on(one.on - timedelta(days=1))),
        "goals": [(name, whole(goal.start), whole(goal.target)) for name, goal in goals],
        "posts": [(it.house.people.get(post.code, post.code), share(post.etp)) for post in one.posts or ()],
    }
