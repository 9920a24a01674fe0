"""Pro Santé Connect: the whole dialogue, in a browser, with a provider that somebody else wrote."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from binome.web.guard import content_security_policy
from binome.web.pro_sante_connect import provider_settings, sign_in_origins
from binome.web.store.invitations import invite
from binome.web.store.models import AccountRow, SeatRow
from binome.web.store.people import seat_of
from tests.web.people.building import PASSWORD, Built, build

PROGRAM = Path(__file__).with_name("provider.py")
BUTTON = "main form[action^='/account/psc/'] button"


@pytest.fixture
def house(transactional_db: None) -> Built:
    return build()


@pytest.fixture(scope="session")
def program(live_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The provider's address, while it runs."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    back = f"{live_server.url}/account/psc/back/"
    command = [sys.executable, str(PROGRAM), str(port), str(tmp_path_factory.mktemp("provider")), back]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        try:
            assert running.stdout
            assert running.stdout.readline() == "ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


@pytest.fixture
def provider(program: str, settings: Any) -> str:
    """Our side, configured as an operator would do it."""
    env = {"BINOME_PSC_CLIENT_ID": "binome", "BINOME_PSC_SECRET": "s3cret", "BINOME_PSC_SERVER": program}
    settings.SOCIALACCOUNT_PROVIDERS = provider_settings(env)
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_security_policy(sign_in_origins(env))}
    settings.BINOME_SECOND_FACTOR = True
    return program


def sign_in_there(page: Page, who: str) -> None:
    page.locator(BUTTON).click()
    page.locator("input[name=username]").fill(who)
    page.locator("input[name=password]").fill("provider")
    page.get_by_role("button", name="Sign in").click()


def link(house: Built, member: str) -> str:
    seat, _ = seat_of(house.accounts["m1"].pk, "brehan", timezone.now())
    assert seat
    return f"/account/welcome/{invite(seat, member, now=timezone.now(), days=7)}/"


def test_a_newcomer_comes_in_with_pro_sante_connect(live_server: Any, page: Page, house: Built, provider: str) -> None:
    """From the invitation to the team page, then again without the link; strong enough by itself."""
    page.goto(f"{live_server.url}{link(house, 'm4')}")
    sign_in_there(page, "legoff")
    page.goto(f"{live_server.url}/p/brehan/team/")
    expect(page.locator("#member-m4")).to_contain_text("brehan-")

    identity = SocialAccount.objects.get()
    assert (identity.provider, identity.uid) == ("psc", "899700218896")
    assert identity.extra_data == {}, "names and places of work are told to us, and are not ours to keep"
    assert not identity.user.has_usable_password()
    assert SeatRow.objects.get(account=identity.user).member.code == "m4"

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/p/brehan/team/")
    sign_in_there(page, "legoff")
    page.wait_for_url("**/p/brehan/team/")
    assert SocialAccount.objects.count() == 1


def test_the_request_is_the_one_the_national_rules_ask_for(
    live_server: Any, page: Page, house: Built, provider: str
) -> None:
    """Scope, level of assurance, state, nonce and PKCE; none of them can be lowered by editing the address."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/account/login/")
    form = page.locator("main form[action^='/account/psc/']")
    form.evaluate("form => form.setAttribute('action', '/account/psc/?auth_params=acr_values%3Deidas0&scope=email')")
    page.locator(BUTTON).click()
    page.wait_for_selector("input[name=username]")
    sent = parse_qs(urlsplit(next(url for url in asked if "/authorize/" in url)).query)
    assert set(sent["scope"][0].split()) == {"openid", "scope_all"}
    assert sent["acr_values"] == ["eidas1"]
    assert sent["response_type"] == ["code"]
    assert sent["code_challenge_method"] == ["S256"]
    assert len(sent["nonce"][0]) >= 32
    assert len(sent["state"][0]) >= 16


def test_signing_out_here_signs_out_there(live_server: Any, page: Page, house: Built, provider: str) -> None:
    """Otherwise the next person at this machine would come in with the last one's card."""
    page.goto(f"{live_server.url}{link(house, 'm4')}")
    sign_in_there(page, "legoff")
    page.goto(f"{live_server.url}/account/logout/")
    page.locator("main form button").click()
    page.wait_for_url(f"{live_server.url}/account/login/")
    page.locator(BUTTON).click()
    expect(page.locator("input[name=username]")).to_be_visible()


def test_a_known_identity_without_an_invitation_opens_nothing(
    live_server: Any, page: Page, house: Built, provider: str
) -> None:
    """To prove who one is, is not to work here."""
    page.goto(f"{live_server.url}/account/login/")
    sign_in_there(page, "stranger")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("a[href='/account/login/']").count() == 1
    assert not SocialAccount.objects.exists()
    assert AccountRow.objects.count() == 3
    page.goto(f"{live_server.url}/p/brehan/team/")
    assert "/account/login/" in page.url


def test_an_answer_without_a_national_identity_is_refused(
    live_server: Any, page: Page, house: Built, provider: str
) -> None:
    """Whatever else it says."""
    page.goto(f"{live_server.url}{link(house, 'm4')}")
    sign_in_there(page, "nobody")
    page.wait_for_url("**/account/psc/back/**")
    assert not SocialAccount.objects.exists()
    assert AccountRow.objects.count() == 3


def test_somebody_with_a_password_links_their_card(
    live_server: Any, page: Page, house: Built, provider: str, settings: Any
) -> None:
    """From their own account page; afterwards both ways lead to the same seat."""
    settings.BINOME_SECOND_FACTOR = False
    page.goto(f"{live_server.url}/account/login/?next=/account/")
    page.locator("input[name=login]").fill("m1@brehan.fr")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.btn-main").click()
    page.wait_for_url("**/account/")
    sign_in_there(page, "legoff")
    page.wait_for_url("**/account/")
    assert SocialAccount.objects.get().user == house.accounts["m1"]


def test_an_answer_to_another_request_is_refused(house: Built, provider: str) -> None:
    """A stolen code arrives in a browser that never asked."""
    answer = Client().get("/account/psc/back/?code=stolen&state=made-up")
    assert answer.status_code == 401
    assert not SocialAccount.objects.exists()
    assert Client().get("/account/").status_code == 302


@override_settings(SOCIALACCOUNT_PROVIDERS=provider_settings({}))
def test_where_it_is_not_configured_it_does_not_exist(db: None) -> None:
    """No button, no address."""
    assert "psc" not in Client().get("/account/login/").text
    assert Client().get("/account/psc/").status_code == 404
    assert Client().get("/account/psc/back/").status_code == 404
