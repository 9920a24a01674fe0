"""Writing on the sheet: one address per kind of entry."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from binome.practice.measurement import is_odd, measurement_kinds, refuse_if_crossed, value_from
from binome.practice.refusal import MoveRefused, Refused
from binome.web.asked import Asked
from binome.web.prepare.views import told
from binome.web.prepare.words import IDENTITY_CHECKS, OMISSIONS
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock, sheets
from binome.web.store.practice import House, house_of

LONGEST = 1000
View = Callable[..., HttpResponseBase]


def _writes(deed: Callable[[House, str, Any, dict[str, Any]], None]) -> View:
    """A view that does one deed and shows the sheet again; what was typed is kept when it is refused."""

    @require_POST
    @allow("prepare")
    def view(request: Asked, practice: str, story: str) -> HttpResponse:
        house = house_of(request.seat)
        key = form_key(request.path, request.POST)
        author = {"by": house.practice.member(request.seat.member), "at": clock.now(), "key": key}
        try:
            deed(house, story, request.POST, author)
        except Refused as refusal:
            found = sheets.prepared(house, story)
            more = {"refused": sentence_of(refusal, house), "typed": request.POST}
            return render(request, "prepare/sheet.html", told(house, found, practice, **more), status=409)
        return HttpResponseRedirect(f"/p/{practice}/prepare/{story}/")

    return view


def form_key(address: str, form: QueryDict) -> str:
    """A form's own key with what it says: sent twice it is one form, filled in again it is another."""
    said = sorted((name, form[name]) for name in form if name != "csrfmiddlewaretoken")
    return sha256(json.dumps([address, said]).encode()).hexdigest() if form.get("key") else ""


def _words(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    sheets.write_words(house, story, _text(form, "words")[:500], **author)


def _identity(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    check, said = form.get("check", ""), _text(form, "said")
    if check not in IDENTITY_CHECKS:
        raise MoveRefused("form.unknown_reason", reason=check[:40])
    if check == "other_person" and not said:
        raise MoveRefused("sheet.who_confirmed")
    sheets.write_identity(house, story, check, said, **author)


def _measures(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    """A value that is possible but odd is asked again: the second time, it is kept."""
    values = {code: value_from(code, form[code]) for code in measurement_kinds() if form.get(code, "").strip()}
    if not values:
        raise MoveRefused("measure.nothing_typed")
    refuse_if_crossed(values)
    odd = [code for code, value in values.items() if is_odd(code, value)]
    if odd and form.get("sure") != "yes":
        raise MoveRefused("measure.odd", kinds=tuple(odd))
    sheets.write_measures(house, story, values, **author)


def _note(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    words = _text(form, "words")
    if not words:
        raise MoveRefused("sheet.empty_note")
    sheets.write_note(house, story, words, alert=form.get("alert") == "yes", **author)


def _tick(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    reason = form.get("reason") or None
    if reason is not None and reason not in OMISSIONS:
        raise MoveRefused("form.unknown_reason", reason=reason[:40])
    sheets.tick(house, story, form.get("activity", ""), reason, **author)


def _text(form: Any, name: str) -> str:
    return str(form.get(name, "")).strip()[:LONGEST]


words, identity, measures = _writes(_words), _writes(_identity), _writes(_measures)
note, tick_off = _writes(_note), _writes(_tick)
