"""A page that waits for its figures comes again when they are there, and takes nothing from whoever is at work."""

from playwright.sync_api import Page, expect

from tests.web.front.day import page
from tests.web.front.stage import Answer, Stage

WAITING = """
<p data-measures-state="/state" data-counting><span data-measures-progress></span></p>
<details><summary>Noter</summary><form><input name="words"></form></details>
<script type="module" src="/static/js/measures.js"></script>
"""
COUNTED = "<p id='there'>Les chiffres</p>"
OVER = '{"done": 0, "of": 0, "at": "2026-11-24T10:42:00+01:00"}'


def shown(stage: Stage, screen: Page) -> None:
    stage.answer("/state", Answer('{"done": 1, "of": 6, "at": ""}', kind="application/json"))
    screen.clock.install()
    screen.goto(stage.show("/measures", page(WAITING)))
    screen.clock.run_for(2_000)
    expect(screen.locator("[data-measures-progress]")).to_have_text("1 / 6")


def counted(stage: Stage) -> None:
    stage.show("/measures", page(COUNTED))
    stage.answer("/state", Answer(OVER, kind="application/json"))


def test_it_tells_how_far_they_are_then_comes_again(stage: Stage, screen: Page) -> None:
    shown(stage, screen)
    counted(stage)
    screen.clock.run_for(2_000)
    expect(screen.locator("#there")).to_be_visible()


def test_what_somebody_is_typing_is_not_lost(stage: Stage, screen: Page) -> None:
    """The figures come once the form is closed."""
    shown(stage, screen)
    screen.locator("summary", has_text="Noter").click()
    screen.locator("input[name=words]").fill("Une assistante de plus")
    counted(stage)
    for _ in range(3):
        with screen.expect_response("**/state"):
            screen.clock.run_for(2_000)
    expect(screen.locator("input[name=words]")).to_have_value("Une assistante de plus")
    screen.locator("summary", has_text="Noter").click()
    screen.clock.run_for(2_000)
    expect(screen.locator("#there")).to_be_visible()
