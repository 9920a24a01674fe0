"""Coming in by an invitation: with a password, with a passkey alone, or with Pro Santé Connect."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from binome.practice.refusal import Refused
from binome.web.people.doors import INVITED
from binome.web.rights import public
from binome.web.store.invitations import Invitation, accept, invitation, login_taken, seat_for
from binome.web.store.sessions import SCREEN

SCREEN_DAYS = 180
PASSWORD, PASSKEY = "password", "passkey"


class Arrival(forms.Form):
    """How somebody will come in from now on."""

    login = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        help_text=_("Your e-mail address, or a name of your own."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    means = forms.ChoiceField(
        label=_("How you will sign in"),
        widget=forms.RadioSelect,
        initial=PASSWORD,
        choices=[
            (PASSWORD, _("With a password and a second means")),
            (PASSKEY, _("With a passkey alone (fingerprint, face or code of this device)")),
        ],
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        help_text=_("Twelve characters at least."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, known_as: str = "", **named: Any) -> None:
        super().__init__(*args, **named)
        self.known_as = known_as
        if known_as:
            self.fields["login"].disabled = True
            self.fields["login"].initial = known_as

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"].strip().lower()
        if not self.known_as and login_taken(login):
            raise forms.ValidationError(_("Somebody already signs in with this name: choose another."))
        return login

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("means") == PASSWORD:
            self._check_password(said)
        return said

    def _check_password(self, said: dict[str, Any]) -> None:
        if said.get("password") != said.get("again"):
            self.add_error("again", _("The two passwords differ."))
        try:
            password_validation.validate_password(said.get("password") or "")
        except forms.ValidationError as weak:
            self.add_error("password", weak)

    @property
    def chosen_password(self) -> str | None:
        return self.cleaned_data["password"] if self.cleaned_data["means"] == PASSWORD else None


@public("an invitation is the key, and works once")
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        invited = invitation(secret, now=timezone.now())
    except Refused:
        return render(request, "people/invitation_gone.html", status=410)
    if invited.for_a_screen:
        return _screen(request, secret, invited)
    if request.user.is_authenticated:
        return _join(request, secret, invited)
    return _arrive(request, secret, invited)


def _arrive(request: HttpRequest, secret: str, invited: Invitation) -> HttpResponse:
    form = Arrival(request.POST or None, known_as=invited.login)
    if not form.is_valid():
        request.session[INVITED] = secret  # whoever chooses Pro Santé Connect comes back without the link
        offered = bool(settings.SOCIALACCOUNT_PROVIDERS["psc"]["APPS"])
        told = {"form": form, "invited": invited, "psc_offered": offered}
        return render(request, "people/welcome.html", told, status=422 if form.is_bound else 200)
    login = form.cleaned_data["login"]
    email = login if "@" in login else ""
    account = accept(secret, login=login, email=email, password=form.chosen_password, now=timezone.now())
    request.session.pop(INVITED, None)
    next_page = "second_factor" if form.chosen_password else "mfa_add_webauthn"
    return _sign_in(request, account, reverse(next_page))


def _join(request: HttpRequest, secret: str, invited: Invitation) -> HttpResponse:
    """Already signed in elsewhere: the same account takes one more seat."""
    if request.method == "POST" and request.user.is_authenticated:
        seat_for(secret, request.user, now=timezone.now())
        return redirect("board", practice=invited.practice)
    return render(request, "people/join.html", {"invited": invited})


def _screen(request: HttpRequest, secret: str, invited: Invitation) -> HttpResponse:
    if request.method != "POST":
        return render(request, "people/screen.html", {"invited": invited})
    account = accept(secret, login="", password=None, now=timezone.now())
    response = _sign_in(request, account, reverse("home"))
    request.session[SCREEN] = True
    request.session.set_expiry(SCREEN_DAYS * 86_400)
    return response


def _sign_in(request: HttpRequest, account: Any, towards: str) -> HttpResponse:
    record_authentication(request, account, "invitation")
    return perform_login(request, Login(user=account, redirect_url=towards))
