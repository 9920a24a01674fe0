"""A secretary, an assistant and a doctor ask things of each other at three screens, without a mouse."""

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.conftest import Enter
from tests.stories.test_every_page_is_readable_by_all import faults

SOON = 15_000
HOME = "/p/kermorwen/tasks/"
ONE_PAGE = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
xref
0 4
trailer << /Root 1 0 R /Size 4 >>
startxref
9
%%EOF
"""


def to_tasks(page: Page, whose: str = "mine") -> None:
    page.goto(f"{HOME}?whose={whose}")
    page.locator("#freshness[data-fresh=live]").wait_for()


def task(page: Page, title: str) -> Locator:
    return page.locator(".task, .ask", has_text=title).first


def ask(page: Page, said: str) -> float:
    """From wherever one is, with the keyboard alone; answers how many seconds it took."""
    began = time.monotonic()
    page.locator("body").press("a")
    field = page.locator("#asking [name=said]")
    expect(field).to_be_focused()
    page.keyboard.type(said)
    page.keyboard.press("Enter")
    expect(page.locator("#asking")).to_be_hidden()
    return time.monotonic() - began


def test_what_is_asked_on_the_board_is_before_the_assistant_at_once(enter: Enter) -> None:
    """In one line, in less than five seconds, from a page that is about something else; she need not reload."""
    secretary, assistant = enter("Katell"), enter("Solenn")
    to_tasks(assistant)

    took = ask(secretary, "IRM de l'épaule de Mme Test @solenn demain 10h !")

    line = task(assistant, "IRM de l'épaule de Mme Test")
    expect(line).to_be_visible(timeout=SOON)
    expect(line).to_contain_text("Katell Morvan")
    expect(line).to_contain_text("pressant")
    assert took < 5


def test_a_task_goes_from_hand_to_hand_by_keyboard(enter: Enter) -> None:
    """Taken, handed back, taken by another, done; the secretary who asked watches, and nobody reloads."""
    secretary, assistant = enter("Katell"), enter("Solenn")
    to_tasks(secretary, "asked")
    to_tasks(assistant)
    ask(secretary, "Rendez-vous ophtalmologue, cahier A @assistante")
    mine, hers = task(assistant, "cahier A"), task(secretary, "cahier A")
    expect(mine).to_be_visible(timeout=SOON)
    expect(hers).to_be_visible(timeout=SOON)

    mine.focus()
    assistant.keyboard.press("c")
    expect(hers).to_have_attribute("data-state", "claimed", timeout=SOON)
    expect(hers).to_contain_text("Solenn Le Bihan")

    expect(mine).to_have_attribute("data-state", "claimed")
    mine.focus()
    assistant.keyboard.press("b")
    expect(hers).to_have_attribute("data-state", "asked", timeout=SOON)

    expect(mine).to_have_attribute("data-state", "asked")
    mine.focus()
    assistant.keyboard.press("Enter")
    expect(mine).to_have_attribute("data-state", "claimed")
    mine.focus()
    assistant.keyboard.press("e")
    expect(hers).to_have_attribute("data-state", "ended", timeout=SOON)
    expect(hers).to_contain_text("Faite")


def test_the_slower_of_two_is_told_who_was_faster(enter: Enter) -> None:
    """On the line itself, with the line as it now stands: hers was still the old one when she pressed."""
    secretary, colleague = enter("Katell"), enter("Nolwenn")
    ask(secretary, "Classer le courrier du 12, pile B")
    to_tasks(secretary, "all")
    to_tasks(colleague, "all")
    theirs = task(colleague, "pile B")
    old = theirs.locator("form[action$=claim]").evaluate("(form) => form.outerHTML")
    task(secretary, "pile B").focus()
    secretary.keyboard.press("c")
    expect(theirs).to_have_attribute("data-state", "claimed", timeout=SOON)

    theirs.evaluate("(line, html) => line.querySelector('.task-do').insertAdjacentHTML('afterbegin', html)", old)
    theirs.locator("form[action$=claim] button").press("Enter")

    expect(theirs.locator(".said")).to_contain_text("Katell Morvan")
    expect(theirs).to_have_attribute("data-state", "claimed")


def test_a_question_waits_in_the_doctor_s_discreet_place(enter: Enter) -> None:
    """It comes without a sound; the answer is one line and one key, and who asked sees that it is answered.

    The secretary sees that something is asked, and not what: a carer's words are for carers.
    """
    assistant, doctor, secretary = enter("Solenn"), enter("Dr Maïwenn Tanguy"), enter("Katell")
    to_tasks(secretary, "all")
    questions = secretary.locator(".task[data-kind=question][data-asker=m5]:not([data-state=ended])")
    before = questions.count()
    ask(assistant, "? faut-il un ECG pour la salle 6 @tanguy")
    to_tasks(assistant, "asked")
    expect(questions).to_have_count(before + 1, timeout=SOON)
    expect(secretary.locator("main")).not_to_contain_text("ECG")

    question = task(doctor, "faut-il un ECG")
    expect(question).to_be_visible(timeout=SOON)
    expect(doctor.locator("dialog[open]")).to_have_count(0)
    question.locator("[name=note]").focus()
    doctor.keyboard.type("Oui, avant de la voir")
    doctor.keyboard.press("Enter")

    expect(task(doctor, "faut-il un ECG")).to_be_hidden(timeout=SOON)
    expect(questions).to_have_count(before, timeout=SOON)
    asked = task(assistant, "faut-il un ECG")
    expect(asked).to_have_attribute("data-state", "ended", timeout=SOON)
    assistant.goto("/p/kermorwen/board/")
    expect(assistant.locator("#answers .ask", has_text="faut-il un ECG")).to_be_visible()
    to_tasks(assistant, "asked")
    expect(asked).to_be_visible()
    asked.locator("a.task-title").focus()
    assistant.keyboard.press("Enter")
    expect(assistant.locator("main")).to_contain_text("Oui, avant de la voir")


def test_a_task_of_a_colleague_is_ended_with_a_note(enter: Enter) -> None:
    """On its page, where the legal ground of each gesture stands too."""
    assistant, colleague = enter("Solenn"), enter("Nolwenn")
    ask(assistant, "Appeler le kiné au sujet de l'atelle @assistante")
    to_tasks(assistant, "all")
    task(assistant, "de l'atelle").focus()
    assistant.keyboard.press("c")
    expect(task(assistant, "de l'atelle")).to_have_attribute("data-state", "claimed", timeout=SOON)
    to_tasks(colleague, "all")

    task(colleague, "de l'atelle").locator("a.task-title").click()
    colleague.get_by_label("Note pour Solenn Le Bihan").fill("Fait au téléphone, il rappelle lundi")
    colleague.get_by_role("button", name="Terminer à la place de Solenn Le Bihan").click()

    colleague.wait_for_url("**/tasks/")
    expect(task(assistant, "de l'atelle")).to_have_attribute("data-state", "ended", timeout=SOON)


def test_a_result_dropped_by_the_secretary_is_read_by_the_doctor_alone(enter: Enter) -> None:
    """She drops it on the page; he finds it before him and opens it; she cannot."""
    secretary, doctor = enter("Katell"), enter("Dr Yann Le Guellec")
    to_tasks(secretary)
    to_tasks(doctor)
    before = doctor.locator(".task[data-kind=result_to_read]").count()
    secretary.locator("[data-drop]").press("Enter")
    secretary.locator("#asking input[type=file]").set_input_files(
        {"name": "bilan.pdf", "mimeType": "application/pdf", "buffer": ONE_PAGE}
    )
    secretary.locator("#asking [name=kind]").select_option("result")
    secretary.locator("#asking [name=to]").select_option("m2")
    secretary.locator("#asking .btn-main").press("Enter")
    expect(secretary.locator("#asking")).to_be_hidden()

    expect(doctor.locator(".task[data-kind=result_to_read]")).to_have_count(before + 1, timeout=SOON)
    address = doctor.locator(".task[data-kind=result_to_read] a.task-title").last.get_attribute("href") or ""
    doctor.goto(address)
    expect(doctor.get_by_role("link", name="bilan.pdf")).to_be_visible()
    assert doctor.request.get(f"{address}document.pdf").body() == ONE_PAGE
    assert secretary.request.get(f"{address}document.pdf").status == 409


def test_what_is_no_pdf_is_refused_in_the_dialog(enter: Enter) -> None:
    """In a sentence, and the dialog stays."""
    page = enter("Katell")
    to_tasks(page)
    page.locator("[data-drop]").press("Enter")
    page.locator("#asking input[type=file]").set_input_files(
        {"name": "bilan.pdf", "mimeType": "application/pdf", "buffer": b"hello"}
    )
    page.locator("#asking .btn-main").press("Enter")

    expect(page.locator("#asking [data-errors]")).to_contain_text("PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_tasks_are_readable(at_once: Enter, scheme: str) -> None:
    """axe finds nothing: lists, a task, a menu that is open, the three forms, the dialog."""
    page = at_once("Katell", color_scheme=scheme)
    for path in ("?whose=all", "?whose=ended", "new", "call", "document"):
        page.goto(HOME + path)
        assert faults(page) == [], path
    to_tasks(page, "all")
    page.locator(".task").nth(2).focus()
    page.keyboard.press("x")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("a.task-title").first.click()
    assert faults(page) == []
    page.locator("body").press("a")
    expect(page.locator("#asking [name=said]")).to_be_focused()
    assert faults(page) == []


@pytest.mark.parametrize("width", [640, 800, 1280])
def test_the_lists_do_not_scroll_sideways(enter: Enter, width: int) -> None:
    """On a tablet, and on a screen zoomed twice."""
    page = enter("Dr Anne Kerbrat", viewport={"width": width, "height": 800})
    for path in ("?whose=all", "new"):
        page.goto(HOME + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
