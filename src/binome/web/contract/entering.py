"""Entering a contract, putting it right, taking away what was entered by mistake."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked, whole_number
from binome.web.contract.entered import Entry, as_typed
from binome.web.contract.views import KEEP, author
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock, contracts
from binome.web.store.practice import House, house_of, today


@allow(KEEP)
def begin(request: Asked, practice: str) -> HttpResponseBase:
    house = house_of(request.seat)
    form = Entry(house, today(house.practice, clock.now()), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, house, form)
    code = contracts.enter(house, author(request), form.words())
    messages.success(request, _("Contract entered. Type the latest counts of amelipro: the page is counted from them."))
    return HttpResponseRedirect(f"/p/{practice}/contract/{code}/")


@allow(KEEP)
def change(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """What is kept meanwhile is not written over: it is said, and what was typed stays on the page."""
    house = house_of(request.seat)
    kept = contracts.contract(house, code)
    on = today(house.practice, clock.now())
    form = Entry(house, on, request.POST or None, kept=kept, initial=as_typed(kept))
    if request.method != "POST" or not form.is_valid():
        return _page(request, house, form, kept=kept)
    try:
        contracts.change(house, author(request), code, form.cleaned_data["version"] or 0, form.words())
    except MoveRefused as refusal:
        form.add_error(None, sentence_of(refusal, house))
        form.data = request.POST.copy()
        form.data["version"] = str(kept.version)
        return _page(request, house, form, kept=kept, status=409)
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(f"/p/{practice}/contract/{code}/")


@require_POST
@allow(KEEP)
def withdraw(request: Asked, practice: str, code: str) -> HttpResponseBase:
    house = house_of(request.seat)
    kept = contracts.contract(house, code)
    version = whole_number(request.POST.get("version", "")) or 0
    contracts.withdraw(house, author(request), code, version)
    messages.success(request, _("“%(name)s” was taken away.") % {"name": kept.name})
    return HttpResponseRedirect(f"/p/{practice}/contract/?all=1")


def _page(request: Asked, house: House, form: Entry, *, kept: Any = None, status: int = 200) -> HttpResponse:
    told = {"p": house.practice.code, "form": form, "kept": kept}
    return render(request, "contract/entry.html", told, status=status if not form.errors or status != 200 else 422)
