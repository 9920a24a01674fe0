"""The pulse, lived by an assistant without a mouse and a doctor on a telephone: each reads the same of it."""

from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_every_page_is_readable_by_all import faults


def _go(page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/pulse/")


def _answer(page: Page, code: str, keys: str) -> None:
    page.goto(f"/p/kermorwen/pulse/answer/{code}")
    expect(page.locator("html")).to_have_attribute("data-ready", "")
    page.locator("fieldset input").first.focus()
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(".pulse-send button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".pulse-after")).to_be_visible()


def test_an_assistant_answers_by_keyboard_and_sees_whom_to_turn_to(enter: Enter) -> None:
    """Well-being at its lowest: help at once, for her; the doctor's page says nothing of it, and is as it was."""
    doctor, assistant = enter("Dr Anne Kerbrat"), enter("Solenn")
    _go(doctor)
    before = doctor.locator("main").inner_text()

    _go(assistant)
    assistant.locator("[data-pulse-first]").focus()
    _answer(assistant, "who5", "66666")

    expect(assistant.locator(".help-now")).to_be_visible()
    expect(assistant.locator(".help-now")).to_contain_text("3114")
    assert faults(assistant) == []
    doctor.reload()
    assert doctor.locator("main").inner_text() == before


def test_her_own_curve_is_in_her_browser_and_nowhere_else(enter: Enter) -> None:
    here, elsewhere = enter("Katell"), enter("Katell")
    _answer(here, "who5", "12121")
    expect(here.locator(".help-now")).to_be_hidden()
    here.locator("[data-own-keep]").click()

    for page, seen in ((here, True), (elsewhere, False)):
        page.goto("/p/kermorwen/pulse/")
        expect(page.locator("#own")).to_be_visible(visible=seen)
    assert faults(here) == []

    here.locator("[data-own-erase]").click()
    here.reload()
    expect(here.locator("#own")).to_be_hidden()


def test_a_line_that_nobody_moved_is_no_answer(enter: Enter) -> None:
    """On a telephone: five lines are moved, the sixth is said to be without an answer."""
    doctor = enter("Dr Yann Le Guellec", viewport={"width": 390, "height": 844}, has_touch=True)
    doctor.goto("/p/kermorwen/pulse/answer/rtlx")
    expect(doctor.locator("html")).to_have_attribute("data-ready", "")
    lines = doctor.locator("input[type=range]")
    expect(lines.first).to_have_attribute("aria-valuetext", "sans réponse")
    for place in range(5):
        lines.nth(place).tap()
    doctor.locator(".pulse-send button").tap()

    expect(doctor.locator(".errors")).to_contain_text("1 question est sans réponse")
    expect(doctor.locator(".pulse-missing")).to_have_count(1)
    doctor.locator(".pulse-send button").tap()
    expect(doctor.locator(".pulse-mine b.num")).to_have_text("50")


def test_what_is_told_is_drawn_and_said_to_be_simulated(enter: Enter) -> None:
    doctor = enter("Dr Anne Kerbrat")
    _go(doctor)

    load = doctor.locator(".pulse-series").first
    expect(load.locator(".chart svg")).to_be_visible()
    expect(load).to_contain_text("simulé")
    expect(load).to_contain_text("Non montré")
