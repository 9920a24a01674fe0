"""A doctor wonders whether to hire: dials are turned, simulated days answer, and what must not suffer is watched."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WHATIF = "/p/kermorwen/whatif/"
PATIENCE_MS = 100_000
"""On a machine that compiles the days for the first time."""
DOCTOR = "Dr Anne Kerbrat"


def begun(page: Page, base: str = "single_doctor") -> None:
    page.goto(WHATIF)
    page.locator(f"form:has([name=base][value={base}]) button").click()
    expect(page.locator("#found[data-moving=no] .gains")).to_be_visible(timeout=PATIENCE_MS)


def turn(page: Page, **dials: str) -> None:
    """With the keyboard's own event, as a hand on the dial makes it."""
    for code, value in dials.items():
        set_to = "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }"
        page.locator(f"#d-{code}").evaluate(set_to, value)


def settled(page: Page) -> None:
    expect(page.locator("#found[data-moving=no] .guards")).to_be_visible(timeout=PATIENCE_MS)


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def hired(page: Page) -> None:
    """An assistant, a second room, and what becomes of the time."""
    begun(page)
    for step in ("preparation", "closing"):
        page.locator(f"input[name={step}][value=assistant]").check(force=True)
    turn(page, assistant_hours="35", rooms="2", more_patients="60", longer_visits="0", earlier_end="40")
    settled(page)


def test_an_assistant_frees_time_and_the_page_says_at_what_price(enter: Enter) -> None:
    """One turns, one sees: no button, ranges that narrow, guardrails in the same card; a reload changes nothing."""
    page = enter(DOCTOR)
    hired(page)
    freed = page.locator(".gain-good dd b").first
    assert re.search(r"\d+ (h|min)", freed.inner_text())
    assert page.locator(".whatif-top .guard").count() >= 4

    said = page.locator(".gains").inner_text()
    page.reload()
    expect(page.locator(".gains")).to_have_text(re.compile(re.escape(said.splitlines()[1])))


def test_my_practice_begins_from_my_own_days_and_says_how_near_it_comes(enter: Enter) -> None:
    """Lived and simulated stand beside each other before anything is changed."""
    page = enter(DOCTOR)
    begun(page, "practice")
    card = page.locator(".whatif-taught")

    expect(card).to_be_visible(timeout=PATIENCE_MS)
    expect(card).to_contain_text(re.compile(r"\d+ (journées terminées|finished days)|trop peu|Too few"))


def test_three_parts_that_do_not_make_a_whole_are_not_sent(enter: Enter) -> None:
    page = enter(DOCTOR)
    begun(page)
    turn(page, more_patients="60")

    expect(page.locator("[data-sum]")).to_contain_text("60")
    page.locator("#dials .btn-main").click()
    assert page.locator("#found").get_attribute("data-moving") == "no"


def test_a_dial_is_turned_and_the_day_moved_without_a_mouse(enter: Enter) -> None:
    """Arrows turn a dial; the day steps from event to event, and is told in words."""
    page = enter(DOCTOR, reduced_motion="reduce")
    hired(page)
    page.locator("#d-rooms").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("output[for=d-rooms]")).to_contain_text("3")
    settled(page)
    expect(page.locator("[data-replay]")).to_be_visible(timeout=PATIENCE_MS)
    before = page.locator("[data-clock]").inner_text()
    page.locator("[data-on]").focus()
    page.keyboard.press("Enter")

    assert page.locator("[data-clock]").inner_text() > before
    assert page.locator("[data-heard]").inner_text() != ""


def test_a_run_is_stopped_and_taken_up_again(enter: Enter) -> None:
    page = enter(DOCTOR)
    begun(page)
    page.locator("#source select[name=wanted]").select_option("1000")
    page.locator("#source form button").click()
    page.locator("form[action=stop] button").click(timeout=PATIENCE_MS)
    expect(page.locator("#found[data-moving=no]")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".gains")).to_be_visible()

    again = page.locator("form[action=ask] .btn-s").first
    if again.count():  # it may have been quicker than the hand
        again.click()
        expect(page.locator("#found[data-moving=no] [data-state=done]")).to_be_visible(timeout=PATIENCE_MS)


def test_it_is_kept_under_a_name_and_taken_as_paper(enter: Enter) -> None:
    page = enter(DOCTOR)
    hired(page)
    page.locator("input[name=name]").fill("Avec un assistant")
    page.locator("form[action=keep] button").click()
    page.wait_for_load_state()
    expect(page.locator("h1")).to_have_text("Avec un assistant")

    paper = page.request.get(page.url + "paper")
    assert paper.ok
    assert paper.body().startswith(b"%PDF")
    page.goto(WHATIF)
    expect(page.get_by_role("link", name="Avec un assistant").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_found_is_readable_by_all(enter: Enter, scheme: str, language: str) -> None:
    """Both lights, both languages; nothing wider than the screen, on a desk, on a tablet and zoomed twice."""
    page = enter("Dr Maïwenn Tanguy", color_scheme=scheme)  # the language is the account's
    button = page.locator(f"button[name=language][value={language}]")
    if button.count():
        button.click()
        page.wait_for_load_state()
    hired(page)
    expect(page.locator("[data-replay]")).to_be_visible(timeout=PATIENCE_MS)

    assert page.locator("html").get_attribute("lang") == language
    assert faults(page) == []
    for width in (1440, 1024, 640):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
