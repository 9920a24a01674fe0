"""The morning and the evening, lived by a secretary, an assistant and a doctor at once, without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_every_page_is_readable_by_all import faults

NOTE = "Frigo des vaccins : 6 degrés à 19 h, à revoir en arrivant."


def _press(page: Page, keys: str) -> None:
    """A key after the other; what follows waits for the page they lead to."""
    for key in keys.split():
        page.keyboard.press(key)


def _morning(page: Page) -> None:
    _press(page, "g h")
    page.wait_for_url("**/huddle/**")


def _evening(page: Page) -> None:
    # Whoever stands on the board already goes to it anew: its address alone would not say that the page has come.
    with page.expect_navigation(url="**/board/**"):
        _press(page, "g b")
    page.locator("[data-go=round]").wait_for()
    _press(page, "g e")
    page.wait_for_url("**/round")


def test_the_team_stands_round_the_morning_page(enter: Enter) -> None:
    """The secretary marks somebody who needs help; the assistant and the doctor see it, each by keyboard alone."""
    secretary, assistant, doctor = enter("Katell"), enter("Solenn"), enter("Dr Yann Le Guellec")
    for page in (secretary, assistant, doctor):
        _morning(page)
        expect(page.locator(".first")).not_to_have_count(0)
        expect(page.locator(".hand-over").first).to_be_visible()

    patient = secretary.locator("#attention select[name=patient]")
    patient.focus()
    secretary.keyboard.press("End")
    marked = patient.locator("option:checked").text_content() or ""
    secretary.keyboard.press("Tab")
    secretary.keyboard.press("ArrowDown")
    secretary.keyboard.press("Tab")
    secretary.keyboard.press("Enter")
    secretary.wait_for_url("**/huddle/**#attention")

    for page in (assistant, doctor):
        page.reload()
        expect(page.locator("#attention li", has_text=marked.split(" ", 1)[1])).to_contain_text("À aider")


def test_the_evening_gives_each_task_a_name_and_the_morning_a_note(enter: Enter) -> None:
    """The secretary settles what is nobody's; the assistant leaves a note; the doctor reads it on the next morning."""
    secretary, assistant, doctor = enter("Katell"), enter("Solenn"), enter("Dr Yann Le Guellec")
    _evening(secretary)
    choices = secretary.locator(".settle select")
    for choice in choices.all():
        choice.focus()
        secretary.keyboard.press("ArrowDown")
    if choices.count():
        secretary.get_by_role("button", name="Régler ces tâches").focus()
        secretary.keyboard.press("Enter")
        secretary.wait_for_url("**/round#tasks")
    expect(secretary.locator(".settle select")).to_have_count(0)

    _evening(assistant)
    assistant.locator("textarea[name=words]").focus()
    assistant.keyboard.type(NOTE)
    assistant.get_by_role("button", name="Laisser la note").focus()
    assistant.keyboard.press("Enter")
    assistant.wait_for_url("**/round#notes")

    _evening(doctor)
    doctor.get_by_role("link", name="Matin suivant").focus()
    doctor.keyboard.press("Enter")
    doctor.wait_for_url("**/huddle/**")
    expect(doctor.locator(".hand-over", has_text=NOTE)).to_contain_text("Solenn")


@pytest.mark.parametrize("path", ["huddle/", "who-does-what/", "hours/"])
def test_a_tablet_shows_it_whole(enter: Enter, path: str) -> None:
    """Held upright: nothing is read sideways, and axe finds nothing."""
    page = enter("Dr Anne Kerbrat", viewport={"width": 768, "height": 1024}, has_touch=True)
    page.goto(f"/p/kermorwen/{path}")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
    assert faults(page) == []
