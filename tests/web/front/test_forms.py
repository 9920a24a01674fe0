"""A gesture is sent in place: done once, refused with its sentence where the hand is, never lost."""

import threading
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.web.front.day import board, line, page, turn
from tests.web.front.stage import Answer, Asked, Stage

SENTENCE = "Déjà installée en salle 2 à 10 h 41 par Tifenn R."


def _open(stage: Stage, screen: Page, *lines: str, **asked: object) -> None:
    screen.goto(stage.show("/board", board(*(lines or (line("1"),)), **asked)))
    expect(screen.locator("html")).to_have_attribute("data-ready", "")


def test_a_gesture_is_done_in_place(stage: Stage, screen: Page) -> None:
    """The page is not loaded again; the fresh line has the focus, for whoever works without a mouse."""
    stage.answer("/visits/1/start", Answer(line("1", state="preparation", deed="Prêt", number=3)))
    _open(stage, screen)
    screen.click("#visit-1 [data-next]")
    expect(screen.locator("#visit-1 [data-next]")).to_have_text("Prêt")
    asked = stage.requests("/visits/1/start")[0]
    assert (asked.form["number"], asked.headers["X-In-Place"]) == ("2", "1")
    assert asked.form["csrfmiddlewaretoken"] == asked.headers["X-CSRFToken"] == "page-token"
    assert len(asked.form["key"]) == 24
    assert screen.evaluate("document.activeElement.closest('#visit-1') !== null")


def test_each_gesture_has_a_key_of_its_own(stage: Stage, screen: Page) -> None:
    """Two people on the same drawn line never send the same key."""
    stage.answer("/visits/1/start", Answer(line("1")))
    _open(stage, screen)
    for done in (1, 2):
        screen.click("#visit-1 [data-next]")
        expect(screen.locator(".toast")).to_be_visible()
        screen.click(".toast .btn-icon")
        assert len(stage.requests("/visits/1/start")) == done
    assert len({asked.form["key"] for asked in stage.requests("/visits/1/start")}) == 2


def test_the_loser_reads_the_sentence_under_the_fresh_line(stage: Stage, screen: Page) -> None:
    """409: somebody was faster; the line is up to date and says so aloud."""
    stage.answer(
        "/visits/1/start", Answer(line("1", state="preparation", deed="Prêt"), 409, {"X-Sentence": quote(SENTENCE)})
    )
    _open(stage, screen)
    screen.click("#visit-1 [data-next]")
    expect(screen.locator("tr.said-row [role=alert]")).to_contain_text(SENTENCE)
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "preparation")
    assert screen.locator("#visit-1 + tr.said-row").count() == 1
    screen.click("tr.said-row button")
    expect(screen.locator("tr.said-row")).to_have_count(0)
    expect(screen.locator("#visit-1")).to_be_focused()


def test_in_your_turn_the_sentence_stands_in_the_card(stage: Stage, screen: Page) -> None:
    """Where the button was pressed, not at the other end of the screen."""
    stage.answer("/visits/1/start", Answer("", 409, {"X-Sentence": quote(SENTENCE)}))
    _open(stage, screen, turns=turn("1"))
    screen.click("#turn-1 button")
    expect(screen.locator("#turn-1 [role=alert]")).to_contain_text(SENTENCE)


@pytest.mark.parametrize(("status", "tone"), [(403, "said-warn"), (500, "said-bad")])
def test_a_whole_page_of_refusal_is_told_in_a_sentence(stage: Stage, screen: Page, status: int, tone: str) -> None:
    """A page is never put into a page, and silence is never the answer."""
    stage.answer("/visits/1/start", Answer("<!doctype html><title>x</title><main id='main'>no</main>", status))
    _open(stage, screen)
    screen.click("#visit-1 [data-next]")
    expect(screen.locator(f".said-row .{tone}")).to_be_visible()
    expect(screen.locator("#board")).to_be_visible()


def test_pressed_twice_sent_once(stage: Stage, screen: Page) -> None:
    """A nervous double click."""
    stage.answer("/visits/1/start", Answer(line("1", state="preparation", deed="Prêt")))
    _open(stage, screen)
    screen.evaluate("() => { const b = document.querySelector('#visit-1 [data-next]'); b.click(); b.click(); }")
    expect(screen.locator("#visit-1 [data-next]")).to_have_text("Prêt")
    assert len(stage.requests("/visits/1/start")) == 1


def test_a_cut_network_loses_nothing_and_the_second_try_has_the_same_key(stage: Stage, screen: Page) -> None:
    """So that the deed cannot be done twice when only the answer was lost."""
    stage.answer("/visits/1/start", Answer(line("1", state="preparation", deed="Prêt")))
    asks_why = '<form method="post" action="/visits/1/start" data-live><input name="why" aria-label="Motif"></form>'
    _open(stage, screen, line("1", extra=asks_why))
    screen.fill("[name=why]", "essoufflée")
    stage.cut()
    screen.press("[name=why]", "Enter")
    expect(screen.locator(".said-row .said-bad")).to_be_visible()
    expect(screen.locator("[name=why]")).to_have_value("essoufflée")
    key = screen.locator("form:has([name=why])").get_attribute("data-key")
    stage.mend()
    screen.click(".said-row button")
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "preparation")
    (asked,) = stage.requests("/visits/1/start")
    assert (asked.form["key"], asked.form["why"]) == (key, "essoufflée")


def test_signed_out_meanwhile_says_so_and_keeps_the_page(stage: Stage, screen: Page) -> None:
    """The answer is the sign-in page: it is offered, not forced on somebody in the middle of a sentence."""
    stage.answer("/visits/1/start", Answer(status=302, headers={"Location": "/account/account_login/"}))
    stage.show("/account/account_login/", "<!doctype html><title>Entrer</title>")
    drawn = board(line("1")).replace("<body ", '<body data-sign-in-url="/account/account_login/" ')
    screen.goto(stage.show("/board", drawn))
    screen.click("#visit-1 [data-next]")
    expect(screen.locator(".said-row a")).to_have_attribute("href", "/account/account_login/?next=%2Fboard")


def test_what_is_to_be_put_right_has_the_focus(stage: Stage, screen: Page) -> None:
    """422: the form comes back with its summary."""
    form = '<form id="f" method="post" action="/save" data-live>{}<input name="age"><button>Garder</button></form>'
    summary = '<div class="errors" role="alert" tabindex="-1" data-errors>Âge</div>'
    stage.answer("/save", Answer(form.format(summary), 422))
    screen.goto(stage.show("/page", page(form.format(""))))
    screen.click("text=Garder")
    expect(screen.locator("[data-errors]")).to_be_focused()


def test_what_was_done_can_be_undone_for_a_while(stage: Stage, screen: Page) -> None:
    """With the key u too; undoing is a gesture like any other."""
    stage.answer("/visits/1/start", Answer(line("1", state="preparation", deed="Prêt", number=3)))
    stage.answer("/visits/1/withdraw", Answer(line("1", number=4)))
    _open(stage, screen)
    screen.click("#visit-1 [data-next]")
    expect(screen.locator(".toast")).to_contain_text("Installer")
    screen.evaluate("document.activeElement.blur()")
    screen.keyboard.press("u")
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "waiting")
    assert [asked.form["number"] for asked in stage.requests("/visits/1/withdraw")] == ["3"]


def test_without_script_the_form_is_an_ordinary_form(stage: Stage, browser: object) -> None:
    """The board works on the oldest computer of the practice."""
    context = browser.new_context(java_script_enabled=False)
    screen = context.new_page()
    stage.answer("/visits/1/start", _landed)
    screen.goto(stage.show("/board", board(line("1"))))
    screen.click("#visit-1 [data-next]")
    expect(screen.locator("body")).to_have_text("fait")
    context.close()


def _landed(asked: Asked) -> Answer:
    return Answer("<!doctype html><body>fait") if asked.form["number"] == "2" else Answer(status=500)


def test_a_slow_answer_is_told_to_be_on_its_way(stage: Stage, screen: Page) -> None:
    """And the word goes away when the answer comes."""
    answered = threading.Event()

    def slowly(asked: Asked) -> Answer:
        answered.wait(20)
        return Answer(line("1", state="preparation", deed="Prêt"))

    stage.answer("/visits/1/start", slowly)
    _open(stage, screen)
    screen.click("#visit-1 [data-next]")
    expect(screen.locator(".said-row .said-info")).to_be_visible()
    answered.set()
    expect(screen.locator("#visit-1")).to_have_attribute("data-state", "preparation")
    expect(screen.locator(".said-row")).to_have_count(0)
