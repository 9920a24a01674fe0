"""The screen always says how old it is, and what is missing when it is old."""

from playwright.sync_api import Page, expect

from tests.web.front.day import NOW, board, line
from tests.web.front.stage import Answer, Stage
from tests.web.front.test_stream import _until


def _live(stage: Stage, screen: Page) -> None:
    screen.clock.install(time="2031-01-01T00:00:00Z")
    screen.goto(stage.show("/board", board(line("1"))))
    _until(lambda: stage.streams, screen)
    screen.clock.pause_at(screen.evaluate("Date.now() / 1000 + 1"))
    stage.beat(NOW, 5)
    screen.clock.run_for(600)
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "live")


def test_live_shows_the_servers_time_in_the_practices_zone(stage: Stage, screen: Page) -> None:
    """09:42:07 UTC is 10:42:07 in Paris, whatever this computer believes."""
    _live(stage, screen)
    expect(screen.locator("#freshness time")).to_have_text("10:42:07")
    expect(screen.locator("#freshness-why")).to_be_hidden()


def test_amber_after_seven_seconds_of_silence_and_red_after_twenty(stage: Stage, screen: Page) -> None:
    """With the time of what is shown, and a sentence that is read aloud once."""
    _live(stage, screen)
    stage.cut()
    screen.clock.run_for(6000)
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "live")
    screen.clock.run_for(2000)
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "late")
    expect(screen.locator("#freshness time")).to_have_text("10:42:07")
    expect(screen.locator("#freshness-why")).to_be_visible()
    expect(screen.locator("#freshness-why")).to_have_attribute("role", "status")
    screen.clock.run_for(14000)
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "lost")
    expect(screen.locator("#freshness-why")).to_contain_text("10:42:07")


def test_it_says_so_when_the_day_is_followed_again(stage: Stage, screen: Page) -> None:
    """Quietly: for those who were told that it was not."""
    _live(stage, screen)
    stage.cut()
    screen.clock.run_for(8000)
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "late")
    stage.mend()
    for _ in range(60):
        screen.clock.run_for(500)
        if screen.locator("#freshness").get_attribute("data-fresh") in ("live", "checked"):
            break
    assert screen.locator("#freshness-why").text_content()


def test_signed_out_is_said_with_the_way_back(stage: Stage, screen: Page) -> None:
    """A stream that is refused does not look like a cut network."""
    _live(stage, screen)
    stage.answer("/version", Answer(status=401))
    screen.clock.run_for(13000)
    expect(screen.locator("#freshness")).to_have_attribute("data-fresh", "out")
    expect(screen.locator("#freshness-why a")).to_be_visible()
