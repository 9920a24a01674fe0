"""The board says when the day will likely end, follows every gesture, and never passes an estimate for a fact."""

import re

from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_three_screens import first, press_next, state_of

FIRST_MS = 120_000
"""The first forecast of a server loads what is compiled."""


def test_estimates_come_by_themselves_follow_a_click_and_say_what_they_are(enter: Enter) -> None:
    secretary, doctor = enter("Katell"), enter("Anne")
    expect(doctor.locator(".foreseen").first).to_be_attached(timeout=FIRST_MS)
    visit = first(secretary, "expected")
    expect(estimate(doctor, visit)).to_be_visible()
    assert "≈" in estimate(doctor, visit).inner_text()

    press_next(secretary, visit)
    state_of(doctor, visit, "waiting")

    expect(estimate(doctor, visit)).to_be_visible(timeout=10_000)
    expect(doctor.locator("[id^=ends-]").first).to_be_visible()
    doctor.locator("#foresight summary").click()
    expect(doctor.locator("#foresight")).to_contain_text("Simulé, pas constaté.")
    assert doctor.locator("[aria-live] .foreseen, [role=status] .foreseen").count() == 0
    doctor.goto(f"/p/kermorwen/visits/{visit.removeprefix('visit-')}/")
    expect(doctor.locator("#moves")).to_contain_text(re.compile("≈ simulé à|Aucun geste"), timeout=FIRST_MS)


def test_estimates_that_are_too_old_are_hidden_and_the_page_says_so(enter: Enter) -> None:
    page = enter("Anne")
    expect(page.locator(".foreseen").first).to_be_attached(timeout=FIRST_MS)
    page.evaluate("document.getElementById('foresight').dataset.at = '2020-01-01T00:00:00Z'")

    expect(page.locator(".foresight-old")).to_be_visible(timeout=5_000)

    expect(page.locator(".foreseen:visible")).to_have_count(0)


def test_the_wall_has_no_estimate(enter: Enter) -> None:
    page = enter("Anne")
    expect(page.locator(".foreseen").first).to_be_attached(timeout=FIRST_MS)
    page.goto(page.url.split("/board")[0] + "/wall/")
    page.locator("#freshness[data-fresh=live]").wait_for()

    expect(page.locator(".foreseen, #foresight")).to_have_count(0)


def estimate(page: Page, visit: str) -> object:
    return page.locator(f"#{visit.replace('visit-', 'seen-')}")
