"""Signing in as anybody, without a key. Only a demonstration has this door."""

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from binome.web.rights import public
from binome.web.role_names import role_names
from binome.web.store.accounts import demo_account, demo_personas

if settings.BINOME_MODE != "demo":
    raise ImproperlyConfigured(
        "personas open doors without a key: they exist in the demonstration only (BINOME_MODE=demo)"
    )


@public("the demonstration's own entrance: its people are invented")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    people = [
        {"seat": p.seat, "practice": p.practice_name, "name": p.name, "roles": role_names(p.roles)}
        for p in demo_personas()
    ]
    return render(request, "demo/personas.html", {"people": people})


@public("the demonstration's own entrance: its people are invented")
@require_POST
def enter(request: HttpRequest, seat: int) -> HttpResponse:
    account = demo_account(seat)
    if account is None:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
