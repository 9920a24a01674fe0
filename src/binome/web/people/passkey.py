"""Adding a passkey."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


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
