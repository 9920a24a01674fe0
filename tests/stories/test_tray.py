"""An assistant prepares, a doctor signs: thirty documents, one key each, without a mouse."""

import sys
import time

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_every_page_is_readable_by_all import faults

SOON = 15_000
THIRTY = 30
HOME = "/p/kermorwen/tray/"
PAGES = [
    f"{HOME}?whose=sign",
    f"{HOME}?whose=back",
    f"{HOME}?whose=signed",
    f"{HOME}new",
    f"{HOME}new?template=letter_to_correspondent",
    f"{HOME}together?whose=sign&kind=letter_to_correspondent",
    f"{HOME}lessons",
    f"{HOME}templates",
    f"{HOME}templates/sick_leave",
]


def to_sign(page: Page) -> None:
    page.goto(f"{HOME}?whose=sign")
    page.locator("#freshness[data-fresh=live]").wait_for()


def in_hand(page: Page) -> str:
    return page.locator("#tray-doc").get_attribute("data-story") or ""


def done(page: Page) -> int:
    return int(page.locator("#tray-progress [data-done]").inner_text())


def press(page: Page, key: str) -> None:
    """A key of the tray; waits for another document, or for none."""
    before = in_hand(page)
    page.locator("body").press(key)
    expect(page.locator("#tray-doc")).not_to_have_attribute("data-story", before, timeout=SOON)


def test_a_document_comes_back_and_is_signed(enter: Enter) -> None:
    """Sent back with two keys, prepared again, put right in place by the doctor, signed; the way back is one key."""
    doctor, assistant = enter("Dr Yann Le Guellec"), enter("Solenn")
    to_sign(doctor)
    story = in_hand(doctor)
    doctor.locator("body").press("r")
    expect(doctor.locator(f"#back-{story} button").first).to_be_focused()
    press(doctor, "2")

    assistant.goto(f"{HOME}?doc={story}")
    expect(assistant.locator("#tray-doc")).to_contain_text("Il manque quelque chose")
    assistant.locator("body").press("e")
    assistant.wait_for_url("**/again")
    assistant.locator("textarea").first.fill("Repris avec la famille")
    assistant.locator("form.card .btn-main").press("Enter")
    assistant.wait_for_url("**/tray/**")

    doctor.goto(f"{HOME}?whose=sign&doc={story}")
    doctor.locator("#freshness[data-fresh=live]").wait_for()
    doctor.locator("body").press("e")
    field = doctor.locator(f"#correct-{story} textarea, #correct-{story} input[name^=field]").first
    expect(field).to_be_focused()
    field.fill("Mis au point par le médecin")
    doctor.locator(f"#correct-{story} .btn-main").press("Enter")
    expect(doctor.locator("#tray-doc .tray-paper")).to_contain_text("Mis au point par le médecin", timeout=SOON)
    doctor.locator("h1").focus()
    press(doctor, "s")
    doctor.locator("body").press("u")
    expect(doctor.locator("#tray-doc")).to_have_attribute("data-story", story, timeout=SOON)


def test_the_count_moves_on_the_other_screen(enter: Enter) -> None:
    """The secretary sees, without reloading, that one document fewer waits, and that the one she reads is signed."""
    doctor, secretary = enter("Dr Yann Le Guellec"), enter("Katell")
    to_sign(secretary)
    to_sign(doctor)
    waiting = int(secretary.locator("#count-tray").inner_text())
    tab = int(secretary.locator("#tray-n-sign").inner_text())
    story = doctor.locator("#tray-doc").get_attribute("data-story")
    secretary.goto(f"{HOME}?whose=sign&doc={story}")
    secretary.locator("#freshness[data-fresh=live]").wait_for()

    press(doctor, "s")

    expect(secretary.locator("#count-tray")).to_have_text(str(waiting - 1), timeout=SOON)
    expect(secretary.locator("#tray-n-sign")).to_have_text(str(tab - 1), timeout=SOON)
    expect(secretary.locator("#tray-state")).to_have_text("signé", timeout=SOON)
    expect(secretary.locator("#tray-news a")).to_be_visible()
    doctor.locator("body").press("u")
    expect(secretary.locator("#count-tray")).to_have_text(str(waiting), timeout=SOON)


def test_an_assistant_has_no_way_to_sign(enter: Enter) -> None:
    """No button, and the key does nothing."""
    page = enter("Solenn")
    to_sign(page)
    story = in_hand(page)

    page.locator("body").press("s")

    expect(page.locator('[data-tray="sign"]')).to_have_count(0)
    assert in_hand(page) == story


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_readable(enter: Enter, scheme: str) -> None:
    """By all, in both lights, folds open."""
    page = enter("Dr Anne Kerbrat", color_scheme=scheme)
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert faults(page) == [], path


@pytest.mark.parametrize("width", [640, 820])
def test_its_pages_fit_a_tablet_and_a_zoomed_screen(enter: Enter, width: int) -> None:
    """No scrolling sideways."""
    page = enter("Dr Anne Kerbrat", viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_kind_is_looked_at_and_signed_together(enter: Enter) -> None:
    """b shows them all, whole; b signs those that stay ticked. Without scripts it is a form like any other."""
    page = enter("Dr Anne Kerbrat", java_script_enabled=True)
    to_sign(page)
    before = done(page)
    kind = page.locator('[data-tray="batch"]').get_attribute("href") or ""
    page.locator("body").press("b")
    page.wait_for_url("**/together**")
    how_many = page.locator(".tray-one").count()
    assert how_many > 0
    assert "kind=" in kind

    page.locator("body").press("b")

    page.wait_for_url("**/tray/?whose=sign")
    assert done(page) == before + how_many


def test_thirty_documents_are_signed_with_thirty_keys(enter: Enter) -> None:
    """One key each, every document seen before it is signed; how long it took is printed, not promised."""
    assistant, doctor = enter("Solenn"), enter("Dr Maïwenn Tanguy")
    to_sign(doctor)
    lacking = THIRTY - int(doctor.locator("#count-tray").inner_text())
    for number in range(max(0, lacking)):
        prepare(assistant, number)
    to_sign(doctor)
    before, seen, keys = done(doctor), set(), 0
    began = time.monotonic()
    for _ in range(THIRTY):
        assert doctor.locator("#tray-doc .tray-paper").inner_text().strip()
        seen.add(in_hand(doctor))
        press(doctor, "s")
        keys += 1
    took = time.monotonic() - began

    sys.stdout.write(f"\n{THIRTY} documents signed with {keys} keys in {took:.1f} s\n")
    assert len(seen) == THIRTY
    assert done(doctor) == before + THIRTY
    assert keys <= THIRTY


def prepare(page: Page, number: int) -> None:
    page.goto(f"{HOME}?whose=sign")
    page.goto("/p/kermorwen/board/")
    story = (page.locator("tr.line").first.get_attribute("id") or "").removeprefix("visit-")
    page.goto(f"{HOME}new?template=letter_to_correspondent&visit={story}")
    page.locator("[name=field-to]").fill(f"Dr Riou, no {number}")
    page.locator("[name=field-why]").fill("Avis")
    page.locator("form.card .btn-main").press("Enter")
    page.wait_for_url("**/tray/**")
