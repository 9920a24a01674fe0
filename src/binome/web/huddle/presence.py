"""Who is there on a day, who is away and who is of the same trade; which room is whose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from binome.practice.posts import minutes_in, minutes_there
from binome.practice.team import Member, Post
from binome.web.role_names import ROLE_NAMES
from binome.web.store.practice import House


@dataclass(frozen=True, slots=True)
class Presence:
    """One person on that day. `state`: here, part (away for some of it), away, off (not one of their days)."""

    code: str
    name: str
    roles: tuple[str, ...]
    hours: str
    state: str
    stand_ins: tuple[str, ...] = ()


def presences(house: House, day: date) -> list[Presence]:
    """Everybody whose day it is, in the order of the team; a member whose hours nobody wrote down is there."""
    known = {m.code: _state(house, m, day) for m in house.practice.members.values()}
    members = (m for m in house.practice.members.values() if m.code in house.people and known[m.code] != "off")
    return [_presence(house, member, day, known) for member in members]


def roles_there(house: House, day: date) -> tuple[str, ...]:
    """The trades that somebody holds that day, in the order of the screen."""
    there = [it for it in presences(house, day) if it.state in ("here", "part")]
    return tuple(role for role in ROLE_NAMES if any(role in one.roles for one in there))


def _presence(house: House, member: Member, day: date, known: dict[str, str]) -> Presence:
    state = known[member.code]
    roles = tuple(str(post.role) for post in member.posts)
    others = _same_trade(house, member, known) if state == "away" else ()
    return Presence(member.code, house.people[member.code], roles, _hours(member, day), state, tuple(others))


def _state(house: House, member: Member, day: date) -> str:
    hours = [it for post in member.posts for it in post.hours if it.weekday == day.weekday()]
    if not hours:
        silent = not any(post.hours for post in member.posts)
        gone = any(a.member == member.code and a.since <= day < a.until for a in house.practice.absences)
        return "here" if silent and member.posts and not gone else "off"
    planned = sum(minutes_in(it) for it in hours)
    there = sum(minutes_there(house.practice, member.code, day, it) for it in hours)
    return "away" if not there else "here" if there == planned else "part"


def _same_trade(house: House, member: Member, known: dict[str, str]) -> Iterator[str]:
    for other in house.practice.members.values():
        if known[other.code] in ("here", "part") and set(other.roles) & set(member.roles):
            yield house.people[other.code]


def _hours(member: Member, day: date) -> str:
    """By post when there are several: the two halves of a shared post are not the same work."""
    told = [(post, _said(post, day)) for post in member.posts]
    told = [(post, said) for post, said in told if said]
    if len(member.posts) < 2:
        return "".join(said for _post, said in told)
    return " ; ".join(f"{ROLE_NAMES[post.role]} {said}" for post, said in told)


def _said(post: Post, day: date) -> str:
    return ", ".join(f"{it.since:%H:%M}–{it.until:%H:%M}" for it in post.hours if it.weekday == day.weekday())


@dataclass(frozen=True, slots=True)
class RoomToday:
    """A room and whose it is that day. `state`: taken, free (its doctor is away), shared."""

    name: str
    state: str
    said: str


def rooms_today(house: House, here: list[Presence]) -> list[RoomToday]:
    there = {it.code for it in here if it.state in ("here", "part")}
    return [_room(house, code, name, there) for code, name in house.places.items()]


def _room(house: House, code: str, name: str, there: set[str]) -> RoomToday:
    doctor = house.practice.room(code).doctor
    if doctor is None or doctor not in house.people:
        return RoomToday(name, "shared", _("shared"))
    if doctor not in there:
        return RoomToday(name, "free", _("free, %(name)s is not there") % {"name": house.people[doctor]})
    return RoomToday(name, "taken", house.people[doctor])
