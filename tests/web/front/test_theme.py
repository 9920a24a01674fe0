"""Light and dark: the device's choice, or the person's own, kept by the server."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.web.front.day import board, line, page
from tests.web.front.stage import STATIC, Answer, Stage

DARK = "rgb(13, 20, 24)"


def test_the_two_ways_to_dark_are_the_same_dark() -> None:
    """The values stand twice in the style sheet, since a media query cannot share them."""
    blocks = re.findall(r":root(?:\[data-theme=\"dark\"\]|:not\(\[data-theme=\"light\"\]\)) \{([^}]*)\}", _tokens())
    asked, chosen = ([line.strip() for line in block.strip().splitlines()] for block in blocks)
    assert asked == chosen


def test_each_light_colour_has_its_dark_one() -> None:
    """A colour forgotten in the dark is black on black."""
    blocks = re.findall(r":root(?:\[data-theme=\"dark\"\])? \{([^}]*)\}", _tokens())
    light, dark = (set(re.findall(r"--[\w-]+", block)) for block in blocks[:2])
    assert light == dark


def test_the_device_decides_until_somebody_does(stage: Stage, browser: Browser) -> None:
    """And the choice is shown at once, then kept."""
    context = browser.new_context(color_scheme="dark")
    screen = context.new_page()
    stage.answer("/account/account_taste/", Answer(status=204))
    screen.goto(stage.show("/page", page("<p>x</p>")))
    expect(screen.locator("body")).to_have_css("background-color", DARK)
    screen.click("[data-theme-form] button")
    expect(screen.locator("html")).to_have_attribute("data-theme", "light")
    expect(screen.locator("body")).not_to_have_css("background-color", DARK)
    screen.wait_for_timeout(100)
    assert stage.requests("/account/account_taste/")[0].form["theme"] == "light"
    screen.click("[data-theme-form] button")
    expect(screen.locator("body")).to_have_css("background-color", DARK)
    context.close()


def test_the_server_draws_the_choice_before_any_script(stage: Stage, browser: Browser) -> None:
    """No white flash at night."""
    context = browser.new_context(java_script_enabled=False)
    screen = context.new_page()
    screen.goto(stage.show("/board", board(line("1")).replace('<html lang="fr"', '<html lang="fr" data-theme="dark"')))
    expect(screen.locator("body")).to_have_css("background-color", DARK)
    context.close()


def test_someone_who_asked_for_less_motion_gets_none(stage: Stage, browser: Browser) -> None:
    """The call on the wall screen included."""
    context = browser.new_context(reduced_motion="reduce")
    screen: Page = context.new_page()
    screen.goto(stage.show("/page", page('<div class="wall"><ol><li class="wall-call" data-new>Héron</li></ol></div>')))
    assert screen.locator(".wall-call").evaluate("one => getComputedStyle(one).animationIterationCount") == "1"
    context.close()


def _tokens() -> str:
    return (STATIC / "css/tokens.css").read_text("utf-8")
