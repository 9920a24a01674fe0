"""Timers believe the server, never this computer, and never run backwards."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.front.day import board, line
from tests.web.front.stage import Stage


@pytest.mark.parametrize(
    ("since", "told", "level"),
    [
        ("2026-11-24T09:41:30+00:00", "0 min", None),
        ("2026-11-24T09:38:07+00:00", "4 min", None),
        ("2026-11-24T09:32:07+00:00", "10 min", "amber"),
        ("2026-11-24T09:22:07+00:00", "20 min", "red"),
        ("2026-11-24T08:37:07+00:00", "1 h 05", "red"),
        ("2026-11-24T09:50:00+00:00", "0 min", None),  # in the future: a clock was set back
    ],
)
def test_how_long_and_how_serious(stage: Stage, screen: Page, since: str, told: str, level: str | None) -> None:
    """Amber from 600 seconds, red from 1200: the line says so, not the script."""
    screen.clock.install(time="2031-01-01T00:00:00Z")
    screen.goto(stage.show("/board", board(line("1", since=since))))
    timer = screen.locator("#visit-1 .timer")
    expect(timer).to_have_text(told)
    assert timer.get_attribute("data-level") == level


def test_a_timer_goes_on_by_itself(stage: Stage, screen: Page) -> None:
    """Without a word from the server."""
    screen.clock.install()
    screen.goto(stage.show("/board", board(line("1", since="2026-11-24T09:38:07+00:00"))))
    expect(screen.locator("#visit-1 .timer")).to_have_text("4 min")
    screen.clock.run_for(120_000)
    expect(screen.locator("#visit-1 .timer")).to_have_text("6 min")
