"""OpenID Connect with a nonce, a checked signature, the national identity, and nothing else kept."""

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from binome.web.pro_sante_connect import NATIONAL_ID, PROVIDER

NONCE, PROOF = "psc_nonce", "psc_id_token"
"""In the session: what our request bore, and what they answered, which signing out there asks for."""
Claims = dict[str, Any]


class Dialogue(OpenIDConnectOAuth2Adapter):
    """The three calls to the provider."""

    def __init__(self, request: HttpRequest, provider_id: str = PROVIDER) -> None:
        super().__init__(request, provider_id)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("psc_callback"))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **answer: Any) -> SocialLogin:
        if not answer["response"].get("id_token"):
            raise OAuth2Error("without an identity token nothing ties the answer to our request")
        return super().complete_login(request, app, token, **answer)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Claims:
        claims: Claims = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        sent = self.request.session.pop(NONCE, "")
        if not sent or not constant_time_compare(str(claims.get("nonce", "")), sent):
            raise OAuth2Error("the answer belongs to another request")
        self.request.session[PROOF] = id_token
        return claims


class ProSanteConnect(OpenIDConnectProvider):
    id = PROVIDER
    name = "Pro Santé Connect"
    oauth2_adapter_class = Dialogue

    def get_login_url(self, request: HttpRequest, **asked: str) -> str:
        return f"{reverse('psc_login')}?{urlencode(asked)}" if asked else reverse("psc_login")

    def get_callback_url(self) -> str:
        return reverse("psc_callback")

    def get_oauth2_adapter(self, request: HttpRequest) -> Dialogue:
        return Dialogue(request)

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Not from the address: nobody lowers the level of assurance by editing a link."""
        request.session[NONCE] = secrets.token_urlsafe(32)
        return {**self.get_auth_params(), "nonce": request.session[NONCE]}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def extract_uid(self, told: Claims) -> str:
        national = told.get("userinfo", {}).get(NATIONAL_ID)
        if not national:
            raise OAuth2Error(f"the provider told no {NATIONAL_ID}")
        return str(national)

    def extract_extra_data(self, told: Claims) -> Claims:
        """Of all that is told (names, addresses, places of work) the identifier is enough, and is kept already."""
        return {}

    def extract_common_fields(self, told: Claims) -> Claims:
        return {}

    def extract_email_addresses(self, told: Claims) -> list[Any]:
        return []


provider_classes = [ProSanteConnect]
