"""Each role sees what waits for it, the most pressing first."""

from playwright.sync_api import Page, expect

from tests.web.front.day import board, line, turn
from tests.web.front.stage import Stage

TURNS = (
    turn("1", since="2026-11-24T09:40:00+00:00", name="Récente")
    + turn("2", since="2026-11-24T09:10:00+00:00", name="Ancienne")
    + turn("3", since="2026-11-24T09:41:00+00:00", name="Urgente", urgent=True)
    + turn("4", roles="physician trainee", name="Au médecin")
    + turn("5", holder="tr", name="À une autre")
    + turn("6", holder="nk", since="2026-11-24T09:30:00+00:00", name="À moi seule")
)


def _names(screen: Page) -> list[str]:
    return screen.locator(".turn:visible .turn-say").all_text_contents()


def test_urgent_first_then_the_longest_wait_and_only_mine(stage: Stage, screen: Page) -> None:
    """What another person holds is not my turn, even in my role."""
    screen.goto(stage.show("/board", board(line("1"), turns=TURNS)))
    expect(screen.locator("[data-turn-count]")).to_have_text("4")
    assert _names(screen) == ["Urgente", "Ancienne", "À moi seule", "Récente"]


def test_the_doctor_sees_the_doctors(stage: Stage, screen: Page) -> None:
    """The same pieces, drawn once for both."""
    screen.goto(stage.show("/board", board(line("1"), turns=TURNS, roles="physician")))
    expect(screen.locator("[data-turn-count]")).to_have_text("2")
    assert _names(screen) == ["Au médecin", "À moi seule"] or _names(screen) == ["À moi seule", "Au médecin"]


def test_two_roles_see_both(stage: Stage, screen: Page) -> None:
    """A post split between two trades."""
    screen.goto(stage.show("/board", board(line("1"), turns=TURNS, roles="assistant trainee")))
    expect(screen.locator("[data-turn-count]")).to_have_text("5")


def test_nothing_waits_is_said(stage: Stage, screen: Page) -> None:
    """An empty list would look like a broken one."""
    screen.goto(stage.show("/board", board(line("1"), turns=turn("4", roles="physician"))))
    expect(screen.locator("[data-turns-empty]")).to_be_visible()
    expect(screen.locator("[data-turn-count]")).to_have_text("0")
