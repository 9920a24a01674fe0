"""The end-of-day round: nothing left open without an owner or a reason, then the day closes."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from binome.desk import days
from binome.practice.words import OPEN_STATES
from binome.web.asked import Asked
from binome.web.places import place_of
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.board import Line, is_closed, lines
from binome.web.store.hall import hall_of
from binome.web.store.practice import House, house_of
from binome.web.store.stories import visits_of_day
from binome.web.visit_reasons import REASONS

_OPEN = {str(state) for state in OPEN_STATES}


@allow("see_board", reads="board")
def round_page(request: Asked, practice: str, day: date) -> HttpResponse:
    """What is still open, with the gestures that close each; what was put off, with its owner."""
    house = house_of(request.seat)
    listed = lines(house, day)
    page = {
        "p": practice,
        "day": day,
        "open": [_told(house, line) for line in listed if line.state in _OPEN],
        "deferred": [_told(house, line) for line in listed if line.state == "deferred"],
        "done": sum(line.state == "done" for line in listed),
        "missed": [line for line in listed if line.state in ("missed", "left")],
        "closed": is_closed(house, day),
        "token": get_token(request),
        "key": get_random_string(16),
        "reasons": {name: list(words.items()) for name, words in REASONS.items()},
        "people": list(house.people.items()),
    }
    return render(request, "board/round.html", page)


@require_POST
@allow("close_day")
def close(request: Asked, practice: str, day: date) -> HttpResponse:
    """Close the day; refused with the list while a visit is open."""
    house = house_of(request.seat)
    by = house.practice.member(request.seat.member)
    with hall_of(house, day) as hall:
        days.close_day(hall, day, visits_of_day(house, day), by=by, at=clock.now())
    return HttpResponseRedirect(f"/p/{practice}/board/{day}/round")


@require_POST
@allow("close_day")
def reopen(request: Asked, practice: str, day: date) -> HttpResponse:
    """A closed day is opened again, with its reason on record."""
    house = house_of(request.seat)
    by = house.practice.member(request.seat.member)
    with hall_of(house, day) as hall:
        days.reopen_day(hall, day, by=by, at=clock.now(), reason="correction")
    return HttpResponseRedirect(f"/p/{practice}/board/{day}/round")


def _told(house: House, line: Line) -> dict[str, Any]:
    return {
        "line": line,
        "place": place_of(line),
        "doctor": house.people.get(line.doctor, ""),
        "holder": house.people.get(line.holder or "", ""),
        "owner": house.people.get(line.owner or "", ""),
        "local_due": house.practice.local(line.due),
    }
