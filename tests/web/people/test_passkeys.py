"""Passkeys: the real ceremony, in a real browser, with an authenticator that the browser itself emulates."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from binome.web.store.invitations import invite
from binome.web.store.models import AccountRow
from binome.web.store.people import seat_of
from tests.web.people.building import PASSWORD, Built, build

A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def house(transactional_db: None) -> Built:
    return build()


@pytest.fixture
def finger(page: Page) -> Callable[[bool], Any]:
    """The device's own lock; `finger(False)` is a finger it does not know."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    device = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": A_PHONE})["authenticatorId"]
    return lambda known: cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": known})


def invited(house: Built) -> str:
    seat, _ = seat_of(house.accounts["m1"].pk, "brehan", timezone.now())
    assert seat
    return f"/account/welcome/{invite(seat, 'm4', now=timezone.now(), days=7)}/"


def add_a_passkey(page: Page) -> None:
    page.wait_for_url("**/webauthn/add/")  # and for its scripts
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")


@override_settings(BINOME_SECOND_FACTOR=True)
def test_a_newcomer_comes_in_with_a_passkey_and_nothing_else(
    live_server: Any, page: Page, house: Built, finger: Any
) -> None:
    """From the link to the team page, out, and in again, without a password ever existing."""
    page.goto(f"{live_server.url}{invited(house)}")
    page.locator("input[name=login]").fill("abgrall")
    page.locator("input[value=passkey]").check()
    page.locator("main form button.btn-main").last.click()

    add_a_passkey(page)
    assert Authenticator.objects.get(type="webauthn").wrap().is_passwordless
    assert not AccountRow.objects.get(login="abgrall").has_usable_password()

    page.goto(f"{live_server.url}/p/brehan/team/")
    expect(page.locator("#member-m4")).to_contain_text("abgrall")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/p/brehan/team/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/p/brehan/team/")


@override_settings(BINOME_SECOND_FACTOR=True)
def test_a_finger_the_device_does_not_know_opens_nothing(
    live_server: Any, page: Page, house: Built, finger: Any
) -> None:
    """The browser refuses, and the page stays where it was."""
    page.goto(f"{live_server.url}{invited(house)}")
    page.locator("input[name=login]").fill("abgrall")
    page.locator("input[value=passkey]").check()
    page.locator("main form button.btn-main").last.click()
    add_a_passkey(page)
    page.context.clear_cookies()
    finger(False)
    page.goto(f"{live_server.url}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_timeout(500)
    assert page.url.startswith(f"{live_server.url}/account/login/")
    page.goto(f"{live_server.url}/p/brehan/team/")
    assert "/account/login/" in page.url


@override_settings(BINOME_SECOND_FACTOR=True)
def test_a_passkey_is_a_second_means_beside_a_password(live_server: Any, page: Page, house: Built, finger: Any) -> None:
    """Set up once; from then on the password alone stops half-way and the key finishes."""

    def enter_password() -> None:
        page.goto(f"{live_server.url}/account/login/?next=/p/brehan/team/")
        page.locator("input[name=login]").fill("m1@brehan.fr")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button.btn-main").click()

    enter_password()
    page.wait_for_url("**/account/second-factor/")
    page.locator("main a.btn-main").click()
    add_a_passkey(page)
    page.context.clear_cookies()
    enter_password()
    page.wait_for_url("**/2fa/authenticate/**")  # and for its scripts
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url("**/p/brehan/team/")
