"""Pages that say no: what happened, and who may help."""

from collections.abc import Iterable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from binome.practice.refusal import Refused
from binome.web.role_names import role_names
from binome.web.sentences import sentence_of
from binome.web.store.people import names_of_those_who_may
from binome.web.store.practice import house_of


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """403 when it is about rights, 409 otherwise; a few lines for a script, a whole page for a person."""
    about_rights = refusal.code.startswith("right.")
    sentence, help_from = _about_rights(request, refusal) if about_rights else (_sentence(request, refusal), "")
    page = "refused_in_place.html" if request.headers.get("X-In-Place") else "refused.html"
    told = {"sentence": sentence, "help_from": help_from}
    return render(request, page, told, status=403 if about_rights else 409)


def undecided_page(request: HttpRequest) -> HttpResponse:
    """Loud where developers look (500 in tests), closed where patients are (403)."""
    told = {"sentence": _("This page is closed."), "help_from": _("The people who maintain Binôme can open it.")}
    return render(request, "refused.html", told, status=500 if settings.BINOME_MODE == "test" else 403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer when a form's token does not match: the session ended meanwhile, most often."""
    sentence = _("This form is too old to be accepted: nothing was done.")
    told = {"sentence": sentence, "help_from": _("Go back, load the page again and redo your last action.")}
    page = "refused_in_place.html" if request.headers.get("X-In-Place") else "refused.html"
    return render(request, page, told, status=403)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = {"sentence": _("This is not open to you."), "help_from": ""}
    return render(request, "refused.html", told, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = {"sentence": _("There is no such page."), "help_from": _("The address may be old, or mistyped.")}
    return render(request, "refused.html", told, status=404)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Without the template engine: it may be what broke."""
    return HttpResponse(_OUR_FAULT, status=500)


_OUR_FAULT = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Binôme</title>
<main><h1>Une erreur de notre part</h1><p>Rien n’a été enregistré. Rechargez la page ; si cela se répète, prévenez
la personne qui entretient Binôme : l’erreur est dans le journal du serveur, sans donnée de patient.</p>
<p lang="en">An error of ours: nothing was recorded. Reload the page.</p></main></html>"""


def _about_rights(request: HttpRequest, refusal: Refused) -> tuple[str, str]:
    if refusal.code == "right.no_seat":
        return _("You have no seat at this practice."), _("Somebody who manages its team can invite you.")
    who = [str(role) for role in cast(Iterable[object], refusal.facts.get("who", ()))]
    roles = role_names(who)
    seat = getattr(request, "seat", None)
    people = names_of_those_who_may(seat, who, timezone.now()) if seat else ()
    sentence = _("Your role does not open this page. It is for: %(roles)s.") % {"roles": ", ".join(roles)}
    return sentence, _("Who can help: %(names)s.") % {"names": ", ".join(people)} if people else ""


def _sentence(request: HttpRequest, refusal: Refused) -> str:
    seat = getattr(request, "seat", None)
    return sentence_of(refusal, house_of(seat) if seat else None)
