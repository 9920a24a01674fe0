"""A view that does one deed on a visit's papers, whichever of its pages the form stands on."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from binome.practice.refusal import Refused
from binome.web.asked import Asked
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.practice import House, house_of

View = Callable[..., HttpResponseBase]
Deed = Callable[[House, str, Any, dict[str, Any]], None]
Again = Callable[[Asked, House, str, Refused, dict[str, Any]], HttpResponse]
"""The page with the refusal on it, and what was typed."""


def writes(deed: Deed, again: Again, page: str = "") -> View:
    """The deed, then `page` of the visit's papers; a refused one keeps what was typed."""

    @require_POST
    @allow("prepare")
    def view(request: Asked, practice: str, story: str) -> HttpResponse:
        house = house_of(request.seat)
        key = form_key(request.path, request.POST)
        author = {"by": house.practice.member(request.seat.member), "at": clock.now(), "key": key}
        try:
            deed(house, story, request.POST, author)
        except Refused as refusal:
            return again(
                request, house, story, refusal, {"refused": sentence_of(refusal, house), "typed": request.POST}
            )
        return HttpResponseRedirect(f"/p/{practice}/prepare/{story}/{page}")

    return view


def form_key(address: str, form: QueryDict) -> str:
    """A form's own key with what it says: sent twice it is one form, filled in again it is another."""
    said = sorted((name, form.getlist(name)) for name in form if name != "csrfmiddlewaretoken")
    return sha256(json.dumps([address, said]).encode()).hexdigest() if form.get("key") else ""
