"""One's own account: where one may go, how one signs in, which language and light one likes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from binome.web.asked import Asked
from binome.web.rights import public, signed_in
from binome.web.store.accounts import like
from binome.web.store.people import seats_of

THEMES = [("auto", _("as the device")), ("light", _("light")), ("dark", _("dark"))]
A_YEAR = 365 * 86_400


class Taste(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=THEMES, required=False)


@signed_in("the way to one's own practice", early=True)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the board when there is one practice; a choice when there are several."""
    seats = seats_of(int(request.user.pk or 0), timezone.now())
    if len(seats) == 1:
        return redirect("wall" if not seats[0].member else "board", practice=seats[0].practice)
    return render(request, "people/home.html", {"seats": seats})


@signed_in("one's own account")
@require_GET
def mine(request: Asked) -> HttpResponse:
    seats = seats_of(int(request.user.pk or 0), timezone.now())
    if len(seats) == 1:
        request.seat = seats[0]  # for the frame of the page: its navigation stays
    return render(request, "people/account.html", {"means": _means(request.user), "taste": _taste(request)})


@signed_in("setting up the second factor", early=True)
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    return render(request, "people/second_factor.html", {"second_factor_required": settings.BINOME_SECOND_FACTOR})


@public("the language of the sign-in page")
@require_http_methods(["POST"])
def taste(request: HttpRequest) -> HttpResponse:
    """Language and light: kept with the account, and in the browser for the pages before it."""
    form = Taste(request.POST)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back) if safe else redirect("home")
    if not form.is_valid():
        return response
    language, theme = form.cleaned_data["language"], form.cleaned_data["theme"] or "auto"
    if request.user.is_authenticated:
        like(request.user, language=language, theme=theme)
        with override(language):
            messages.success(request, gettext("Kept."))
    for name, value in ((settings.LANGUAGE_COOKIE_NAME, language), ("binome_theme", theme)):
        response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


def _taste(request: HttpRequest) -> Taste:
    theme = getattr(request.user, "theme", "auto")
    return Taste(initial={"language": request.LANGUAGE_CODE, "theme": theme})


def _means(account: Any) -> dict[str, Any]:
    kinds = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    return {
        "password": account.has_usable_password(),
        "totp": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "recovery": Authenticator.Type.RECOVERY_CODES in kinds,
        "psc": account.socialaccount_set.exists(),
        "psc_offered": bool(settings.SOCIALACCOUNT_PROVIDERS["psc"]["APPS"]),
    }
