"""The team page: who is in the practice, how they come in, and how they leave."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from binome.practice.refusal import Refused
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.people.sentences import sentence
from binome.web.rights import allow
from binome.web.role_names import ROLE_NAMES, role_names
from binome.web.store.invitations import invite, withdraw
from binome.web.store.leaving import change_roles, close_account, close_screen, joins, leaves_today
from binome.web.store.people import TeamLine, screens_of, team_of

ROLES = [(role.value, ROLE_NAMES[role]) for role in Role]


class Roles(forms.Form):
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=ROLES, widget=forms.CheckboxSelectMultiple)


class Newcomer(Roles):
    field_order = ["name", "roles"]
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As the team says it: Dr Le Goff, Maëlle…"))


@allow("manage_team")
@require_GET
def page(request: Asked, practice: str) -> HttpResponse:
    return _page(request)


@allow("manage_team")
@require_POST
def join(request: Asked, practice: str) -> HttpResponse:
    form = Newcomer(request.POST)
    if not form.is_valid():
        return _page(request, newcomer=form, status=422)
    member = joins(request.seat, form.cleaned_data["name"], form.cleaned_data["roles"])
    return _invited(request, member)


@allow("manage_team")
@require_POST
def invite_member(request: Asked, practice: str, member: str) -> HttpResponse:
    return _invited(request, member)


@allow("manage_team")
@require_POST
def withdraw_link(request: Asked, practice: str, member: str) -> HttpResponse:
    def deed() -> str:
        withdraw(request.seat, member, now=timezone.now())
        return gettext("The link no longer works.")

    return _done(request, deed)


@allow("manage_team")
@require_POST
def roles(request: Asked, practice: str, member: str) -> HttpResponse:
    def deed() -> str:
        change_roles(request.seat, member, request.POST.getlist("roles"))
        return gettext("Roles changed: they count from the next click.")

    return _done(request, deed)


@allow("manage_team")
@require_POST
def close(request: Asked, practice: str, member: str) -> HttpResponse:
    def deed() -> str:
        close_account(request.seat, member, now=timezone.now())
        return gettext("The account is closed; an invitation opens it again.")

    return _done(request, deed)


@allow("manage_team")
@require_POST
def leave(request: Asked, practice: str, member: str) -> HttpResponse:
    def deed() -> str:
        leaves_today(request.seat, member, now=timezone.now())
        return gettext("Done: this person can no longer come in.")

    return _done(request, deed)


@allow("manage_team")
@require_POST
def screen(request: Asked, practice: str) -> HttpResponse:
    return _invited(request, None)


@allow("manage_team")
@require_POST
def close_a_screen(request: Asked, practice: str, seat: int) -> HttpResponse:
    def deed() -> str:
        close_screen(request.seat, seat, now=timezone.now())
        return gettext("This screen is closed.")

    return _done(request, deed)


def _invited(request: Asked, member: str | None) -> HttpResponse:
    """Shown once: only its digest is kept."""
    try:
        secret = invite(request.seat, member, now=timezone.now(), days=settings.BINOME_INVITATION_DAYS)
    except Refused as refusal:
        return _page(request, refusal=sentence(refusal), status=409)
    link = request.build_absolute_uri(reverse("invited", args=[secret]))
    return _page(request, link=link, link_for=member)


def _done(request: Asked, deed: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, deed())
    except Refused as refusal:
        return _page(request, refusal=sentence(refusal), status=409)
    return redirect("team", practice=request.seat.practice)


def _page(request: Asked, *, status: int = 200, newcomer: Newcomer | None = None, **more: Any) -> HttpResponse:
    seat = request.seat
    told = {
        "lines": [_line(line) for line in team_of(seat, timezone.now())],
        "screens": screens_of(seat.practice_id),
        "newcomer": newcomer or Newcomer(),
        "days": settings.BINOME_INVITATION_DAYS,
        **more,
    }
    return render(request, "people/team.html", told, status=status)


def _line(line: TeamLine) -> dict[str, Any]:
    form = Roles(initial={"roles": line.roles}, prefix=None, auto_id=f"{line.code}_%s")
    return {"who": line, "roles": ", ".join(role_names(line.roles)), "form": form}
