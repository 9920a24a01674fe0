"""The tray's page: a list, one document in hand. Thin: ask once, show."""

from django.http import HttpResponse
from django.shortcuts import render

from binome.web.asked import Asked, whole_number
from binome.web.draft_words import STATE_NAMES
from binome.web.rights import allow
from binome.web.store.board import version_of
from binome.web.store.practice import today
from binome.web.store.tray import DraftLine, lines_of
from binome.web.tray.pieces import Desk, desk_of, told


@allow("see_tray", reads="tray")
def tray_page(request: Asked, practice: str) -> HttpResponse:
    """The version is read first: what comes after it will be streamed."""
    desk = desk_of(request, request.GET)
    day = today(desk.house.practice, desk.now)
    version = version_of(desk.house.id, day)
    context = told(request, desk, request.GET.get("doc", ""), day=day, version=version, now=desk.now, live=True)
    return render(request, "tray/tray.html", context)


@allow("see_tray", quiet=True)
def tray_now(request: Asked, practice: str) -> HttpResponse:
    """What moved under an open page: how many each list holds, and the state of the document in hand if it changed.

    No word of a document is here: showing it as it is is a reading, noted as such.
    """
    desk = desk_of(request, request.GET)
    line = _moved(desk, request.GET.get("doc", "")[:64], whole_number(request.GET.get("number", "")))
    context = {
        "p": practice,
        "counts": [(code, desk.tray.counts[code]) for code in ("sign", "back", "signed")],
        "chosen": desk.chosen,
        "line": line,
        "state": STATE_NAMES.get(line.state, "") if line else "",
    }
    return render(request, "tray/now.html", context)


def _moved(desk: Desk, story: str, number: int | None) -> DraftLine | None:
    """The document, when it is of a kind this person reads and is no longer as they have it before them."""
    found = lines_of(desk.house, [story]) if story else []
    return next((line for line in found if line.kind in desk.kinds and line.number != number), None)
