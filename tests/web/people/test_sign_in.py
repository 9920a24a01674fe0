"""Coming in: with a password, a second means, or not at all."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client, override_settings

from tests.web.people.building import PASSWORD, Built, account

strict = override_settings(BINOME_SECOND_FACTOR=True)


@pytest.fixture(autouse=True)
def _attempts_forgotten(db: None) -> None:
    cache.clear()


def sign_in(client: Client, login: str, password: str = PASSWORD, follow: bool = False):  # type: ignore[no-untyped-def]
    return client.post("/account/login/", {"login": login, "password": password}, follow=follow)


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_password_opens_ones_own_board(built: Built) -> None:
    """With one practice there is nothing to choose."""
    client = Client()
    assert sign_in(client, "M2@Brehan.fr")["Location"] == "/"
    assert client.get("/")["Location"] == "/p/brehan/board/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_words(built: Built) -> None:
    """Nobody learns who has an account; the form keeps its status and its summary of errors."""
    wrong, unknown = sign_in(Client(), "m2@brehan.fr", "not that one"), sign_in(Client(), "nobody@brehan.fr")
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert "data-errors" in wrong.text


def test_trying_passwords_is_stopped(built: Built) -> None:
    """The count is kept in the database: a restart, or the next process, does not forget it."""
    for _ in range(12):
        sign_in(Client(), "m2@brehan.fr", "guess")
    assert "Location" not in sign_in(Client(), "m2@brehan.fr")


def test_nobody_signs_up(db: None) -> None:
    """Neither the form nor the address behind it."""
    assert Client().get("/account/signup/").status_code == 404
    assert (
        Client().post("/account/signup/", {"username": "me", "password1": PASSWORD, "password2": PASSWORD}).status_code
        == 404
    )
    assert Client().get("/account/password/reset/").status_code == 404


@strict
def test_a_password_alone_opens_nothing_where_a_second_means_is_required(built: Built) -> None:
    """Every page leads to the one that sets it up."""
    client = Client()
    sign_in(client, "m1@brehan.fr")
    assert client.get(built.at("team/"))["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    assert client.get("/account/2fa/totp/activate/").status_code == 200


@strict
def test_a_code_from_a_telephone_is_set_up_and_then_asked(built: Built) -> None:
    """The seed is encrypted in the database; recovery codes come with it."""
    client = Client()
    sign_in(client, "m1@brehan.fr")
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert client.get(built.at("team/")).status_code == 200
    kept = Authenticator.objects.get(user=built.accounts["m1"], type="totp")
    assert secret not in str(kept.data)
    codes = Authenticator.objects.get(user=built.accounts["m1"], type="recovery_codes")
    assert len(RecoveryCodes(codes).get_unused_codes()) == 10

    again = Client()
    assert sign_in(again, "m1@brehan.fr")["Location"].startswith("/account/2fa/authenticate/")
    assert again.get(built.at("team/"))["Location"].startswith("/account/login/")
    cache.clear()  # the same code is not accepted twice within its half minute; here it must be
    again.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert again.get(built.at("team/")).status_code == 200


@strict
def test_the_last_second_means_cannot_be_removed(built: Built) -> None:
    client = Client()
    TOTP.activate(built.accounts["m1"], "JBSWY3DPEHPK3PXP")
    sign_in(client, "m1@brehan.fr")
    client.post("/account/2fa/authenticate/", {"code": code_for("JBSWY3DPEHPK3PXP")})
    client.post("/account/2fa/totp/deactivate/", {})
    assert Authenticator.objects.filter(user=built.accounts["m1"], type="totp").exists()


def test_several_practices_are_a_choice_and_none_is_said(built: Built) -> None:
    """An account without a seat is told whom to ask."""
    account("left@brehan.fr")
    client = Client()
    page = sign_in(client, "left@brehan.fr", follow=True)
    assert page.status_code == 200
    assert "said-warn" in page.text


def test_signing_out_leaves_nothing_behind(built: Built) -> None:
    """Pages are not kept by the browser, and the session is gone from the database."""
    client = built.client("m1")
    assert client.get(built.at("team/"))["Cache-Control"] == "no-store"
    client.post("/account/logout/")
    assert not built.accounts["m1"].sessions.exists()
    assert client.get(built.at("team/"))["Location"].startswith("/account/login/")
