"""One journey per role with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import Enter
from tests.stories.test_three_screens import be_free, first, make_room, press_next, state_of


def test_the_secretary_notes_an_arrival_and_takes_it_back(enter: Enter) -> None:
    page = enter("Katell")
    visit = first(page, "expected")
    page.locator(f"#{visit}").focus()

    page.keyboard.press("Enter")
    state_of(page, visit, "waiting")
    page.locator(f"#{visit}").focus()
    page.keyboard.press("u")

    state_of(page, visit, "expected")


def test_the_assistant_settles_and_prepares(enter: Enter) -> None:
    secretary, page = enter("Katell"), enter("Solenn")
    make_room(secretary, "m2")
    be_free(page)
    visit = first(secretary, "expected", "m2")
    press_next(secretary, visit)
    state_of(page, visit, "waiting")

    page.locator(f"#{visit}").focus()
    page.keyboard.press("Enter")
    state_of(page, visit, "preparation")
    page.locator(f"#{visit}").focus()
    page.keyboard.press("p")

    page.wait_for_url(f"**/prepare/{visit.removeprefix('visit-')}/")


def test_the_doctor_opens_the_sheet_in_one_key(enter: Enter) -> None:
    page = enter("Dr Maïwenn Tanguy")
    visit = first(page, "expected")
    page.locator(f"#{visit}").focus()

    page.keyboard.press("p")

    page.wait_for_url(f"**/prepare/{visit.removeprefix('visit-')}/")


@pytest.mark.parametrize("who", ["Katell", "Solenn", "Dr Anne Kerbrat", "Gwendal", "Erwan", "Rozenn", "Nolwenn"])
def test_the_keyboard_reaches_the_agenda_and_comes_back(enter: Enter, who: str) -> None:
    page = enter(who)

    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/agenda/**")
    page.keyboard.press("g")
    page.keyboard.press("b")

    page.wait_for_url("**/board/**")


def test_the_search_and_the_map_open_from_the_keyboard(enter: Enter) -> None:
    page = enter("Solenn")

    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("body").press("?")

    expect(page.locator("#keys")).to_be_visible()
