"""The page of a replay, and the pieces its slider asks for: the same for a lived day and a simulated one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from binome.web.asked import Asked, whole_number
from binome.web.board.film import Scene
from binome.web.board.film_minutes import BAR_MIN
from binome.web.places import PLACES, place_words


def film_page(request: Asked, scene: Scene, *, usual: int, **around: Any) -> HttpResponse:
    """The whole day at one minute: ?minute=, counted from midnight, or the `usual` one."""
    minutes = scene.minutes
    minute = minutes.nearest(whole_number(request.GET.get("minute", "")), usual)
    drawn = scene.everything(minute)
    blocks = {block["code"]: block for block in drawn.doctors}
    empty = {
        code: {"code": code, "name": scene.house.people[code], "n": 0, "done": 0, "lines": ""} for code in scene.doctors
    }
    told = {
        "p": scene.house.practice.code,
        "day": scene.day,
        "past": scene.audience.past,
        "minutes": minutes,
        "midnight": minutes.midnight,
        "bars": [(place * BAR_MIN, many) for place, many in minutes.bars()],
        "length": max(1, minutes.last - minutes.first),
        "columns": [(place, place_words()[place], drawn.by_place[place]) for place in PLACES],
        "inside": drawn.inside,
        "waiting": drawn.waiting,
        "rooms": drawn.rooms,
        "doctors": [{**empty[code], **blocks.get(code, {})} for code in scene.doctors],
        **scene.told(minute),
        **around,
    }
    return render(request, "board/film.html", told)


def film_frame(request: Asked, scene: Scene) -> HttpResponse:
    """What another minute changes: ?minute=, from the one that is shown, ?from=."""
    asked = whole_number(request.GET.get("minute", ""))
    minute = scene.minutes.nearest(asked, scene.minutes.first)
    was = whole_number(request.GET.get("from", ""))
    shown = scene.minutes.first - 1 if was is None else was
    headers = {"X-Minute": str(minute), "X-At": scene.minutes.end(minute).isoformat(), "Cache-Control": "no-store"}
    return HttpResponse(scene.changed(shown, minute), headers=headers)
