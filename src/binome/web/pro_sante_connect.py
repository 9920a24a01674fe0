"""Pro Santé Connect, the national sign-in of health professionals: its settings, from the environment.

Without BINOME_PSC_CLIENT_ID nothing of it exists. The addresses are the operator's: the well-known page
of the production or of the sandbox ("bac à sable"), as the registration letter gives them.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "psc"
NATIONAL_ID = "SubjectNameID"


def provider_settings(env: Mapping[str, str]) -> dict[str, Any]:
    """allauth's SOCIALACCOUNT_PROVIDERS."""
    return {PROVIDER: {"APPS": [_app(env)] if env.get("BINOME_PSC_CLIENT_ID") else []}}


def sign_in_origins(env: Mapping[str, str]) -> tuple[str, ...]:
    """The sites where the sign-in button may lead; the authorisation page is often not on the issuer's host."""
    if not env.get("BINOME_PSC_CLIENT_ID"):
        return ()
    named = env.get("BINOME_PSC_ORIGINS", "").split() or [env["BINOME_PSC_SERVER"]]
    return tuple(dict.fromkeys("{0.scheme}://{0.netloc}".format(urlsplit(address)) for address in named))


def _app(env: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": env.get("BINOME_PSC_NAME", "Pro Santé Connect"),
        "client_id": env["BINOME_PSC_CLIENT_ID"],
        "secret": env.get("BINOME_PSC_SECRET", ""),
        "settings": {
            "server_url": env["BINOME_PSC_SERVER"],
            "uid_field": NATIONAL_ID,
            "oauth_pkce_enabled": True,
            "scope": ["openid", "scope_all"],
            "auth_params": {"acr_values": "eidas1"},
            "token_auth_method": env.get("BINOME_PSC_TOKEN_AUTH", "client_secret_post"),
        },
    }
