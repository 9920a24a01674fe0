"""Pages that say no: what happened, and who may help."""

import re
from collections.abc import Iterable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from binome.practice.refusal import Refused
from binome.web.delegation_words import who_may_address
from binome.web.role_names import role_names
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.people import Seat, names_of_those_who_may, seat_of
from binome.web.store.practice import house_of


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """403 when it is about rights, 409 otherwise; a few lines for a script, a whole page for a person."""
    about_rights = refusal.code.startswith("right.")
    sentence, help_from = _about_rights(request, refusal) if about_rights else (_sentence(request, refusal), "")
    page = "refused_in_place.html" if request.headers.get("X-In-Place") else "refused.html"
    told = {"sentence": sentence, "help_from": help_from, "who_may": _who_may(request, refusal)}
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
    """Inside a practice, with its header: from an address that is gone, the way on is there."""
    told = {"sentence": _("There is no such page."), "help_from": _("The address may be old, or mistyped.")}
    seat = getattr(request, "seat", None) or _seat_by_address(request)
    if seat:
        request.seat = seat  # type: ignore[attr-defined]
    return render(request, "refused.html", told, status=404)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Without the template engine, the words or the database: one of them may be what broke."""
    asked = request.COOKIES.get("binome_language", "fr")
    first, second = _OUR_FAULT if asked != "en" else _OUR_FAULT[::-1]
    second = second.replace("h1>", "h2>")
    theme = request.COOKIES.get("binome_theme", "")
    look = f' data-theme="{theme}"' if theme in {"light", "dark"} else ""
    lang = "en" if asked == "en" else "fr"
    return HttpResponse(_OUR_FAULT_PAGE.format(lang=lang, look=look, first=first, second=second), status=500)


_OUR_FAULT = (
    """<section class="stack" lang="fr"><h1>Une erreur de notre part</h1><p>Votre dernier geste n’a pas été enregistré.
Rechargez la page ; si cela se répète, prévenez la personne qui entretient Binôme : l’erreur est dans le
journal du serveur, sans donnée de patient.</p><p><a class="btn" href="/">Retour au début</a></p></section>""",
    """<section class="stack" lang="en"><h1>An error of ours</h1><p>Your last action was not recorded. Load the
page again; if it happens again, tell the person who maintains Binôme: the error is in the server’s log, without any
patient’s data.</p>
<p><a class="btn" href="/">Back to the start</a></p></section>""",
)

_OUR_FAULT_PAGE = f"""<!doctype html><html lang="{{lang}}"{{look}}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Binôme</title><link rel="icon" href="/{settings.STATIC_URL.strip("/")}/img/binome.svg" type="image/svg+xml">
<link rel="stylesheet" href="/{settings.STATIC_URL.strip("/")}/css/binome.css"></head><body>
<header class="top"><a class="brand" href="/"><svg viewBox="0 0 32 22" aria-hidden="true"><circle class="left" cx="11"
cy="11" r="11"></circle><circle class="right" cx="21" cy="11" r="11"></circle><path class="both"
d="M16 1.2a11 11 0 0 1 0 19.6a11 11 0 0 1 0-19.6z"></path></svg><span>Binôme</span></a></header>
<main id="main" class="page page-narrow stack">{{first}}{{second}}</main></body></html>"""


def _seat_by_address(request: HttpRequest) -> Seat | None:
    user = getattr(request, "user", None)
    named = re.match(r"/p/([\w-]+)/", request.path)
    if not named or not user or not user.is_authenticated:
        return None
    seat, _beside = seat_of(int(user.pk), named[1], clock.now())
    return seat


def _about_rights(request: HttpRequest, refusal: Refused) -> tuple[str, str]:
    if refusal.code == "right.no_seat":
        return _("You have no seat at this practice."), _("Somebody who manages its team can invite you.")
    who = [str(role) for role in cast(Iterable[object], refusal.facts.get("who", ()))]
    roles = role_names(who)
    seat = getattr(request, "seat", None)
    people = names_of_those_who_may(seat, who, timezone.now()) if seat else ()
    sentence = _("Your role does not open this page. It is for: %(roles)s.") % {"roles": ", ".join(roles)}
    return sentence, _("Who can help: %(names)s.") % {"names": ", ".join(people)} if people else ""


def _who_may(request: HttpRequest, refusal: Refused) -> str:
    seat = getattr(request, "seat", None)
    return who_may_address(refusal, seat.practice) if seat else ""


def _sentence(request: HttpRequest, refusal: Refused) -> str:
    seat = getattr(request, "seat", None)
    return sentence_of(refusal, house_of(seat) if seat else None)
