"""The contracts of a practice beside each other: what they pay and cost this year, who is shared between which."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from binome.contract.sharing import SharedPost, together
from binome.practice.team import Hours, Member
from binome.practice.words import Role
from binome.web.contract.cockpit import money
from binome.web.contract.numbers import euros, share, signed_euros
from binome.web.contract.standing import Stood
from binome.web.store.practice import House

FULL_TIME_MIN = 35 * 60


def beside(house: House, listed: Sequence[Stood]) -> dict[str, Any] | None:
    """Nothing where there is one contract, or none: its own page says it."""
    if len(listed) < 2:
        return None
    found = together(tuple(it.projection for it in listed), _works(house, listed))
    names = {it.kept.code: it.kept.name for it in listed}
    return {
        "running": len(found.contracts),
        "aid": money(found.aid),
        "cost": euros(found.cost),
        "net": signed_euros(found.net.middle) if found.net else "–",
        "doubled": [
            (house.people.get(doctor, doctor), [names[code] for code in codes]) for doctor, codes in found.doubled
        ],
        "posts": [_post(house, it, names) for it in found.posts if it.parts],
    }


def _post(house: House, it: SharedPost, names: dict[str, str]) -> dict[str, Any]:
    return {
        "who": house.people.get(it.code, it.code),
        "parts": [(names[code], share(etp)) for code, etp in it.parts],
        "counted": share(it.counted),
        "works": share(it.works) if it.works else "",
        "over": it.overcounted,
    }


def _works(house: House, listed: Iterable[Stood]) -> dict[str, Fraction]:
    """The part of a full time that each assistant works as such, where the practice wrote their hours."""
    codes = {post.code for it in listed for post in it.contract.assistants}
    members = (house.practice.members[code] for code in codes if code in house.practice.members)
    return {it.code: worked for it in members if (worked := _etp(it))}


def _etp(member: Member) -> Fraction:
    hours = (one for post in member.posts if post.role is Role.ASSISTANT for one in post.hours)
    return Fraction(sum(_minutes(one) for one in hours), FULL_TIME_MIN).limit_denominator(20)


def _minutes(one: Hours) -> int:
    since, until = ((it.hour * 60 + it.minute) for it in (one.since, one.until))
    return until - since
