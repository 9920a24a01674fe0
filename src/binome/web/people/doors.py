"""Where the sign-in library asks us: nobody signs up, and secrets are sealed."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from binome.practice.refusal import Refused
from binome.web.people.psc.leaving import sign_out_there
from binome.web.store.invitations import accept, invitation, name_for

RECENT_S = 300
INVITED = "invitation"
"""In a stranger's session: the secret of the link they came with."""


class ClosedDoor(DefaultAccountAdapter):
    """An account is born of an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return sign_out_there(request) or str(super().get_logout_redirect_url(request))

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Whoever came in a moment ago is not asked again, so that a newcomer sets everything up in one go."""
        asked: bool = super().is_reauthentication_required(app=app, **named)
        ways = get_authentication_records(context.request, context.request.user)
        return asked and not any(time.time() - way["at"] < RECENT_S for way in ways)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **named: Any) -> None:
        """ "You have signed in" is noise on a screen that just opened."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **named)


class InvitedIdentity(DefaultSocialAccountAdapter):
    """Pro Santé Connect says who somebody is, not that they work here: that takes an invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        try:
            return not invitation(request.session.get(INVITED, ""), now=timezone.now()).for_a_screen
        except Refused:
            return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        sociallogin.user.login = ""
        return sociallogin.user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        secret, now = request.session.pop(INVITED), timezone.now()
        login = name_for(invitation(secret, now=now))
        sociallogin.user = accept(secret, login=login, password=None, now=now)
        sociallogin.save(request)
        return sociallogin.user


class SealedMeans(DefaultMFAAdapter):
    """The seeds of second factors are encrypted, with SECRET_KEY and then the keys it replaced."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where a second factor is required, the last one stays."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        real = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return not settings.BINOME_SECOND_FACTOR or real.exists()


def _seal() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])
