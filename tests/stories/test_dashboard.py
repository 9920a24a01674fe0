"""A doctor looks at her figures by keyboard alone, opens one, notes what happened, and the team tries something."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_every_page_is_readable_by_all import faults

COUNTED_MS = 60_000
THIS_MONTH = "?kind=month&on={day}"


def _measures(page: Page) -> None:
    """Two keys from anywhere; then until there is a figure: the first time, months are being counted."""
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/measures/**")
    day = re.search(r"\d{4}-\d{2}-\d{2}", page.locator("input[name=day]").first.get_attribute("value") or "")
    assert day
    page.goto(page.url.split("?")[0] + THIS_MONTH.format(day=day[0]))
    expect(page.locator(".measure:not(.measure-hidden)").first).to_be_visible(timeout=COUNTED_MS)


@pytest.fixture
def doctor(enter: Enter) -> Page:
    page = enter("Dr Anne Kerbrat")
    _measures(page)
    return page


def test_a_figure_is_opened_read_and_marked_without_a_mouse(doctor: Page) -> None:
    """From the question to the figure, its chart with its table, and a mark that stands on it for everybody."""
    assert faults(doctor) == []
    doctor.locator(".measure:not(.measure-hidden) h3 a").first.focus()
    doctor.keyboard.press("Enter")
    doctor.wait_for_url("**/figure/**")
    expect(doctor.locator(".chart svg")).to_be_visible()
    doctor.locator(".figure-table summary").focus()
    doctor.keyboard.press("Enter")
    expect(doctor.locator(".figure-table tbody tr").first).to_be_visible()

    doctor.locator(".measures-add summary").first.focus()
    doctor.keyboard.press("Enter")
    doctor.locator(".measures-add input[name=words]").first.focus()
    doctor.keyboard.type("Une assistante de plus")
    doctor.keyboard.press("Enter")
    expect(doctor.locator(".measures-notes")).to_contain_text("Une assistante de plus")
    assert faults(doctor) == []


def test_what_the_team_tries_is_looked_at_together(doctor: Page) -> None:
    """A target and an action become a page that the next meeting reads, and prints."""
    doctor.locator(".measure:not(.measure-hidden) h3 a").first.click()
    doctor.locator("a[href*='tries/new']").click()
    doctor.locator("input[name=target]").fill("9,5")
    doctor.locator("textarea[name=action]").fill("Préparer dès l'arrivée")
    doctor.locator("main button.btn-main").click()
    doctor.wait_for_url(re.compile(r"/tries/\d+/$"))
    expect(doctor.locator(".loop-way")).to_contain_text("Préparer dès l'arrivée")
    assert faults(doctor) == []


def test_whoever_gives_two_days_looks_at_those(doctor: Page) -> None:
    """Without having to say first that the days are any days."""
    doctor.locator(".measures-choose summary").click()
    doctor.locator(".measures-any input[name=since]").fill("2026-01-05")
    doctor.locator(".measures-any input[name=last]").fill("2026-01-09")
    doctor.locator(".measures-choose button.btn-main").click()
    expect(doctor.locator(".measures-named")).to_have_text("Du 5 janvier 2026 au 9 janvier 2026")


def test_the_secretary_sees_no_doctor_in_it(enter: Enter) -> None:
    """The figures are hers too; the bands by doctor are not."""
    secretary = enter("Katell")
    _measures(secretary)
    secretary.locator(".measure:not(.measure-hidden) h3 a").first.click()
    secretary.wait_for_url("**/figure/**")
    expect(secretary.locator("a[href*='/doctors']")).to_have_count(0)
    answer = secretary.goto(secretary.url.split("?")[0] + "doctors")
    assert answer is not None
    assert answer.status == 403
