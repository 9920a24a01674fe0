"""Bring a file, look at what it would do. Nothing is written before somebody accepts."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from binome.interop.reading import Unreadable
from binome.practice.rights import require_use
from binome.web.asked import Asked
from binome.web.imports.shown import agenda_page, patients_page
from binome.web.imports.why import unreadable
from binome.web.rights import allow
from binome.web.store import clock, imports
from binome.web.store.practice import House, house_of

RIGHTS = {"agenda": "import_agenda", "patients": "import_patients"}
"""The kinds of import, and the action each is."""


@allow("import_agenda", reads="import")
def bring(request: Asked, practice: str) -> HttpResponse:
    """A file or a pasted text; and the imports of the past, each of which can be undone."""
    house = house_of(request.seat)
    if request.method != "POST":
        return render(request, "imports/bring.html", _bring_page(house, practice))
    data, name = _brought(request)
    fault = _fault(data)
    if fault:
        return render(request, "imports/bring.html", _bring_page(house, practice, fault=fault), status=422)
    kind = "patients" if request.POST.get("kind") == "patients" else "agenda"
    require_use(request.seat.roles, RIGHTS[kind])
    try:
        _PAGES[kind](house, imports.Pending("", kind, name, data), QueryDict())
    except Unreadable as refusal:
        return not_read(request, house, refusal)
    by = house.practice.member(request.seat.member)
    code = imports.keep(house, data, name, by=by, at=clock.now(), kind=kind)
    return HttpResponseRedirect(f"/p/{practice}/import/{code}/")


@allow("import_agenda", reads="import")
def check(request: Asked, practice: str, code: str) -> HttpResponse:
    """What the file would do, with the columns and names it was read by, to be corrected by a GET of one's own."""
    house = house_of(request.seat)
    pending = imports.waiting(house, code)
    require_use(request.seat.roles, RIGHTS[pending.kind])
    try:
        page = _PAGES[pending.kind](house, pending, request.GET)
    except Unreadable as refusal:
        return not_read(request, house, refusal)
    return render(request, f"imports/{pending.kind}.html", {"p": practice, "code": code, "name": pending.name, **page})


_PAGES = {"agenda": agenda_page, "patients": patients_page}


def not_read(request: Asked, house: House, refusal: Unreadable) -> HttpResponse:
    """Why a file cannot be read, or not by these columns: it is not kept, or goes on waiting."""
    told = _bring_page(house, request.seat.practice, fault=unreadable(refusal))
    return render(request, "imports/bring.html", told, status=422)


def _brought(request: Asked) -> tuple[bytes, str]:
    """The file if there is one, else the pasted text."""
    given = request.FILES.get("file")
    if given is not None:
        too_big = (given.size or 0) > imports.LARGEST_BYTES
        return (b"\0" * (imports.LARGEST_BYTES + 1) if too_big else given.read()), given.name or ""
    return request.POST.get("pasted", "").encode(), ""


def _fault(data: bytes) -> str:
    if not data.strip():
        return _("Choose a file, or paste the text of a day.")
    if len(data) > imports.LARGEST_BYTES:
        most = imports.LARGEST_BYTES // 1_000_000
        return _("This file is too large: at most %(most)s MB. Export a shorter period.") % {"most": most}
    return ""


def _bring_page(house: House, practice: str, *, fault: str = "") -> dict[str, Any]:
    past = [
        {"row": row, "by": house.people.get(row.by, ""), "left": len(row.told.get("not_understood", ()))}
        for row in imports.past(house)
    ]
    return {"p": practice, "fault": fault, "past": past}
