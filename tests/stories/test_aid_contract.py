"""Where will the aid contract stand at its next check? A doctor types a count, looks, chooses, takes the papers."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
DOCTOR = "Dr Anne Kerbrat"
GROUP = "kind=collective&on=2026-11-22&share=3&sector=1&adhering=2&trainers=1&legal_form=SISA&mean_registered=900"
PAGES = [
    "contract/",
    "contract/?all=1",
    "contract/new",
    "contract/{code}/change",
    "contract/{code}/amend",
    "contract/{code}/ending",
    "contract/who-may-sign",
    f"contract/who-may-sign?{GROUP}",
]


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def typed(page: Page, name: str, said: str) -> None:
    page.locator(f"#read-form [name={name}]").fill(said)


def test_a_count_is_typed_without_a_mouse_and_a_slip_is_told(enter: Enter) -> None:
    """Two keys lead there; a number in letters is told beside its field, and nothing typed is lost."""
    page = enter(DOCTOR)
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url("**/contract/**")
    expect(page.locator(".aid-not-official")).to_contain_text("amelipro")
    page.locator("#read-form summary").focus()
    page.keyboard.press("Enter")
    today = page.locator("#read-form [name=on]").input_value()
    typed(page, "on", f"{date.fromisoformat(today):%Y-%m-01}")
    typed(page, "registered", "onze cents")
    typed(page, "active", "2 130")
    page.locator("#read-form [name=active]").press("Enter")
    expect(page.locator("#read-registered_error")).to_contain_text("onze cents")
    expect(page.locator("#read-form [name=active]")).to_have_value("2 130")
    typed(page, "registered", "1 155")
    page.locator("#read-form [name=active]").press("Enter")

    expect(page.locator("#messages")).to_contain_text("Relevé noté")
    expect(page.locator("#read")).to_contain_text(re.compile(r"1\s155"))


def test_another_reading_of_the_texts_is_chosen_and_said_to_be_unsettled(enter: Enter) -> None:
    page = enter(DOCTOR)
    page.goto("/p/kermorwen/contract/")
    page.locator("#choices > summary").click()
    page.locator("#choice-method").select_option("mean")
    page.locator("#choices .btn-main").click()

    expect(page.locator("section[aria-labelledby=aid-h]")).to_contain_text(
        "cette page s’appuie sur : au prorata de la moyenne"
    )
    expect(page.locator("section[aria-labelledby=aid-h] .tag-amber")).to_have_text("non tranché")


def test_the_papers_are_prepared_and_the_assistant_sees_no_money(enter: Enter) -> None:
    """The file and a letter open as PDF; the assistant has neither the page nor its door."""
    page = enter(DOCTOR)
    page.goto("/p/kermorwen/contract/")
    for path in ("file.pdf", "letter/yearly.pdf"):
        paper = page.request.get(page.url.partition("#")[0] + path)
        assert paper.ok
        assert paper.body().startswith(b"%PDF")
    address = page.url
    assistant = enter("Solenn Le Bihan")
    assert assistant.locator("[data-go=contract]").count() == 0
    assert assistant.request.get(address).status == 403


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_its_pages_are_readable_by_all(enter: Enter, scheme: str, path: str) -> None:
    """Both lights; nothing wider than the screen, on a desk, on a tablet and zoomed twice."""
    page = enter(DOCTOR, color_scheme=scheme)
    page.goto("/p/kermorwen/contract/?all=1")
    code = (page.locator("main h2 a").last.get_attribute("href") or "").rstrip("/").rpartition("/")[2]
    page.goto(f"/p/kermorwen/{path.format(code=code)}")
    for fold in page.locator("main details > summary").all():
        fold.click()

    assert faults(page) == []
    for width in (1440, 820, 640):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
