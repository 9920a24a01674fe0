"""Every page of people and trust: readable by everybody, in both lights, and with the keyboard."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from binome.web.store.invitations import invite
from binome.web.store.models import PatientRow, ReadRow
from binome.web.store.people import seat_of
from tests.web.people.building import PASSWORD, Built, build

WCAG = {
    "preload": False,
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}
STRANGER = ["/account/login/", "{link}", "{screen}", "/account/welcome/gone/"]
MEMBER = ["/p/brehan/team/", "/account/", "/account/second-factor/", "/account/2fa/", "/account/2fa/totp/activate/",
          "/account/2fa/webauthn/add/", "/account/2fa/webauthn/", "/account/password/change/", "/account/logout/",
          "/p/brehan/trust/", "/p/brehan/trust/dormant/", "/p/brehan/nothing/", "/p/elsewhere/team/"]  # fmt: skip


@pytest.fixture
def house(transactional_db: None) -> Built:
    built = build()
    PatientRow.objects.create(practice=built.practice, code="p7", family="Duval", given="Jeanne", sought="duval jeanne")
    ReadRow.objects.create(
        practice=built.practice, account=built.accounts["m2"], by="m2", kind="visit", patient="p7", at=timezone.now()
    )
    return built


def links(house: Built) -> dict[str, str]:
    seat, _ = seat_of(house.accounts["m1"].pk, "brehan", timezone.now())
    assert seat
    made = {
        name: invite(seat, member, now=timezone.now(), days=7) for name, member in (("link", "m4"), ("screen", None))
    }
    return {name: f"/account/welcome/{secret}/" for name, secret in made.items()}


def sign_in(context: BrowserContext, house: Built, url: str) -> None:
    cookie = house.client("m1").cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("light", ["light", "dark"])
def test_no_page_shuts_anybody_out(live_server: Any, page: Page, house: Built, light: Any) -> None:
    """WCAG 2.2 AA, as far as a machine can tell; no script or style was refused by the content policy."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    page.emulate_media(color_scheme=light)
    seen: dict[str, list[str]] = {}
    for address in STRANGER:
        page.goto(live_server.url + address.format(**links(house)))
        seen[address] = faults(page)
    sign_in(page.context, house, live_server.url)
    for address in MEMBER:
        page.goto(live_server.url + address)
        seen[address] = faults(page)
    assert {address: found for address, found in seen.items() if found} == {}
    assert complaints == []


def test_a_team_is_managed_without_a_mouse(live_server: Any, page: Page, house: Built) -> None:
    """Somebody joins: the name, the roles and the button are reached by tabulation, and the link is announced."""
    sign_in(page.context, house, live_server.url)
    page.goto(f"{live_server.url}/p/brehan/team/")
    page.locator("#id_name").focus()
    page.keyboard.type("Yann Corre")
    for _ in range(7):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the seventh role: nurse
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "/account/welcome/" in page.locator("[data-invitation]").input_value()
    expect(page.locator("#member-m5")).to_contain_text("Yann Corre")


def test_errors_are_summed_up_and_lead_to_their_field(live_server: Any, page: Page, house: Built) -> None:
    """The focus is on the summary; its link goes to the field."""
    page.goto(live_server.url + links(house)["link"])
    page.locator("input[name=login]").fill("abgrall")
    page.locator("input[name=password]").fill("court")
    page.locator("input[name=again]").fill(PASSWORD)
    page.locator("main form button.btn-main").last.click()
    expect(page.locator("[data-errors]")).to_be_focused()
    page.locator("[data-errors] a[href='#id_again']").click()
    expect(page.locator("#id_again")).to_be_focused()
    expect(page.locator("#id_again")).to_have_attribute("aria-invalid", "true")
