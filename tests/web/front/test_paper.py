"""What is printed is the day, whole, in black on white, on as many sheets as it takes."""

from playwright.sync_api import Page, expect

from tests.web.front.day import board, line, turn
from tests.web.front.stage import Stage


def test_the_board_prints_its_visits_and_none_of_its_buttons(stage: Stage, screen: Page) -> None:
    """Finished visits too, though the screen folds them."""
    day = [line("1", state="done", order="09:00"), line("2", order="09:15")]
    screen.goto(stage.show("/board", board(*day, turns=turn("2"))))
    expect(screen.locator("#visit-1")).to_be_hidden()
    screen.emulate_media(media="print", color_scheme="dark")
    expect(screen.locator("#visit-1")).to_be_visible()
    expect(screen.locator(".top")).to_be_hidden()
    expect(screen.locator(".board-side")).to_be_hidden()
    assert screen.locator(".btn:visible").count() == 0
    expect(screen.locator(".line-name").first).to_have_css("color", "rgb(0, 0, 0)")


def test_a_long_day_goes_on_to_page_two(stage: Stage, screen: Page) -> None:
    """Other products print the first page only."""
    day = [line(str(n), order=f"{8 + n // 4:02}:{n % 4 * 15:02}") for n in range(100)]
    screen.goto(stage.show("/board", board(*day)))
    paper = screen.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") >= 3 or paper.count(b"/Type /Page /") >= 3 or paper.count(b"/Type/Page/") >= 3


def test_the_map_of_the_keys_prints_alone(stage: Stage, screen: Page) -> None:
    """To be stuck beside the screen."""
    screen.goto(stage.show("/board", board(line("1"))))
    expect(screen.locator("html")).to_have_attribute("data-ready", "")
    screen.keyboard.press("?")
    screen.emulate_media(media="print")
    expect(screen.locator("#keys")).to_be_visible()
    expect(screen.locator("#board")).to_be_hidden()
