"""What the journal does not say and a figure needs: who was to be there, which places were offered, which rooms open.

As the practice stands today: it keeps no history of its hours, so that a month takes them as they are when it is
counted, and keeps them once it is frozen.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import polars as pl

from binome.desk.free import Span, at_work, free_places, merged
from binome.measures.told import Ground
from binome.practice.team import Member, Practice
from binome.web.store.booking_rules import booking_rules, holders
from binome.web.store.practice import House

AHEAD = timedelta(days=90)
"""How far the places of the agenda are looked at: who waits longer is counted as waiting that long."""

_AT = pl.Datetime("us", "UTC")
_HOURS = pl.Schema({"practice": pl.String(), "by": pl.String(), "role": pl.String(), "since": _AT, "until": _AT})
_SLOTS = pl.Schema(
    {"practice": pl.String(), "doctor": pl.String(), "at": _AT, "minutes": pl.Int32(), "kind": pl.String()}
)
_ROOMS = pl.Schema({"practice": pl.String(), "room": pl.String(), "since": _AT, "until": _AT})


def ground_of(house: House, since: date, until: date, wanted: Collection[str] = Ground._fields) -> Ground:
    """The practice's ground between these days, `until` not included; its places some time further."""
    days, further = list(_days(since, until)), list(_days(since, until + AHEAD))
    told = {
        "hours": lambda: pl.DataFrame(list(_hours(house, days)), schema=_HOURS, orient="row"),
        "slots": lambda: pl.DataFrame(list(_slots(house, further)), schema=_SLOTS, orient="row"),
        "rooms": lambda: pl.DataFrame(list(_rooms(house, days)), schema=_ROOMS, orient="row"),
    }
    return Ground(**{name: told[name]() for name in wanted})


def _hours(house: House, days: list[date]) -> Iterator[tuple[str, str, str, datetime, datetime]]:
    """A stretch a line, in each of a member's posts. Whoever declared no hours is not said to have been there."""
    for member in house.practice.members.values():
        for post in member.posts:
            alone = replace(member, posts=(post,))
            for day in days if post.hours else ():
                for it in at_work(house.practice, alone, day):
                    yield "", member.code, str(post.role), it.since, it.until


def _slots(house: House, days: list[date]) -> Iterator[tuple[str, str, datetime, int, str]]:
    """The places of the agenda. It keeps none for the day itself: all of them may be booked ahead."""
    rules = booking_rules(house)
    for code in holders(house):
        member, minutes = house.practice.members[code], rules.minutes_with(code)
        for day in days:
            for it in _places(house.practice, member, day, minutes):
                yield "", code, it.since, it.minutes, "ahead"


def _places(practice: Practice, member: Member, day: date, minutes: int) -> Iterator[Span]:
    for there in at_work(practice, member, day):
        yield from free_places(there, minutes)


def _rooms(house: House, days: list[date]) -> Iterator[tuple[str, str, datetime, datetime]]:
    """A room is open while somebody of the team is there."""
    for day in days:
        people = (at_work(house.practice, member, day) for member in house.practice.members.values())
        open_ = merged(it for there in people for it in there)
        for room in house.practice.rooms:
            for it in open_:
                yield "", room, it.since, it.until


def _days(since: date, until: date) -> Iterator[date]:
    return (since + timedelta(days=n) for n in range((until - since).days))
