"""Signing out there too: a shared machine must not let the next person in with the last one's card."""

import requests
from allauth.socialaccount.models import SocialApp
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from binome.web.people.psc.provider import PROOF, Dialogue


def sign_out_there(request: HttpRequest) -> str | None:
    """The address that ends their session and comes back; None when one did not come in that way."""
    proof = request.session.get(PROOF)
    if not proof:
        return None
    try:
        address = Dialogue(request).openid_config.get("end_session_endpoint")
    except (requests.RequestException, SocialApp.DoesNotExist):
        return None  # out of reach, or no longer configured: signing out here must work all the same
    back = request.build_absolute_uri(reverse("account_login"))
    asked = urlencode({"id_token_hint": proof, "post_logout_redirect_uri": back})
    return f"{address}?{asked}" if address else None
