"""The sign-in library's forms, in this house's words: labels that stay, and no way that is closed."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _in_our_words(form: forms.Form) -> None:
    """A placeholder vanishes when one types; "forgotten?" leads to a page that is closed here."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name in ("password", "oldpassword"):
        if name in form.fields:
            form.fields[name].help_text = ""


class SignIn(LoginForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self)
        self.fields["login"].label = _("Sign-in name")
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignInAgain(ReauthenticateForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self)


class NewPassword(ChangePasswordForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self)


class FirstPassword(SetPasswordForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self)


class SecondFactor(AuthenticateForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self)


class SecondFactorMade(ActivateTOTPForm):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self)


class AddPasskey(AddWebAuthnForm):
    """A passkey that opens by itself, unless somebody says otherwise: an old security key without a code cannot."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["name"].label = _("Name of this passkey")
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = _("Opens by itself, without a password")
        alone.help_text = _(
            "The device asks for a fingerprint, a face or its code. Untick for an old security key without a code."
        )
