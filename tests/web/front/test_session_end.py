"""Nobody is thrown out without a word, and every tab says the same."""

import json

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.front.day import page
from tests.web.front.stage import Answer, Stage


def _left(seconds: int, *, there: bool = True) -> Answer:
    return Answer(json.dumps({"signed_in": there, "seconds": seconds, "warn_at": 120}), kind="application/json")


def _open(stage: Stage, screen: Page, seconds: int) -> None:
    stage.answer("/session/", _left(seconds))
    stage.answer("/session/stay/", _left(900))
    stage.show("/account/account_login/", "<!doctype html><title>Entrer</title>")
    screen.clock.install()
    screen.goto(stage.show("/page", page('<label>Note<input name="note"></label>', signed_in=True)))
    expect(screen.locator("html")).to_have_attribute("data-ready", "")
    screen.wait_for_timeout(100)


def test_two_minutes_before_the_end_the_page_asks(stage: Stage, screen: Page) -> None:
    """A dialog that takes the focus, counts down for the eye each second and for the ear now and then."""
    _open(stage, screen, 130)
    screen.clock.run_for(5000)
    expect(screen.locator("#timeout")).to_be_hidden()
    screen.clock.run_for(7000)
    expect(screen.locator("#timeout")).to_be_visible()
    expect(screen.locator("[data-timeout-stay]")).to_be_focused()
    told = screen.locator("[data-timeout-told]").text_content()
    left = screen.locator("[data-timeout-left]").text_content()
    screen.clock.run_for(3000)
    assert screen.locator("[data-timeout-told]").text_content() == told != ""
    assert screen.locator("[data-timeout-left]").text_content() != left


def test_stay_signed_in(stage: Stage, screen: Page) -> None:
    """What was typed is still there."""
    _open(stage, screen, 60)
    screen.fill("[name=note]", "essoufflée")
    screen.clock.run_for(1500)
    screen.click("[data-timeout-stay]")
    expect(screen.locator("#timeout")).to_be_hidden()
    expect(screen.locator("[name=note]")).to_have_value("essoufflée")
    assert stage.requests("/session/stay/")[0].headers["X-CSRFToken"] == "page-token"


def test_staying_in_one_tab_is_staying_in_all(stage: Stage, context: BrowserContext, screen: Page) -> None:
    """Two boards side by side."""
    _open(stage, screen, 60)
    other = context.new_page()
    _open(stage, other, 60)
    for tab in (screen, other):
        tab.clock.run_for(1500)
        expect(tab.locator("#timeout")).to_be_visible()
    other.click("[data-timeout-stay]")
    expect(screen.locator("#timeout")).to_be_hidden()


def test_at_the_end_the_sign_in_page_and_the_way_back(stage: Stage, screen: Page) -> None:
    """The server is asked before anybody is sent away."""
    _open(stage, screen, 30)
    stage.answer("/session/", _left(0, there=False))
    screen.clock.run_for(32000)
    screen.wait_for_url("**/account/account_login/?next=%2Fpage")


def test_working_without_loading_pages_counts_as_being_there(stage: Stage, screen: Page) -> None:
    """Told to the server once a minute at most."""
    _open(stage, screen, 900)
    for _ in range(4):
        screen.keyboard.press("Shift")
        screen.clock.run_for(20_000)
    screen.wait_for_timeout(200)
    assert len(stage.requests("/session/stay/")) == 1
