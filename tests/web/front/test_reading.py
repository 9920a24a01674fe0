"""Everybody can read it and press it: contrast, names, sizes, 200 % zoom, in the light and in the dark."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.front.day import board, line, page, turn
from tests.web.front.stage import Stage

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PIECES = Path(__file__).parent / "pieces"
SIZES = {"desk": (1440, 900), "desk at 200 %": (720, 450), "telephone": (360, 740)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("name", ["board", *sorted(path.stem for path in PIECES.glob("*.html"))])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    stage: Stage, browser: Browser, name: str, light: str, size: str
) -> None:
    """WCAG 2.2 AA, and no sideways scrolling of the page."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=light, bypass_csp=True)
    screen = context.new_page()
    screen.goto(stage.show("/page", _drawn(name)))
    expect(screen.locator("html")).to_have_attribute("data-ready", "")
    assert _complaints(screen) == []
    assert screen.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()


def test_axe_is_really_asked(stage: Stage, browser: Browser) -> None:
    """Pale grey on white, and a field without a name, planted."""
    screen = browser.new_context(bypass_csp=True).new_page()
    screen.goto(stage.show("/page", page('<h1>x</h1><p class="planted">pâle</p><input name="sans">')))
    screen.add_style_tag(content=".planted { color: #ccc; background: #fff }")
    assert {rule for rule, _ in _complaints(screen)} == {"color-contrast", "label"}
    screen.context.close()


def _complaints(screen: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(screen, options={"runOnly": RULES}).response["violations"]
    return [(fault["id"], [node["html"][:200] for node in fault["nodes"]][:3]) for fault in found]


def test_under_a_finger_everything_is_large_enough(stage: Stage, browser: Browser) -> None:
    """44 pixels on a tablet, for buttons, links of the header and folds."""
    context = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True, is_mobile=True)
    screen = context.new_page()
    screen.goto(stage.show("/page", _drawn("board")))
    small = screen.eval_on_selector_all(
        ".btn, .nav a, summary, .choice",
        "all => all.filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 43.5)"
        ".map(one => one.outerHTML.slice(0, 120))",
    )
    assert small == []
    context.close()


def test_the_first_tab_stop_leads_past_the_header(stage: Stage, screen: Page) -> None:
    """For whoever comes back a hundred times a day."""
    screen.goto(stage.show("/page", _drawn("board")))
    screen.keyboard.press("Tab")
    expect(screen.locator(".skip")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator("#main")).to_be_focused()


def test_forced_colours_keep_their_edges(stage: Stage, browser: Browser) -> None:
    """Windows' high contrast takes backgrounds away: what was a filled button is still a button."""
    context = browser.new_context(forced_colors="active")
    screen = context.new_page()
    screen.goto(stage.show("/page", _drawn("board")))
    assert screen.locator(".btn-main").first.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    context.close()


def _drawn(name: str) -> str:
    if name != "board":
        return page((PIECES / f"{name}.html").read_text("utf-8"))
    urgent = line("9", order="10:40", name="M. Lorcy Noah").replace('tabindex="-1"', 'tabindex="-1" data-urgent')
    states = ["waiting", "preparation", "ready", "consultation", "closing", "done", "expected"]
    day = [line(str(n), state=state, order=f"09:{n}0", name=f"Mme Duval {n}") for n, state in enumerate(states)]
    turns = turn("9", urgent=True) + turn("0", since="2026-11-24T08:00:00+00:00", name="M. Guégan")
    return board(*day, urgent, turns=turns)
