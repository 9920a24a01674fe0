"""What the pages of this face read in addresses and forms, and how they save."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binome.practice.refusal import MoveRefused, Refused
from binome.web.asked import Asked
from binome.web.days import day_said
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.agreed import Author
from binome.web.store.practice import House, house_of, today

Page = Callable[..., HttpResponseBase]
Saving = Callable[..., str]


def day_asked(request: Asked, house: House) -> date:
    """?on=, or today when it is no day of any calendar of ours."""
    now = today(house.practice, clock.now())
    return day_said(request.GET.get("on", "")) or now


def day_in(form: Mapping[str, str], name: str) -> date | None:
    """A day typed; None when nothing was, refused when it is none."""
    said = form.get(name, "").strip()
    found = day_said(said)
    if said and found is None:
        raise MoveRefused("form.not_a_day", text=said[:20])
    return found


def day_wanted(form: Mapping[str, str], name: str) -> date:
    found = day_in(form, name)
    if found is None:
        raise MoveRefused("form.not_a_day", text="")
    return found


def number_in(form: Mapping[str, str], name: str) -> int:
    said = form.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def author(request: Asked) -> Author:
    return Author(request.seat.member, clock.now())


def saves(action: str, page: Page, back: str) -> Callable[[Saving], Page]:
    """A view that saves, says so and goes back; what is refused is shown on the page, with what was typed."""

    def decided(deed: Saving) -> Page:
        @require_POST
        @allow(action)
        def view(request: Asked, practice: str, **named: Any) -> HttpResponseBase:
            house = house_of(request.seat)
            try:
                done = deed(request, house, request.POST, **named)
            except Refused as refusal:
                fault = sentence_of(refusal, house)
                return page(request, house, fault=fault, typed=request.POST, status=409, **named)
            messages.success(request, done or _("Kept."))
            return HttpResponseRedirect(f"/p/{practice}/delegation/{back.format(**named)}")

        return view

    return decided
