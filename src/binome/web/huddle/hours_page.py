"""The hours of each trade, planned and lived, day by day; and whether a post is what its name says."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from binome.practice.posts import Share, not_only_secretarial, planned_minutes, share_of
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.days import YEARS
from binome.web.rights import allow
from binome.web.role_names import ROLE_NAMES
from binome.web.store import clock
from binome.web.store.practice import House, house_of, today
from binome.web.store.shares import acts_between, done_between, minutes_between
from binome.web.task_words import labelled

BAR = 100
"""The height of the tallest bar, in the drawing's own units."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One role, one day. Heights are of the drawing."""

    day: date
    planned: int
    lived: int
    acts: int
    planned_height: int
    lived_height: int

    @property
    def planned_said(self) -> str:
        return as_hours(self.planned)

    @property
    def lived_said(self) -> str:
        return as_hours(self.lived)

    @property
    def planned_top(self) -> int:
        return BAR - self.planned_height

    @property
    def lived_top(self) -> int:
        return BAR - self.lived_height


@allow("see_shares")
def hours(request: Asked, practice: str) -> HttpResponse:
    """A week, a trade a line."""
    house = house_of(request.seat)
    monday = _monday(request, house)
    rows = _rows(house, monday)
    told = {
        "p": practice,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "days": [monday + timedelta(days=n) for n in range(7)],
        "rows": rows,
        "bar": BAR,
        **_limit(house, monday),
    }
    return render(request, "huddle/hours.html", told)


@allow("see_shares")
def hours_csv(request: Asked, practice: str) -> HttpResponse:
    """The same week, a line per day and trade."""
    house = house_of(request.seat)
    monday = _monday(request, house)
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(["day", "role", "planned_minutes", "minutes_with_patients", "activities"])
    for row in _rows(house, monday):
        out.writerows([it.day.isoformat(), row["role"], it.planned, it.lived, it.acts] for it in row["cells"])
    disposition = f'attachment; filename="heures-{monday.isoformat()}.csv"'
    return HttpResponse(
        written.getvalue(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _monday(request: Asked, house: House) -> date:
    """Of the week asked for, of this one when none or none that can be."""
    here = today(house.practice, clock.now())
    try:
        asked = parse_date(request.GET.get("week", "")) or here
    except ValueError:
        asked = here
    day = asked if asked.year in YEARS[1:-1] else here
    return day - timedelta(days=day.weekday())


def _rows(house: House, monday: date) -> list[dict[str, Any]]:
    days = tuple(monday + timedelta(days=n) for n in range(7))
    after = monday + timedelta(days=7)
    planned = planned_minutes(house.practice, days)
    lived, acts = minutes_between(house, monday, after), acts_between(house, monday, after)
    tallest = max([*planned.values(), *lived.values(), 1])
    held = {role for member in house.practice.members.values() for role in member.roles}
    roles = [Role(role) for role in ROLE_NAMES if role in held]
    return [_row(role, days, planned, lived, acts, tallest) for role in roles]


def _row(
    role: Role,
    days: tuple[date, ...],
    planned: Counter[tuple[Role, date]],
    lived: Counter[tuple[Role, date]],
    acts: Counter[tuple[Role, date]],
    tallest: int,
) -> dict[str, Any]:
    cells = [_cell(day, planned[role, day], lived[role, day], acts[role, day], tallest) for day in days]
    return {
        "role": str(role),
        "name": str(ROLE_NAMES[role]),
        "cells": cells,
        "planned": as_hours(sum(it.planned for it in cells)),
        "lived": as_hours(sum(it.lived for it in cells)),
        "acts": sum(it.acts for it in cells),
    }


def _cell(day: date, planned: int, lived: int, acts: int, tallest: int) -> Cell:
    return Cell(day, planned, lived, acts, round(BAR * planned / tallest), round(BAR * lived / tallest))


def as_hours(minutes: int) -> str:
    """7 h 30, as the French write it."""
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes else "–"


def _limit(house: House, monday: date) -> dict[str, Any]:
    """What the sources say of the assistant's post, beside what the journal shows of that week."""
    limit = not_only_secretarial()
    if not any(limit.role in member.roles for member in house.practice.members.values()):
        return {"limit": None}
    done = done_between(house, monday, monday + timedelta(days=7))
    share = share_of(limit, {activity: n for (role, activity), n in done.items() if role is limit.role})
    return {"limit": limit, "limit_said": labelled(limit.labels), "share": share, "share_said": _said(share)}


def _said(share: Share) -> str:
    facts = {"within": share.within, "done": share.done, "percent": share.percent}
    if not share.done:
        return _("The journal shows nothing done as medical assistant in this week.")
    if share.only_that:
        return _("All %(done)s activities done as medical assistant in this week are administrative.") % facts
    return (
        _("As medical assistant: %(within)s administrative activities of %(done)s in this week (%(percent)s%%).")
        % facts
    )
