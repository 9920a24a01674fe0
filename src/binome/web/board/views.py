"""The board's pages. Thin: read the request, ask the store once, show the answer."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language

from binome.practice.rights import may_use
from binome.web.asked import Asked, whole_number
from binome.web.board.drawn import RESERVED, Audience
from binome.web.board.foresight import of_day
from binome.web.board.pieces import everything, since
from binome.web.board.rows import fill
from binome.web.board.versions import beside_version, version_answer
from binome.web.places import PLACES, place_words
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.board import is_closed, lines, version_of
from binome.web.store.practice import house_of, today
from binome.web.store.task_lists import how_many_open
from binome.web.thread import answers, questions


@allow("see_board", reads="board")
def board(request: Asked, practice: str, day: date | None = None) -> HttpResponse:
    """The whole day. The version is read first: what comes after it will be streamed, twice rather than never."""
    now = clock.now()
    house = house_of(request.seat)
    day = day or today(house.practice, now)
    version = version_of(house.id, day)
    drawn = everything(house, day, lines(house, day), audience_of(request))
    token, key = get_token(request), get_random_string(16)
    carer = sight_of(request.seat.roles) == "clinical"
    told = {
        "p": practice,
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "now": now,
        "version": version,
        "is_to_come": day > today(house.practice, now),
        "closed": is_closed(house, day),
        "columns": [(place, place_words()[place], drawn.by_place[place]) for place in PLACES],
        "inside": drawn.inside,
        "waiting": drawn.waiting,
        "rooms": drawn.rooms,
        "turns": fill(drawn.turns, token, key),
        "doctors": [{**doctor, "lines": fill(doctor["lines"], token, key)} for doctor in drawn.doctors],
        "live": True,
        "open_tasks": how_many_open(house),
        "questions": fill(questions(house, request.LANGUAGE_CODE, carer=carer), token, key),
        "answers": answers(house, request.seat.member, request.LANGUAGE_CODE, carer=carer),
        "foresight": of_day(house, day, now, audience_of(request)),
    }
    return render(request, "board/board.html", told)


@allow("see_board", quiet=True, beside=beside_version)
def version(request: Asked, practice: str, day: date) -> HttpResponse:
    """The day's version, for a screen that lost its stream."""
    return version_answer(request)


@allow("see_board", quiet=True)
def changes(request: Asked, practice: str, day: date) -> HttpResponse:
    """What changed after ?since=N, as the stream would have carried it."""
    house = house_of(request.seat)
    update = since(house, day, whole_number(request.GET.get("since", "")) or 0, audience_of(request))
    return HttpResponse(update.html, headers={"X-Version": str(update.version), "Cache-Control": "no-store"})


def audience_of(request: Asked) -> Audience:
    """What this person may see, and in which language."""
    return Audience(sight_of(request.seat.roles), get_language() or "fr")


def sight_of(roles: tuple[str, ...]) -> str:
    if may_use(roles, "read_preparation"):
        return "clinical"
    return "administrative" if may_use(roles, "read_reason") else RESERVED


@allow("see_board", quiet=True)
def keys(request: Asked, practice: str) -> HttpResponse:
    """The keyboard map, on a page of its own: to be printed."""
    return render(request, "board/keys.html", {"p": practice})
