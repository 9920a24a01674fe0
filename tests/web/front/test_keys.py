"""The whole day without a mouse; one table says every key, and prints itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.front.day import board, line, page, turn
from tests.web.front.stage import Answer, Stage


@pytest.fixture
def at_the_board(stage: Stage, screen: Page) -> Page:
    stage.answer("/visits/3/start", Answer(line("3", state="preparation", deed="Prêt")))
    screen.goto(stage.show("/board", board(line("1"), line("3", order="11:00"), turns=turn("1"))))
    expect(screen.locator("html")).to_have_attribute("data-ready", "")
    return screen


def test_j_and_k_walk_through_turns_then_lines(at_the_board: Page) -> None:
    """And stop at both ends."""
    seen = []
    for key in ("j", "j", "j", "j", "k", "ArrowUp", "ArrowDown"):
        at_the_board.keyboard.press(key)
        seen.append(at_the_board.evaluate("document.activeElement.id"))
    assert seen == ["turn-1", "visit-1", "visit-3", "visit-3", "visit-1", "turn-1", "visit-1"]


def test_enter_on_a_line_does_what_comes_next(at_the_board: Page, stage: Stage) -> None:
    """The line in hand, and only when nothing inside it has the focus."""
    for key in ("j", "j", "j", "Enter"):
        at_the_board.keyboard.press(key)
    expect(at_the_board.locator("#visit-3")).to_have_attribute("data-state", "preparation")
    assert len(stage.asked_for("/visits/")) == 1


def test_p_opens_the_preparation_sheet(at_the_board: Page, stage: Stage) -> None:
    """One key, from the turn as well as from the line."""
    stage.show("/p/b/prepare/1/", "<!doctype html><title>Fiche</title>")
    at_the_board.keyboard.press("j")
    at_the_board.keyboard.press("p")
    at_the_board.wait_for_url("**/prepare/1/")


def test_m_opens_the_other_gestures_and_escape_closes_them(at_the_board: Page) -> None:
    """The focus goes in, and comes back."""
    for key in ("j", "j", "m"):
        at_the_board.keyboard.press(key)
    assert at_the_board.evaluate("document.activeElement.closest('.more-list') !== null")
    at_the_board.keyboard.press("Escape")
    assert at_the_board.locator("details[open]").count() == 0


def test_letters_typed_in_a_field_are_only_letters(at_the_board: Page) -> None:
    """Looking for M. Junot must not walk down the table."""
    at_the_board.keyboard.press("/")
    expect(at_the_board.locator("[data-search]")).to_be_focused()
    at_the_board.keyboard.type("junk?")
    expect(at_the_board.locator("[data-search]")).to_have_value("junk?")
    expect(at_the_board.locator("#keys")).to_be_hidden()


def test_two_strokes_go_to_another_page(at_the_board: Page, stage: Stage) -> None:
    """g then a."""
    stage.show("/p/b/agenda/", "<!doctype html><title>Agenda</title>")
    at_the_board.keyboard.press("g")
    at_the_board.keyboard.press("a")
    at_the_board.wait_for_url("**/agenda/")


def test_a_message_a_document_and_the_questions_are_two_strokes_away_from_any_page(stage: Stage, screen: Page) -> None:
    """The first two open over the page one is on."""
    for kind in ("call", "document"):
        stage.show(f"/p/b/tasks/{kind}", f'<form><h2 id="ask-h">{kind}</h2><input autofocus></form>')
    screen.goto(stage.show("/anywhere", page("<p>Une page</p>")))
    expect(screen.locator("html")).to_have_attribute("data-ready", "")
    for stroke, kind in (("m", "call"), ("d", "document")):
        screen.keyboard.press("g")
        screen.keyboard.press(stroke)
        expect(screen.locator("#asking h2")).to_have_text(kind)
        expect(screen.locator("#asking")).to_be_visible()
        screen.keyboard.press("Escape")
        expect(screen.locator("#asking")).to_be_hidden()
    stage.show("/p/b/board/", "<!doctype html><title>Tableau</title>")
    screen.keyboard.press("g")
    screen.keyboard.press("o")
    screen.wait_for_url("**/board/#questions")


def test_the_map_shows_every_key_and_lets_letters_be_switched_off(at_the_board: Page) -> None:
    """By page, the one she is on first. WCAG 2.1.4: somebody who dictates speaks letters all day."""
    at_the_board.keyboard.press("?")
    expect(at_the_board.locator("#keys")).to_be_visible()
    in_the_table = at_the_board.evaluate("import('/static/js/keymap.js').then(it => it.KEYMAP.length)")
    assert at_the_board.locator("[data-keys-map] tr:not(.keys-of)").count() == in_the_table
    groups = at_the_board.locator("[data-keys-map] .keys-of").all_inner_texts()
    assert groups == ["Sur le tableau", "Sur toutes les pages", "Dans les tâches", "Dans les documents"]
    at_the_board.locator("[data-keys-on]").uncheck()
    at_the_board.keyboard.press("Escape")
    expect(at_the_board.locator("#keys")).to_be_hidden()
    at_the_board.keyboard.press("j")
    assert at_the_board.evaluate("document.activeElement.id") != "turn-1"


def test_every_key_has_its_sentence(at_the_board: Page) -> None:
    """A key without words would print as a code."""
    missing = at_the_board.evaluate(
        """async () => {
          const { KEYMAP } = await import('/static/js/keymap.js');
          const told = document.getElementById('words').content;
          return KEYMAP.filter(({ word }) => !told.querySelector(`[data-word="${word}"]`)).map(({ word }) => word);
        }"""
    )
    assert missing == []


def test_searching_shows_the_lines_that_match_without_accents(at_the_board: Page, stage: Stage) -> None:
    """Finished visits too."""
    day = [line("1", name="M. Quéré Yann"), line("2", name="Mme Le Goff"), line("3", name="Mme Quéré", state="done")]
    at_the_board.goto(stage.show("/board", board(*day)))
    expect(at_the_board.locator("#visit-3")).to_be_hidden()
    at_the_board.fill("[data-search]", "quere")
    expect(at_the_board.locator("#visit-2")).to_be_hidden()
    expect(at_the_board.locator("#visit-1")).to_be_visible()
    expect(at_the_board.locator("#visit-3")).to_be_visible()
