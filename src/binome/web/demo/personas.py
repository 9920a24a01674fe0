"""Signing in as anybody, without a key. Only a demonstration has this door."""

from collections import Counter
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from binome.web.demo.making import CODE, written_part
from binome.web.demo.scene import FILE, SEED, scenario_text
from binome.web.rights import public
from binome.web.role_names import role_names
from binome.web.store import clock
from binome.web.store.accounts import Persona, demo_account, demo_personas
from binome.web.store.board import is_closed
from binome.web.store.practice import house

if settings.BINOME_MODE != "demo":
    raise ImproperlyConfigured(
        "personas open doors without a key: they exist in the demonstration only (BINOME_MODE=demo)"
    )

WHAT_YOU_WILL_SEE = {
    "physician": _("Which room is ready and since when, what the assistant noticed, what waits for your signature."),
    "trainee": _("Your own consultations; the supervising doctor reads and signs each of them."),
    "assistant": _("Whom to settle and where, the preparation sheet to fill, the rooms to free."),
    "secretary": _("Arrivals, people without an appointment, the agenda; nothing of what is clinical."),
    "health_nurse": _("The education sessions of the morning, in the nurses' room."),
    "advanced_nurse": _("The follow-up visits of the afternoon, entrusted by the doctors."),
    "nurse": _("The visits entrusted to you."),
}

FACES = {"physician": 3, "assistant": 2}
"""How many faces roles.svg has for a trade, when it has more than one."""


@public("the demonstration's own entrance: its people are invented")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The people of each practice, and how far the demonstration is written."""
    practices = [
        {"code": code, "name": name, "people": _cards(list(people))}
        for (code, name), people in groupby(demo_personas(), key=lambda p: (p.practice, p.practice_name))
    ]
    return render(
        request, "demo/personas.html", {"practices": practices, "scenario": FILE, "seed": str(SEED), **_state()}
    )


@public("the scenario of invented days, for whoever wonders where they come from")
@require_GET
def the_scenario(request: HttpRequest) -> HttpResponse:
    """As its file says it: to read, to change, to run with the twin."""
    return HttpResponse(scenario_text(), content_type="text/plain; charset=utf-8")


@public("the demonstration's own entrance: its people are invented")
@require_POST
def enter(request: HttpRequest, seat: int) -> HttpResponse:
    """To the person's own first page, or to the wall screen."""
    account = demo_account(seat)
    if account is None:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home") if request.POST.get("to") != "wall" else redirect("wall", practice=_practice_of(seat))


def _practice_of(seat: int) -> str:
    return next(persona.practice for persona in demo_personas() if persona.seat == seat)


def _cards(people: list[Persona]) -> list[dict[str, Any]]:
    """Each with a face of its own, as far as there are faces for that trade."""
    seen: Counter[str] = Counter()
    cards = []
    for persona in people:
        trade = persona.roles[0]
        seen[trade] += 1
        place = (seen[trade] - 1) % FACES.get(trade, 1) + 1
        face = trade if place == 1 else f"{trade}-{place}"
        told = {"trade": trade, "face": face, "roles": role_names(persona.roles), "what": WHAT_YOU_WILL_SEE[trade]}
        cards.append({"seat": persona.seat, "name": persona.name, **told})
    return cards


def _state() -> dict[str, Any]:
    place = house(CODE)
    if place is None:
        return {}
    local = place.practice.local(clock.now())
    # Without a zone: the page is shown in the practice's, whoever looks.
    return {"shown": local.replace(tzinfo=None), "over": is_closed(place, local.date()), "written": written_part(place)}
