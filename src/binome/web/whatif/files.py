"""A what-if as files: its scenarios, brought and taken; its assumptions; the day that the page moves; paper."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from binome.practice.refusal import MoveRefused
from binome.twin.assumptions import assumptions as assumptions_of
from binome.twin.scenario import UnreadableScenario, read
from binome.web.asked import Asked
from binome.web.event_words import step_name
from binome.web.paper import pdf_response
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock, whatifs
from binome.web.store.practice import House, house_of
from binome.web.store.whatifs import WhatIf
from binome.web.whatif import runs
from binome.web.whatif.caps import LONGEST_TEXT, refuse_too_much
from binome.web.whatif.names import rooms_of, title_of
from binome.web.whatif.on_paper import on_paper
from binome.web.whatif.shown import names_in, shown
from binome.web.whatif.start import FILE
from binome.web.whatif.views import in_words, listing, page, scenario_of, started, to, tongue

SIDES = {"today": "before", "what-if": "after"}


@require_POST
@allow("ask_what_if")
def bring(request: Asked, practice: str) -> HttpResponseBase:
    """A new what-if that starts from a file."""
    text, faults = _brought(request)
    if faults:
        return listing(request, practice, faults=faults, status=409)
    return started(request, house_of(request.seat), FILE, text)


@require_POST
@allow("ask_what_if")
def bring_into(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """A file in the place of one side; the dials no longer say what stands there."""
    house = house_of(request.seat)
    it = whatifs.one(house, code)
    side = SIDES.get(request.POST.get("side", ""), "after")
    text, faults = _brought(request)
    if faults:
        return page(request, it, faults=faults, status=409)
    sides = {"after": text} if side == "after" else {"before": text, "after": text}
    code = whatifs.change(house, code, request.seat.member, clock.now(), dials={}, **sides)
    runs.wake()
    return to(house, code)


def _brought(request: Asked) -> tuple[str, tuple[str, ...]]:
    """The text of the file, or everything that is wrong with it."""
    file = request.FILES.get("file")
    try:
        text = _text(file if isinstance(file, UploadedFile) else None)
        refuse_too_much(read(text))
    except MoveRefused as refusal:
        return "", (sentence_of(refusal),)
    except UnreadableScenario as unreadable:
        return "", in_words(unreadable)
    return text, ()


def _text(file: UploadedFile | None) -> str:
    if file is None:
        raise MoveRefused("whatif.no_file")
    if (file.size or 0) > LONGEST_TEXT:
        raise MoveRefused("whatif.file_too_long", most=LONGEST_TEXT // 1000)
    try:
        return file.read().decode("utf-8")
    except UnicodeDecodeError:
        raise MoveRefused("whatif.no_text") from None


@allow("ask_what_if")
@require_GET
def scenario(request: Asked, practice: str, code: str, side: str) -> HttpResponse:
    if side not in SIDES:
        raise MoveRefused("whatif.unknown")
    it = whatifs.one(house_of(request.seat), code)
    headers = {"Content-Disposition": f'attachment; filename="{side}.toml"'}
    return HttpResponse(getattr(it, SIDES[side]), content_type="application/toml; charset=utf-8", headers=headers)


@allow("ask_what_if")
@require_GET
def assumptions(request: Asked, practice: str, code: str) -> HttpResponse:
    """Everything the what-if stands on, each with its standing."""
    it = whatifs.one(house_of(request.seat), code)
    held = assumptions_of(scenario_of(it.after), tongue())
    kinds = {
        "prior": [one for one in held if one.standing not in ("file", "absent", "learned")],
        "learned": [one for one in held if one.standing == "learned"],
        "file": [one for one in held if one.standing == "file"],
        "absent": [one for one in held if one.standing == "absent"],
    }
    return render(request, "whatif/assumptions.html", {"p": practice, "it": it, "title": title_of(it), **kinds})


@allow("ask_what_if")
@require_GET
def day(request: Asked, practice: str, code: str) -> JsonResponse:
    """What the page moves, with the words it says."""
    house = house_of(request.seat)
    it = whatifs.one(house, code)
    if it.day is None:
        return JsonResponse({}, status=404)
    return JsonResponse({**it.day, "names": names_in(it, house), "rooms": _rooms(it, house), "words": _words(it)})


def _rooms(it: WhatIf, house: House) -> dict[str, str]:
    sides = [rooms_of(scenario_of(text), house, it.base) for text in (it.after, it.before)]
    return {**sides[0], **sides[1]}


def _words(it: WhatIf) -> dict[str, Any]:
    assert it.day
    steps = {step["step"] for side in it.day["sides"].values() for v in side["visits"] for step in v["steps"]}
    return {
        "waiting": _("Waiting"),
        "no_room": _("At the desk"),
        "free": _("free"),
        "waits": _("{n} waiting"),
        "seen": _("{n} gone"),
        "steps": {step: step_name(step) or _("supervision") for step in steps},
    }


@allow("ask_what_if")
@require_GET
def paper(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """The page on paper, to be shown to whoever decides with you."""
    house = house_of(request.seat)
    it = whatifs.one(house, code)
    if not it.found:
        return page(request, it, faults=(sentence_of(MoveRefused("whatif.nothing_found")),), status=409)
    printed = date_format(timezone.localtime(clock.now()), "SHORT_DATETIME_FORMAT")
    told = on_paper(it, house, tongue(), shown(it, house, tongue()), printed)
    return pdf_response("whatif.typ", told, name=f"et-si-{code}.pdf")
