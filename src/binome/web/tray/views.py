"""The tray's page: a list, one document in hand. Thin: ask once, show."""

from django.http import HttpResponse
from django.shortcuts import render

from binome.web.asked import Asked
from binome.web.rights import allow
from binome.web.store.board import version_of
from binome.web.store.practice import today
from binome.web.tray.pieces import desk_of, told


@allow("see_tray", reads="tray")
def tray_page(request: Asked, practice: str) -> HttpResponse:
    """The version is read first: what comes after it will be streamed."""
    desk = desk_of(request, request.GET)
    day = today(desk.house.practice, desk.now)
    version = version_of(desk.house.id, day)
    context = told(request, desk, request.GET.get("doc", ""), day=day, version=version, now=desk.now, live=True)
    return render(request, "tray/tray.html", context)
