"""Bring a file, look at what it would do. Nothing is written before somebody accepts."""

from datetime import date, timedelta
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
from binome.web.store import clock
from binome.web.store.imports_turn import turn
from binome.web.store.imports_waiting import LARGEST_BYTES, WAITS, Pending, keep, past, throw_away_old, waiting
from binome.web.store.practice import House, house_of

WAITS_HOURS = WAITS // timedelta(hours=1)
RIGHTS = {"agenda": "import_agenda", "patients": "import_patients"}
"""The kinds of import, and the action each is."""


@allow("import_agenda", reads="import")
def bring(request: Asked, practice: str) -> HttpResponse:
    """A file or a pasted text; and the imports of the past, each of which can be undone."""
    house = house_of(request.seat)
    throw_away_old(clock.now())
    if request.method != "POST":
        return render(request, "imports/bring.html", _bring_page(house, practice))
    data, name = _brought(request)
    fault = _fault(data)
    if fault:
        return render(request, "imports/bring.html", _bring_page(house, practice, fault=fault), status=422)
    kind = "patients" if request.POST.get("kind") == "patients" else "agenda"
    require_use(request.seat.roles, RIGHTS[kind])
    now = clock.now()
    try:
        with turn(house):
            _PAGES[kind](house, Pending("", kind, name, data, now, {}), QueryDict())
    except Unreadable as refusal:
        return not_read(request, house, refusal)
    by = house.practice.member(request.seat.member)
    code = keep(house, data, name, by=by, at=now, kind=kind)
    return HttpResponseRedirect(f"/p/{practice}/import/{code}/")


@allow("import_agenda", reads="import")
def check(request: Asked, practice: str, code: str) -> HttpResponse:
    """What the file would do, with the columns and names it was read by, to be corrected by a GET of one's own."""
    house = house_of(request.seat)
    pending = waiting(house, code, at=clock.now())
    require_use(request.seat.roles, RIGHTS[pending.kind])
    return checked(request, house, pending, request.GET)


def checked(
    request: Asked, house: House, pending: Pending, form: QueryDict, *, fault: str = "", status: int = 200
) -> HttpResponse:
    """The check page, by what somebody corrected; with why their answer could not be taken."""
    try:
        with turn(house):
            page = _PAGES[pending.kind](house, pending, form)
    except Unreadable as refusal:
        return not_read(request, house, refusal)
    told = {"p": request.seat.practice, "pending": pending, "name": pending.name, "fault": fault, **page}
    return render(request, f"imports/{pending.kind}.html", told, status=status)


_PAGES = {"agenda": agenda_page, "patients": patients_page}


def not_read(request: Asked, house: House, refusal: Unreadable) -> HttpResponse:
    """Why a file cannot be read, or not by these columns: it is not kept, or goes on waiting."""
    told = _bring_page(house, request.seat.practice, fault=unreadable(refusal))
    return render(request, "imports/bring.html", told, status=422)


def _brought(request: Asked) -> tuple[bytes, str]:
    """The file if there is one, else the pasted text."""
    given = request.FILES.get("file")
    if given is not None:
        too_big = (given.size or 0) > LARGEST_BYTES
        return (b"\0" * (LARGEST_BYTES + 1) if too_big else given.read()), given.name or ""
    return request.POST.get("pasted", "").encode(), ""


def _fault(data: bytes) -> str:
    if not data.strip():
        return _("Choose a file, or paste the text of a day.")
    if len(data) > LARGEST_BYTES:
        most = LARGEST_BYTES // 1_000_000
        return _("This file is too large: at most %(most)s MB. Export a shorter period.") % {"most": most}
    return ""


def _bring_page(house: House, practice: str, *, fault: str = "") -> dict[str, Any]:
    return {"p": practice, "fault": fault, "past": [_past(house, row) for row in past(house)], "hours": WAITS_HOURS}


def _past(house: House, row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "by": house.people.get(row.by, ""),
        "left": len(row.told.get("not_understood", ())),
        "alone": row.told.get("left_alone", 0),
        "closed": [date.fromisoformat(day) for day in row.told.get("closed_days", ())],
    }
