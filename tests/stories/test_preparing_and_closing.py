"""A visit is prepared by checklist, read first by the doctor in one key, and closed with a page: by keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_every_page_is_readable_by_all import faults
from tests.stories.test_three_screens import first


def press(found: Locator, *, leads: bool = True) -> None:
    """With the keyboard; `leads`: to a page, this one drawn anew included."""
    before = found.page.evaluate("performance.timeOrigin")
    found.focus()
    found.page.keyboard.press("Enter")
    if leads:
        found.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)


def fill(found: Locator, words: str) -> None:
    found.focus()
    found.page.keyboard.type(words)


def sheet_of(page: Page, visit: str) -> str:
    return f"/p/kermorwen/prepare/{visit.removeprefix('visit-')}/"


def take_pressure(page: Page, systolic: str, diastolic: str) -> None:
    fill(page.locator("input[name=systolic]"), systolic)
    fill(page.locator("input[name=diastolic]"), diastolic)
    press(page.get_by_role("button", name="Garder les mesures"))


def prepare(page: Page, address: str) -> None:
    """The list, the consent, the pressure twice, an item, a note to be seen first."""
    page.goto(address)
    press(page.get_by_text("Choisir les listes"), leads=False)
    box = page.get_by_role("checkbox", name="Suivi de l'hypertension")
    if not box.is_checked():
        box.focus()
        page.keyboard.press("Space")
    press(page.get_by_role("button", name="Utiliser ces listes"))
    press(page.get_by_role("button", name="Est d’accord"))
    take_pressure(page, "168", "96")
    expect(page.locator("[data-item=pressure]")).to_have_attribute("data-done", "part")
    take_pressure(page, "160", "94")
    expect(page.locator("[data-item=pressure]")).to_have_attribute("data-done", "yes")
    press(page.locator("[data-item=medicines] button").first)
    expect(page.locator("[data-item=medicines]")).to_have_attribute("data-done", "yes")
    fill(page.locator("textarea[name=words]").last, "Essoufflé dans l'escalier")
    page.locator("input[name=alert]").focus()
    page.keyboard.press("Space")
    press(page.get_by_role("button", name="Noter pour le médecin"))


def test_from_the_checklist_to_the_patient_s_page(enter: Enter) -> None:
    # Given an adult who is still to come, whose list the secretary writes down
    secretary, assistant, doctor = enter("Katell"), enter("Solenn"), enter("Dr Yann Le Guellec")
    visit = first(doctor, "expected", "m2")
    secretary.goto(f"{sheet_of(secretary, visit)}topics")
    fill(secretary.locator("textarea[name=topics]"), "Mon genou")
    press(secretary.get_by_role("button", name="Ajouter à la liste"))
    expect(secretary.locator(".topics")).to_contain_text("Mon genou")

    # When the assistant chooses the list, asks for consent, takes the pressure twice, ticks and notes
    prepare(assistant, sheet_of(assistant, visit))
    assert faults(assistant) == []

    # Then the doctor sees it first, in one key
    doctor.locator(f"#{visit}").focus()
    doctor.keyboard.press("p")
    doctor.wait_for_url(f"**{sheet_of(doctor, visit)}")
    top = doctor.locator(".first-seen")
    expect(top).to_contain_text("Essoufflé dans l'escalier")
    expect(doctor.locator("table.measures").first).to_contain_text("164")
    press(doctor.get_by_role("button", name="Prochaine fois : Mon genou"))

    # And closes: one thing for the team, one for the patient, and what is left
    press(doctor.get_by_role("link", name="Clôture"))
    doctor.get_by_label("Quoi").select_option("specialist")
    fill(doctor.get_by_label("En mots simples, pour le patient"), "cardiologue")
    press(doctor.get_by_role("button", name="Décidé"))
    expect(doctor.locator("ol.topics")).to_contain_text("Nous prenons pour vous un rendez-vous : cardiologue")
    expect(doctor.get_by_role("link", name="La tâche")).to_be_visible()
    expect(doctor.get_by_text("Mon genou")).to_be_visible()
    assert faults(doctor) == []
    made = doctor.request.get(f"{sheet_of(doctor, visit)}closing/page.pdf")
    assert made.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("path", ["prepare/lists/", "prepare/{story}/topics", "prepare/{story}/closing/"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_around_the_sheet_are_readable_by_all(enter: Enter, path: str, theme: str) -> None:
    """axe, and no sideways scrolling at 200 %."""
    page = enter("Dr Anne Kerbrat", color_scheme=theme)
    visit = first(page, "expected")
    page.goto(f"/p/kermorwen/{path.format(story=visit.removeprefix('visit-'))}")
    assert faults(page) == []
    page.set_viewport_size({"width": 640, "height": 512})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
