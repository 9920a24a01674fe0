"""The evening round: every visit and every task of the day gets an owner or a reason, then the day closes."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from binome.desk import days
from binome.practice.refusal import Refused
from binome.practice.rights import may_use
from binome.practice.words import OPEN_STATES
from binome.web.asked import Asked
from binome.web.huddle.settling import lines_to_settle, settled
from binome.web.huddle.tomorrow import next_day, tomorrow
from binome.web.places import place_of, place_words
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.board import Line, is_closed, lines
from binome.web.store.hall import hall_of
from binome.web.store.hand_over import notes_left
from binome.web.store.huddle import tasks_of_day
from binome.web.store.practice import House, house_of
from binome.web.store.stories import visits_of_day
from binome.web.visit_reasons import REASONS

_OPEN = {str(state) for state in OPEN_STATES}


@allow("see_board", reads="round")
def round_page(request: Asked, practice: str, day: date) -> HttpResponse:
    """What is still open, with the gestures that close each; what was put off; what the morning should know."""
    return show_round(request, house_of(request.seat), day)


def show_round(request: Asked, house: House, day: date, *, refused: tuple[str, ...] = ()) -> HttpResponse:
    """The page, with the sentences of what was just refused."""
    beside = {
        "p": house.practice.code,
        "token": get_token(request),
        "key": get_random_string(16),
        "reasons": {name: list(words.items()) for name, words in REASONS.items()},
        "people": list(house.people.items()),
        "me": request.seat.member,
        "refused": refused,
    }
    return render(
        request, "huddle/evening.html", evening(house, day, request.seat.roles) | beside, status=409 if refused else 200
    )


def evening(house: House, day: date, roles: tuple[str, ...]) -> dict[str, Any]:
    """Everything the page and the paper say of a day's end, for these roles."""
    listed = lines(house, day)
    following = next_day(house, day)
    return {
        "day": day,
        "open": [told(house, line) for line in listed if line.state in _OPEN],
        "deferred": [told(house, line) for line in listed if line.state == "deferred"],
        "done": sum(line.state == "done" for line in listed),
        "missed": [line for line in listed if line.state in ("missed", "left")],
        "closed": is_closed(house, day),
        "notes": [{"note": note, "by": house.people.get(note.by, "")} for note in notes_left(house, day)],
        "tasks": lines_to_settle(house, day, carer=may_use(roles, "read_preparation")),
        "following": following,
        "tomorrow": tomorrow(house, day, following),
        "patients": list({line.patient: line for line in listed if line.patient}.values()),
        "after": day + timedelta(days=1),
    }


@require_POST
@allow("close_day")
def close(request: Asked, practice: str, day: date) -> HttpResponse:
    """Close the day; what keeps it open is said on the page itself, where it is put right."""
    house = house_of(request.seat)
    by = house.practice.member(request.seat.member)
    try:
        with hall_of(house, day) as hall:
            tasks = tasks_of_day(house, day)
            days.close_day(hall, day, visits_of_day(house, day), by=by, at=clock.now(), tasks=tasks)
    except Refused as refusal:
        return show_round(request, house, day, refused=(sentence_of(refusal, house),))
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


@require_POST
@allow("move_tasks")
def settle(request: Asked, practice: str, day: date) -> HttpResponse:
    """What was chosen for each task of the day; what cannot be is said, the rest is done."""
    house = house_of(request.seat)
    refused = settled(house, day, house.practice.member(request.seat.member), request.POST)
    if refused:
        return show_round(request, house, day, refused=refused)
    return HttpResponseRedirect(f"/p/{practice}/board/{day}/round#tasks")


def told(house: House, line: Line) -> dict[str, Any]:
    """A visit, with the names behind its codes."""
    return {
        "line": line,
        "place": place_of(line),
        "place_word": place_words().get(place_of(line), ""),
        "doctor": house.people.get(line.doctor, ""),
        "holder": house.people.get(line.holder or "", ""),
        "owner": house.people.get(line.owner or "", ""),
        "local_due": house.practice.local(line.due),
    }
