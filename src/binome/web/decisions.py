"""The decisions on a library's pages, by URL name. Ours bear their own (web/rights.py)."""

from collections.abc import Iterable
from typing import Any

from binome.web.rights import Decision, decision_of

_PUBLIC = Decision("public", reason="how one signs in")
_OWN = Decision("signed_in", reason="one's own way of signing in")
_EARLY = Decision("signed_in", reason="setting up the second factor", early=True)
_CLOSED = Decision("closed", reason="an account is born of an invitation, and renewed by another")

LIBRARY_PAGES: dict[str, Decision] = {
    "account_login": _PUBLIC,
    "account_logout": _PUBLIC,
    "account_inactive": _PUBLIC,
    "account_reauthenticate": _EARLY,
    "account_change_password": _OWN,
    "account_set_password": _OWN,
    "mfa_authenticate": _PUBLIC,  # between the password and the second factor nobody is signed in yet
    "mfa_login_webauthn": _PUBLIC,
    "mfa_reauthenticate": _EARLY,
    "mfa_reauthenticate_webauthn": _EARLY,
    "mfa_index": _EARLY,
    "mfa_activate_totp": _EARLY,
    "mfa_deactivate_totp": _OWN,
    "mfa_list_webauthn": _EARLY,
    "mfa_add_webauthn": _EARLY,
    "mfa_edit_webauthn": _OWN,
    "mfa_remove_webauthn": _OWN,
    "mfa_view_recovery_codes": _EARLY,
    "mfa_generate_recovery_codes": _EARLY,
    "mfa_download_recovery_codes": _EARLY,
    "socialaccount_login_cancelled": _PUBLIC,
    "socialaccount_login_error": _PUBLIC,
    "socialaccount_connections": _OWN,
    **dict.fromkeys(
        (
            "account_signup",
            "socialaccount_signup",
            "account_email",
            "account_email_verification_sent",
            "account_confirm_email",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "account_confirm_login_code",
        ),
        _CLOSED,
    ),
}


def decide(patterns: Iterable[Any]) -> None:
    """Write the table's decisions on a library's views. A page that the table does not name stays undecided."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            decide(pattern.url_patterns)
        elif decision_of(pattern.callback) is None:
            # Without a name it is an old address that only redirects.
            pattern.callback.decision = LIBRARY_PAGES.get(pattern.name) if pattern.name else _CLOSED
