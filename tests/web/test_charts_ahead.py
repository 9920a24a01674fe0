"""What is to come is drawn as a range, never as a line alone when a range is known; and in the page's own colours."""

import re
from datetime import date

from binome.web.charts import on_screen
from binome.web.charts_ahead import Ahead, Goal, Year, fan, flow

READ = ((date(2025, 3, 1), 1052.0), (date(2026, 3, 1), 1100.0))
GOAL = Goal(date(2025, 3, 1), 1052, date(2027, 3, 1), 1184, "objectif : 1 184")
TODAY = date(2026, 4, 1)


def drawn(*ahead: Ahead) -> str:
    return fan(READ, ahead, GOAL, today=TODAY, language="fr")


def areas(svg: str) -> int:
    """Bands that take some room: a path that closes on itself."""
    return len(re.findall(r'aria-roledescription="area mark" d="M[^"]+Z"', svg))


def test_a_range_is_drawn_as_two_bands() -> None:
    svg = drawn(Ahead(date(2027, 3, 1), 1150.0, 1130.0, 1170.0, 1120.0, 1180.0))
    assert areas(svg) == 2
    assert "objectif : 1 184" in svg


def test_without_a_range_no_band_is_drawn() -> None:
    """Two readings give a way, no range."""
    assert areas(drawn(Ahead(date(2027, 3, 1), 1150.0))) == 0


def test_nothing_ahead_is_still_what_was_counted() -> None:
    """After the last check, or before the first reading."""
    assert "<svg" in drawn()
    assert "<svg" in fan((), (), GOAL, today=TODAY, language="en")


def test_years_stand_against_their_cost() -> None:
    """One bar a year, one mark of cost a year, a range only where there is one."""
    years = (Year("Année 1", 19000, 19000, 19000, 15800), Year("Année 3", 9048, 7156, 11000, 15800))
    svg = flow(years, language="fr")
    assert "Année 3" in svg
    assert svg.count('aria-roledescription="bar"') == 2
    assert svg.count('aria-roledescription="rule"') + svg.count('aria-roledescription="rule mark"') >= 1


def test_on_screen_it_has_the_page_s_colours() -> None:
    svg = on_screen(drawn(Ahead(date(2027, 3, 1), 1150.0, 1130.0, 1170.0, 1120.0, 1180.0)))
    assert "var(--pair-a-soft)" in svg
    assert "var(--pair-d-soft)" in svg
    assert "style=" not in svg
