"""A day replayed, by hand and by itself, by keyboard, without scripts; readable by all, and never taken for another."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_every_page_is_readable_by_all import faults
from tests.web.board.traces import parquet, told

TRACE = {"name": "lived.parquet", "mimeType": "application/octet-stream", "buffer": parquet(*told())}


def replay(page: Page) -> None:
    page.goto("/p/kermorwen/board/")
    page.get_by_role("link", name=re.compile("Revoir la journée")).click()
    page.locator("[data-play]").wait_for()


def bring(page: Page, **file: object) -> None:
    page.goto("/p/kermorwen/replay/")
    page.set_input_files("#trace", {**TRACE, **file})
    page.locator("main form .btn-main").click()


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, at_once: Enter) -> Page:
    return at_once("Dr Anne Kerbrat", color_scheme=request.param)


def test_the_replays_are_readable(reader: Page) -> None:
    replay(reader)
    assert faults(reader) == []

    bring(reader, buffer=b"not a trace")
    expect(reader.locator(".errors")).to_be_visible()
    assert faults(reader) == []

    bring(reader)
    expect(reader).to_have_title(re.compile("SIMULÉ"))
    expect(reader.locator(".film-banner")).to_contain_text("SIMULÉ")
    assert faults(reader) == []


@pytest.mark.parametrize("width", [640, 1024])
def test_a_replay_does_not_scroll_sideways(enter: Enter, width: int) -> None:
    page = enter("Dr Anne Kerbrat", viewport={"width": width, "height": 512})
    replay(page)

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1


def test_the_keyboard_goes_by_one_minute_and_by_fifteen(enter: Enter) -> None:
    """And what is shown, said and remembered by the address follows."""
    page = enter("Dr Anne Kerbrat")
    replay(page)
    slider, last = page.locator("#film-minute"), int(page.locator("#film-minute").input_value())

    slider.focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowLeft")

    expect(slider).to_have_value(str(last - 16))
    expect(page).to_have_url(re.compile(rf"\?minute={last - 16}$"))
    hour = f"{(last - 16) // 60:02}:{(last - 16) % 60:02}"
    expect(page.locator("#film-hour")).to_have_text(hour)
    expect(slider).to_have_attribute("aria-valuetext", hour)
    expect(slider).to_be_focused()


def test_going_back_and_coming_again_gives_the_same_board(enter: Enter) -> None:
    page = enter("Dr Anne Kerbrat")
    replay(page)
    whole = page.locator(".board-table").inner_text()

    page.get_by_role("link", name=re.compile("15")).first.click()
    expect(page.locator(".board-table")).not_to_have_text(whole)
    page.locator("#film-minute").press("End")

    expect(page.locator(".board-table")).to_have_text(whole, use_inner_text=True)


def test_a_day_plays_by_itself_until_it_is_paused(enter: Enter) -> None:
    page = enter("Dr Anne Kerbrat")
    bring(page)
    play, slider = page.locator("[data-play]"), page.locator("#film-minute")
    first = slider.input_value()

    page.locator("[data-pace-of-film]").select_option("100")
    play.click()
    expect(slider).not_to_have_value(first)
    play.click()
    stopped = slider.input_value()
    page.wait_for_timeout(1_500)

    expect(play).to_have_attribute("aria-pressed", "false")
    expect(slider).to_have_value(stopped)


def test_without_scripts_links_and_a_form_go_through_the_day(enter: Enter, browser: Browser, demo: str) -> None:
    page = enter("Dr Anne Kerbrat")
    bring(page)
    address, state = page.url, page.context.storage_state()
    alone = browser.new_context(base_url=demo, java_script_enabled=False, storage_state=state)
    plain = alone.new_page()
    plain.goto(address)

    plain.get_by_role("link", name="Événement suivant").click()
    expect(plain.locator("#film-hour")).to_have_text("08:00")
    plain.get_by_role("link", name="Événement suivant").click()
    expect(plain.locator("[data-just]")).to_contain_text("Patient 1")
    expect(plain.locator("tr.line")).to_have_attribute("data-state", "preparation")
    expect(plain.get_by_role("button", name="Montrer")).to_be_visible()
    alone.close()
