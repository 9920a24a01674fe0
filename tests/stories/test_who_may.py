"""A doctor keeps something back, an assistant is refused with the way out, a training passes, papers are signed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import Enter

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LAW = "/p/kermorwen/delegation/"
DOCTOR, ASSISTANT, LEARNING = "Dr Anne Kerbrat", "Solenn Le Bihan", "Nolwenn Cadiou"
PAGES = [
    "",
    "?activity=measure_blood_pressure",
    "mine",
    "missing",
    "trainings",
    "ours",
    "orders",
    "papers",
    "papers/m5/",
]
REASON = "Le tensiomètre part en révision"


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def verdict_of(page: Page, who: str) -> str:
    line = page.locator(".law-line", has=page.get_by_role("link", name=who, exact=True))
    return line.locator(".law-tag").first.inner_text()


def ask(page: Page, activity: str) -> None:
    page.goto(f"{LAW}?activity={activity}")


def test_a_doctor_narrows_and_the_assistant_is_told_why_and_who_may(enter: Enter) -> None:
    """Asked, kept back and given back with the keyboard alone."""
    doctor, assistant = enter(DOCTOR), enter(ASSISTANT)
    ask(assistant, "measure_temperature")
    assert verdict_of(assistant, ASSISTANT) == "fait"

    doctor.goto(f"{LAW}ours?activity=measure_temperature#narrow")
    doctor.locator("#narrow input[name=reason]").focus()
    doctor.keyboard.type(REASON)
    doctor.keyboard.press("Enter")
    expect(doctor.locator(".law-line", has_text=REASON)).to_be_visible()

    assistant.reload()
    assert verdict_of(assistant, ASSISTANT) == "non"
    expect(assistant.locator(".law-why", has_text=REASON).first).to_be_visible()
    assert verdict_of(assistant, "Erwan Jégou") == "fait"

    back = doctor.locator(".law-line", has_text=REASON).get_by_role("button", name=re.compile("Rendre"))
    back.focus()
    doctor.keyboard.press("Enter")
    expect(doctor.locator(".law-line", has_text=REASON)).to_have_count(0)
    assistant.reload()
    assert verdict_of(assistant, ASSISTANT) == "fait"


def test_what_is_missing_is_seen_tried_then_obtained(enter: Enter) -> None:
    """First aid asks for a training: ticked, it would change; obtained, it has changed."""
    page = enter(DOCTOR)
    ask(page, "give_first_aid")
    assert verdict_of(page, LEARNING) == "pas encore"
    expect(page.locator(".law-way").first).to_contain_text("AFGSU")

    page.goto(f"{LAW}missing")
    page.locator("input[value='m6:first_aid_training']").focus()
    page.keyboard.press("Space")
    would = page.locator("section", has=page.locator("#would-h"))
    expect(would).to_contain_text(LEARNING)
    expect(would).to_contain_text("Donner les premiers secours")

    page.goto(f"{LAW}trainings")
    under_way = page.locator("#of-m6 form[action$='obtain']")
    under_way.locator("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#of-m6 form[action$='obtain']")).to_have_count(0)
    ask(page, "give_first_aid")
    assert verdict_of(page, LEARNING) == "fait"


def test_yesterday_is_judged_by_yesterday_s_text(enter: Enter) -> None:
    page = enter(ASSISTANT)
    page.goto(f"{LAW}?activity=welcome_patient&on=2019-01-01")
    assert verdict_of(page, ASSISTANT) == "non"


def test_a_paper_is_printed_signed_and_shows_what_changed(enter: Enter) -> None:
    """The protocol was signed before something was kept back: the difference is there, and goes once signed again."""
    page = enter(DOCTOR)
    page.goto(f"{LAW}papers/protocol/")
    expect(page.locator("ins").first).to_be_visible()
    made = page.request.get(f"{LAW}papers/protocol/paper.pdf")
    assert made.body().startswith(b"%PDF-")

    page.locator("form[action$='sign'] button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("ins")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^PDF – "))).to_have_count(2)
    for who in ("m1", "m5", "m6", "m7", "m8", "m9"):
        assert page.request.get(f"{LAW}papers/{who}/paper.pdf").body().startswith(b"%PDF-")


def test_a_patient_is_entrusted_then_taken_back_without_a_name_in_an_address(enter: Enter) -> None:
    page = enter(DOCTOR)
    page.goto(f"{LAW}orders")
    page.locator("#id_who").fill("le")
    page.keyboard.press("Enter")
    first = page.locator(".found-list a").first
    name = first.inner_text()
    first.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    assert name.split()[0].lower() not in page.url.lower()
    page.locator("form[action$='give'] button").press("Enter")
    page.get_by_role("button", name=re.compile("Révoquer")).press("Enter")
    expect(page.locator("main")).not_to_contain_text(name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_readable_and_none_scrolls_sideways_on_a_tablet(enter: Enter, scheme: str, language: str) -> None:
    page = enter(DOCTOR, color_scheme=scheme, viewport={"width": 834, "height": 1112})
    switch = page.locator(f"button[name=language][value={language}]")
    if switch.count():
        switch.click()
        page.wait_for_load_state()
    for path in PAGES:
        page.goto(f"{LAW}{path}")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, path
    back = page.locator("button[name=language][value=fr]")
    if back.count():
        back.click()
        page.wait_for_load_state()
