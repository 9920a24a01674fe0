"""Simulated days on the board: a trace that somebody brings, or the typical day of a what-if. Never written anywhere
that lived days are."""

import time
from datetime import date
from threading import Lock
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from binome.interop.trace_file import LARGEST_BYTES, trusted_trace
from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked
from binome.web.board.film import Scene
from binome.web.board.film_page import film_frame, film_page
from binome.web.board.film_simulated import simulated_scene
from binome.web.board.film_sources import Trace, trace_in, what_if_day
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import traces, whatifs
from binome.web.store.practice import house_of

SIDES = {"today": "before", "what-if": "after"}
MINUTES_KEPT = int(traces.KEPT_S // 60)

_one_at_a_time = Lock()


@require_http_methods(["GET", "POST"])
@allow("ask_what_if")
def bring(request: Asked, practice: str) -> HttpResponse:
    """A trace is brought, read apart, and kept for this session alone."""
    if request.method != "POST":
        return _bring_page(request)
    try:
        trusted = _trusted(request.FILES.get("file"))
    except MoveRefused as refusal:
        return _bring_page(request, fault=sentence_of(refusal), status=409)
    code = traces.keep(_owner(request), trusted, time.time())
    return HttpResponseRedirect(f"/p/{practice}/replay/{code}/")


@allow("ask_what_if")
@require_GET
def trace(request: Asked, practice: str, code: str) -> HttpResponse:
    """Its first day on which somebody comes."""
    days = _trace(request, code).days
    if not days:
        raise MoveRefused("trace.nobody")
    return HttpResponseRedirect(f"/p/{practice}/replay/{code}/{days[0]}/")


@allow("ask_what_if")
@require_GET
def trace_day(request: Asked, practice: str, code: str, day: date) -> HttpResponse:
    told = _trace(request, code)
    here = f"/p/{practice}/replay/{code}"
    before = [it for it in told.days if it < day][-1:]
    after = [it for it in told.days if it > day][:1]
    around = {
        "frame": f"{here}/{day}/frame",
        "back_to": f"/p/{practice}/replay/",
        "run": told.run,
        "forget": f"{here}/forget",
        "day_before": f"{here}/{before[0]}/" if before else "",
        "day_after": f"{here}/{after[0]}/" if after else "",
        "number": told.number(day),
    }
    return _page(request, _scene_of(request, told, day), around)


@allow("ask_what_if", quiet=True)
@require_GET
def trace_frame(request: Asked, practice: str, code: str, day: date) -> HttpResponse:
    return film_frame(request, _scene_of(request, _trace(request, code), day))


@require_POST
@allow("ask_what_if")
def forget(request: Asked, practice: str, code: str) -> HttpResponse:
    traces.throw_away(_owner(request), code)
    return HttpResponseRedirect(f"/p/{practice}/replay/")


@allow("ask_what_if")
@require_GET
def what_if(request: Asked, practice: str, code: str, side: str) -> HttpResponse:
    """The day that the what-if's page moves, on the board."""
    told, day = _what_if(request, code, side)
    around = {
        "frame": f"/p/{practice}/replay/whatif/{code}/{side}/frame",
        "back_to": f"/p/{practice}/whatif/{code}/",
        "run": told.run,
        "side": _("Today") if side == "today" else _("What if"),
        "other": f"/p/{practice}/replay/whatif/{code}/{'what-if' if side == 'today' else 'today'}/",
        "number": told.number(day),
    }
    return _page(request, _scene_of(request, told, day), around)


@allow("ask_what_if", quiet=True)
@require_GET
def what_if_frame(request: Asked, practice: str, code: str, side: str) -> HttpResponse:
    told, day = _what_if(request, code, side)
    return film_frame(request, _scene_of(request, told, day))


def _page(request: Asked, scene: Scene, around: dict[str, Any]) -> HttpResponse:
    return film_page(request, scene, usual=scene.minutes.first, **around)


def _scene_of(request: Asked, told: Trace, day: date) -> Scene:
    house = house_of(request.seat)
    return simulated_scene(house, told.film(day, house.practice.zone), day)


def _trace(request: Asked, code: str) -> Trace:
    place = traces.kept(_owner(request), code, time.time())
    return trace_in(place, house_of(request.seat).practice.zone)


def _what_if(request: Asked, code: str, side: str) -> tuple[Trace, date]:
    house = house_of(request.seat)
    it = whatifs.one(house, code)
    if side not in SIDES or it.day is None or "number" not in it.day:
        raise MoveRefused("replay.no_typical_day")
    told = what_if_day(getattr(it, SIDES[side]), it.seed, it.day["number"], house.practice.zone)
    return told, told.days[0]


def _owner(request: Asked) -> str:
    return traces.owner_of(request.session.session_key or "", request.seat.practice)


def _trusted(file: Any) -> bytes:
    """Of a file too large not a byte is read; of two that come together, the second is asked to come again."""
    if not isinstance(file, UploadedFile):
        raise MoveRefused("trace.no_file")
    if (file.size or 0) > LARGEST_BYTES:
        raise MoveRefused("trace.too_long", most=LARGEST_BYTES // 1_000_000)
    if not _one_at_a_time.acquire(blocking=False):
        raise MoveRefused("trace.another")
    try:
        return trusted_trace(file.read())
    finally:
        _one_at_a_time.release()


def _bring_page(request: Asked, *, fault: str = "", status: int = 200) -> HttpResponse:
    told = {"p": request.seat.practice, "fault": fault, "most": LARGEST_BYTES // 1_000_000, "kept": MINUTES_KEPT // 60}
    return render(request, "board/film_bring.html", told, status=status)
