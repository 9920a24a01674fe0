"""The agenda's pages put together: the grid of a day, the grid of a week, the overview of everybody's week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from binome.desk.free import absent, at_work, free_places, gaps
from binome.desk.stretches import PREPARERS, is_coupled
from binome.practice.pathway import pathways
from binome.web.agenda.columns import (
    Sheet,
    assistant_column,
    hues,
    lacks_a_room,
    people_shown,
    person_column,
    room_column,
)
from binome.web.agenda.picture import Column, Frame, Grid, framed
from binome.web.agenda.words import day_words
from binome.web.store.agenda import Entry, closed_days, entries
from binome.web.store.booking_rules import booking_rules
from binome.web.store.practice import House

MOST_COLUMNS = 12
"""What the style sheet has places for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: `by` people or rooms; `who` a member or a room, "" for all."""

    p: str
    view: str
    day: date
    by: str = "people"
    who: str = ""

    def address(self, **other: object) -> str:
        """The page of the same kind with something else: another day, view, person."""
        view, day = other.get("view", self.view), other.get("day", self.day)
        by, who = other.get("by", self.by), other.get("who", self.who)
        said = {**({"by": by} if by != "people" else {}), **({"who": who} if who else {})}
        return f"/p/{self.p}/agenda/{view}/{day}/" + (f"?{urlencode(said)}" if said else "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One person's day in the overview."""

    day: date
    href: str
    visits: int
    free: int
    first: datetime | None
    minutes: int
    book: str
    off: bool
    away: bool = False
    full: bool = False


def shown_days(house: House, asked: Asked) -> list[date]:
    """The day itself, or the days of its week on which the practice opens."""
    if asked.view == "day":
        return [asked.day]
    monday = asked.day - timedelta(days=asked.day.weekday())
    opened = {hours.weekday for hours in house.practice.opening} or set(range(5))
    return [monday + timedelta(days=n) for n in range(7) if n in opened or n == asked.day.weekday()]


def sheets(house: House, days: Sequence[date], now: datetime, *, may_book: bool) -> list[Sheet]:
    """What there is to draw, day by day: two queries whatever the number of days."""
    listed = entries(house, days[0], days[-1])
    closed = closed_days(house, days[0], days[-1])
    frame = _frame(house, listed)
    return [
        Sheet(house, day, tuple(e for e in listed if e.day == day), frame, now, may_book, closed=day in closed)
        for day in days
    ]


def grid(house: House, asked: Asked, drawn: list[Sheet]) -> Grid:
    columns = _columns(house, asked, drawn)[:MOST_COLUMNS]
    frame, now = drawn[0].frame, drawn[0].now
    here = frame.place(now, now + timedelta(minutes=5)) if any(c.is_today for c in columns) else None
    return Grid(frame, tuple(columns), tuple(_outside(drawn, frame)), here[0] if here else 0, hues(house))


def overview(house: House, asked: Asked, drawn: list[Sheet]) -> list[dict[str, object]]:
    """A line per person, a cell per day: how much is booked, how much is free, and when first."""
    return [
        {
            "code": member,
            "name": house.people[member],
            "hue": drawn[0].hues[member],
            "href": asked.address(who=member),
            "cells": [_cell(house, asked, sheet, member) for sheet in drawn],
        }
        for member in people_shown(house, drawn)
    ]


def rooms_overview(house: House, asked: Asked, drawn: list[Sheet]) -> list[dict[str, object]]:
    """The same for rooms: how many visits each is to hold."""
    return [
        {"code": code, "name": name, "href": asked.address(who=code), "cells": [_stays(s, asked, code) for s in drawn]}
        for code, name in house.places.items()
    ]


def _columns(house: House, asked: Asked, drawn: list[Sheet]) -> list[Column]:
    if asked.by == "rooms":
        return _rooms(house, asked, drawn)
    if asked.view == "week":
        return [
            _person(sheet, asked.who, title=day_words(sheet.day), href=asked.address(view="day", day=sheet.day, who=""))
            for sheet in drawn
        ]
    shown = [asked.who] if asked.who else people_shown(house, drawn) + _preparers(house)
    return [
        _person(drawn[0], code, title=house.people[code], href=asked.address(view="week", who=code)) for code in shown
    ]


def _person(sheet: Sheet, member: str, *, title: str, href: str) -> Column:
    if member in sheet.hues:
        return person_column(sheet, member, title=title, href=href)
    return assistant_column(sheet, member, title=title)


def _rooms(house: House, asked: Asked, drawn: list[Sheet]) -> list[Column]:
    if asked.view == "week":
        return [room_column(sheet, asked.who, title=day_words(sheet.day)) for sheet in drawn]
    shown = [asked.who] if asked.who else list(house.places)
    columns = [room_column(drawn[0], code, title=house.places[code]) for code in shown]
    missing = not asked.who and lacks_a_room(drawn[0])
    return columns + ([room_column(drawn[0], None, title=_("No room free"))] if missing else [])


def _preparers(house: House) -> list[str]:
    """The assistants, where the practice gives their time a place in the agenda."""
    if not any(is_coupled(house.practice, way) for way in pathways()):
        return []
    members = house.practice.members.values()
    return [m.code for m in members if any(role in PREPARERS for role in m.roles)]


def _frame(house: House, listed: list[Entry]) -> Frame:
    practice = house.practice
    hours = [h for m in practice.members.values() for post in m.posts for h in post.hours]
    of_hours = [(_minutes(h.since), _minutes(h.until)) for h in hours]
    of_visits = [(_minutes(practice.local(e.due)), _minutes(practice.local(e.until))) for e in listed]
    return framed(practice, [*of_hours, *((a, b) for a, b in of_visits if a < b)])


def _minutes(clock) -> int:  # type: ignore[no-untyped-def]
    return clock.hour * 60 + clock.minute


def _outside(drawn: list[Sheet], frame: Frame) -> list[Entry]:
    return [entry for sheet in drawn for entry in sheet.entries if frame.place(entry.due, entry.until) is None]


def _cell(house: House, asked: Asked, sheet: Sheet, member: str) -> Cell:
    minutes = booking_rules(house).minutes_with(member)
    held = [entry for entry in sheet.entries if entry.holds]
    column = gaps(house.practice, house.practice.member(member), sheet.day, [entry.as_slot() for entry in held])
    free = [place for gap in column for place in free_places(gap, minutes) if place.since > sheet.now]
    theirs = sum(entry.doctor == member for entry in held)
    there = at_work(house.practice, house.practice.member(member), sheet.day)
    here = house.practice.local(sheet.now).date()
    first = house.practice.local(free[0].since) if free else None
    said = {"doctor": member, "day": sheet.day.isoformat(), "since": f"{first:%H:%M}" if first else ""}
    return Cell(
        day=sheet.day,
        href=asked.address(view="day", day=sheet.day, who=member),
        visits=theirs,
        free=len(free),
        first=first,
        minutes=minutes,
        book=f"/p/{asked.p}/agenda/book/?{urlencode(said)}" if first and sheet.may_book and not sheet.closed else "",
        off=not there and not theirs,
        away=not there and sheet.day >= here and bool(absent(house.practice, member, sheet.day)),
        full=bool(there) and sheet.day >= here and not free,
    )


def _stays(sheet: Sheet, asked: Asked, room: str) -> Cell:
    held = len(room_column(sheet, room, title="").blocks)
    href = asked.address(view="day", day=sheet.day, who="")
    return Cell(sheet.day, href, held, 0, None, 0, "", off=not held)
