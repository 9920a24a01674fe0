"""The wall screen of the waiting room: tickets and rooms, never a name."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from binome.web.asked import Asked, whole_number
from binome.web.board.pieces import Update
from binome.web.board.tickets import ticket_for
from binome.web.board.versions import beside_version, version_answer
from binome.web.places import place_of
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.board import Line, lines, version_of
from binome.web.store.practice import House, house_of, today

CALLED = ("preparation", "consultation")
WAITING = ("waiting", "ready")


@allow("see_wall", quiet=True)
def wall(request: Asked, practice: str) -> HttpResponse:
    """Today's wall. It carries no name, no reason, no doctor's list: tickets and rooms only."""
    now = clock.now()
    house = house_of(request.seat)
    day = today(house.practice, now)
    told = {"p": practice, "day": day, "version": version_of(house.id, day), "now": now, "wall": _wall(house, day)}
    return render(request, "board/wall.html", told)


@allow("see_wall", quiet=True, beside=beside_version)
def version(request: Asked, practice: str, day: date) -> HttpResponse:
    """The day's version, for a wall that lost its stream."""
    return version_answer(request)


@allow("see_wall", quiet=True)
def changes(request: Asked, practice: str, day: date) -> HttpResponse:
    """The wall after ?since=N, for a screen that lost its stream."""
    house = house_of(request.seat)
    update = wall_since(house, day, whole_number(request.GET.get("since", "")) or 0)
    return HttpResponse(update.html, headers={"X-Version": str(update.version), "Cache-Control": "no-store"})


def wall_since(house: House, day: date, version: int) -> Update:
    """The whole wall when something changed: it is small, and what left it must disappear."""
    now = version_of(house.id, day)
    if now <= version:
        return Update(now, "")
    return Update(now, render_to_string("board/wall_list.html", _wall(house, day)))


def _wall(house: House, day: date) -> dict[str, Any]:
    shown = [line for line in lines(house, day) if line.state == "present" and not line.hidden]
    called = [_told(house, line) for line in shown if line.room and place_of(line) in CALLED]
    waiting = Counter(line.doctor for line in shown if not line.room and place_of(line) in WAITING)
    return {
        "called": sorted(called, key=lambda one: one["since"], reverse=True),
        "waiting": [(house.people[doctor], n) for doctor, n in waiting.items()],
    }


def _told(house: House, line: Line) -> dict[str, Any]:
    return {"ticket": ticket_for(line), "room": house.places.get(line.room or "", ""), "since": line.since}
